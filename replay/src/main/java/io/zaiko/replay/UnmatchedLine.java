package io.zaiko.replay;

/**
 * A line of a fact that moved nothing, since its SKU or location was not known then (rule 7).
 *
 * @param command it stood in
 * @param number of the line, from 0
 * @param line as it was sent
 * @param skuKnown whether the SKU was known; if so, it was the location that was not
 * @param locationKnown whether the location was known
 */
public record UnmatchedLine(
    JournaledCommand command,
    int number,
    NamedLine line,
    boolean skuKnown,
    boolean locationKnown) {}

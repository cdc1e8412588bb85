package io.zaiko.replay;

/**
 * A row of a ledger: what one line of a command, or the end of a hold, did to one pair.
 *
 * <p>FULFIL, and SHORT where it moves units, take reserved down by the quantity too; of all others
 * a row changes either places or reserved.
 *
 * @param command what moved it
 * @param sku code
 * @param location code
 * @param from where the units were; null together with {@code to} = only reserved changed
 * @param to where they are now
 * @param quantity units moved, above 0; where only reserved changed the signed change
 * @param sellableAfter sellable units of the pair behind this row
 * @param reservedAfter reserved units of the pair behind this row
 */
public record Movement(
    JournaledCommand command,
    String sku,
    String location,
    Place from,
    Place to,
    long quantity,
    int sellableAfter,
    int reservedAfter) {}

package io.zaiko.replay;

/**
 * A line of a fact that moved nothing, since its SKU, its location or its transfer was not known
 * then (rule 7), or its device had sent too much since (rule 22).
 *
 * @param command it stood in
 * @param number of the line, from 0
 * @param line as it was sent
 * @param cause why it moved nothing
 */
public record UnmatchedLine(JournaledCommand command, int number, NamedLine line, Cause cause) {

  /** Why a line moved nothing. */
  public enum Cause {
    /** The SKU was not known. */
    SKU,
    /** The location was not known. */
    LOCATION,
    /** Neither of them was. */
    SKU_AND_LOCATION,
    /** The transfer was not known, or over. */
    TRANSFER,
    /** What was remembered of the device does not reach back to the fact. */
    DEVICE_SEQUENCE
  }
}

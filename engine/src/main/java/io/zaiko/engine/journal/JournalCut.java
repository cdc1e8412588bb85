package io.zaiko.engine.journal;

/**
 * A record at the end of a run that was never finished, nor answered, and so is left out. Its file
 * stays as it is.
 *
 * @param file its run and its name, as in {@code run-00000001/20261122-0931.cq4}
 * @param position byte of the file at which it begins
 * @param bytes from there to the last one that was written
 * @param sequence that its first command would have had
 * @param continued whether the journal goes on behind it, in a later run
 */
public record JournalCut(String file, long position, long bytes, long sequence, boolean continued) {
  /** What was left out and where, in words. */
  public String text() {
    return "Left out: a record of sequence "
        + sequence
        + " that was never finished nor answered, "
        + bytes
        + " bytes in "
        + file
        + " at byte "
        + position
        + ". The file stays as it is";
  }
}

package io.zaiko.replay;

/**
 * A point of a journal.
 *
 * @param sequence the last record that counts; Long.MAX_VALUE = no limit
 * @param timeMicros the last engine time that counts, in microseconds since the epoch;
 *     Long.MAX_VALUE = no limit
 */
public record JournalPoint(long sequence, long timeMicros) {
  /** Everything that is there. */
  public static final JournalPoint END = new JournalPoint(Long.MAX_VALUE, Long.MAX_VALUE);

  /** After this record. */
  public static JournalPoint ofSequence(long sequence) {
    return new JournalPoint(sequence, Long.MAX_VALUE);
  }

  /** After the last record at or before this engine time, in microseconds since the epoch. */
  public static JournalPoint ofTime(long timeMicros) {
    return new JournalPoint(Long.MAX_VALUE, timeMicros);
  }
}

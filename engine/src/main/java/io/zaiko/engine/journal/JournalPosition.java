package io.zaiko.engine.journal;

/** Where a journal ends, for the one who goes on with it. Immutable. */
public final class JournalPosition {
  /** Before the first batch. */
  public static final JournalPosition START =
      new JournalPosition(0, 0, new byte[BatchLayout.HASH_LENGTH]);

  private final long sequence;
  private final long timeMicros;
  private final byte[] hash;

  /**
   * A position behind a batch.
   *
   * @param sequence of its last command
   * @param timeMicros its time, in microseconds since the epoch
   * @param hash SHA-256 of its document
   */
  public JournalPosition(long sequence, long timeMicros, byte[] hash) {
    this.sequence = sequence;
    this.timeMicros = timeMicros;
    this.hash = hash.clone();
  }

  /** Sequence of the last command; 0 if there is none. */
  public long sequence() {
    return sequence;
  }

  /** Time of the last batch, in microseconds since the epoch; 0 if there is none. */
  public long timeMicros() {
    return timeMicros;
  }

  /** SHA-256 of the last document; zeroes if there is none. */
  public byte[] hash() {
    return hash.clone();
  }
}

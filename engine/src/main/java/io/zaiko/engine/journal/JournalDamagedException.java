package io.zaiko.engine.journal;

/** What the journal holds is not what was written. The message says where and in which way. */
public final class JournalDamagedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long sequence;

  /**
   * @param sequence of the first command that cannot be read
   * @param place file and position, in words
   * @param problem what is wrong there
   */
  public JournalDamagedException(long sequence, String place, String problem) {
    super("The journal is damaged at sequence " + sequence + ", " + place + ": " + problem);
    this.sequence = sequence;
  }

  /** The first sequence that cannot be trusted; all before it were read and verified. */
  public long sequence() {
    return sequence;
  }
}

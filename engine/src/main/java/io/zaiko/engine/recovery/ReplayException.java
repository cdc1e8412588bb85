package io.zaiko.engine.recovery;

/** A journal that reads well does not lead where it led before. */
public final class ReplayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long sequence;
  private final boolean recordFails;

  ReplayException(long sequence, String problem, Throwable cause) {
    this(sequence, problem, cause, false);
  }

  private ReplayException(long sequence, String problem, Throwable cause, boolean recordFails) {
    super("The journal cannot be replayed past sequence " + (sequence - 1) + ": " + problem, cause);
    this.sequence = sequence;
    this.recordFails = recordFails;
  }

  /** The engine threw something as it applied a sound record. */
  static ReplayException ofRecord(long sequence, Throwable cause) {
    return new ReplayException(
        sequence, "its record " + sequence + " makes the engine fail (" + cause + ")", cause, true);
  }

  /**
   * Whether the journal is sound, and it is the record at {@link #sequence} that the engine cannot
   * apply: the one thing that a VOID helps against.
   */
  public boolean recordFails() {
    return recordFails;
  }

  /** The first sequence that was not applied. */
  public long sequence() {
    return sequence;
  }
}

package io.zaiko.engine.recovery;

/** A journal that reads well does not lead where it led before. */
public final class ReplayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long sequence;

  ReplayException(long sequence, String problem, Throwable cause) {
    super("The journal cannot be replayed past sequence " + (sequence - 1) + ": " + problem, cause);
    this.sequence = sequence;
  }

  /** The first sequence that was not applied. */
  public long sequence() {
    return sequence;
  }
}

package io.zaiko.engine.host;

/** The journal is damaged, or does not lead where it led before. */
public final class IntegrityException extends HostException {
  private static final long serialVersionUID = 1L;

  private final long sequence;

  IntegrityException(long sequence, String message, Throwable cause) {
    super(message, cause);
    this.sequence = sequence;
  }

  /** The first sequence that cannot be trusted. */
  public long sequence() {
    return sequence;
  }
}

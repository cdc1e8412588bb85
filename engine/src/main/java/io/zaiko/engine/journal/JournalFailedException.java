package io.zaiko.engine.journal;

/** The journal could not be written. Nothing more is appended to it by this process. */
public final class JournalFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public JournalFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}

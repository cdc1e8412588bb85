package io.zaiko.cli.input;

/** A file that somebody brought is not what it should be; the message says where and what to do. */
public final class InputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a message for people. */
  public InputException(String message) {
    super(message);
  }

  /** With a message for people, and what it came from. */
  public InputException(String message, Throwable cause) {
    super(message, cause);
  }
}

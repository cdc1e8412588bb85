package io.zaiko.bench.convert;

/**
 * A file to convert is not what it should be; the message names the file, the line and the cause.
 */
public final class ConversionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a message for people. */
  public ConversionException(String message) {
    super(message);
  }

  /** With a message for people, and what it came from. */
  public ConversionException(String message, Throwable cause) {
    super(message, cause);
  }
}

package io.zaiko.client;

/**
 * No answer came in time. For a command that was sent the outcome is unknown, and {@link
 * #outcomeUnknown()} says so: {@link ZaikoClient#retry} sends it again, and it is executed once.
 */
public final class ZaikoTimeoutException extends ZaikoException {
  private static final long serialVersionUID = 1L;

  ZaikoTimeoutException(String message, LostCommand lost, Throwable cause) {
    super(message, lost, cause);
  }
}

package io.zaiko.client;

/**
 * A command was sent, its answer was lost, and sending it again cannot tell whether it was
 * executed: the session was dropped, the request id fell out of the session's window, or the server
 * now serves another journal. Look at the stock or the reservation to find out.
 */
public final class ZaikoOutcomeUnknownException extends ZaikoException {
  private static final long serialVersionUID = 1L;

  ZaikoOutcomeUnknownException(String message, LostCommand lost, Throwable cause) {
    super(message, lost, cause);
  }
}

package io.zaiko.client;

/** There is no connection to the server, or it was closed before the answer came. */
public final class ZaikoUnreachableException extends ZaikoException {
  private static final long serialVersionUID = 1L;

  ZaikoUnreachableException(String message, LostCommand lost, Throwable cause) {
    super(message, lost, cause);
  }
}

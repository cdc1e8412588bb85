package io.zaiko.client;

/** The server said something that is not the protocol, or speaks another version of it. */
public final class ZaikoProtocolException extends ZaikoException {
  private static final long serialVersionUID = 1L;

  ZaikoProtocolException(String message, LostCommand lost, Throwable cause) {
    super(message, lost, cause);
  }
}

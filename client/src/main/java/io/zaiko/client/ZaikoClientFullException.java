package io.zaiko.client;

/**
 * As many requests wait for an answer as the client is configured to hold. The request was not
 * sent.
 */
public final class ZaikoClientFullException extends ZaikoException {
  private static final long serialVersionUID = 1L;

  ZaikoClientFullException(String message, LostCommand lost, Throwable cause) {
    super(message, lost, cause);
  }
}

package io.zaiko.gateway;

/** The gateway cannot start as it was told to; the message says why and what to do about it. */
public final class GatewayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  GatewayException(String message) {
    super(message);
  }

  GatewayException(String message, Throwable cause) {
    super(message, cause);
  }
}

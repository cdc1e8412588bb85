package io.zaiko.engine.host;

/** A data directory cannot be served. The message is for people and says what they can do. */
public class HostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  HostException(String message, Throwable cause) {
    super(message, cause);
  }
}

package io.zaiko.cli.demo;

/** The demo cannot go on; the message says why and where to look. */
public final class DemoException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DemoException(String message, Throwable cause) {
    super(message, cause);
  }
}

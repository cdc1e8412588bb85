package io.zaiko.engine.host;

/** The directory holds something else, or data of a version that this program does not know. */
public final class UnsupportedDataException extends HostException {
  private static final long serialVersionUID = 1L;

  UnsupportedDataException(String message) {
    super(message, null);
  }
}

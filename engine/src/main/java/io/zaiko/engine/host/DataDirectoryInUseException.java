package io.zaiko.engine.host;

/** Another server has the data directory. */
public final class DataDirectoryInUseException extends HostException {
  private static final long serialVersionUID = 1L;

  DataDirectoryInUseException(String message) {
    super(message, null);
  }
}

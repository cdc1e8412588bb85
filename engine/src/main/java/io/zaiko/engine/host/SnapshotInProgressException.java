package io.zaiko.engine.host;

/** Another process is making a snapshot of the data directory. */
public final class SnapshotInProgressException extends HostException {
  private static final long serialVersionUID = 1L;

  SnapshotInProgressException(String message) {
    super(message, null);
  }
}

package io.zaiko.engine.host;

/** A record is not one that can, or has to, be taken out of its journal. */
public final class NotQuarantinableException extends HostException {
  private static final long serialVersionUID = 1L;

  NotQuarantinableException(String message) {
    super(message, null);
  }
}

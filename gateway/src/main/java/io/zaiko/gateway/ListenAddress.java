package io.zaiko.gateway;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a gateway may listen. Nobody has to say who they are yet, so by default only this machine
 * can reach it.
 */
final class ListenAddress {
  private static final Logger LOG = LoggerFactory.getLogger(ListenAddress.class);

  private ListenAddress() {}

  /** Refuses an address that others can reach, unless told that this is wanted. */
  static void check(InetSocketAddress address, boolean insecure) {
    if (address.isUnresolved()) {
      throw new GatewayException(
          "Cannot listen on %s: no such host; use an address of this machine, such as 127.0.0.1:%d"
              .formatted(address.getHostString(), address.getPort()));
    }
    if (!insecure && !address.getAddress().isLoopbackAddress()) {
      throw new GatewayException(
          "Refusing to listen on %s: there is no authentication and no encryption yet, so anybody who reaches the port could read and change stock. Listen on 127.0.0.1, or say --insecure if the network itself keeps others out"
              .formatted(text(address)));
    }
  }

  /** Says aloud what it means to listen where others can reach it. */
  static void warnIfInsecure(InetSocketAddress address) {
    if (!address.getAddress().isLoopbackAddress()) {
      LOG.warn(
          "Listening on {} without authentication and without encryption: anybody who reaches this port can read and change stock",
          text(address));
    }
  }

  static GatewayException cannotListen(InetSocketAddress address, Throwable cause) {
    return new GatewayException(
        "Cannot listen on %s: %s. If another server is using the port, stop it or choose another with --listen HOST:PORT"
            .formatted(text(address), cause.getMessage()),
        cause);
  }

  private static String text(InetSocketAddress address) {
    InetAddress host = address.getAddress();
    return host.getHostAddress() + ":" + address.getPort();
  }
}

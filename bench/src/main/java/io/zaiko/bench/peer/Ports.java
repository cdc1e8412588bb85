package io.zaiko.bench.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** For servers that cannot choose a port themselves. Stateless. */
final class Ports {
  private Ports() {}

  /** A port of loopback that nobody listened on a moment ago. */
  static InetSocketAddress spare() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort());
    }
  }
}

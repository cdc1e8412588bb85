package io.zaiko.cli.serve;

import io.zaiko.engine.host.EngineHost;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.gateway.GatewayServer;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;

/**
 * A whole server: the engine on its data directory, and the gateway before it.
 *
 * <p>Thread safe.
 */
final class ZaikoServer implements AutoCloseable {
  private final EngineHost host;
  private final GatewayServer gateway;

  private ZaikoServer(EngineHost host, GatewayServer gateway) {
    this.host = host;
    this.gateway = gateway;
  }

  /**
   * Recovers, then listens; returns when clients are served.
   *
   * @throws io.zaiko.engine.host.HostException when the data directory cannot be served
   * @throws io.zaiko.gateway.GatewayException when the address cannot be listened on
   */
  static ZaikoServer start(ServerSettings settings, RecoveryProgress progress) {
    GatewayServer gateway = GatewayServer.create(settings.gateway());
    EngineHost host = null;
    try {
      host = EngineHost.open(settings.host(), gateway.replySink(), progress);
      host.start();
      gateway.start(host);
      return new ZaikoServer(host, gateway);
    } catch (RuntimeException e) {
      gateway.close();
      if (host != null) {
        host.close();
      }
      throw e;
    }
  }

  /** The engine behind it. */
  EngineHost host() {
    return host;
  }

  /** Where it listens. */
  InetSocketAddress address() {
    return gateway.address();
  }

  /** Completes when it does not serve any more; exceptionally if it had to stop. */
  CompletableFuture<Void> stopped() {
    return gateway.stopped();
  }

  /** Answers what was accepted, stops, closes the journal and gives the directory back. */
  @Override
  public void close() {
    gateway.close();
    host.close();
  }
}

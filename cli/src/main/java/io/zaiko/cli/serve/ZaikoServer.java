package io.zaiko.cli.serve;

import io.zaiko.engine.host.EngineHost;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.engine.stock.AvailabilityReader;
import io.zaiko.gateway.GatewayServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * A whole server: the engine on its data directory, the gateway before it, and snapshots beside it.
 *
 * <p>Thread safe.
 */
final class ZaikoServer implements AutoCloseable {
  private final EngineHost host;
  private final GatewayServer gateway;
  private final SnapshotSchedule snapshots;

  private ZaikoServer(EngineHost host, GatewayServer gateway, SnapshotSchedule snapshots) {
    this.host = host;
    this.gateway = gateway;
    this.snapshots = snapshots;
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
      SnapshotSchedule snapshots = snapshots(settings, host);
      gateway.start(host);
      snapshots.start();
      return new ZaikoServer(host, gateway, snapshots);
    } catch (RuntimeException e) {
      gateway.close();
      if (host != null) {
        host.close();
      }
      throw e;
    }
  }

  private static SnapshotSchedule snapshots(ServerSettings settings, EngineHost host) {
    Path data = settings.host().dataDirectory();
    AvailabilityReader reader = host.newReader();
    LongSupplier sequence =
        () -> {
          reader.readPosition();
          return reader.sequence();
        };
    try {
      return new SnapshotSchedule(
          settings.snapshots(),
          new ServedJournal(data, sequence),
          new SnapshotChild(data, settings.snapshots().options()),
          System::nanoTime);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the data directory " + data, e);
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

  /**
   * Ends a snapshot that is being made, answers what was accepted, stops, closes the journal and
   * gives the directory back.
   */
  @Override
  public void close() {
    snapshots.close();
    gateway.close();
    host.close();
  }
}

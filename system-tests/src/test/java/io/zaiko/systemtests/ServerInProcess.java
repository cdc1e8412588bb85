package io.zaiko.systemtests;

import io.zaiko.engine.core.EngineConfig;
import io.zaiko.engine.host.DataDirectory;
import io.zaiko.engine.host.EngineHost;
import io.zaiko.engine.host.HostConfig;
import io.zaiko.engine.recovery.JournalVerification;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.engine.recovery.ReplayHook;
import io.zaiko.gateway.GatewayConfig;
import io.zaiko.gateway.GatewayServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/**
 * The real gateway and engine inside the test's process, on a free loopback port: for tests that
 * need no crash.
 */
final class ServerInProcess implements AutoCloseable {
  private final Path data;
  private final GatewayServer gateway;
  private final EngineHost host;

  ServerInProcess(Path data) {
    this(data, EngineConfig.defaults(1, 2));
  }

  ServerInProcess(Path data, EngineConfig config) {
    this(HostConfig.defaults(data, config));
  }

  /** The same with journal files of a quarter of a megabyte. */
  static ServerInProcess withSmallFiles(Path data) {
    HostConfig config = HostConfig.defaults(data, EngineConfig.defaults(1, 2));
    return new ServerInProcess(
        new HostConfig(
            data,
            config.durability(),
            config.proposed(),
            config.ringSlots(),
            config.waitMode(),
            FailpointServer.SMALL_FILES));
  }

  ServerInProcess(HostConfig config) {
    data = config.dataDirectory();
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    gateway = GatewayServer.create(GatewayConfig.defaults().withListen(anyPort));
    host = EngineHost.open(config, gateway.replySink(), RecoveryProgress.NONE);
    host.start();
    gateway.start(host);
  }

  int port() {
    return gateway.address().getPort();
  }

  /** State behind all that is journaled so far, by replaying it; expired holds included. */
  long stateHash() {
    return verification(ReplayHook.NONE).stateHash();
  }

  /**
   * Replays all that is journaled so far. Each batch in the journal carries the hash that the
   * running engine had before it, so if the state is not what the journal says, this fails.
   */
  JournalVerification verification(ReplayHook hook) {
    JournalVerification verification =
        JournalVerification.of(DataDirectory.journalOf(data).scan(), hook, RecoveryProgress.NONE);
    if (!verification.ok()) {
      throw new AssertionError(verification.problem());
    }
    return verification;
  }

  @Override
  public void close() {
    gateway.close();
    host.close();
  }
}

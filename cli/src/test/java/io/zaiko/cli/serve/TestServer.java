package io.zaiko.cli.serve;

import io.zaiko.cli.Terminal;
import io.zaiko.cli.input.Address;
import io.zaiko.engine.recovery.RecoveryProgress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A real server in this process, small, on a free port. */
public final class TestServer implements AutoCloseable {
  /** A configuration that takes little memory. */
  static final String SMALL =
      """
      sku-capacity = 10000
      location-capacity = 100
      stock-capacity = 10000
      reservation-capacity = 1000
      line-capacity = 10000
      session-capacity = 100
      client-capacity = 1000
      line-result-capacity = 10000
      safety-capacity = 1000
      device-capacity = 100
      transfer-line-capacity = 1000
      band-capacity = 100
      change-capacity = 4096
      max-connections = 64
      ring-slots = 16384
      """;

  private final Path data;
  private final ZaikoServer server;

  /**
   * Serves this data directory; it may be new or hold what an earlier server left.
   *
   * @param settings lines of configuration that differ from the small ones
   */
  public TestServer(Path data, String... settings) {
    this.data = data;
    Path config = data.resolveSibling("server.properties");
    try {
      Files.writeString(config, SMALL + String.join("\n", settings));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ServerSettings.Typed typed =
        new ServerSettings.Typed(data, new Address("127.0.0.1", 0), null, false);
    server =
        ZaikoServer.start(
            ServerSettings.of(typed, ServerProperties.read(config)), RecoveryProgress.NONE);
  }

  /** Where it listens. */
  public Address address() {
    return new Address("127.0.0.1", server.address().getPort());
  }

  /** A terminal whose commands reach this server. */
  public Terminal terminal() {
    return new Terminal()
        .with("ZAIKO_SERVER", address().toString())
        .with("ZAIKO_DATA", data.toString());
  }

  @Override
  public void close() {
    server.close();
  }
}

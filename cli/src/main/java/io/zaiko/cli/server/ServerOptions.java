package io.zaiko.cli.server;

import io.zaiko.cli.input.Address;
import io.zaiko.client.ZaikoClient;
import io.zaiko.client.ZaikoClientConfig;
import picocli.CommandLine.Option;

/** Which server to talk to. */
public final class ServerOptions {
  @Option(
      names = "--server",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:7450",
      converter = Address.Converter.class,
      description = "Server to talk to (default: ${DEFAULT-VALUE}; variable ZAIKO_SERVER).")
  private Address server;

  /** The server's address. */
  public Address address() {
    return server;
  }

  /** Settings of a client of that server, to be refined. */
  public ZaikoClientConfig.Builder settings() {
    return ZaikoClientConfig.builder(server.host(), server.port()).software("zaiko-cli");
  }

  /** A connected client; the caller closes it. */
  public ZaikoClient connect() {
    return ZaikoClient.connect(settings().build());
  }
}

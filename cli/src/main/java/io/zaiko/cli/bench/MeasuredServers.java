package io.zaiko.cli.bench;

import io.zaiko.bench.load.LoadSession;
import io.zaiko.bench.load.Target;
import io.zaiko.bench.load.YardstickServer;
import io.zaiko.cli.Main;
import io.zaiko.cli.process.JavaCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Command lines of the servers that are measured: the same Java with the same flags as this
 * process, so those of the launcher, and flags of their own.
 */
final class MeasuredServers implements LoadSession.Commands {
  private static final int DEFAULT_STOCK_CAPACITY = 4_000_000;

  /** More than so many connections need room of their own, sessions and commands in flight. */
  private static final int FEW_CONNECTIONS = 1_000;

  private static final String MANY_CONNECTIONS =
      """
      max-connections = 16390
      ring-slots = 524288
      session-capacity = 16400
      """;

  /** A snapshot amid a run would be measured too. */
  private static final List<String> NO_SNAPSHOTS =
      List.of("--snapshot-every", "0", "--snapshot-journal-length", "0");

  private final List<String> flags = new ArrayList<>();
  private final Path config;
  private final int stockRecords;
  private final int connections;

  /**
   * @param moreFlags for the JVM, separated by spaces; null = none
   * @param config a configuration file; null = defaults, with room for the stock records and the
   *     connections
   */
  MeasuredServers(String moreFlags, Path config, int stockRecords, int connections) {
    flags.addAll(JavaCommand.flags());
    if (moreFlags != null) {
      flags.addAll(Arrays.asList(moreFlags.strip().split("\\s+")));
    }
    this.config = config;
    this.stockRecords = stockRecords;
    this.connections = connections;
  }

  /** The JVM flags of all of them. */
  List<String> flags() {
    return List.copyOf(flags);
  }

  @Override
  public List<String> zaiko(Path data, String durability) {
    List<String> command = command(data, durability, config == null ? settingsFor(data) : config);
    command.addAll(NO_SNAPSHOTS);
    return command;
  }

  /**
   * A server that makes snapshots as it is configured.
   *
   * @param settings a configuration file; null = defaults
   */
  List<String> command(Path data, String durability, Path settings) {
    List<String> command = JavaCommand.of(flags, Main.class);
    command.addAll(List.of("serve", "--data", data.toString(), "--listen", "127.0.0.1:0"));
    command.addAll(List.of("--durability", durability, "--json"));
    if (settings != null) {
      command.addAll(List.of("--config", settings.toString()));
    }
    return command;
  }

  /** A configuration with room for everything; null where the default has it. */
  private Path settingsFor(Path data) {
    StringBuilder settings = new StringBuilder();
    if (stockRecords > DEFAULT_STOCK_CAPACITY) {
      settings.append("stock-capacity = ").append(stockRecords).append('\n');
    }
    if (connections > FEW_CONNECTIONS) {
      settings.append(MANY_CONNECTIONS);
    }
    if (settings.isEmpty()) {
      return null;
    }
    try {
      return Files.writeString(data.resolveSibling("server.properties"), settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<String> yardstick(Target target) {
    List<String> command = JavaCommand.of(flags, YardstickServer.class);
    command.add(target.word());
    return command;
  }
}

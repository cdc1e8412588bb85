package io.zaiko.cli.demo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.zaiko.cli.Main;
import io.zaiko.cli.process.JavaCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * {@code zaiko serve} as a process of its own, with the Java, the flags and the class path of this
 * one. It can be killed and started again at the same port; what it has to complain about goes to
 * {@code server.log}.
 *
 * <p>{@link #kill} may be called by any thread, the rest by one at a time.
 */
final class ServerChild implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final String HEAP = "-Xmx512m";
  private static final long STOP_SECONDS = 30;

  private final Path directory;
  private final Path log;
  private volatile Process process;
  private volatile boolean closed;
  private int port;
  private long recovered;

  private ServerChild(Path directory) {
    this.directory = directory;
    this.log = directory.resolve("server.log");
  }

  /**
   * Writes the configuration that fits the assortment; nothing is started yet. Without snapshots,
   * since they would delete parts of the journal, all of which is compared in the end.
   */
  static ServerChild prepare(Path directory, Assortment assortment) throws IOException {
    Files.writeString(
        directory.resolve("server.properties"),
        """
        sku-capacity = %d
        location-capacity = %d
        stock-capacity = %d
        reservation-capacity = 1000000
        line-capacity = 3000000
        session-capacity = 64
        client-capacity = 256
        line-result-capacity = 1000000
        safety-capacity = 1024
        max-connections = 64
        snapshot-every = 0
        snapshot-journal-length = 0
        """
            .formatted(assortment.skuCount(), assortment.storeCount(), assortment.pairCount()));
    return new ServerChild(directory);
  }

  /** Where the server keeps everything. */
  Path data() {
    return directory.resolve("data");
  }

  /**
   * Starts it, at the port of last time if there was one, and returns once it listens.
   *
   * @throws DemoException if it ends instead
   */
  void start() {
    try {
      launch();
      String line =
          new BufferedReader(
                  new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
              .readLine();
      if (line == null) {
        throw ended();
      }
      understand(line);
    } catch (IOException e) {
      throw new DemoException("Cannot start a server: " + e.getMessage(), e);
    }
  }

  private synchronized void launch() throws IOException {
    if (closed) {
      throw new DemoException("The demo was interrupted", null);
    }
    ProcessBuilder builder =
        new ProcessBuilder(command())
            .directory(directory.toFile())
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    JavaCommand.removeOptions(builder.environment());
    process = builder.start();
  }

  private List<String> command() {
    List<String> flags = new ArrayList<>(JavaCommand.flags());
    flags.add(HEAP);
    List<String> command = JavaCommand.of(flags, Main.class);
    command.addAll(List.of("serve", "--json", "--durability", "process"));
    command.addAll(List.of("--data", data().toString(), "--listen", HOST + ":" + port));
    command.addAll(List.of("--config", directory.resolve("server.properties").toString()));
    return command;
  }

  private void understand(String line) throws IOException {
    try (JsonParser json = new JsonFactory().createParser(line)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.FIELD_NAME) {
          String name = json.currentName();
          json.nextToken();
          if (name.equals("listen")) {
            port = Integer.parseInt(json.getText().substring(json.getText().lastIndexOf(':') + 1));
          } else if (name.equals("last_sequence")) {
            recovered = json.getLongValue();
          }
        }
      }
    }
  }

  String host() {
    return HOST;
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  /** Records that the last start found in the journal. */
  long recovered() {
    return recovered;
  }

  /**
   * Complains when the server is gone although nobody killed it.
   *
   * @throws DemoException that names its log
   */
  void requireAlive() {
    if (!process.isAlive()) {
      throw ended();
    }
  }

  private DemoException ended() {
    return new DemoException(
        "The demo's server ended by itself with status "
            + process.onExit().join().exitValue()
            + "; what it said is in "
            + log,
        null);
  }

  /** SIGKILL: it gets no chance to do anything any more. Returns when it is gone. */
  void kill() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly().onExit().join();
    }
  }

  /**
   * Asks it to stop and waits.
   *
   * @throws DemoException if it does not, or says that something went wrong
   */
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      throw new DemoException(
          "The demo's server did not stop within " + STOP_SECONDS + " s; see " + log, null);
    }
    if (process.exitValue() != 0) {
      throw ended();
    }
  }

  /** Kills it if it runs, and starts it no more. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    kill();
  }
}

package io.zaiko.systemtests;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real server in a process of its own, on a free loopback port. Closing kills it. */
final class ServerProcess implements AutoCloseable {
  private static final Pattern PORT = Pattern.compile("127\\.0\\.0\\.1:(\\d+)");

  private final JavaProcess process;
  private final int port;

  private ServerProcess(JavaProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts a server and returns once it listens, that is, once it has recovered. */
  static ServerProcess start(Path data, String durability, String... more)
      throws IOException, InterruptedException {
    return start(List.of(), data, durability, more);
  }

  /** The same started by another program, which has to become it. */
  static ServerProcess start(List<String> prefix, Path data, String durability, String... more)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("serve", "--data", data.toString()));
    arguments.addAll(List.of("--listen", "127.0.0.1:0", "--durability", durability));
    arguments.addAll(List.of(more));
    JavaProcess process =
        JavaProcess.start(prefix, null, "io.zaiko.cli.Main", arguments.toArray(String[]::new));
    Matcher matcher = PORT.matcher(process.awaitLine("127.0.0.1:"));
    if (!matcher.find()) {
      throw new IllegalStateException("no port in " + process.output());
    }
    return new ServerProcess(process, Integer.parseInt(matcher.group(1)));
  }

  int port() {
    return port;
  }

  void kill() {
    process.kill();
  }

  /** Stops it as an operator does and returns the exit status. */
  int stop() throws InterruptedException {
    process.terminate();
    return process.await();
  }

  /** Waits for it to end by itself and returns the exit status. */
  int await() throws InterruptedException {
    return process.await();
  }

  /** Waits for a line that contains a text. */
  String awaitLine(String text) throws InterruptedException {
    return process.awaitLine(text);
  }

  List<String> output() {
    return process.output();
  }

  @Override
  public void close() {
    process.close();
  }
}

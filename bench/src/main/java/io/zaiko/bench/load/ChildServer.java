package io.zaiko.bench.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A server as a child process, which says where it listens in its first line of output: a JSON
 * object with a field {@code listen}. It is ended when closed, and when this process ends. One
 * thread.
 */
public final class ChildServer implements AutoCloseable {
  private final ChildProcess process;
  private final InetSocketAddress address;

  private ChildServer(ChildProcess process, InetSocketAddress address) {
    this.process = process;
    this.address = address;
  }

  /**
   * Starts it and waits until it listens.
   *
   * @param command with its arguments
   * @param cpus cores to tie it to, null = none
   * @param errors a file for what it says on standard error
   * @throws IOException when it does not come to listen; the message holds what it said
   */
  public static ChildServer start(List<String> command, String cpus, Path errors)
      throws IOException {
    ChildProcess process = ChildProcess.start(command, cpus, errors);
    try {
      return new ChildServer(process, address(firstLine(process.process(), errors)));
    } catch (IOException | IllegalArgumentException e) {
      process.close();
      throw e;
    }
  }

  private static String firstLine(Process process, Path errors) throws IOException {
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = output.readLine();
    if (line == null) {
      throw new IOException(
          "the server that is to be measured did not start: " + Files.readString(errors).strip());
    }
    return line;
  }

  private static InetSocketAddress address(String line) throws IOException {
    String listen = JsonObject.read(line).text("listen");
    int colon = listen.lastIndexOf(':');
    return new InetSocketAddress(
        listen.substring(0, colon), Integer.parseInt(listen.substring(colon + 1)));
  }

  /** The process, which ends with this. */
  public ProcessHandle process() {
    return process.process().toHandle();
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return address;
  }

  /** Asks it to end, and ends it if it does not. */
  @Override
  public void close() {
    process.close();
  }
}

package io.zaiko.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** A server started afresh, on a folder of its own that goes with it. One thread. */
final class TemporaryServer implements AutoCloseable {
  private final Path folder;
  private final Path data;
  private ChildServer server;

  private TemporaryServer(Path folder) {
    this.folder = folder;
    this.data = folder.resolve("data");
  }

  /**
   * Starts it.
   *
   * @param parent where the folder is made, on the device that is to be measured
   * @param command of the server on a data directory
   * @param cpus cores to tie it to, null = none
   */
  static TemporaryServer start(Path parent, Function<Path, List<String>> command, String cpus)
      throws IOException {
    TemporaryServer temporary =
        new TemporaryServer(Files.createTempDirectory(parent, "zaiko-load-"));
    boolean started = false;
    try {
      temporary.server =
          ChildServer.start(
              command.apply(temporary.data), cpus, temporary.folder.resolve("errors"));
      started = true;
      return temporary;
    } finally {
      if (!started) {
        temporary.close();
      }
    }
  }

  /** Where it listens. */
  InetSocketAddress address() {
    return server.address();
  }

  /** Where it keeps everything. */
  Path data() {
    return data;
  }

  /** Gives an empty Zaiko its stock records. */
  static void fill(InetSocketAddress address, String session, int stockRecords) throws IOException {
    try (WireClient client = new WireClient(address)) {
      new LoadStore(client, client.register("load-fill-" + session))
          .fill(stockRecords / RunPlan.LOCATIONS, RunPlan.LOCATIONS);
    }
  }

  /** Ends it and deletes what it wrote. */
  @Override
  public void close() throws IOException {
    if (server != null) {
      server.close();
    }
    Folders.delete(folder);
  }
}

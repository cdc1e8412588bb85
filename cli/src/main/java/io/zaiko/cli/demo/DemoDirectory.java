package io.zaiko.cli.demo;

import io.zaiko.cli.output.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The temporary directory of a demo and the server that works in it; both end with the demo,
 * however that ends: on Ctrl-C too the server is killed and the directory removed. The directory
 * stays, and people are told where, unless all was well.
 */
final class DemoDirectory implements AutoCloseable {
  private final Output output;
  private final Path path;
  private final Thread onExit = new Thread(this::interrupted, "zaiko-demo-end");
  private volatile ServerChild server;
  private volatile boolean interrupted;
  private boolean keep = true;

  private DemoDirectory(Output output, Path path) {
    this.output = output;
    this.path = path;
  }

  static DemoDirectory make(Output output) throws IOException {
    DemoDirectory directory =
        new DemoDirectory(output, Files.createTempDirectory("zaiko-demo-").toAbsolutePath());
    Runtime.getRuntime().addShutdownHook(directory.onExit);
    return directory;
  }

  Path path() {
    return path;
  }

  /** The server that has to end with the demo. */
  void hosts(ServerChild child) {
    server = child;
  }

  /** Whether people may want to look into it; without a word they may. */
  void keepIf(boolean wanted) {
    keep = wanted;
  }

  /** Whether the process is about to end because it was told to. */
  boolean isInterrupted() {
    return interrupted;
  }

  private void interrupted() {
    interrupted = true;
    killServer();
    remove();
  }

  private void killServer() {
    ServerChild child = server;
    if (child != null) {
      child.close();
    }
  }

  @Override
  public void close() {
    if (interrupted) {
      return; // the hook is at it
    }
    killServer();
    if (keep) {
      output.warn("the demo's server log and journal are kept in " + path);
    } else {
      remove();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(onExit);
    } catch (IllegalStateException e) {
      // Ctrl-C came this very moment: the hook finds nothing left to do.
      interrupted = true;
    }
  }

  private void remove() {
    List<Path> files;
    try (Stream<Path> tree = Files.walk(path)) {
      files = tree.sorted(Comparator.reverseOrder()).toList();
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      output.warn("cannot remove " + path + ": " + e.getMessage());
    }
  }
}

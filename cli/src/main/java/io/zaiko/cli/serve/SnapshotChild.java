package io.zaiko.cli.serve;

import io.zaiko.cli.Main;
import io.zaiko.cli.output.ExitCode;
import io.zaiko.cli.process.JavaCommand;
import io.zaiko.cli.process.LowPriority;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * {@code zaiko snapshot} as a process of low priority, with the Java and the class path of this one
 * and a small heap: the state it rebuilds lies outside of Java's heap. It ends by itself when this
 * process does, however that ends, since its standard input ends then.
 *
 * <p>{@link #end} is for any thread, the rest for one.
 */
public final class SnapshotChild implements SnapshotMaking {
  /** A single collector and a single compiler of each kind: it has no need to be fast. */
  private static final List<String> SMALL =
      List.of(
          "-Xms16m",
          "-Xmx512m",
          "-XX:+UseSerialGC",
          "-XX:CICompilerCount=2",
          "-XX:+ExitOnOutOfMemoryError");

  private final Path dataDirectory;
  private final List<String> options;
  private Process process;
  private boolean ended;

  /**
   * @param options of {@code zaiko snapshot}
   */
  public SnapshotChild(Path dataDirectory, List<String> options) {
    this.dataDirectory = dataDirectory;
    this.options = List.copyOf(options);
  }

  @Override
  public int make(Consumer<String> results, Consumer<String> complaints)
      throws IOException, InterruptedException {
    Process child = start();
    if (child == null) {
      return ExitCode.FAILED;
    }
    Thread resultsListener = listener(child.getInputStream(), results, "results");
    Thread complaintsListener = listener(child.getErrorStream(), complaints, "complaints");
    resultsListener.join();
    complaintsListener.join();
    return child.waitFor();
  }

  private static Thread listener(InputStream stream, Consumer<String> lines, String what) {
    Thread thread = new Thread(() -> hear(stream, lines), "zaiko-snapshot-" + what);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** Until the stream ends; that of a process that is killed may break off. */
  private static void hear(InputStream stream, Consumer<String> lines) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.accept(line);
      }
    } catch (IOException e) {
      lines.accept("what the process said broke off: " + e.getMessage());
    }
  }

  /** Null if none is to be started any more. */
  private Process start() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(LowPriority.prefix());
    List<String> flags = new ArrayList<>(JavaCommand.neededFlags());
    flags.addAll(SMALL);
    command.addAll(JavaCommand.of(flags, Main.class));
    command.addAll(List.of("snapshot", "--data", dataDirectory.toString(), "--end-with-input"));
    command.addAll(options);
    ProcessBuilder builder = new ProcessBuilder(command);
    JavaCommand.removeOptionsAndFlags(builder.environment());
    synchronized (this) {
      process = ended ? null : builder.start();
      return process;
    }
  }

  @Override
  public synchronized void end() {
    ended = true;
    if (process != null) {
      process.destroyForcibly();
    }
  }
}

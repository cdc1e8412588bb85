package io.zaiko.bench.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process that is measured, or measures. It is ended when closed, and when this process ends. One
 * thread.
 */
public final class ChildProcess implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 20;

  private final Process process;
  private final Thread hook;

  private ChildProcess(Process process) {
    this.process = process;
    hook = new Thread(process::destroyForcibly, "zaiko-bench-end-child");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Starts it.
   *
   * @param command with its arguments
   * @param cpus cores to tie it to, null = none
   * @param errors a file for what it says on standard error
   */
  public static ChildProcess start(List<String> command, String cpus, Path errors)
      throws IOException {
    List<String> placed = new ArrayList<>(CpuPinning.prefix(cpus));
    placed.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(placed).redirectError(errors.toFile());
    // What is set for us must not change what is measured.
    builder.environment().keySet().removeIf(name -> name.startsWith("ZAIKO_"));
    return new ChildProcess(builder.start());
  }

  /** The process, for its output and its state. */
  public Process process() {
    return process;
  }

  /** Asks it to end, and ends it if it does not. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } finally {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }
}

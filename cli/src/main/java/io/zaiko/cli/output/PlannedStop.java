package io.zaiko.cli.output;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Makes Ctrl-C the planned end of a command that only reads and prints: exit status 0, after the
 * line that is being printed. Whatever else the command is doing may break off anywhere.
 *
 * <p>Thread safe.
 */
public final class PlannedStop implements AutoCloseable {
  /** Longest wait for a line, as whoever reads it may have stopped reading. */
  private static final long PATIENCE_MS = 1_000;

  private final ReentrantLock printing = new ReentrantLock();
  private final Thread hook = new Thread(this::endProcess, "zaiko-stop");

  private PlannedStop() {}

  /** From now on, until this is closed, the process ends that way. */
  public static PlannedStop ofThisProcess() {
    PlannedStop stop = new PlannedStop();
    Runtime.getRuntime().addShutdownHook(stop.hook);
    return stop;
  }

  private void endProcess() {
    try {
      printing.tryLock(PATIENCE_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(ExitCode.DONE);
  }

  /** Prints something that should not be cut off in the middle. */
  public void whole(Runnable print) {
    printing.lock();
    try {
      print.run();
    } finally {
      printing.unlock();
    }
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ignored) {
      // The process is ending already, by this very hook.
    }
  }
}

package io.zaiko.bench.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Keeps every core from going to sleep: one process a core that counts for ever in the scheduling
 * class for idle time, so that anything else takes its place at once. On a virtual machine the
 * wake-up of a sleeping core costs more than a whole request; with this, latencies are those of a
 * machine that is never quite idle, and have to be reported as such. Linux only. One thread.
 *
 * <p>The processes look from time to time whether this one is still there, so they never outlive it
 * by long, whatever ends it.
 */
public final class AwakeCores implements AutoCloseable {
  private static final String COUNT_WHILE_PARENT_LIVES =
      "while kill -0 \"$1\" 2>/dev/null; do i=0; while [ $i -lt 1000000 ]; do i=$((i+1)); done; done";

  private final List<Process> spinners = new ArrayList<>();

  private AwakeCores(int cores) throws IOException {
    String self = Long.toString(ProcessHandle.current().pid());
    try {
      for (int core = 0; core < cores; core++) {
        List<String> command = new ArrayList<>(List.of("chrt", "--idle", "0"));
        command.addAll(CpuPinning.prefix(Integer.toString(core)));
        command.addAll(List.of("sh", "-c", COUNT_WHILE_PARENT_LIVES, "spinner", self));
        spinners.add(new ProcessBuilder(command).inheritIO().start());
      }
    } catch (IOException e) {
      close();
      throw new IOException("keeping cores awake needs chrt and taskset, which are not here", e);
    }
  }

  /**
   * Keeps them awake until closed.
   *
   * @param cores how many cores the machine has
   * @throws IOException when that is not possible here
   */
  public static AwakeCores keep(int cores) throws IOException {
    return new AwakeCores(cores);
  }

  /**
   * Checks that they still do.
   *
   * @throws IOException when one has ended, so that what was measured was not as it is said to be
   */
  public void check() throws IOException {
    for (Process spinner : spinners) {
      if (!spinner.isAlive()) {
        throw new IOException(
            "a process that keeps a core awake has ended: " + spinner.exitValue());
      }
    }
  }

  /** Ends the processes. */
  @Override
  public void close() {
    spinners.forEach(Process::destroyForcibly);
    for (Process spinner : spinners) {
      try {
        spinner.waitFor(1, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

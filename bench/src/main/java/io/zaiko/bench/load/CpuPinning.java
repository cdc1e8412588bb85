package io.zaiko.bench.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Ties processes to cores with {@code taskset}, which Linux has. Lists of cores are written as it
 * reads them: {@code 0}, {@code 0,2}, {@code 0-3}. Stateless.
 */
public final class CpuPinning {
  private CpuPinning() {}

  /** What to put before a command, to tie it to cores; nothing for null. */
  public static List<String> prefix(String cpus) {
    return cpus == null ? List.of() : List.of("taskset", "-c", cpus);
  }

  /**
   * Ties this process to cores, with all its threads and those to come. Does nothing for null.
   *
   * @throws IOException when that is not possible here; the message says why
   */
  public static void tieThisProcess(String cpus) throws IOException, InterruptedException {
    if (cpus != null) {
      run("taskset", "-a", "-c", "-p", cpus, Long.toString(ProcessHandle.current().pid()));
    }
  }

  /**
   * The cores that this process may run on.
   *
   * @throws IOException when that cannot be found out here; the message says why
   */
  public static String ofThisProcess() throws IOException, InterruptedException {
    String said = run("taskset", "-c", "-p", Long.toString(ProcessHandle.current().pid()));
    return said.substring(said.lastIndexOf(' ') + 1);
  }

  /**
   * Finds out whether processes can be tied to these cores.
   *
   * @throws IOException when not; the message says why
   */
  public static void check(String cpus) throws IOException, InterruptedException {
    if (cpus != null) {
      run("taskset", "-c", cpus, "true");
    }
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new IOException("tying processes to cores needs taskset, which is not here", e);
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("cannot tie a process to these cores: " + said.strip());
    }
    return said.strip();
  }
}

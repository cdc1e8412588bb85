package io.zaiko.systemtests;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An error of the n-th call of a process on some files, put in by strace, which counts calls per
 * thread.
 *
 * @param call of the operating system
 * @param error that it returns
 * @param n which call, from 1
 */
record DiskFault(String call, String error, int n) {
  private static final String INJECTED = "(INJECTED)";

  /** Skips the test where strace is not installed, or may not trace. */
  static void requireStrace() throws InterruptedException {
    String problem;
    try {
      Process process =
          new ProcessBuilder("strace", "-D", "-f", "--seccomp-bpf", "-o", "/dev/null", "true")
              .redirectErrorStream(true)
              .start();
      problem = process.waitFor() == 0 ? null : "strace may not trace here";
    } catch (IOException e) {
      problem = e.getMessage();
    }
    assumeTrue(problem == null, problem);
  }

  /**
   * What a command line starts with so that its process meets the error.
   *
   * @param log where the calls are written
   * @param files that it is about
   */
  List<String> prefix(Path log, List<Path> files) {
    List<String> prefix = new ArrayList<>();
    prefix.addAll(List.of("strace", "-D", "-f", "--seccomp-bpf", "-qq", "-o", log.toString()));
    prefix.addAll(List.of("-e", "trace=" + call));
    prefix.addAll(List.of("-e", "inject=" + call + ":error=" + error + ":when=" + n));
    for (Path file : files) {
      prefix.addAll(List.of("-P", file.toString()));
    }
    return prefix;
  }

  /** Whether there was an n-th call. */
  static boolean isIn(Path log) throws IOException {
    return Files.exists(log) && Files.readString(log).contains(INJECTED);
  }

  /** The next one to be tried: each of the first twenty calls, then one in about eight. */
  DiskFault next() {
    return new DiskFault(call, error, n < 20 ? n + 1 : n + n / 8);
  }
}

package io.zaiko.systemtests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.IoUtil;

/**
 * Tries faults one after the other, each in a folder of its own: a few in a build; with {@code
 * -Dzaiko.faults=all} the first, second, … call of each kind, until there is no such call. Those
 * that the report has are not tried again.
 */
final class FaultTrials {
  private static final boolean ALL = "all".equals(System.getProperty("zaiko.faults"));

  private final Path temporary;
  private final FaultReport report;
  private final int mostCalls;
  private final Trial trial;

  /** Lets a process meet a fault, and checks what became of it. */
  @FunctionalInterface
  interface Trial {
    /** Whether the fault happened. */
    boolean attempt(Path folder, DiskFault fault) throws Exception;
  }

  /**
   * @param mostCalls of a kind
   */
  FaultTrials(Path temporary, FaultReport report, int mostCalls, Trial trial) {
    this.temporary = temporary;
    this.report = report;
    this.mostCalls = mostCalls;
    this.trial = trial;
  }

  /**
   * Tries them.
   *
   * @param errors that the calls of the system return
   * @param inABuild which of the calls fails in a build
   */
  void run(Map<String, String> errors, Map<String, Integer> inABuild) throws Exception {
    for (Map.Entry<String, String> entry : new TreeMap<>(errors).entrySet()) {
      String call = entry.getKey();
      if (ALL) {
        DiskFault fault = new DiskFault(call, entry.getValue(), 1);
        assertTrue(attempt(fault), () -> call + " was never called");
        while (fault.n() <= mostCalls && attempt(fault)) {
          fault = fault.next();
        }
      } else if (inABuild.containsKey(call)) {
        DiskFault fault = new DiskFault(call, entry.getValue(), inABuild.get(call));
        assertTrue(attempt(fault), () -> fault + " did not happen");
      }
    }
  }

  /** Whether there was such a call that could fail, now or when it was tried before. */
  private boolean attempt(DiskFault fault) throws Exception {
    Boolean before = report.happened(fault);
    if (before != null) {
      return before;
    }
    Path folder = Files.createDirectory(temporary.resolve(fault.call() + "-" + fault.n()));
    try {
      return trial.attempt(folder, fault);
    } catch (Exception | AssertionError e) {
      throw new AssertionError(fault.toString(), e);
    } finally {
      IoUtil.delete(folder.toFile(), true);
    }
  }
}

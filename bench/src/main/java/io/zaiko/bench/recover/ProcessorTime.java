package io.zaiko.bench.recover;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The processor time that the calling thread, and the rest of its process, take from a moment on.
 * For the thread that began it.
 */
final class ProcessorTime {
  private static final double NANOS = 1e9;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final OperatingSystemMXBean process =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final long userNs = threads.getCurrentThreadUserTime();
  private final long threadNs = threads.getCurrentThreadCpuTime();
  private final long processNs = process.getProcessCpuTime();

  private ProcessorTime() {}

  static ProcessorTime begin() {
    return new ProcessorTime();
  }

  /** Seconds until now: the thread's own, the system's for it, and those of all other threads. */
  Map<String, Object> facts() {
    long user = threads.getCurrentThreadUserTime() - userNs;
    long thread = threads.getCurrentThreadCpuTime() - threadNs;
    long all = process.getProcessCpuTime() - processNs;
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("user_seconds", user / NANOS);
    facts.put("system_seconds", Math.max(0, thread - user) / NANOS);
    facts.put("other_seconds", Math.max(0, all - thread) / NANOS);
    return facts;
  }
}

package io.zaiko.bench.soak;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import io.zaiko.bench.load.LatencySummary;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.HdrHistogram.Histogram;

/**
 * Looks at a server of this machine from outside: through the system's own files, and through
 * Java's local management, which listens on loopback only. Linux only. One thread.
 */
final class ServerGauge implements AutoCloseable {
  private static final long KIB = 1024;

  private final Path system;
  private final Path data;
  private final JMXConnector connector;
  private final MemoryMXBean memory;
  private final List<BufferPoolMXBean> buffers;
  private final List<GarbageCollectorMXBean> collectors;
  private final Map<String, Integer> seen = new HashMap<>();
  private final Set<String> names = new HashSet<>();

  /**
   * Begins.
   *
   * @param data the server's data directory
   * @throws IOException when the process cannot be looked at
   */
  // Who answers at this address is the process that was just started here, and nobody else.
  @SuppressWarnings("BanJNDI")
  ServerGauge(long pid, Path data) throws IOException {
    this.data = data;
    system = Path.of("/proc", Long.toString(pid));
    connector = JMXConnectorFactory.connect(new JMXServiceURL(address(pid)));
    MBeanServerConnection server = connector.getMBeanServerConnection();
    memory = ManagementFactory.getPlatformMXBean(server, MemoryMXBean.class);
    buffers = ManagementFactory.getPlatformMXBeans(server, BufferPoolMXBean.class);
    collectors = ManagementFactory.getPlatformMXBeans(server, GarbageCollectorMXBean.class);
  }

  private static String address(long pid) throws IOException {
    try {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
      try {
        return machine.startLocalManagementAgent();
      } finally {
        machine.detach();
      }
    } catch (AttachNotSupportedException e) {
      throw new IOException("the server cannot be attached to", e);
    }
  }

  /**
   * Takes a sample.
   *
   * @param latencies of the answers since the last one, in nanoseconds
   */
  SoakSample sample(double seconds, Histogram latencies) throws IOException, InterruptedException {
    String status = Files.readString(system.resolve("status"));
    note("journal", ".cq4");
    note("snapshots", ".snapshot");
    LatencySummary latency = LatencySummary.of(latencies);
    return new SoakSample(
        seconds,
        KIB * number(status, "VmRSS"),
        KIB * number(status, "RssAnon"),
        buffers("direct"),
        buffers("mapped"),
        memory.getHeapMemoryUsage().getUsed(),
        heapAfterCollection(),
        handles(),
        number(status, "Threads"),
        disk(),
        seen.getOrDefault("journal", 1) - 1,
        seen.getOrDefault("snapshots", 0),
        latency.count(),
        latency.p99Us(),
        latency.p999Us(),
        latency.maxUs());
  }

  private static long number(String status, String name) throws IOException {
    Matcher matcher = Pattern.compile("(?m)^" + name + ":\\s*(\\d+)").matcher(status);
    if (!matcher.find()) {
      throw new IOException("this system does not tell " + name + " of a process");
    }
    return Long.parseLong(matcher.group(1));
  }

  private long buffers(String pool) {
    return buffers.stream()
        .filter(bean -> bean.getName().equals(pool))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }

  /** What the latest collection of any collector left over. */
  private long heapAfterCollection() {
    long latest = -1;
    long left = -1;
    for (GarbageCollectorMXBean collector : collectors) {
      GcInfo last = collector.getLastGcInfo();
      if (last != null && last.getEndTime() > latest) {
        latest = last.getEndTime();
        left = 0;
        for (Map.Entry<String, MemoryUsage> pool : last.getMemoryUsageAfterGc().entrySet()) {
          // The other pools, of code and classes, are no part of the heap.
          boolean isHeap = pool.getKey().matches(".*(Eden|Survivor|Old|Tenured).*");
          left += isHeap ? pool.getValue().getUsed() : 0;
        }
      }
    }
    return left;
  }

  private long handles() throws IOException {
    try (Stream<Path> open = Files.list(system.resolve("fd"))) {
      return open.count();
    }
  }

  /** Blocks that are really taken: the journal's files are sparse. */
  private long disk() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("du", "-s", "--block-size=1", data.toString())
            // It complains of files that went away meanwhile, and counts the others.
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return Long.parseLong(said.split("\\s", 2)[0]);
  }

  /** Remembers files, so that those retired count too. */
  private void note(String directory, String suffix) throws IOException {
    Path path = data.resolve(directory);
    if (!Files.isDirectory(path)) {
      return;
    }
    try (Stream<Path> files = Files.list(path)) {
      for (Path file : files.toList()) {
        if (Files.isDirectory(file)) {
          note(directory + "/" + file.getFileName(), suffix);
        } else if (file.toString().endsWith(suffix)
            && names.add(data.relativize(file).toString())) {
          seen.merge(directory.split("/", 2)[0], 1, Integer::sum);
        }
      }
    } catch (NoSuchFileException e) {
      return; // a run that was retired meanwhile
    }
  }

  @Override
  public void close() throws IOException {
    connector.close();
  }
}

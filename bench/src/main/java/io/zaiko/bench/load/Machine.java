package io.zaiko.bench.load;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a measurement ran on and with, as far as this system tells; what it does not tell is null.
 * Names of folders are left out: they say nothing, and reports are published. Stateless.
 */
public final class Machine {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
  private static final Path MEMORY_INFO = Path.of("/proc/meminfo");
  private static final Path LOAD = Path.of("/proc/loadavg");
  private static final Path HUGE_PAGES = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
  private static final double KIB_PER_GIB = 1024 * 1024;

  private Machine() {}

  /**
   * Describes it.
   *
   * @param data where journals are written
   * @param cores the machine's, counted before this process was tied to some of them
   */
  public static Map<String, Object> describe(Path data, int cores) throws IOException {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("cpu", found(CPU_INFO, "(?m)^model name\\s*:\\s*(.+)$"));
    facts.put("cores", cores);
    String memory = found(MEMORY_INFO, "(?m)^MemTotal:\\s*(\\d+) kB$");
    facts.put("memory_gib", memory == null ? null : Long.parseLong(memory) / KIB_PER_GIB);
    facts.put("virtual", hasFlag("hypervisor"));
    facts.put("os", System.getProperty("os.name"));
    facts.put("kernel", System.getProperty("os.version"));
    facts.put("architecture", System.getProperty("os.arch"));
    facts.put("journal_file_system", Files.getFileStore(data).type());
    facts.put("transparent_huge_pages", found(HUGE_PAGES, "\\[(\\w+)\\]"));
    facts.put("load_before", found(LOAD, "^(\\S+)"));
    facts.put("jdk", Runtime.version().toString());
    facts.put("jdk_vendor", System.getProperty("java.vendor"));
    facts.put("jvm", System.getProperty("java.vm.name"));
    Path sources = ownLocation();
    facts.put("commit", said(sources, "git", "rev-parse", "HEAD"));
    String changes = said(sources, "git", "status", "--porcelain", "--untracked-files=no");
    facts.put("commit_modified", changes == null ? null : !changes.isEmpty());
    return facts;
  }

  private static Boolean hasFlag(String flag) {
    String flags = found(CPU_INFO, "(?m)^flags\\s*:\\s*(.+)$");
    return flags == null ? null : List.of(flags.split(" ")).contains(flag);
  }

  private static String found(Path file, String pattern) {
    try {
      Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(file));
      return matcher.find() ? matcher.group(1).strip() : null;
    } catch (IOException e) {
      return null; // Another system than Linux: not known, as promised.
    }
  }

  /**
   * The folder these classes came from, which is inside the sources' folder after a build there.
   */
  private static Path ownLocation() throws IOException {
    try {
      return Path.of(Machine.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .getParent();
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  private static String said(Path folder, String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? said.strip() : null;
    } catch (IOException e) {
      return null; // No git here: not known, as promised.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
}

package io.zaiko.systemtests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What became of each fault, in lines of JSON, so that a long run can go on where it was stopped.
 */
final class FaultReport {
  private final Path file;
  private final String process;

  /**
   * @param property names the file; without it nothing is kept
   * @param process which of those in the file the faults are of
   */
  FaultReport(String property, String process) {
    String name = System.getProperty(property);
    file = name == null ? null : Path.of(name);
    this.process = process;
  }

  private String beginning(DiskFault fault) {
    return String.format(
        Locale.ROOT,
        "{\"process\":\"%s\",\"call\":\"%s\",\"n\":%d,\"error\":\"%s\",\"happened\":",
        process,
        fault.call(),
        fault.n(),
        fault.error());
  }

  /** Whether a fault happened, if it was tried before; null if it was not. */
  Boolean happened(DiskFault fault) throws IOException {
    if (file == null || !Files.exists(file)) {
      return null;
    }
    String beginning = beginning(fault);
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith(beginning))
        .findFirst()
        .map(line -> line.startsWith(beginning + "true"))
        .orElse(null);
  }

  /**
   * Adds one.
   *
   * @param output of the process; warnings and errors in it are kept
   * @param data the data directory, whose name is not
   * @param more fields
   */
  void add(
      DiskFault fault, boolean happened, int exitCode, List<String> output, Path data, String more)
      throws IOException {
    String line =
        String.format(
            Locale.ROOT,
            "%s%b,\"exit\":%d,%s,\"said\":\"%s\"}%n",
            beginning(fault),
            happened,
            exitCode,
            more,
            said(output, data));
    System.out.print(line);
    if (file != null) {
      Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }

  /**
   * The warnings and errors that a process printed, as they may stand in JSON.
   *
   * @param place whose name is left out
   */
  static String said(List<String> output, Path place) {
    return output.stream()
        .filter(
            line ->
                line.contains(" WARN ")
                    || line.contains("had to stop")
                    || line.matches("zaiko \\w+: .*"))
        .map(line -> line.replace(place.toString(), "DATA").replaceAll("^\\S+Z \\[[^]]*] ", ""))
        .map(line -> line.replace("\\", "\\\\").replace("\"", "\\\""))
        .collect(Collectors.joining(" | "));
  }
}

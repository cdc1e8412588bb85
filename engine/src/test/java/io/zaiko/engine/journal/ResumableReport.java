package io.zaiko.engine.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file with JSON lines by seed, so that a long run can go on where it was stopped. */
final class ResumableReport {
  private static final Pattern SEED = Pattern.compile("\\{\"seed\":(\\d+),");

  private final Path file;
  private final Set<Long> seeds = new HashSet<>();

  private ResumableReport(Path file) {
    this.file = file;
  }

  /** The report that a system property names; nothing is kept if it names none. */
  static ResumableReport open(String property) throws IOException {
    String name = System.getProperty(property);
    ResumableReport report = new ResumableReport(name == null ? null : Path.of(name));
    if (name != null && Files.exists(report.file)) {
      for (String line : Files.readAllLines(report.file)) {
        Matcher matcher = SEED.matcher(line);
        if (matcher.find()) {
          report.seeds.add(Long.valueOf(matcher.group(1)));
        }
      }
    }
    return report;
  }

  /** Whether there is a file. */
  boolean isKept() {
    return file != null;
  }

  boolean contains(long seed) {
    return seeds.contains(seed);
  }

  /** Appends whole lines, each beginning with the seed. */
  void add(String lines) throws IOException {
    if (file != null) {
      Files.writeString(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }
}

package io.zaiko.bench.report;

import io.zaiko.bench.load.Json;
import io.zaiko.bench.load.JsonObject;
import io.zaiko.bench.recover.RecoveryResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Makes a report of raw files: a folder named by date and title with {@code report.md}, {@code
 * environment.json}, the plots, and a copy of the raw files in {@code raw/}. Stateless.
 */
public final class PerformanceReport {
  private static final int DATE_LENGTH = "2026-01-01".length();

  private PerformanceReport() {}

  /**
   * What was made.
   *
   * @param folder the report's
   * @param runs how many runs it is about
   * @param failed how many of them failed
   * @param benchmarks results of JMH
   * @param plots images drawn
   */
  public record Made(Path folder, int runs, int failed, int benchmarks, int plots) {}

  /**
   * Makes a report.
   *
   * @param raw a folder of raw files
   * @param out where the report's folder goes
   * @param title for people; also names the folder
   * @param today dates a report that has nothing but JMH's results, which say no date
   * @throws ReportException when the raw files are not what they should be, or the folder is there
   * @throws IOException when a file cannot be read or written
   */
  public static Made make(Path raw, Path out, String title, LocalDate today) throws IOException {
    RawFolder files = RawFolder.read(raw);
    List<Plots.Plot> plots = new ArrayList<>();
    String noPlots = null;
    try {
      Plots drawing = new Plots(raw);
      for (Session session : files.sessions()) {
        plots.addAll(drawing.draw(session));
      }
    } catch (LinkageError | InternalError e) {
      // A Java without fonts or without the graphics libraries says so in these ways.
      plots.clear();
      noPlots = "this Java cannot draw (" + e.getMessage() + ").";
    }
    Path folder = out.resolve(date(files, today) + "-" + slug(title));
    if (Files.exists(folder)) {
      throw new ReportException(folder + " is there already: give another --title, or remove it");
    }
    Files.createDirectories(folder.resolve("raw"));
    for (Path file : RawFolder.files(raw)) {
      Files.copy(file, folder.resolve("raw").resolve(file.getFileName()));
    }
    for (Plots.Plot plot : plots) {
      plot.writeTo(folder);
    }
    Files.writeString(folder.resolve("environment.json"), environment(files) + "\n");
    Files.writeString(
        folder.resolve("report.md"), new ReportText(files, plots).write(title, noPlots));
    return made(files, folder, plots.size());
  }

  private static Made made(RawFolder files, Path folder, int plots) {
    int runs = 0;
    int failed = 0;
    for (Session session : files.sessions()) {
      for (RunGroup group : session.groups()) {
        runs += group.runs().size();
        failed += group.failed().size();
      }
    }
    for (RecoveryTable recovery : files.recoveries()) {
      runs += recovery.results().size();
      failed += (int) recovery.results().stream().filter(RecoveryResult::isFailed).count();
    }
    return new Made(folder, runs, failed, files.benchmarks().size(), plots);
  }

  private static String environment(RawFolder files) {
    List<Object> sessions = new ArrayList<>();
    for (Session session : files.sessions()) {
      sessions.add(facts(session.environment()));
    }
    for (RecoveryTable recovery : files.recoveries()) {
      sessions.add(facts(recovery.environment()));
    }
    return Json.writePretty(Map.of("sessions", sessions));
  }

  private static Map<String, Object> facts(JsonObject environment) {
    Map<String, Object> facts = new LinkedHashMap<>();
    environment.names().forEach(name -> facts.put(name, environment.value(name)));
    return facts;
  }

  private static String date(RawFolder files, LocalDate today) {
    return files.sessions().isEmpty()
        ? today.toString()
        : files.sessions().get(0).environment().text("started").substring(0, DATE_LENGTH);
  }

  private static String slug(String title) {
    String words = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return words.replaceAll("^-|-$", "");
  }
}

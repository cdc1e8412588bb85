package io.zaiko.bench.compare;

import io.zaiko.bench.load.Json;
import io.zaiko.bench.load.Machine;
import io.zaiko.bench.micro.AvailabilityBenchmark;
import io.zaiko.bench.micro.CommandBenchmark;
import io.zaiko.bench.micro.MapBenchmark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Zaiko's engine and a map written by hand, in one process each, by JMH. Its result is the file
 * {@link #FILE} of the folder; what JMH has to say meanwhile goes to a log beside it.
 */
public final class InProcess {
  /** What JMH measured. */
  public static final String FILE = "jmh-in-process.json";

  private static final String LOG = "jmh-in-process.log";
  private static final String DONE_WITH = "in-process.json";
  private static final int FORKS = 3;

  private final Path folder;
  private final int stockRecords;
  private final int openReservations;
  private final boolean isQuick;

  /**
   * @param folder for the files
   * @param isQuick whether one short look will do
   */
  public InProcess(Path folder, int stockRecords, int openReservations, boolean isQuick) {
    this.folder = folder;
    this.stockRecords = stockRecords;
    this.openReservations = openReservations;
    this.isQuick = isQuick;
  }

  /**
   * Whether it was measured before.
   *
   * @throws IOException when it was, but by another program or with other settings
   */
  public boolean isDone() throws IOException {
    if (!Files.exists(folder.resolve(FILE))) {
      return false;
    }
    Path before = folder.resolve(DONE_WITH);
    if (!Files.exists(before) || !Files.readString(before).equals(doneWith())) {
      throw new IOException(
          folder.resolve(FILE)
              + " is of another program or other settings; take another folder (--out)");
    }
    return true;
  }

  /** What must not change between one call and the next. */
  private String doneWith() throws IOException {
    Map<String, Object> machine =
        Machine.describe(folder, Runtime.getRuntime().availableProcessors());
    Map<String, Object> facts = new LinkedHashMap<>();
    for (String fact : List.of("commit", "commit_modified", "jdk")) {
      facts.put(fact, machine.get(fact));
    }
    facts.put("stock_records", stockRecords);
    facts.put("open_reservations", openReservations);
    facts.put("quick", isQuick);
    return Json.write(facts);
  }

  /**
   * Measures; takes some minutes unless it is quick.
   *
   * @throws IOException when a benchmark failed, or its result cannot be kept
   */
  public void run() throws IOException {
    Files.createDirectories(folder);
    Path unfinished = folder.resolve(FILE + ".unfinished");
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(benchmark(AvailabilityBenchmark.class, "(byHandle|everywhere|basket)"))
            .include(benchmark(CommandBenchmark.class, "reserveAndRelease"))
            .include(benchmark(MapBenchmark.class, ".*"))
            .param("records", Integer.toString(stockRecords))
            .param("open", Integer.toString(openReservations))
            .forks(isQuick ? 1 : FORKS)
            .shouldFailOnError(true)
            .output(folder.resolve(LOG).toString())
            .resultFormat(ResultFormatType.JSON)
            .result(unfinished.toString());
    if (isQuick) {
      TimeValue moment = TimeValue.milliseconds(200);
      options.warmupIterations(1).measurementIterations(2).warmupTime(moment);
      options.measurementTime(moment);
    }
    try {
      Collection<RunResult> results = new Runner(options.build()).run();
      if (results.isEmpty()) {
        throw new IOException("JMH measured nothing; its log is " + folder.resolve(LOG));
      }
    } catch (RunnerException e) {
      throw new IOException("JMH broke off; its log is " + folder.resolve(LOG), e);
    }
    Files.writeString(folder.resolve(DONE_WITH), doneWith());
    Files.move(unfinished, folder.resolve(FILE), StandardCopyOption.REPLACE_EXISTING);
  }

  private static String benchmark(Class<?> of, String methods) {
    return of.getName().replace(".", "\\.") + "\\." + methods + "$";
  }
}

package io.zaiko.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.bench.load.JsonObject;
import io.zaiko.bench.load.Target;
import io.zaiko.bench.recover.CacheState;
import io.zaiko.bench.recover.RecoveryKind;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerformanceReportTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 12, 24);
  private static final String QUERY = "query=1";

  @TempDir private Path folder;

  @Test
  void shouldStateMediansWithTheirSpreadAndLeaveFailedRunsOut() throws IOException {
    RawFixture raw =
        raw()
            .run(RawFixture.closed(Target.ZAIKO, QUERY, 256), 1, 1_000_000, 20)
            .run(RawFixture.closed(Target.ZAIKO, QUERY, 256), 2, 1, 999, "broke off: gone")
            .run(RawFixture.closed(Target.ZAIKO, QUERY, 256), 3, 1_200_000, 10);

    String report = report(raw);

    assertTrue(
        report.contains(
            "| query | Zaiko, process | 256 | 1,100,000 (1,000,000 – 1,200,000)"
                + " | 15.0 (10.0 – 20.0) | 30.0 (20.0 – 40.0) | 45.0 (30.0 – 60.0) | **1 of 3** |"),
        report);
    assertTrue(
        report.contains("* zaiko-process-query1-window256, round 2: broke off: gone"), report);
    assertTrue(report.contains("abc, **modified**"), report);
    assertTrue(report.contains("Session 1: server and client on core 0, cores kept awake"), report);
  }

  @Test
  void shouldCompareWithTheYardsticksOfTheSameRound() throws IOException {
    RawFixture raw = raw();
    for (int round = 1; round <= 3; round++) {
      raw.run(RawFixture.closed(Target.ZAIKO, QUERY, 1), round, 50_000, 12 * round)
          .run(RawFixture.closed(Target.NETTY_ECHO, QUERY, 1), round, 100_000, 10 * round)
          .run(RawFixture.closed(Target.SOCKET_PING_PONG, QUERY, 1), round, 200_000, 8 * round)
          .run(RawFixture.closed(Target.NETTY_ECHO, QUERY, 2), round, 1, 1);
    }

    String report = report(raw);

    assertTrue(
        report.contains(
            "| query | Zaiko, process | 1 | 0.50 (0.50 – 0.50) | 1.20 (1.20 – 1.20)"
                + " | 0.25 (0.25 – 0.25) | 1.50 (1.50 – 1.50) |"),
        report);
  }

  @Test
  void shouldSayUpToWhichRateEveryRoundKeptUp() throws IOException {
    RawFixture raw =
        raw()
            .run(RawFixture.open(QUERY, 1_000), 1, 1_000, 50)
            .run(RawFixture.open(QUERY, 1_000), 2, 1_000, 50)
            .run(RawFixture.open(QUERY, 2_000), 1, 2_000, 80)
            .run(
                RawFixture.open(QUERY, 2_000), 2, 1_500, 9_000, "missed its rate: 1500/s of 2000/s")
            .run(
                RawFixture.open(QUERY, 4_000),
                1,
                1_500,
                9_000,
                "missed its rate: 1500/s of 4000/s");

    String report = report(raw);

    assertTrue(
        report.contains("* query on Zaiko, disk: 1,000/s was kept in every round\n"), report);
    assertTrue(report.contains("| 4,000 | – | – | – | – | – | – | **1 of 1** |"), report);
    assertTrue(report.contains("--rate 1000,2000,4000 --durability disk"), report);
  }

  @Test
  void shouldDrawEachKindOfPlot() throws IOException {
    RawFixture raw =
        raw()
            .run(RawFixture.closed(Target.ZAIKO, QUERY, 1), 1, 1_000, 20)
            .run(RawFixture.open(QUERY, 1_000), 1, 1_000, 50)
            .run(RawFixture.open(QUERY, 2_000), 1, 900, 500, "missed its rate: 900/s of 2000/s");

    PerformanceReport.Made made = PerformanceReport.make(raw.folder(), folder, "Plots", TODAY);

    assertEquals(4, made.plots());
    String report = Files.readString(made.folder().resolve("report.md"));
    for (String plot :
        List.of(
            "1-closed-percentiles",
            "1-open-percentiles",
            "1-latency-against-load",
            "throughput-by-mix")) {
      String name = RawFixture.SESSION + "-" + plot + ".png";
      assertTrue(report.contains("](" + name + ")"), name);
      assertColourful(ImageIO.read(made.folder().resolve(name).toFile()), name);
    }
  }

  /** Lines and bars have colours; an empty chart is grey. */
  @Test
  void shouldCompareDiskWithTheDevicesOwnForce() throws IOException {
    RawFixture raw =
        raw()
            .run(RawFixture.closed("process", QUERY, 64), 1, 100_000, 20)
            .run(RawFixture.closed("disk", QUERY, 64), 1, 60_000, 20);

    String report = report(raw);

    // The fixture's device forces 2,000 times a second, for batches of 50 commands.
    assertTrue(
        report.contains(
            "| query | 64 | 100,000 | 60,000 | 0.60 | 50.0 | 4,000 | 80.0 | 2,000 | 20.0 | 40.0 | 0.60 |"),
        report);
  }

  @Test
  void shouldStateHowLongRecoveriesTook() throws IOException {
    RawFixture raw = raw();
    raw.recovery(1, RecoveryKind.TAIL, CacheState.COLD, 2.5, 1_000);
    raw.recovery(2, RecoveryKind.TAIL, CacheState.COLD, 3.5, 1_000);
    raw.recovery(3, RecoveryKind.TAIL, CacheState.COLD, 9, 10);

    String report = report(raw);

    assertTrue(
        report.contains(
            "| tail | cold | 3.00 (2.50 – 3.50) | 0.50 (0.50 – 0.50) | 200 | 80.0 (80.0 – 80.0)"
                + " | 90.0 (90.0 – 90.0) | 3.25 (2.75 – 3.75) | 1 of 3 |"),
        report);
    assertTrue(
        report.contains("| tail | cold | 2.75 (2.25 – 3.25) | 0.13 (0.13 – 0.13) | 0.38 (0.38"),
        report);
  }

  private static void assertColourful(BufferedImage image, String name) {
    boolean colour =
        IntStream.range(0, image.getWidth() * image.getHeight())
            .map(i -> image.getRGB(i % image.getWidth(), i / image.getWidth()))
            .anyMatch(rgb -> ((rgb >> 16) & 0xff) != (rgb & 0xff));
    assertTrue(colour, name + " is empty");
  }

  @Test
  void shouldMakeAFolderByDateAndTitleWithTheRawFiles() throws IOException {
    RawFixture raw = raw().run(RawFixture.closed(Target.ZAIKO, QUERY, 1), 1, 1_000, 20).benchmark();

    PerformanceReport.Made made =
        PerformanceReport.make(raw.folder(), folder, "Röntgen: 1 & 2!", TODAY);

    assertEquals(folder.resolve("2026-11-23-r-ntgen-1-2"), made.folder());
    assertEquals(List.of(1, 0, 1), List.of(made.runs(), made.failed(), made.benchmarks()));
    for (Path file : RawFolder.files(raw.folder())) {
      assertEquals(
          -1, Files.mismatch(file, made.folder().resolve("raw").resolve(file.getFileName())));
    }
    JsonObject environment =
        JsonObject.of(
            JsonObject.read(Files.readString(made.folder().resolve("environment.json")))
                .list("sessions")
                .get(0));
    assertEquals("Some CPU", environment.text("cpu"));
    assertThrows(
        ReportException.class,
        () -> PerformanceReport.make(raw.folder(), folder, "Röntgen: 1 & 2!", TODAY),
        "a report is never overwritten");
  }

  @Test
  void shouldReportJmhAlone() throws IOException {
    PerformanceReport.Made made =
        PerformanceReport.make(raw().benchmark().folder(), folder, "micro", TODAY);

    assertEquals(folder.resolve("2026-12-24-micro"), made.folder());
    assertTrue(
        Files.readString(made.folder().resolve("report.md"))
            .contains(
                "| AvailabilityBenchmark.byHandle | records=1000000 | 80.5 (79.0 – 82.5) | ns/op | 2 |"));
  }

  @Test
  void shouldNameTheFileAndLineThatIsWrong() throws IOException {
    RawFixture raw = raw().run(RawFixture.closed(Target.ZAIKO, QUERY, 1), 1, 1_000, 20);
    Path lines = raw.folder().resolve("load-" + RawFixture.SESSION + ".jsonl");
    Files.writeString(lines, Files.readString(lines) + "{}\n");

    ReportException e = assertThrows(ReportException.class, () -> report(raw));

    assertTrue(e.getMessage().contains("jsonl: line 2: "), e.getMessage());
  }

  @Test
  void shouldSayWhenThereIsNothingToReport() {
    assertTrue(messageOf(folder.resolve("nowhere")).contains("no such folder"));
    assertTrue(messageOf(folder).contains("no raw files"));
  }

  private String messageOf(Path raw) {
    return assertThrows(
            ReportException.class, () -> PerformanceReport.make(raw, folder, "none", TODAY))
        .getMessage();
  }

  @Test
  void shouldTakeTheMedianOfEvenAndOddCounts() {
    assertEquals(new Spread(2, 1, 9, 3), Spread.of(List.of(9.0, 1.0, 2.0)));
    assertEquals(new Spread(3, 1, 9, 4), Spread.of(List.of(9.0, 1.0, 2.0, 4.0)));
    assertEquals("1,234 (1,000 – 2,000)", new Spread(1_234.4, 1_000, 2_000, 3).text());
    assertEquals("1.50", new Spread(1.5, 1.5, 1.5, 1).text());
    assertThrows(IllegalArgumentException.class, () -> Spread.of(List.of()));
  }

  private RawFixture raw() throws IOException {
    return new RawFixture(folder.resolve("raw"));
  }

  private String report(RawFixture raw) throws IOException {
    PerformanceReport.Made made = PerformanceReport.make(raw.folder(), folder, "Test", TODAY);
    String report = Files.readString(made.folder().resolve("report.md"));
    assertFalse(report.toLowerCase(Locale.ROOT).contains("nan"), report);
    return report;
  }
}

package io.zaiko.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.bench.load.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeFiguresTest {
  private static final String NONE =
      "before\n<!-- figures: none -->\nx\n<!-- end of figures -->\nafter\n";

  @TempDir private Path folder;

  @Test
  void shouldHaveTheFiguresOfItsRawFilesInTheReadmeOfThisRepository() throws IOException {
    Path readme = Path.of(System.getProperty("zaiko.home"), "README.md");

    assertEquals(
        ReadmeFigures.expected(readme),
        ReadmeFigures.written(readme),
        "the README's figures were not written by `zaiko bench report --readme README.md`");
  }

  @Test
  void shouldWriteTheFiguresOfAReportBetweenTheMarks() throws IOException {
    Path readme = Files.writeString(folder.resolve("README.md"), NONE);
    RawFixture raw = new RawFixture(folder.resolve("raw")).benchmark();
    for (int round = 1; round <= 3; round++) {
      raw.run(RawFixture.closed(Target.ZAIKO, "query=1", 1), round, 50_000 + round, 12)
          .run(RawFixture.closed(Target.NETTY_ECHO, "query=1", 1), round, 70_000, 10)
          .run(RawFixture.open("query=1", 1_000), round, 1_000, 50);
    }
    Path report = report(raw, "First");

    ReadmeFigures.update(readme, report);

    assertEquals(
        """
        before
        <!-- figures: perf-reports/2026-11-23-first -->
        | over TCP | durability | window | requests/s | p50 µs | p99 µs | p50 ÷ Netty echo | where |
        | --- | --- | ---: | ---: | ---: | ---: | ---: | --- |
        | query | process | 1 | 50,002 (50,001 – 50,003) | 12.0 (12.0 – 12.0) | 24.0 (24.0 – 24.0) | 1.20 (1.20 – 1.20) | server and client on core 0, cores kept awake |

        | in process | with | result | unit | forks |
        | --- | --- | ---: | --- | ---: |
        | AvailabilityBenchmark.byHandle | records=1000000 | 80.5 (79.0 – 82.5) | ns/op | 2 |

        Medians (least – most); client on the same machine: Some CPU, 2 cores, JDK 17.0.1.
        From [the report](perf-reports/2026-11-23-first/report.md), which says how to repeat them.
        <!-- end of figures -->
        after
        """,
        Files.readString(readme));
    assertEquals(ReadmeFigures.expected(readme), ReadmeFigures.written(readme));
  }

  @Test
  void shouldReplaceFiguresByThoseOfAnotherReport() throws IOException {
    Path readme = Files.writeString(folder.resolve("README.md"), NONE);
    RawFixture raw = new RawFixture(folder.resolve("raw")).benchmark();
    ReadmeFigures.update(readme, report(raw, "First"));
    ReadmeFigures.update(readme, report(raw, "Second"));

    String text = Files.readString(readme);
    assertTrue(text.contains("-second/report.md"), text);
    assertEquals(-1, text.indexOf("first"));
    assertTrue(text.startsWith("before\n") && text.endsWith("after\n"), text);
  }

  @Test
  void shouldNoticeAFigureThatWasChangedByHand() throws IOException {
    Path readme = Files.writeString(folder.resolve("README.md"), NONE);
    ReadmeFigures.update(
        readme, report(new RawFixture(folder.resolve("raw")).benchmark(), "First"));
    Files.writeString(readme, Files.readString(readme).replace("80.5", "60.5"));

    assertEquals(
        ReadmeFigures.expected(readme), ReadmeFigures.written(readme).replace("60.5", "80.5"));
    assertTrue(!ReadmeFigures.expected(readme).equals(ReadmeFigures.written(readme)));
  }

  @Test
  void shouldSayWhereFiguresGoWhenThereIsNoPlace() throws IOException {
    Path readme = Files.writeString(folder.resolve("README.md"), "no marks\n");

    ReportException e =
        assertThrows(ReportException.class, () -> ReadmeFigures.update(readme, folder));

    assertTrue(e.getMessage().contains("<!-- figures: none -->"), e.getMessage());
  }

  private Path report(RawFixture raw, String title) throws IOException {
    return PerformanceReport.make(
            raw.folder(), folder.resolve("perf-reports"), title, LocalDate.of(2026, 11, 23))
        .folder();
  }
}

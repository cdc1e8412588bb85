package io.zaiko.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A year of baskets at the tills of 291 stores, held against a recomputation from the publisher's
 * file. Sales are recorded whatever there is (rule 7); with half of what was sold in stock they
 * oversell, and how often is predicted (rule 9).
 */
class PosTraceTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({"peak,1", "half,2"})
  void shouldRecordEverySaleAndReportEveryOversell(String opening, int divisor) throws Exception {
    Path source = RealTrace.source("completejourney_pos_lines.csv.gz");
    Prediction expected = PosRecomputation.of(source, divisor);
    assertEquals(divisor == 1, expected.oversellsOpened() == 0);
    RealTrace.shouldComeOutAs(
        expected, directory, "process", "pos", "--opening", opening, source.toString());
  }
}

package io.zaiko.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A year of an online retailer's orders, held against a recomputation from the publisher's file.
 * With the peak of demand in stock nothing is refused; with half of it orders are (rule 6), and
 * each of them, and what is said about it later, is predicted.
 */
class RetailerTraceTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({"peak,1", "half,2"})
  void shouldRefuseTheOrdersThatTheStockCannotServeAndNoOther(String opening, int divisor)
      throws Exception {
    Path source = RealTrace.source("uci_online_retail_lines.csv.gz");
    Prediction expected = RetailerRecomputation.of(source, divisor);
    assertEquals(divisor == 1, expected.refused().isEmpty());
    RealTrace.shouldComeOutAs(
        expected, directory, "process", "retailer", "--opening", opening, source.toString());
  }
}

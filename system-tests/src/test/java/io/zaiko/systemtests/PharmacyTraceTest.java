package io.zaiko.systemtests;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The masks of 6,729 pharmacies, held against a recomputation from the publisher's files. February
 * runs in every build, both months with {@code -Dzaiko.real.months=all}.
 */
class PharmacyTraceTest {
  private static final String FEBRUARY = "tw_mask_stock_2020-02.csv.gz";
  private static final String MARCH = "tw_mask_stock_2020-03.csv.gz";

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"process", "disk"})
  void shouldEndWithTheStockThatThePublisherSaw(String durability) throws Exception {
    Path february = RealTrace.source(FEBRUARY);
    RealTrace.shouldComeOutAs(
        PharmacyRecomputation.of(List.of(february), 1),
        directory,
        durability,
        "pharmacies",
        february.toString());
  }

  @ParameterizedTest
  @CsvSource({"full,1", "half,2"})
  @EnabledIfSystemProperty(named = "zaiko.real.months", matches = "all")
  void shouldOversellWhereHalfTheOpeningIsNotEnough(String opening, int divisor) throws Exception {
    Path february = RealTrace.source(FEBRUARY);
    Path march = RealTrace.source(MARCH);
    RealTrace.shouldComeOutAs(
        PharmacyRecomputation.of(List.of(february, march), divisor),
        directory,
        "process",
        "pharmacies",
        "--opening",
        opening,
        february.toString(),
        march.toString());
  }
}

package io.zaiko.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class GrowthTableTest {
  private static JmhResult result(String name, String parameters, double median) {
    return new JmhResult(name, parameters, "ns/op", Spread.of(List.of(median)), 3);
  }

  @Test
  void shouldHoldGrowthAgainstThatOfReadsOfTheSameSize() {
    List<String> lines =
        GrowthTable.lines(
            List.of(
                result("CommandBenchmark.sell", "open=10 records=2000", 600),
                result("CommandBenchmark.sell", "open=10 records=200", 100),
                result("CommandBenchmark.sell", "open=40 records=200", 150),
                result("CommandBenchmark.receive", "open=10 records=200", 100),
                result("RandomReadBenchmark.dependent", "records=200", 10),
                result("RandomReadBenchmark.dependent", "records=2000", 40)));

    List<String> rows = lines.stream().filter(line -> line.contains("Benchmark.")).toList();
    assertEquals(
        List.of(
            "| CommandBenchmark.sell open=10 | records=200 | 100 | 1.00 | 1.00 | – |",
            "| CommandBenchmark.sell open=10 | records=2000 | 600 | 6.00 | 1.50 | – |",
            "| CommandBenchmark.sell records=200 | open=10 | 100 | 1.00 | 1.00 | – |",
            "| CommandBenchmark.sell records=200 | open=40 | 150 | 1.50 | 1.50 | – |"),
        rows,
        lines::toString);
  }

  @Test
  void shouldBeLeftOutWhereEverythingWasMeasuredAtOneSize() {
    assertTrue(
        GrowthTable.lines(List.of(result("CommandBenchmark.sell", "open=1 records=200", 50)))
            .isEmpty());
  }
}

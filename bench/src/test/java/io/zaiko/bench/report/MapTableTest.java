package io.zaiko.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class MapTableTest {
  private static JmhResult result(String name, String parameters, double median) {
    return new JmhResult(name, parameters, "ns/op", Spread.of(List.of(median)), 3);
  }

  @Test
  void shouldSetWhatDoesTheSameSideBySide() {
    List<String> lines =
        MapTable.lines(
            List.of(
                result("AvailabilityBenchmark.basket", "records=200 writer=false", 1_000),
                result("AvailabilityBenchmark.basket", "records=200 writer=true", 3_000),
                result("AvailabilityBenchmark.byCode", "records=200 writer=false", 50),
                result("MapBenchmark.basket", "open=10 records=200", 4_000)));

    List<String> rows = lines.stream().filter(line -> line.contains("Benchmark.")).toList();
    assertEquals(
        List.of("| AvailabilityBenchmark.basket | 1,000 | 4,000 | 0.25 |"), rows, lines::toString);
  }

  @Test
  void shouldBeLeftOutWhereNoMapWasMeasured() {
    assertTrue(
        MapTable.lines(List.of(result("AvailabilityBenchmark.byCode", "writer=false", 50)))
            .isEmpty());
  }
}

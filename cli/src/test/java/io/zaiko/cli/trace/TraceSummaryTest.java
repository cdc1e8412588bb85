package io.zaiko.cli.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.cli.Terminal;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TraceSummaryTest {
  private final Terminal terminal = new Terminal();

  @Test
  void shouldPrintExactlyTheFieldsOfTheSurface() {
    TraceSummary summary =
        new TraceSummary(
            12, 10, 7, new TreeMap<>(Map.of("INSUFFICIENT", 2L)), 1, 3, 0.5, 80, 900, 1_000);

    summary.print(terminal.console().output(true));

    assertEquals(
        "{\"rows\":12,\"commands\":10,\"ok\":7,\"refused\":{\"INSUFFICIENT\":2},\"errors\":1,"
            + "\"oversold_opened\":3,\"seconds\":0.500,\"commands_per_second\":20,"
            + "\"p50_us\":80,\"p99_us\":900,\"p999_us\":1000}",
        terminal.out().strip());
  }

  @Test
  void shouldPrintAnEmptyTraceToo() {
    TraceSummary summary = new TraceSummary(0, 0, 0, new TreeMap<>(), 0, 0, 0, 0, 0, 0);

    summary.print(terminal.console().output(true));

    assertTrue(terminal.out().contains("\"commands_per_second\":0"), terminal::out);
  }
}

package io.zaiko.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.zaiko.cli.JsonShape;
import io.zaiko.cli.output.Output;
import io.zaiko.cli.output.Style;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LiveDisplayTest {
  private static final Meter.Sample SAMPLE =
      new Meter.Sample(
          1_234,
          5_678,
          new TreeMap<>(Map.of("INSUFFICIENT", 12L, "EXPIRED", 3L, "ILLEGAL_STATE", 1L)),
          9,
          1_500_000,
          2_500_000,
          30_000_000);

  private final StringWriter out = new StringWriter();

  @Test
  void shouldAddALineASecondWhereNothingCanBeRedrawn() {
    LiveDisplay display = display(Style.PLAIN, false);
    display.begin();
    display.second(3, SAMPLE);
    display.waiting("away", 1);

    List<String> lines = out.toString().lines().toList();
    assertEquals(2, lines.size());
    assertEquals(
        List.of("3", "1,234", "5,678", "1.50", "2.50", "30.00", "12", "3", "1", "9"),
        List.of(lines.get(1).strip().split(" +")));
    assertEquals(lines.get(0).length(), lines.get(1).length(), "columns are aligned");
  }

  @Test
  void shouldRedrawInPlaceOnATerminalAndKeepWhatIsSaid() {
    LiveDisplay display = display(Style.TERMINAL, false);
    display.begin();
    display.second(1, SAMPLE);
    display.say("killed");
    display.waiting("away", 1_500_000_000);
    display.second(2, SAMPLE);

    List<String> screen = Screen.of(out.toString());
    assertEquals("killed", screen.get(0));
    assertEquals("[##########....................] 2 s".length(), screen.get(1).length());
    assertTrue(screen.get(2).contains("1,234/s   p50 1.50"), screen::toString);
    assertTrue(screen.get(4).contains("EXPIRED 3   ILLEGAL_STATE 1   INSUFFICIENT 12"));
    assertTrue(screen.get(5).contains("9 opened"));
    assertFalse(screen.toString().contains("away"), screen::toString);
  }

  @Test
  void shouldPrintAnObjectASecondAsJsonAndNothingElse() throws Exception {
    LiveDisplay display = display(Style.TERMINAL, true);
    display.begin();
    display.say("killed");
    display.second(1, SAMPLE);

    List<String> lines = out.toString().lines().toList();
    assertEquals(1, lines.size());
    JsonNode json = JsonShape.parse(lines.get(0));
    assertEquals(
        List.of(
            "second",
            "commands",
            "queries",
            "p50_us",
            "p99_us",
            "p999_us",
            "refused",
            "oversold_opened"),
        JsonShape.fields(json));
    assertEquals(1_500, json.get("p50_us").intValue());
    assertEquals(12, json.get("refused").get("INSUFFICIENT").intValue());
  }

  private LiveDisplay display(Style style, boolean json) {
    PrintWriter writer = new PrintWriter(out);
    return new LiveDisplay(new Output(writer, writer, style, style, json), 6);
  }
}

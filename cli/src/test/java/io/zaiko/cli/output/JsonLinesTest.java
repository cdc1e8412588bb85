package io.zaiko.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class JsonLinesTest {
  @Test
  void shouldKeepTheOrderOfFieldsAndWriteNull() {
    assertEquals(
        "{\"b\":null,\"a\":1,\"c\":\"在庫\",\"d\":true,\"e\":null}",
        JsonLines.line(
            json ->
                json.text("b", null)
                    .number("a", 1)
                    .text("c", "在庫")
                    .flag("d", true)
                    .numberOrNull("e", null)));
  }

  @Test
  void shouldWriteTimesWithMicrosecondsAndNothingAsNull() {
    assertEquals(
        "{\"at\":\"2020-02-06T00:50:01.000000Z\",\"fine\":\"2020-02-06T00:50:01.000007Z\","
            + "\"never\":null}",
        JsonLines.line(
            json ->
                json.time("at", 1_580_950_201_000_000L)
                    .time("fine", 1_580_950_201_000_007L)
                    .time("never", 0)));
  }

  @Test
  void shouldWriteListsAndCounters() {
    assertEquals(
        "{\"lines\":[{\"n\":1},{\"n\":2}],\"none\":[],\"refused\":{\"A\":1,\"B\":2},\"s\":1.235}",
        JsonLines.line(
            json ->
                json.objects("lines", List.of(1, 2), (line, n) -> line.number("n", n))
                    .objects("none", List.<Integer>of(), (line, n) -> line.number("n", n))
                    .numbers("refused", new TreeMap<>(Map.of("B", 2L, "A", 1L)))
                    .decimal("s", 1.23456)));
  }

  @Test
  void shouldEscapeWhatJsonEscapes() {
    assertEquals("{\"a\":\"x\\\"\\n\"}", JsonLines.line(json -> json.text("a", "x\"\n")));
  }
}

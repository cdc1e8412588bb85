package io.zaiko.cli.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.cli.input.InputException;
import io.zaiko.client.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceReaderTest {
  private static final String HEADER = "time,command,channel,location,sku,quantity,reference\n";
  private static final long NOON_MICROS = 1_580_990_400_000_000L; // 2020-02-06T12:00:00Z

  @TempDir private Path folder;

  @Test
  void shouldReadOneRowAsOneCommand() throws IOException {
    assertEquals(
        List.of(
            new TraceCommand(
                2, 1, NOON_MICROS, TraceVerb.SELL, "POS", "", List.of(Line.of("A", "S1", 2)))),
        read("2020-02-06T12:00:00Z,sell,POS,S1,A,2,\n"));
  }

  @Test
  void shouldJoinAdjacentRowsOfOneCommandAndReferenceWhateverTheirTimes() throws IOException {
    List<TraceCommand> commands =
        read(
            """
            2020-02-06T12:00:00Z,sell,POS,S1,A,2,R1
            2020-02-06T12:00:09Z,sell,POS,S2,B,3,R1
            """);

    assertEquals(
        List.of(
            new TraceCommand(
                2,
                2,
                NOON_MICROS,
                TraceVerb.SELL,
                "POS",
                "R1",
                List.of(Line.of("A", "S1", 2), Line.of("B", "S2", 3)))),
        commands);
  }

  @Test
  void shouldKeepRowsWithoutReferenceAlone() throws IOException {
    assertEquals(
        List.of("2 1", "3 1"),
        shapes(
            """
            2020-02-06T12:00:00Z,sell,POS,S1,A,2,
            2020-02-06T12:00:00Z,sell,POS,S1,A,2,
            """));
  }

  @Test
  void shouldSeparateCommandsReferencesAndRowsThatAreNotAdjacent() throws IOException {
    assertEquals(
        List.of("2 1", "3 1", "4 1", "5 1"),
        shapes(
            """
            2020-02-06T12:00:00Z,sell,POS,S1,A,2,R1
            2020-02-06T12:00:00Z,receive,,S1,A,2,R1
            2020-02-06T12:00:00Z,receive,,S1,A,2,R2
            2020-02-06T12:00:00Z,receive,,S1,A,2,R1
            """));
  }

  @Test
  void shouldReadARowWithoutItemAsAllThatIsOpen() throws IOException {
    List<TraceCommand> commands = read("2020-02-06T12:00:00Z,fulfil,,,,,ORDER-1\n");

    assertEquals(List.of(), commands.get(0).lines());
    assertEquals("ORDER-1", commands.get(0).reference());
  }

  @Test
  void shouldRefuseRowsThatNameAReservationWholeAndByLine() {
    assertError(
        "line 3: rows about ORDER-1",
        """
        2020-02-06T12:00:00Z,release,,,,,ORDER-1
        2020-02-06T12:00:00Z,release,,S1,A,2,ORDER-1
        """);
  }

  @Test
  void shouldLeaveTooManyLinesToTheServer() throws IOException {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      rows.append("2020-02-06T12:00:00Z,receive,,S1,A").append(i).append(",1,R1\n");
    }

    assertEquals(300, read(rows.toString()).get(0).lines().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2020-02-06T12:00:00Z,move,POS,S1,A,2,           | line 2: command 'move'",
        "2020-02-06 12:00:00,sell,POS,S1,A,2,            | line 2: time '2020-02-06 12:00:00'",
        "2020-02-06T12:00:00Z,sell,POS,S1,A,two,         | line 2: quantity 'two'",
        "2020-02-06T12:00:00Z,sell,POS,,A,2,             | line 2: location is empty",
        "2020-02-06T12:00:00Z,sell,POS,,,,               | line 2: sku is empty",
        "2020-02-06T12:00:00Z,fulfil,,S1,,,ORDER-1       | line 2: sku is empty",
        "2020-02-06T12:00:00Z,reserve,EC,S1,A,2,         | line 2: reference is empty",
      })
  void shouldNameTheLineOfABadRow(String row, String message) {
    assertError(message, row.strip() + "\n");
  }

  private void assertError(String message, String rows) {
    InputException thrown = assertThrows(InputException.class, () -> read(rows));

    assertTrue(thrown.getMessage().contains(message), thrown::getMessage);
  }

  private List<String> shapes(String rows) throws IOException {
    return read(rows).stream().map(command -> command.line() + " " + command.rows()).toList();
  }

  private List<TraceCommand> read(String rows) throws IOException {
    Path file = folder.resolve("trace.csv");
    Files.writeString(file, HEADER + rows);
    List<TraceCommand> commands = new ArrayList<>();
    try (TraceReader reader = new TraceReader(file)) {
      reader.forEachRemaining(commands::add);
    }
    return commands;
  }
}

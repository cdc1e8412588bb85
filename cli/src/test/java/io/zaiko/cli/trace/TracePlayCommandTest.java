package io.zaiko.cli.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.zaiko.cli.JsonShape;
import io.zaiko.cli.Terminal;
import io.zaiko.cli.serve.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracePlayCommandTest {
  private static final String HEADER = "time,command,channel,location,sku,quantity,reference\n";
  private static final String T = "2020-02-06T00:50:01Z,";

  @TempDir private Path folder;
  private TestServer server;
  private Terminal terminal;

  @BeforeEach
  void startServer() {
    server = new TestServer(folder.resolve("data"));
    terminal = server.terminal();
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @ParameterizedTest(name = "{0} connections")
  @ValueSource(ints = 1) // only one connection keeps the order of the file, which this trace needs
  void shouldPlayEveryCommandAndDefineCodesOnTheWay(int connections) throws IOException {
    JsonNode summary =
        play(
            0,
            T
                + "count,,S1,A,100,\n"
                + T
                + "receive,,S1,A,10,PO-1\n"
                + T
                + "receive,,S1,B,20,PO-1\n"
                + T
                + "sell,POS,S1,A,3,\n"
                + T
                + "return,POS,S1,A,1,\n"
                + T
                + "adjust,,S1,A,-2,\n"
                + T
                + "reserve,BOPIS,S1,B,4,R1\n"
                + T
                + "reserve,BOPIS,S1,A,5,R1\n"
                + T
                + "commit,,,,,R1\n"
                + T
                + "fulfil,,S1,B,1,R1\n"
                + T
                + "release,,,,,R1\n",
            "--connections",
            String.valueOf(connections));

    assertEquals(11, summary.get("rows").intValue());
    assertEquals(9, summary.get("commands").intValue());
    assertEquals(9, summary.get("ok").intValue());
    assertEquals(0, summary.get("errors").intValue());
    assertEquals(100 + 10 - 3 + 1 - 2, stock("A", "S1").get("sellable").intValue());
    assertEquals(20 - 1, stock("B", "S1").get("sellable").intValue());
    assertEquals(0, stock("B", "S1").get("reserved").intValue());
  }

  @Test
  void shouldCountRefusalsAndOversellsAndSendWhatFollowsARefusalAllTheSame() throws IOException {
    JsonNode summary =
        play(
            0,
            T
                + "reserve,EC,S1,A,1,R1\n"
                + T
                + "commit,,,,,R1\n"
                + T
                + "release,,,,,R1\n"
                + T
                + "sell,POS,S1,A,5,\n"
                + T
                + "sell,POS,S1,A,5,\n"
                + T
                + "sell,POS,S1,B,5,\n");

    assertEquals(3, summary.get("ok").intValue());
    assertEquals(1, summary.get("refused").get("INSUFFICIENT").intValue());
    assertEquals(2, summary.get("refused").get("UNKNOWN_RESERVATION").intValue());
    assertEquals(2, summary.get("oversold_opened").intValue(), "rule 9: once for each pair");
    assertEquals(0, summary.get("errors").intValue());
  }

  @Test
  void shouldKeepNamesOfCodesThatAreKnown() throws IOException {
    terminal.run("define", "location", "S1", "--channels", "POS");

    JsonNode summary = play(0, T + "count,,S1,A,5,\n" + T + "reserve,EC,S1,A,1,R1\n");

    assertEquals(1, summary.get("refused").get("CHANNEL_DISABLED").intValue());
  }

  @Test
  void shouldLetTheServerJudgeBadCodesAndTooManyLines() throws IOException {
    StringBuilder rows = new StringBuilder(T + "sell,POS,S1,a@b,1,\n");
    for (int i = 0; i < 257; i++) {
      rows.append(T).append("receive,,S1,A,1,PO-1\n");
    }

    JsonNode summary = play(0, rows.toString());

    assertEquals(1, summary.get("refused").get("MALFORMED").intValue());
    assertEquals(1, summary.get("refused").get("TOO_MANY_LINES").intValue());
    assertEquals(258, summary.get("rows").intValue());
    assertEquals(0, stock("A", "S1").get("sellable").intValue());
  }

  @Test
  void shouldLetTheLastRowOfACountWin() throws IOException {
    play(0, T + "count,,S1,A,5,C1\n" + T + "count,,S1,A,7,C1\n");

    assertEquals(7, stock("A", "S1").get("sellable").intValue());
  }

  @Test
  void shouldHoldReservationsAsLongAsAsked() throws IOException {
    play(0, T + "count,,S1,A,5,\n" + T + "reserve,EC,S1,A,1,R1\n", "--hold", "2h");

    Instant reserved = Instant.parse(stock("A", "S1").get("time").textValue());
    assertEquals(0, terminal.run("reservation", "R1", "--json"));
    String expiry = JsonShape.parse(terminal.outLines().get(0)).get("expires_at").textValue();
    assertEquals(Duration.ofHours(2), Duration.between(reserved, Instant.parse(expiry)));
  }

  @Test
  void shouldPlayAsSlowlyAsAsked() throws IOException {
    JsonNode summary =
        play(0, T + "count,,S1,A,5,\n2020-02-06T00:50:11Z,sell,POS,S1,A,1,\n", "--speed", "20");

    assertTrue(
        summary.get("seconds").doubleValue() >= 0.5, "10 s at 20 times the speed: " + summary);
  }

  @Test
  void shouldStopAtABadRowAndNameIt() throws IOException {
    assertEquals(2, run(T + "count,,S1,A,5,\n" + T + "sell,MARS,S1,A,1,\n"));
    assertTrue(terminal.err().contains("line 3: channel 'MARS'"), terminal::err);
  }

  @Test
  void shouldSumUpAnEmptyTrace() throws IOException {
    assertEquals(0, play(0, "").get("commands").intValue());
  }

  private int run(String rows, String... options) throws IOException {
    Path file = Files.writeString(folder.resolve("trace.csv"), HEADER + rows);
    String[] command = new String[options.length + 3];
    command[0] = "trace";
    command[1] = file.toString();
    command[2] = "--json";
    System.arraycopy(options, 0, command, 3, options.length);
    return terminal.run(command);
  }

  private JsonNode play(int exitCode, String rows, String... options) throws IOException {
    assertEquals(exitCode, run(rows, options), terminal::err);
    return JsonShape.parse(terminal.outLines().get(0));
  }

  private JsonNode stock(String sku, String location) {
    assertEquals(0, terminal.run("stock", sku, "--at", location, "--json"), terminal::out);
    return JsonShape.parse(terminal.outLines().get(0));
  }
}

package io.zaiko.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.zaiko.cli.JsonShape;
import io.zaiko.cli.Terminal;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecoverCommandTest {
  @TempDir private Path folder;

  private int run(Terminal terminal, String options) {
    return terminal.run(
        Stream.concat(
                Stream.of("bench", "recover", "--data", folder.resolve("data").toString()),
                Stream.of(options.split(" ")))
            .toArray(String[]::new));
  }

  @Test
  void shouldRecoverFromJournalTailAndStockWarmAndCold() {
    // Rule 26 on the way: a recovery that does not come to the journaled state breaks off.
    String sizes = " --commands 2000 --tail 300 --records 400 --rounds 1";
    Terminal terminal = new Terminal();

    assertEquals(0, run(terminal, "--json --out " + folder.resolve("out") + sizes), terminal::err);

    List<JsonNode> results = terminal.outLines().stream().map(JsonShape::parse).toList();
    assertEquals(
        List.of(
            "journal warm", "journal cold", "tail warm", "tail cold", "stock warm", "stock cold"),
        results.stream()
            .map(r -> r.get("kind").textValue() + " " + r.get("cache").textValue())
            .toList());
    // CONFIGURE, 17 sessions, 2 SKUs, 200 locations, 200 receipts, and the commands.
    assertEquals(
        List.of(2_420L, 2_420L, 300L, 300L, 0L, 0L),
        results.stream().map(r -> r.get("records").longValue()).toList());
    assertTrue(results.get(2).get("input_bytes").longValue() > 0);
  }

  @Test
  void shouldExitWithTwoAndSayWhatIsWrong() {
    Terminal terminal = new Terminal();
    assertEquals(2, run(terminal, "--records 300"));
    assertTrue(terminal.err().contains("multiple of 200"), terminal::err);
    assertEquals(2, run(terminal, "--commands 10 --tail 11"));
    assertTrue(terminal.err().contains("a part of the commands"), terminal::err);
  }
}

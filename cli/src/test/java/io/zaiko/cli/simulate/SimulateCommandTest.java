package io.zaiko.cli.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.zaiko.cli.JsonShape;
import io.zaiko.cli.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateCommandTest {
  @TempDir private Path folder;

  private final Terminal terminal = new Terminal();

  @Test
  void shouldGoOnWhereAReportEnds() throws IOException {
    String report = folder.resolve("seeds.jsonl").toString();
    run("--seed", "3", "--seeds", "2", "--commands", "50", "--report", report);
    List<String> first = Files.readAllLines(Path.of(report));

    run("--seed", "3", "--seeds", "4", "--commands", "50", "--report", report, "--json");

    List<String> all = Files.readAllLines(Path.of(report));
    assertEquals(4, all.size());
    assertEquals(first, all.subList(0, 2), "what was run is kept");
    assertEquals(3, terminal.outLines().size(), "two seeds and the end");
    assertEquals(5, JsonShape.parse(terminal.outLines().get(0)).get("seed").intValue());
    JsonNode end = JsonShape.parse(terminal.outLines().get(2));
    assertEquals(
        List.of("seeds", "skipped", "commands", "ok", "different", "not_met", "not_expected"),
        JsonShape.fields(end));
    assertEquals("3-6", end.get("seeds").textValue());
    assertEquals(2, end.get("skipped").intValue());
    assertEquals(200, end.get("commands").intValue());
    assertTrue(end.get("ok").booleanValue(), "rules 2, 5, 10 and 26");
  }

  @Test
  void shouldRunASeedAgainThatShowedADifference() throws IOException {
    Path report = folder.resolve("seeds.jsonl");
    Files.writeString(report, "{\"seed\":7,\"commands\":50,\"ok\":false,\"coverage\":{}}\n");

    run("--seed", "7", "--commands", "50", "--report", report.toString());

    assertEquals(2, Files.readAllLines(report).size());
    assertTrue(terminal.out().startsWith("no difference  seeds 7,"), terminal::out);
  }

  @Test
  void shouldRunASeedAgainWithMoreCommands() throws IOException {
    Path report = folder.resolve("seeds.jsonl");
    Files.writeString(report, "{\"seed\":7,\"commands\":49,\"ok\":true,\"coverage\":{}}\n");

    run("--seed", "7", "--commands", "50", "--report", report.toString());

    assertEquals(2, Files.readAllLines(report).size());
  }

  @Test
  void shouldAddUpATable() throws IOException {
    Path report = folder.resolve("seeds.jsonl");
    Files.writeString(
        report,
        """
        {"seed":1,"commands":10,"ok":true,"coverage":{"SELL":{"OK":4,"/UNMATCHED":1}}}
        {"seed":2,"commands":10,"ok":true,"coverage":{"SELL":{"OK":3}}}
        {"seed":4,"commands":10,"ok":true,"coverage":{}}
        """);

    run("--report", report.toString(), "--table");

    assertEquals("Seeds 1-2, 4: 3 histories of 30 commands in all", terminal.outLines().get(0));
    assertTrue(terminal.outLines().contains("| SELL | OK | 7 |"), terminal::out);
    assertTrue(terminal.outLines().contains("| SELL | line UNMATCHED | 1 |"), terminal::out);
    assertTrue(terminal.outLines().contains("| DELETE | OK | 0 |"), terminal::out);
    run("--report", report.toString(), "--table", "--json");
    assertEquals("{\"SELL\":{\"/UNMATCHED\":1,\"OK\":7}}", terminal.out().strip());
  }

  @Test
  void shouldRefuseAFileThatIsNoReport() throws IOException {
    Path report = folder.resolve("notes.txt");
    Files.writeString(report, "{\"seed\":1,\"commands\":1,\"ok\":true,\"coverage\":{}}\nhello\n");

    assertEquals(2, terminal.run("simulate", "--report", report.toString(), "--table"));

    assertTrue(terminal.err().contains("notes.txt:2"), terminal::err);
  }

  @Test
  void shouldRefuseALineThatWasCutOff() throws IOException {
    Path report = folder.resolve("seeds.jsonl");
    Files.writeString(
        report, "{\"seed\":1,\"commands\":1,\"ok\":true,\"cov", StandardOpenOption.CREATE);

    assertEquals(2, terminal.run("simulate", "--report", report.toString(), "--table"));
  }

  private void run(String... options) {
    String[] words = new String[options.length + 1];
    words[0] = "simulate";
    System.arraycopy(options, 0, words, 1, options.length);
    assertEquals(0, terminal.run(words), () -> terminal.out() + terminal.err());
  }
}

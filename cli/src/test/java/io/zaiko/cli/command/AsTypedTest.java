package io.zaiko.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.zaiko.cli.JsonShape;
import io.zaiko.cli.Terminal;
import io.zaiko.cli.serve.TestServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What scripts may reasonably type, in the combinations that the commands offer. */
class AsTypedTest {
  @TempDir private static Path folder;
  private static TestServer server;

  private final Terminal terminal = server.terminal();

  @BeforeAll
  static void startServer() {
    server = new TestServer(folder.resolve("data"));
    Terminal terminal = server.terminal();
    for (String command :
        List.of(
            "define sku TEA",
            "define location NEAR --coordinates 35,139 --channels EC,",
            "define location FAR --coordinates 36,140",
            "receive --at NEAR --line TEA=5",
            "receive --at FAR --line TEA=50")) {
      assertEquals(0, terminal.run(command.split(" ")), terminal::err);
    }
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"quality-check", "QUALITY_CHECK", "qualityCheck"})
  void shouldReadADispositionHoweverItsWordsAreJoined(String disposition) {
    run(0, "return --at FAR --line TEA=1 --disposition " + disposition);
  }

  @ParameterizedTest
  @ValueSource(strings = {"quality-control", "QUALITY_CONTROL", "qualityControl"})
  void shouldReadABucketAsTheLedgerWritesIt(String bucket) {
    run(0, "count --at FAR --line TEA=1 --bucket " + bucket);
    run(0, "move --at FAR --line TEA=1 --to blocked --from " + bucket);
  }

  @Test
  void shouldRepeatACommandThatVariablesIdentify() {
    terminal.with("ZAIKO_CLIENT", "till").with("ZAIKO_REQUEST_ID", "9");

    run(0, "define sku GREEN --json");
    String first = terminal.out();
    run(0, "define sku GREEN --json");
    assertEquals(
        first.replace("\"repeated\":false", "\"repeated\":true"), terminal.out(), "rule 21");
  }

  @Test
  void shouldRefuseARequestIdThatNeverRepeats() {
    run(2, "define sku GREEN --client till-2 --request-id 0");
    assertTrue(terminal.err().contains("--request-id is 0"), terminal::err);
  }

  @Test
  void shouldListOnlyLocationsThatHaveTheQuantity() {
    run(0, "stock TEA --all --channel EC --quantity 6 --json");

    List<JsonNode> lines = objects();
    assertEquals(2, lines.size());
    assertEquals("FAR", lines.get(0).get("location").textValue());
    assertEquals(lines.get(0).get("ats").longValue(), lines.get(1).get("network_ats").longValue());
    assertEquals(1, lines.get(1).get("locations").longValue());
  }

  @ParameterizedTest
  @CsvSource({"--all,3", "'--near 35,139',3", "'--near 35,139 --limit 1',2", "--at NEAR,1"})
  void shouldExplainEveryLocation(String where, int objects) {
    run(0, "stock TEA --explain --channel EC --json " + where);

    List<JsonNode> lines = objects();
    assertEquals(objects, lines.size());
    JsonNode first = lines.get(0);
    assertEquals("NEAR", first.get("location").textValue());
    assertEquals("location", first.get("safety_of").textValue());
    assertTrue(first.get("channel_disabled").isBoolean(), "a truth value, not a text");
    assertEquals(where.contains("--near"), first.has("distance_metres"));
  }

  @Test
  void shouldHeadTheTermsOfEachLocationWithItsName() {
    run(0, "stock TEA --near 35,139 --explain");

    assertEquals("NEAR, 0 metres away", terminal.outLines().get(0));
    assertTrue(terminal.out().contains("FAR, "), terminal::out);
  }

  @ParameterizedTest
  @CsvSource({
    "stock TEA --near 1;1 --limit 0,--limit is 0; but must be 1 to 1000",
    "stock TEA --near 1;1 --limit 1001,--limit is 1001",
    "stock TEA --near 1;1 --quantity 0,--quantity is 0; but must be 1 or more"
  })
  void shouldNameTheOptionThatIsOutOfRange(String command, String complaint) {
    run(2, command.replace(';', ','));
    assertTrue(terminal.err().contains(complaint.replace(';', ',')), terminal::err);
  }

  @Test
  void shouldSayWhatIsWrongWithWhatTheServerRefuses() {
    run(1, "move --at FAR --line TEA=1 --from sellable --to sellable");
    assertTrue(terminal.out().contains("the same bucket"), terminal::out);
    run(1, "reserve --id R --channel EC --line TEA@FAR=1 --expires 367d");
    assertTrue(terminal.out().contains("a hold beyond 366 days"), terminal::out);
    run(1, "stock A=B --at FAR");
    assertTrue(terminal.out().contains("Codes have 1 to 32 bytes"), terminal::out);
  }

  private void run(int exitCode, String command) {
    assertEquals(exitCode, terminal.run(command.split(" ")), () -> terminal.out() + terminal.err());
  }

  private List<JsonNode> objects() {
    return terminal.outLines().stream().map(JsonShape::parse).toList();
  }
}

package io.zaiko.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.bench.load.Json;
import io.zaiko.cli.JsonShape;
import io.zaiko.cli.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardCommandTest {
  private static final String SHORT = "--records 400 --open 10 --rounds 1 --seconds 0.001";

  @TempDir private Path folder;

  private Path reference() {
    return folder.resolve("guard.json");
  }

  private int run(Terminal terminal, String options) {
    return terminal.run(
        Stream.concat(
                Stream.of("bench", "guard", "--reference", reference().toString()),
                Stream.of(options.split(" ")))
            .toArray(String[]::new));
  }

  @Test
  void shouldWriteAReferenceAndNameWhatIsSlowerThanThat() throws IOException {
    Terminal terminal = new Terminal();
    assertEquals(2, run(terminal, SHORT), "nothing to hold against");
    assertTrue(terminal.err().contains("--write"), terminal::err);

    assertEquals(0, run(terminal, SHORT + " --write"), terminal::err);
    assertTrue(Files.readString(reference()).contains("basket of 20"));

    // As if everything had taken next to nothing once.
    Map<String, Object> ratios = Map.of("reserve + release", 0.001, "basket of 20", 1_000_000.0);
    Files.writeString(reference(), Json.write(Map.of("tolerance", 1.5, "ratios", ratios)));

    assertEquals(1, run(terminal, SHORT + " --json"), terminal::err);
    assertTrue(terminal.err().contains("reserve + release takes "), terminal::err);
    assertTrue(!terminal.err().contains("basket of 20 takes"), terminal::err);
    assertEquals(5, terminal.outLines().size());
    assertEquals(
        List.of("operation", "nanos", "ratio", "bytes"),
        JsonShape.fields(JsonShape.parse(terminal.outLines().get(0))));
  }

  @Test
  void shouldExitWithTwoAndSayWhatIsWrong() {
    Terminal terminal = new Terminal();
    assertEquals(2, run(terminal, "--write --tolerance 1"));
    assertTrue(terminal.err().contains("not above 1"), terminal::err);
    assertEquals(2, run(terminal, "--records 300"));
    assertTrue(terminal.err().contains("multiple of 200"), terminal::err);
  }
}

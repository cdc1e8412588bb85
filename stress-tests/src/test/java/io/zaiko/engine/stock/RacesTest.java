package io.zaiko.engine.stock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Runs the races of this module with jcstress, in processes of their own. A build has time for a
 * short look; {@code -Dzaiko.jcstress.mode=default} takes a long one. What they show holds for the
 * machine and JDK they ran on.
 */
final class RacesTest {
  private static final Path TARGET = Path.of("target");

  /** The compiler as it is, one process for each race: what fits into a build. */
  private static final List<String> SHORT =
      List.of("-sc", "false", "-fsm", "1", "-iters", "4", "-time", "150");

  @Test
  void shouldNeverShowAForbiddenOutcome() throws Exception {
    String mode = System.getProperty("zaiko.jcstress.mode", "");
    List<String> effort = mode.isEmpty() ? SHORT : List.of("-m", mode);
    Run run = run("races", "Race$", effort);
    assertEquals(0, run.exitStatus, () -> "see " + run.output);
    assertTrue(run.text().contains("RUN COMPLETE"), () -> "see " + run.output);
  }

  @Test
  void shouldFindWhatABrokenReaderSees() throws Exception {
    Run run = run("control", "BrokenWordControl$", SHORT);
    assertNotEquals(0, run.exitStatus, () -> "see " + run.output);
    assertTrue(run.text().contains("mixed, or going back"), () -> "see " + run.output);
  }

  private record Run(int exitStatus, Path output) {
    String text() throws IOException {
      return Files.readString(output, StandardCharsets.UTF_8);
    }
  }

  private static Run run(String name, String races, List<String> effort) throws Exception {
    String flags = "@" + Path.of(System.getProperty("zaiko.home"), "config", "jvm.options");
    Path results = TARGET.resolve("jcstress-" + name);
    Files.createDirectories(results);
    Path output = TARGET.resolve("jcstress-" + name + ".txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(flags, "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("org.openjdk.jcstress.Main", "-t", races, "-r", results.toString()));
    command.addAll(List.of("-jvmArgs", flags, "-af", "NONE"));
    command.addAll(effort);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new Run(process.waitFor(), output);
  }
}

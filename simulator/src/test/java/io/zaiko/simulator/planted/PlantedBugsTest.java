package io.zaiko.simulator.planted;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.simulator.planted.PlantedEngine.Caught;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bugs planted into the engine, each a small patch: the simulator is only worth what it catches.
 * Three are caught in every build; all of them with {@code -Dzaiko.planted.report=FILE}, which
 * takes a table of what caught them.
 */
final class PlantedBugsTest {
  private static final Path HOME = Path.of(System.getProperty("zaiko.home", ".."));
  private static final Path BUGS =
      HOME.resolve(Path.of("simulator", "src", "test", "resources", "planted-bugs"));
  private static final String HEAD =
      """
      # Planted bugs, and what caught them

      Each bug is a patch of the engine in `simulator/src/test/resources/planted-bugs`. Seeds 1, 2, 3 ...
      of %,d commands were run against it until one showed a difference, at most %d. This page is
      written by `PlantedBugsTest`; docs/testing.md says how to repeat it.

      """;
  private static final int AT_LEAST = 20;
  private static final int SEEDS = 200;
  private static final int COMMANDS = 5_000;
  private static final int FEW_SEEDS = 5;
  private static final int FEW_COMMANDS = 1_000;

  @TempDir private Path scratch;

  @Test
  void shouldStillApply() throws IOException {
    List<Path> bugs = bugs();
    assertTrue(bugs.size() >= AT_LEAST, () -> bugs.size() + " bugs");
    for (Path bug : bugs) {
      Patch patch = Patch.parse(Files.readString(bug));
      for (String file : patch.files()) {
        patch.apply(file, Files.readString(HOME.resolve(file)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "01-command-sent-twice-runs-twice",
        "02-hold-expires-a-moment-late",
        "04-duplicate-lines-not-summed"
      })
  void shouldBeCaughtInEveryBuild(String bug) throws IOException {
    Optional<Caught> caught = hunt(BUGS.resolve(bug + ".patch"), scratch, FEW_SEEDS, FEW_COMMANDS);

    assertTrue(caught.isPresent(), () -> bug + " was not caught");
  }

  @Test
  @EnabledIfSystemProperty(named = "zaiko.planted.report", matches = ".+")
  void shouldAllBeCaughtInALongRun() throws IOException {
    List<String> rows = new ArrayList<>();
    List<String> missed = new ArrayList<>();
    for (Path bug : bugs()) {
      String name = bug.getFileName().toString().replace(".patch", "");
      Path directory = Files.createDirectory(scratch.resolve(name));
      Optional<Caught> caught = hunt(bug, directory, SEEDS, COMMANDS);
      if (caught.isEmpty()) {
        missed.add(name);
      }
      rows.add(row(name, caught));
    }
    Files.writeString(
        Path.of(System.getProperty("zaiko.planted.report")),
        HEAD.formatted(COMMANDS, SEEDS)
            + "| planted bug | caught by seed | after commands | by |\n|---|---:|---:|---|\n"
            + String.join("", rows));
    assertEquals(List.of(), missed, "not caught");
  }

  private static List<Path> bugs() throws IOException {
    try (Stream<Path> files = Files.list(BUGS)) {
      return files.filter(file -> file.toString().endsWith(".patch")).sorted().toList();
    }
  }

  private static Optional<Caught> hunt(Path bug, Path directory, int seeds, int commands)
      throws IOException {
    Patch patch = Patch.parse(Files.readString(bug));
    try (PlantedEngine engine = PlantedEngine.plant(HOME, patch, directory)) {
      return engine.firstDifference(seeds, commands);
    }
  }

  private static String row(String name, Optional<Caught> caught) {
    return caught
        .map(
            found ->
                "| %s | %d | %d | %s |%n"
                    .formatted(name, found.seed(), found.commands(), kind(found.difference())))
        .orElse("| " + name + " | not caught | | |\n");
  }

  /** What was asked or sent, without its details. */
  private static String kind(String difference) {
    String line = difference.lines().findFirst().orElse("");
    String what = line.substring(line.indexOf(": ") + 1).strip();
    int end = what.indexOf('[') < 0 ? what.length() : what.indexOf('[');
    return what.substring(0, end);
  }
}

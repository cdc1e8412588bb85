package io.zaiko.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code zaiko demo}, small, as a process: it finds nothing wrong, leaves nothing behind, and looks
 * as the README shows it.
 */
class DemoTest {
  private static final String README_COMMAND = "$ ./zaiko demo";

  @TempDir Path directory;

  @Test
  void shouldSucceedAndLookAsTheReadmeShows() throws Exception {
    Path errors = directory.resolve("errors");
    int exitCode;
    List<String> printed;
    try (JavaProcess demo =
        JavaProcess.start(
            errors, "io.zaiko.cli.Main", "demo", "--seconds=4", "--stores=10", "--skus=50")) {
      exitCode = demo.await();
      printed = demo.output();
    }

    assertEquals(0, exitCode, () -> printed + " " + text(errors));
    assertEquals(
        String.join("\n", shape(readmeOutput())), String.join("\n", shape(printed)), "the shape");
    long pid = firstNumber(printed.get(0));
    assertFalse(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false), "its server");
  }

  /** The lines below the command in the README, up to the end of the block. */
  private static List<String> readmeOutput() throws IOException {
    Path readme = Path.of(System.getProperty("zaiko.home"), "README.md");
    List<String> lines = new ArrayList<>();
    boolean inside = false;
    for (String line : Files.readAllLines(readme)) {
      if (inside && line.startsWith("```")) {
        return lines;
      }
      if (inside) {
        lines.add(line);
      }
      inside |= line.equals(README_COMMAND);
    }
    assertTrue(inside, "the README has a line " + README_COMMAND);
    return lines;
  }

  /** Lines with every number alike, spaces made one, and rows of one form made one. */
  private static List<String> shape(List<String> lines) {
    List<String> shape = new ArrayList<>();
    for (String line : lines) {
      String form =
          line.replaceAll("state hash [0-9a-f]{16}", "state hash H")
              .replaceAll("[0-9][0-9,]*(\\.[0-9]+)?", "N")
              .replaceAll(" +", " ")
              .strip();
      if (shape.isEmpty() || !shape.get(shape.size() - 1).equals(form)) {
        shape.add(form);
      }
    }
    return shape;
  }

  private static long firstNumber(String line) {
    return Long.parseLong(line.replaceFirst("[^0-9]*([0-9]+).*", "$1"));
  }

  private static String text(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.toList().toString();
    } catch (IOException e) {
      return e.toString();
    }
  }
}

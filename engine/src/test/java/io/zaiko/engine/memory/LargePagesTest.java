package io.zaiko.engine.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
final class LargePagesTest {
  private static final String FLAG = "THP_enabled:\t";

  @Test
  void shouldGoWithoutThem() throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                GoesWithout.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, child.waitFor());
    assertTrue(said.startsWith("true"), said);
    assumeTrue(said.contains(FLAG), "the system tells"); // since Linux 4.20
    assertTrue(said.contains(FLAG + "0"), said);
  }

  /** The child: for good, so not in a process of other tests. */
  static final class GoesWithout {
    public static void main(String[] args) throws IOException {
      System.out.println(LargePages.off());
      Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith(FLAG))
          .forEach(System.out::println);
    }
  }
}

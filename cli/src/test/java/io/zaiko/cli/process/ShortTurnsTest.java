package io.zaiko.cli.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
final class ShortTurnsTest {
  @Test
  void shouldTakeThemInAllThreadsAndThoseThatTheyStart() throws Exception {
    assumeTrue(isSince612(System.getProperty("os.version")), "Linux lets itself be told");
    Process child =
        new ProcessBuilder(JavaCommand.of(JavaCommand.neededFlags(), TakesThem.class))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, child.waitFor());
    String[] lines = said.split("\n", -1);
    assertTrue(Integer.parseInt(lines[0]) > 5, "Java has more threads than that: " + said);
    assertEquals(ShortTurns.TURN_NANOS, Long.parseLong(lines[1]), said);
    assertEquals(ShortTurns.TURN_NANOS, Long.parseLong(lines[2]), said);
  }

  private static boolean isSince612(String version) {
    String[] parts = version.split("[^0-9]", 3);
    int major = Integer.parseInt(parts[0]);
    return major > 6 || (major == 6 && Integer.parseInt(parts[1]) >= 12);
  }

  /** The child: for good, so not in a process of other tests. */
  static final class TakesThem {
    public static void main(String[] args) throws IOException, InterruptedException {
      System.out.println(ShortTurns.take());
      System.out.println(ShortTurns.turnNanos());
      Thread later = new Thread(() -> System.out.println(ShortTurns.turnNanos()));
      later.start();
      later.join();
    }
  }
}

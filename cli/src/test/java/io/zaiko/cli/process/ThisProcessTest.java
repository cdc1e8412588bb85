package io.zaiko.cli.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ThisProcessTest {
  private static final int EXIT_CODE = 5;

  @Test
  void shouldEndWithItsInputAndBeTheFirstToGoWhenMemoryIsShort() throws Exception {
    Process child =
        new ProcessBuilder(JavaCommand.of(JavaCommand.neededFlags(), WaitsForEver.class))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      assertEquals("waiting", output.readLine());
      Path score = Path.of("/proc", Long.toString(child.pid()), "oom_score_adj");
      if (Files.exists(score)) {
        assertEquals("1000", Files.readString(score).strip());
      }
      assertTrue(child.isAlive());

      child.getOutputStream().close(); // as when this process were killed

      assertTrue(child.waitFor(1, TimeUnit.MINUTES), "it ends by itself");
      assertEquals(EXIT_CODE, child.exitValue());
    } finally {
      child.destroyForcibly();
    }
  }

  /** The child. */
  static final class WaitsForEver {
    public static void main(String[] args) throws IOException, InterruptedException {
      ThisProcess.endWithStandardInput(EXIT_CODE);
      ThisProcess.endFirstWhenMemoryIsShort();
      System.out.println("waiting");
      new CountDownLatch(1).await();
    }
  }
}

package io.zaiko.engine.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One process writes the journal, another one reads it, and the first one is killed. */
final class JournalProcessTest {
  private static final int COMMANDS = 4_000;

  @TempDir Path temporary;

  @Test
  void shouldReadWhatAnotherProcessWritesAndKeepItWhenThatIsKilled() throws Exception {
    // Rule 27: an answer that says OK is durable at the level it states.
    JournalDirectory directory = new JournalDirectory(temporary.resolve("journal"));
    Process process = start(JournalWriterProcess.class, directory.path().toString());
    long printed = 0;
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
      while (printed < COMMANDS) {
        printed = Long.parseLong(output.readLine());
        if (printed % 500 == 0) {
          assertTrue(lastSequence(directory) >= printed);
        }
      }
      // Through the handle: Process itself would close the pipe, and what is still in it counts.
      process.toHandle().destroyForcibly();
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        printed = Math.max(printed, Long.parseLong(line));
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertTrue(lastSequence(directory) >= printed);
    assertTrue(directory.files().size() > 1, "one file only");

    try (ChronicleJournal journal =
            ChronicleJournal.open(
                directory, ChronicleJournalTest.SMALL, System::currentTimeMillis);
        BatchReader reader = new BatchReader(journal.scan())) {
      JournalText.commands(reader);
      BatchWriter.after(reader, journal).append("the first after the kill");
      assertEquals(List.of("the first after the kill"), JournalText.commands(reader));
    }
  }

  private static long lastSequence(JournalDirectory directory) {
    try (BatchReader reader = new BatchReader(directory.scan())) {
      JournalText.commands(reader);
      return reader.lastSequence();
    }
  }

  private static Process start(Class<?> main, String argument) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "@" + Path.of(System.getProperty("zaiko.home"), "config", "jvm.options"),
            "-cp",
            System.getProperty("java.class.path"),
            main.getName(),
            argument)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}

package io.zaiko.engine.journal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a journal holds of the machine stays the same over hundreds of files: a leak of one handle,
 * mapping, buffer or thread per file would be seen.
 */
@EnabledOnOs(OS.LINUX)
final class RollResourcesTest {
  private static final JournalSettings TINY_FILES =
      new JournalSettings(256 << 10, Duration.ofHours(1), 2 << 20);
  private static final int FILES_BEFORE = 20;
  private static final int FILES = 200;

  /** Far below one per file; Chronicle gives some things back a moment later, on its own thread. */
  private static final int TOLERANCE = FILES / 10;

  private static final String COMMAND = "c".repeat(60_000);

  @TempDir Path temporary;

  /** What the process holds. */
  private record Held(
      long handles, long mappings, long directBytes, long directBuffers, int threads) {
    static Held now() {
      BufferPoolMXBean direct =
          ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
              .filter(pool -> pool.getName().equals("direct"))
              .findFirst()
              .orElseThrow();
      return new Held(
          count(Path.of("/proc/self/fd")),
          lines(Path.of("/proc/self/maps")),
          direct.getMemoryUsed(),
          direct.getCount(),
          ManagementFactory.getThreadMXBean().getThreadCount());
    }

    private static long count(Path directory) {
      try (var entries = Files.list(directory)) {
        return entries.count();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static long lines(Path file) {
      try {
        return Files.readAllLines(file).stream().filter(line -> line.contains(".cq4")).count();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    boolean isAbout(Held before) {
      return handles < before.handles + TOLERANCE
          && mappings < before.mappings + TOLERANCE
          && directBuffers < before.directBuffers + TOLERANCE
          && directBytes < before.directBytes + TOLERANCE * 4096L
          && threads < before.threads + TOLERANCE;
    }
  }

  @Test
  void shouldHoldNoMoreAfterHundredsOfFiles() {
    JournalDirectory directory = new JournalDirectory(temporary.resolve("journal"));
    try (ChronicleJournal journal =
            ChronicleJournal.open(directory, TINY_FILES, System::currentTimeMillis);
        BatchReader reader = new BatchReader(directory.scan())) {
      BatchWriter writer = new BatchWriter(journal);
      fill(writer, journal, reader, directory, FILES_BEFORE);
      Held before = Held.now();
      fill(writer, journal, reader, directory, FILES_BEFORE + FILES);
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertTrue(Held.now().isAbout(before), before + ", " + Held.now()));
    }
  }

  /** Appends, forces and reads, file by file. */
  private static void fill(
      BatchWriter writer,
      ChronicleJournal journal,
      BatchReader reader,
      JournalDirectory directory,
      int files) {
    while (directory.files().size() < files) {
      writer.append(COMMAND, COMMAND, COMMAND);
      journal.force();
      assertTrue(reader.nextBatch());
      assertEquals(writer.sequence(), reader.lastSequence());
    }
  }
}

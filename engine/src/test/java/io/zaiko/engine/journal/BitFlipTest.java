package io.zaiko.engine.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A journal in which one bit is not as it was written is refused with the position, or leads to
 * exactly the same state (rule 26). The same for files that are cut short, missing, doubled or
 * swapped.
 *
 * <p>Long runs: {@code -Dzaiko.flips=20000 -Dzaiko.flips.report=FILE}; a seed is a flip, and those
 * that are in the file are not done again.
 */
final class BitFlipTest {
  private static final int FLIPS = Integer.getInteger("zaiko.flips", 300);
  private static final long SEED = Long.getLong("zaiko.flips.seed", 1);
  private static final int RUNS = 4;
  private static final int BATCHES_PER_RUN = 12;

  /** Flips are drawn from what is written of a file and this much behind it, in bytes. */
  private static final int BEHIND = 4096;

  @TempDir Path temporary;

  private Path journal;
  private long digest;
  private long lastSequence;

  /** What came of it. */
  private enum Outcome {
    REFUSED,
    LEFT_OUT,
    HARMLESS
  }

  private record Finding(Outcome outcome, String message) {}

  @BeforeEach
  void writeAJournalOfSomeRuns() throws IOException {
    journal = temporary.resolve("journal");
    RandomBatches batches = new RandomBatches(new SplittableRandom(4711));
    for (int run = 0; run < RUNS; run++) {
      try (LoneServer server = new LoneServer(journal, true)) {
        server.begin(journal, DeviceSync.FILES);
        if (run == 0) {
          batches.register(server, "till-1");
          batches.define(server);
        }
        for (int i = 0; i < BATCHES_PER_RUN; i++) {
          server.execute(batches.next());
        }
        digest = server.digest();
        lastSequence = server.sequence();
      }
    }
    assertTrue(journalFiles().size() > RUNS, "a run has more than one file");
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> paths = Files.walk(journal)) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private List<Path> journalFiles() {
    return new JournalDirectory(journal).files();
  }

  /** Starts on what is there; fails if that leads to another state without a word. */
  private Finding start() {
    try (LoneServer server = new LoneServer(journal, true)) {
      assertEquals(lastSequence, server.sequence(), "silently another end");
      assertEquals(digest, server.digest(), "silently another state");
      boolean isLeftOut = server.cuts().stream().anyMatch(cut -> !cut.continued());
      return isLeftOut
          ? new Finding(Outcome.LEFT_OUT, server.cuts().toString())
          : new Finding(Outcome.HARMLESS, "");
    } catch (JournalDamagedException e) {
      assertTrue(e.getMessage().contains(" at byte "), e::getMessage);
      assertTrue(e.sequence() >= 1 && e.sequence() <= lastSequence + 1, e::getMessage);
      return new Finding(Outcome.REFUSED, e.getMessage());
    }
  }

  @Test
  void shouldRefuseAFlippedBitOrComeToTheSameState() throws IOException {
    ResumableReport report = ResumableReport.open("zaiko.flips.report");
    int refused = 0;
    for (long seed = SEED; seed < SEED + FLIPS; seed++) {
      if (!report.contains(seed)) {
        SplittableRandom random = new SplittableRandom(seed);
        // One in eight also forgets what was forced, as a power loss may.
        boolean isForgotten = random.nextInt(8) == 0;
        refused += flip(seed, random, isForgotten, report) == Outcome.REFUSED ? 1 : 0;
      }
    }
    assertTrue(report.isKept() || refused > FLIPS / 2, "only " + refused + " refused");
  }

  private Outcome flip(
      long seed, SplittableRandom random, boolean isForgotten, ResumableReport report)
      throws IOException {
    Path mark = journal.resolve(ForcedMark.FILE_NAME);
    byte[] markBytes = Files.readAllBytes(mark);
    Place place = place(random, files());
    flip(place);
    if (isForgotten) {
      Files.write(mark, new byte[markBytes.length]);
    }
    Finding finding;
    try {
      finding = start();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("seed " + seed + ", " + place, e);
    }
    flip(place);
    Files.write(mark, markBytes);
    report.add(
        String.format(
            "{\"seed\":%d,\"file\":\"%s\",\"byte\":%d,\"bit\":%d,\"mark_lost\":%b,"
                + "\"outcome\":\"%s\",\"message\":\"%s\"}%n",
            seed,
            journal.relativize(place.file),
            place.position,
            place.bit,
            isForgotten,
            finding.outcome,
            finding.message));
    return finding.outcome;
  }

  private record Place(Path file, long position, int bit) {}

  /** A bit of what is written, each with the same chance; the mark and what lies behind too. */
  private static Place place(SplittableRandom random, List<Path> files) throws IOException {
    List<Long> lengths = new ArrayList<>();
    long all = 0;
    for (Path file : files) {
      long length = Math.min(FileExtent.of(file) + BEHIND, Files.size(file));
      lengths.add(length);
      all += length;
    }
    long number = random.nextLong(all);
    int index = 0;
    while (number >= lengths.get(index)) {
      number -= lengths.get(index);
      index++;
    }
    return new Place(files.get(index), number, random.nextInt(Byte.SIZE));
  }

  private static void flip(Place place) throws IOException {
    try (RandomAccessFile access = new RandomAccessFile(place.file.toFile(), "rw")) {
      access.seek(place.position);
      int before = access.read();
      access.seek(place.position);
      access.write(before ^ (1 << place.bit));
    }
  }

  @Test
  void shouldRefuseAMissingFileOrComeToTheSameState() throws IOException {
    int refused = 0;
    for (Path file : files()) {
      Path away = temporary.resolve("away");
      Files.move(file, away);
      refused += start().outcome == Outcome.REFUSED ? 1 : 0;
      Files.move(away, file);
    }
    assertEquals(journalFiles().size(), refused, "every file with records counts");
  }

  @Test
  void shouldRefuseAFileThatWasCutShort() throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    for (Path file : journalFiles()) {
      byte[] whole = Files.readAllBytes(file);
      // Behind the last page with anything in it a cut takes only zeroes.
      long written = FileExtent.of(file) - BEHIND;
      for (int i = 0; i < 8; i++) {
        long length = i == 0 ? 0 : random.nextLong(Math.max(1, written));
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
          access.setLength(length);
        }
        assertEquals(Outcome.REFUSED, start().outcome, file + " cut to " + length);
        Files.write(file, whole);
      }
    }
    assertEquals(Outcome.HARMLESS, start().outcome);
  }

  @Test
  void shouldRefuseADoubledFile() throws IOException {
    List<Path> files = journalFiles();
    for (Path file : files) {
      // In its own run under a later name, and as a later run.
      Path twin = file.resolveSibling("20991231-2359.cq4");
      Files.copy(file, twin);
      assertEquals(Outcome.REFUSED, start().outcome, file.toString());
      Files.delete(twin);
      Path run = Files.createDirectory(journal.resolve("run-00000099"));
      Files.copy(file, run.resolve(file.getFileName()));
      assertEquals(Outcome.REFUSED, start().outcome, file.toString());
      Files.delete(run.resolve(file.getFileName()));
      Files.delete(run);
    }
  }

  @Test
  void shouldRefuseSwappedFiles() throws IOException {
    List<Path> files = journalFiles();
    for (int i = 1; i < files.size(); i++) {
      swap(files.get(i - 1), files.get(i));
      assertEquals(Outcome.REFUSED, start().outcome, files.get(i).toString());
      swap(files.get(i - 1), files.get(i));
    }
    assertNotEquals(Outcome.REFUSED, start().outcome);
  }

  private void swap(Path one, Path other) throws IOException {
    Path between = temporary.resolve("between");
    Files.move(one, between);
    Files.move(other, one, StandardCopyOption.REPLACE_EXISTING);
    Files.move(between, other);
  }
}

package io.zaiko.engine.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.engine.host.OldFiles;
import io.zaiko.engine.host.SnapshotMaker;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.engine.snapshot.SnapshotDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.agrona.IoUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * After a power loss at {@code disk} every acknowledged command is there, none that was not sent,
 * and the server goes on (rules 26, 27).
 *
 * <p>A seed is a server that loses power some times: each time the device leaves what it may (see
 * {@link PlayedDevice}), and the server starts on that. Long runs: {@code -Dzaiko.power.images=2000
 * -Dzaiko.power.report=FILE}; images that are in the file are not made again.
 */
final class PowerLossTest {
  private static final int IMAGES = Integer.getInteger("zaiko.power.images", 40);
  private static final long SEED = Long.getLong("zaiko.power.seed", 1);
  private static final int LOSSES = 5;
  private static final int MOST_FORCES = 30;
  private static final int MOST_BATCHES = 20;

  @TempDir Path temporary;

  /** What a server of one seed has acknowledged, over its power losses. */
  private final class Life {
    private final long seed;
    private final boolean isForced;
    private final SplittableRandom random;
    private final RandomBatches batches;
    private final Map<Long, Long> digests = new TreeMap<>();
    private Path journal;
    private final boolean withSnapshots;
    private long acknowledged;
    private long snapshotSequence;
    private int snapshots;
    private boolean isKnown;

    Life(long seed, boolean isForced, boolean withSnapshots) {
      this.seed = seed;
      this.isForced = isForced;
      this.withSnapshots = withSnapshots;
      random = new SplittableRandom(seed);
      batches = new RandomBatches(random);
      digests.put(0L, 0L);
      journal = directory(0);
    }

    private Path directory(int losses) {
      return temporary.resolve(seed + "-" + losses).resolve("journal");
    }

    void delete() {
      IoUtil.delete(journal.getParent().toFile(), true);
    }

    /** Serves until the power goes, and starts again. Returns what the start found, as JSON. */
    String lose(int number) throws IOException {
      PlayedDevice device = new PlayedDevice(journal);
      boolean isCompleted = random.nextInt(4) > 0;
      serve(device);
      Path image = directory(number);
      device.image(image, random, isCompleted);
      if (withSnapshots) {
        keepSnapshots(image.getParent());
      }
      delete();
      journal = image;
      return String.format(
          "\"pages_in_doubt\":%d,\"acknowledged\":%d,%s",
          device.pagesInDoubt(), acknowledged, recover());
    }

    /** Snapshots are forced by whoever writes them. */
    private void keepSnapshots(Path dataDirectory) throws IOException {
      Path from = journal.getParent();
      Files.createDirectories(dataDirectory.resolve(SnapshotDirectory.NAME));
      for (Path snapshot : new SnapshotDirectory(from).list()) {
        Files.copy(snapshot, dataDirectory.resolve(from.relativize(snapshot)));
      }
    }

    /** What another process does beside the server, at a moment when that does nothing. */
    private void makeSnapshot(PlayedDevice device) throws IOException {
      Path dataDirectory = journal.getParent();
      Files.writeString(dataDirectory.resolve("zaiko.format"), "1");
      snapshotSequence =
          SnapshotMaker.make(dataDirectory, OldFiles.DELETE, RecoveryProgress.NONE).sequence();
      snapshots++;
      device.noteAllForced();
    }

    private void serve(PlayedDevice device) throws IOException {
      try (LoneServer server = new LoneServer(journal, isForced)) {
        // What was recovered counts as acknowledged: it is shown, and may be built upon.
        acknowledge(server);
        device.cutAfter(random.nextInt(MOST_FORCES));
        try {
          serve(server, device);
          device.cutAfter(0);
        } finally {
          server.applyPending();
          digests.put(server.sequence(), server.digest());
        }
      } catch (JournalFailedException | PowerCut e) {
        assertTrue(isPowerCut(e), e::toString);
      }
    }

    private void serve(LoneServer server, PlayedDevice device) throws IOException {
      server.begin(journal, device);
      acknowledge(server);
      if (!isKnown) {
        batches.register(server, "client-" + seed);
        acknowledge(server);
        batches.define(server);
        acknowledge(server);
        isKnown = isForced;
      }
      for (int left = isForced ? MOST_FORCES : random.nextInt(MOST_BATCHES); left > 0; left--) {
        server.execute(batches.next());
        acknowledge(server);
        if (withSnapshots && random.nextInt(MOST_BATCHES / 2) == 0) {
          makeSnapshot(device);
        }
      }
    }

    private void acknowledge(LoneServer server) {
      acknowledged = server.sequence();
      digests.put(acknowledged, server.digest());
    }

    private String recover() {
      try (LoneServer server = new LoneServer(journal, isForced)) {
        long end = server.sequence();
        assertTrue(!isForced || end >= acknowledged, () -> "lost: " + end + " of " + acknowledged);
        assertEquals(
            snapshotSequence, server.snapshotSequence(), "begins with the newest snapshot");
        assertEquals(digests.get(end), server.digest(), "the state at " + end);
        digests.keySet().removeIf(sequence -> sequence > end);
        long bytes = server.cuts().stream().mapToLong(JournalCut::bytes).sum();
        return String.format(
            "\"snapshots\":%d,\"snapshot\":%d,\"recovered\":%d,\"left_out\":%d,\"left_out_bytes\":%d",
            snapshots, snapshotSequence, end, server.cuts().size(), bytes);
      }
    }
  }

  private static boolean isPowerCut(Throwable failure) {
    return failure instanceof PowerCut
        || (failure.getCause() != null && isPowerCut(failure.getCause()));
  }

  @Test
  void shouldKeepEveryAcknowledgedCommandAtDisk() throws IOException {
    ResumableReport report = ResumableReport.open("zaiko.power.report");
    for (long seed = SEED; seed < SEED + IMAGES / LOSSES; seed++) {
      if (!report.contains(seed)) {
        report.add(losses(seed, false));
      }
    }
  }

  @Test
  void shouldKeepEveryAcknowledgedCommandBesideSnapshots() throws IOException {
    ResumableReport report = ResumableReport.open("zaiko.power.snapshots.report");
    for (long seed = SEED; seed < SEED + IMAGES / LOSSES; seed++) {
      if (!report.contains(seed)) {
        report.add(losses(seed, true));
      }
    }
  }

  private String losses(long seed, boolean withSnapshots) throws IOException {
    StringBuilder lines = new StringBuilder();
    Life life = new Life(seed, true, withSnapshots);
    for (int number = 1; number <= LOSSES; number++) {
      try {
        lines.append(line(seed, number, "disk", life.lose(number)));
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + ", image " + number, e);
      }
    }
    life.delete();
    return lines.toString();
  }

  @Test
  void shouldLoseOnlyTheEndAtProcessOrFindTheHole() throws IOException {
    ResumableReport report = ResumableReport.open("zaiko.power.process.report");
    for (long seed = SEED; seed < SEED + IMAGES / LOSSES; seed++) {
      if (!report.contains(seed)) {
        report.add(lossesAtProcess(seed, seed % 2 == 0));
      }
    }
  }

  private String lossesAtProcess(long seed, boolean withSnapshots) throws IOException {
    StringBuilder lines = new StringBuilder();
    Life life = new Life(seed, false, withSnapshots);
    boolean refused = false;
    for (int number = 1; number <= LOSSES && !refused; number++) {
      String found;
      try {
        found = life.lose(number);
      } catch (JournalDamagedException e) {
        refused = true;
        found = "\"refused\":\"" + e.getMessage().replace('"', ' ') + "\"";
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + ", image " + number, e);
      }
      lines.append(line(seed, number, "process", found));
    }
    life.delete();
    return lines.toString();
  }

  private static String line(long seed, int number, String durability, String found) {
    return String.format(
        "{\"seed\":%d,\"image\":%d,\"durability\":\"%s\",%s}%n", seed, number, durability, found);
  }
}

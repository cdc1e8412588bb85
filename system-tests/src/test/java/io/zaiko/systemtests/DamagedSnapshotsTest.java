package io.zaiko.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.engine.host.IntegrityException;
import io.zaiko.engine.host.OldFiles;
import io.zaiko.engine.host.SnapshotMaker;
import io.zaiko.engine.recovery.JournalVerification;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.engine.snapshot.SnapshotDirectory;
import io.zaiko.replay.JournalAudit;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import org.agrona.IoUtil;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that is started on damaged snapshots goes on with the one before, or with the journal
 * alone, says so, and comes to exactly the same state; without either it refuses (rules 26, 27).
 * The state is known by the digest that the server writes with the next command: the whole journal,
 * as it was before the damage, has to lead there.
 *
 * <p>Long runs: {@code -Dzaiko.restarts=200 -Dzaiko.restarts.snapshots.report=FILE}; a seed is a
 * bit that is flipped, or one of each snapshot; those that are in the file are not done again.
 */
final class DamagedSnapshotsTest {
  private static final int RESTARTS = Integer.getInteger("zaiko.restarts", 3);
  private static final long COMMANDS = 3_000;
  private static final int INTEGRITY = 4;
  private static final String PASSED_OVER = "Going on without it";

  @TempDir static Path directory;

  /** Two snapshots, the journal since the older one, and some behind the newer one. */
  private static Path retired;

  /** The same with all of the journal. */
  private static Path whole;

  private static long lastSequence;

  /** What a seed damages. */
  private enum Target {
    NEWEST,
    OLDER,
    JOURNAL,
    ALL_SNAPSHOTS
  }

  /** What a server that was started did: its exit status, or 0 if it listened. */
  private record Start(int exitCode, List<String> output) {
    String text() {
      return String.join("\n", output);
    }
  }

  @BeforeAll
  static void writeASoundDirectory() throws Exception {
    retired = directory.resolve("retired");
    whole = directory.resolve("archive");
    for (int run = 1; run <= 3; run++) {
      try (ServerInProcess server = ServerInProcess.withSmallFiles(retired);
          WireConnection connection = new WireConnection(server.port())) {
        new CrashLoad(connection, run, new Ledger(), CrashLoad.WINDOW, count -> {}).runTo(COMMANDS);
      }
      if (run < 3) {
        SnapshotMaker.make(retired, OldFiles.archive(whole), RecoveryProgress.NONE);
      }
    }
    DamagedJournal.copy(retired, whole);
    Files.delete(whole.resolve("zaiko.archive")); // with what had stayed it is a whole directory
    JournalVerification verified = JournalAudit.verify(whole, RecoveryProgress.NONE);
    assertTrue(verified.ok(), verified::problem);
    assertEquals(1, verified.firstSequence());
    lastSequence = verified.lastSequence();
    assertTrue(journalFiles(retired) < journalFiles(whole), "some files were retired");
  }

  private static long journalFiles(Path data) throws IOException {
    return DamagedJournal.files(data.resolve("journal")).stream()
        .filter(file -> file.toString().endsWith(".cq4"))
        .count();
  }

  private static List<Path> snapshots(Path data) throws IOException {
    return new SnapshotDirectory(data).list();
  }

  @Test
  void shouldGoOnWithoutADamagedSnapshotOrRefuse() throws Exception {
    String name = System.getProperty("zaiko.restarts.snapshots.report");
    Path report = name == null ? directory.resolve("report") : Path.of(name);
    String done = Files.exists(report) ? Files.readString(report) : "";
    for (long seed = 1; seed <= RESTARTS; seed++) {
      if (!done.contains("{\"seed\":" + seed + ",")) {
        Files.writeString(report, flip(seed), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      }
    }
  }

  private static String flip(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    Path data = directory.resolve("data");
    boolean isWhole = seed % 2 == 0;
    DamagedJournal.copy(isWhole ? whole : retired, data);
    Target target = Target.values()[(int) (seed / 2 % Target.values().length)];
    List<Path> files = snapshots(data);
    DamagedJournal.Bit bit =
        switch (target) {
          case NEWEST, ALL_SNAPSHOTS -> DamagedJournal.anyBit(files.subList(0, 1), random);
          case OLDER -> DamagedJournal.anyBit(files.subList(1, 2), random);
          case JOURNAL -> DamagedJournal.anyBit(data, random);
        };
    DamagedJournal.flip(bit);
    if (target == Target.ALL_SNAPSHOTS) {
      DamagedJournal.flip(DamagedJournal.anyBit(files.subList(1, 2), random));
    }
    Set<Path> unusable = JournalAudit.unusableSnapshots(data, RecoveryProgress.NONE).keySet();
    Start start = start(data);
    String where = "seed " + seed + ", " + target + ", " + bit + ": " + start.text();
    String outcome = outcome(start, where);
    requireExpected(outcome, target, isWhole, where);
    requireFound(unusable, target, files, where);
    if (start.exitCode() == 0) {
      requireSameState(data, where);
    }
    String line =
        String.format(
            Locale.ROOT,
            "{\"seed\":%d,\"journal\":\"%s\",\"target\":\"%s\",\"file\":\"%s\",\"byte\":%d,"
                + "\"bit\":%d,\"outcome\":\"%s\"}%n",
            seed,
            isWhole ? "WHOLE" : "SINCE_THE_OLDER_SNAPSHOT",
            target,
            data.relativize(bit.file()),
            bit.position(),
            bit.number(),
            outcome);
    IoUtil.delete(data.toFile(), true);
    return line;
  }

  private static String outcome(Start start, String where) {
    if (start.exitCode() != 0) {
      assertEquals(INTEGRITY, start.exitCode(), where);
      return "REFUSED";
    }
    if (start.text().contains(PASSED_OVER)) {
      return "PASSED_OVER";
    }
    return start.text().contains("Left out: ") ? "LEFT_OUT" : "HARMLESS";
  }

  private static void requireExpected(
      String outcome, Target target, boolean isWhole, String where) {
    switch (target) {
      case NEWEST -> assertEquals("PASSED_OVER", outcome, where);
      case OLDER -> assertEquals("HARMLESS", outcome, where);
      case ALL_SNAPSHOTS -> {
        assertEquals(isWhole ? "PASSED_OVER" : "REFUSED", outcome, where);
        assertTrue(isWhole || where.contains("no snapshot can take its place"), where);
      }
      default -> assertTrue(!outcome.equals("REFUSED") || where.contains(" at byte "), where);
    }
  }

  /** An audit finds each damaged snapshot, also one that a start need not read. */
  private static void requireFound(
      Set<Path> unusable, Target target, List<Path> newestFirst, String where) {
    switch (target) {
      case NEWEST -> assertEquals(Set.of(newestFirst.get(0)), unusable, where);
      case OLDER -> assertEquals(Set.of(newestFirst.get(1)), unusable, where);
      case ALL_SNAPSHOTS -> assertEquals(Set.copyOf(newestFirst), unusable, where);
      default -> {} // a bit of the journal may be one that a snapshot stands on
    }
  }

  /**
   * Starts the real server; a client registers, so that a batch with the state's digest follows.
   */
  private static Start start(Path data) throws Exception {
    try (JavaProcess server =
        JavaProcess.startShortLived(
            "io.zaiko.cli.Main", "serve", "--data", data.toString(), "--listen", "127.0.0.1:0")) {
      String line;
      try {
        line = server.awaitLine("zaiko listens on 127.0.0.1:");
      } catch (IllegalStateException e) {
        return new Start(server.await(), server.output());
      }
      register(Integer.parseInt(line.replaceAll(".*127\\.0\\.0\\.1:(\\d+).*", "$1")));
      server.kill();
      return new Start(0, server.output());
    }
  }

  private static void register(int port) throws IOException {
    try (WireConnection connection = new WireConnection(port)) {
      connection.register("somebody");
    }
  }

  /** What the server wrote goes on from the whole journal as it was. */
  private static void requireSameState(Path data, String where) throws IOException {
    Path together = directory.resolve("together");
    DamagedJournal.copy(whole, together);
    List<Path> before = DamagedJournal.files(whole.resolve("journal"));
    for (Path file : DamagedJournal.files(data.resolve("journal"))) {
      Path name = data.relativize(file);
      if (!before.contains(whole.resolve(name))) {
        Files.createDirectories(together.resolve(name).getParent());
        Files.copy(file, together.resolve(name));
      }
    }
    JournalVerification verified = JournalAudit.verify(together, RecoveryProgress.NONE);
    assertTrue(verified.ok(), () -> verified.problem() + ", " + where);
    assertEquals(lastSequence + 1, verified.lastSequence(), where);
    IoUtil.delete(together.toFile(), true);
  }

  /** Damage to the files of snapshots as a whole. */
  private interface Harm {
    void to(Path newest, Path older) throws IOException;
  }

  private static final Harm REMOVED = (newest, older) -> Files.delete(newest);
  private static final Harm CUT = (newest, older) -> truncate(newest, Files.size(newest) / 2);
  private static final Harm EMPTIED = (newest, older) -> truncate(newest, 0);
  private static final Harm SWAPPED =
      (newest, older) -> {
        Path aside = newest.resolveSibling("aside");
        Files.move(newest, aside);
        Files.move(older, newest);
        Files.move(aside, older);
      };
  private static final Harm DOUBLED =
      (newest, older) -> Files.copy(newest, older.resolveSibling(name(lastSequence / 2)));
  private static final Harm DOUBLED_AS_A_LATER_ONE =
      (newest, older) -> Files.copy(newest, newest.resolveSibling(name(lastSequence + 1)));
  private static final Harm ALL_REMOVED =
      (newest, older) -> {
        Files.delete(newest);
        Files.delete(older);
      };

  private static String name(long sequence) {
    return String.format("%019d.snapshot", sequence);
  }

  private static void truncate(Path file, long length) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(length);
    }
  }

  @Test
  void shouldComeToTheSameStateWhateverFilesAreMissingCutSwappedOrDoubled() throws Exception {
    for (Path source : List.of(whole, retired)) {
      for (Harm harm : List.of(REMOVED, CUT, EMPTIED, SWAPPED, DOUBLED)) {
        requireStart(harmed(source, harm));
      }
    }
    requireStart(harmed(whole, ALL_REMOVED));
  }

  private static void requireStart(Path data) throws IOException {
    try (ServerInProcess server = ServerInProcess.withSmallFiles(data)) {
      register(server.port());
    }
    requireSameState(data, "started");
    IoUtil.delete(data.toFile(), true);
  }

  @Test
  void shouldRefuseWhereNothingLeadsToTheEnd() throws Exception {
    requireRefused(harmed(retired, ALL_REMOVED), "the batch found there begins with sequence");
    requireRefused(harmed(retired, DOUBLED_AS_A_LATER_ONE), "was made of later records");
  }

  private static void requireRefused(Path data, String why) {
    IntegrityException refused =
        assertThrows(IntegrityException.class, () -> ServerInProcess.withSmallFiles(data).close());
    assertTrue(refused.getMessage().contains(why), refused.getMessage());
    assertTrue(refused.getMessage().contains("Nothing was changed"), refused.getMessage());
    IoUtil.delete(data.toFile(), true);
  }

  private static Path harmed(Path source, Harm harm) throws IOException {
    Path data = directory.resolve("harmed");
    DamagedJournal.copy(source, data);
    List<Path> files = snapshots(data);
    assertEquals(2, files.size());
    harm.to(files.get(0), files.get(1));
    return data;
  }
}

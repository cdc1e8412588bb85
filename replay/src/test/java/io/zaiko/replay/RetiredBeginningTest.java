package io.zaiko.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.engine.host.DataDirectory;
import io.zaiko.engine.host.OldFiles;
import io.zaiko.engine.host.SnapshotMade;
import io.zaiko.engine.host.SnapshotMaker;
import io.zaiko.engine.host.UnsupportedDataException;
import io.zaiko.engine.recovery.JournalVerification;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.engine.recovery.ReplayException;
import io.zaiko.engine.snapshot.SnapshotDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Audits of a journal whose first run is retired begin behind the oldest snapshot and find there
 * what an audit of the whole journal finds (rule 26); what was retired is audited in the archive.
 */
final class RetiredBeginningTest {
  @TempDir private Path folder;

  private Path data;
  private Path archive;

  /** The end of the first run, which is retired. */
  private long archived;

  /** What the oldest snapshot that is kept stands for. */
  private SnapshotMade oldest;

  private JournalVerification whole;
  private List<String> movements;
  private List<String> unmatched;
  private List<String> tail;

  @BeforeEach
  void retireTheFirstRun() throws IOException {
    data = folder.resolve("data");
    archive = folder.resolve("archive");
    try (JournalFixture journal = new JournalFixture(data)) {
      journal.defineSku("A");
      journal.defineLocation("S1");
      journal.receive("A", "S1", 10);
      archived = journal.sell("NEVER", "S1", 1).sequence();
    }
    snapshot(OldFiles.KEEP);
    try (JournalFixture journal = new JournalFixture(data, "later")) {
      journal.reserve("R1", "A", "S1", 2);
      oldest = snapshot(OldFiles.KEEP);
      journal.receive("A", "S1", 5);
      journal.defineLocation("S2");
      journal.sell("A", "S2", 1);
      journal.sell("LATER", "S1", 1);
    }
    whole = JournalAudit.verify(data, RecoveryProgress.NONE);
    assertTrue(whole.ok(), whole.problem());
    movements = movements();
    unmatched = unmatched();
    tail = tail(4);
    assertFalse(snapshot(OldFiles.archive(archive)).retired().isEmpty());
  }

  private SnapshotMade snapshot(OldFiles old) {
    return SnapshotMaker.make(data, old, RecoveryProgress.NONE);
  }

  private List<String> movements() {
    List<String> rows = new ArrayList<>();
    StockLedger.replay(
        data, "A", null, movement -> rows.add(movement.toString()), RecoveryProgress.NONE);
    return rows;
  }

  private List<String> unmatched() {
    List<String> rows = new ArrayList<>();
    UnmatchedLines.find(data, line -> rows.add(line.toString()), RecoveryProgress.NONE);
    return rows;
  }

  private List<String> tail(int records) {
    List<String> rows = new ArrayList<>();
    JournalTail.read(
        data,
        records,
        (command, lines) -> rows.add(command + " " + lines),
        () -> false,
        RecoveryProgress.NONE);
    return rows;
  }

  private static List<String> rows(Path directory, JournalPoint point) {
    List<String> rows = new ArrayList<>();
    try (StockAsOf stock = StockAsOf.replay(directory, point, RecoveryProgress.NONE)) {
      stock.rows(
          StockAsOf.UNKNOWN,
          StockAsOf.UNKNOWN,
          (sku, location, level) -> rows.add(sku + " " + location + " " + level.sellable()));
    }
    return rows;
  }

  @Test
  void shouldVerifyWhatIsThere() {
    List<String> steps = new ArrayList<>();
    JournalVerification verified = JournalAudit.verify(data, toldSteps(steps));
    assertTrue(verified.ok(), verified.problem());
    assertEquals(oldest.sequence() + 1, verified.firstSequence());
    assertEquals(whole.lastSequence(), verified.lastSequence());
    assertEquals(whole.lastSequence() - oldest.sequence(), verified.records());
    assertEquals(whole.stateHash(), verified.stateHash());
    assertEquals(1, steps.size(), "it says where it begins: " + steps);
    JournalStatistics statistics = JournalStatistics.of(data, RecoveryProgress.NONE);
    assertEquals(oldest.sequence() + 1, statistics.firstSequence());
    assertEquals(whole.lastSequence(), statistics.lastSequence());
    assertEquals(10 + 5 - 1, statistics.onHandTotal());
  }

  private static RecoveryProgress toldSteps(List<String> steps) {
    return new RecoveryProgress() {
      @Override
      public void onProgress(long records, double recordsPerSecond, double share) {}

      @Override
      public void onStep(String text) {
        steps.add(text);
      }
    };
  }

  @Test
  void shouldListWhatFollowsTheSnapshot() {
    // The receipt of the first run and the hold in front of the snapshot are not there any more.
    assertEquals(movements.subList(2, movements.size()), movements());
    assertEquals(2, unmatched.size());
    assertEquals(unmatched.subList(1, 2), unmatched());
    assertEquals(tail, tail(4), "with the client's name, which the snapshot knows");
  }

  @Test
  void shouldShowTheStockFromTheSnapshotOn() {
    assertEquals(List.of("A S1 10"), rows(data, JournalPoint.ofSequence(oldest.sequence())));
    assertEquals(List.of("A S1 15"), rows(data, JournalPoint.ofSequence(oldest.sequence() + 1)));
    assertEquals(List.of("A S1 15", "A S2 -1"), rows(data, JournalPoint.END));
    try (StockAsOf before =
        StockAsOf.replay(data, JournalPoint.ofSequence(3), RecoveryProgress.NONE)) {
      assertEquals(oldest.sequence(), before.startSequence());
      assertTrue(before.startTimeMicros() > 0);
    }
  }

  @Test
  void shouldAuditTheArchive() {
    JournalVerification verified = JournalAudit.verify(archive, RecoveryProgress.NONE);
    assertTrue(verified.ok(), verified.problem());
    assertEquals(1, verified.firstSequence());
    assertEquals(archived, verified.lastSequence());
    assertEquals(List.of("A S1 10"), rows(archive, JournalPoint.END));
  }

  @Test
  void shouldLetNoServerHaveTheArchive() {
    UnsupportedDataException refused =
        assertThrows(UnsupportedDataException.class, () -> DataDirectory.lock(archive));
    assertTrue(refused.getMessage().contains("is an archive"), refused.getMessage());
    assertThrows(
        UnsupportedDataException.class,
        () -> SnapshotMaker.make(data, OldFiles.archive(data), RecoveryProgress.NONE).retired());
  }

  @Test
  void shouldSayThatThereIsNoWholeSnapshot() throws IOException {
    for (Path snapshot : new SnapshotDirectory(data).list()) {
      Files.write(snapshot, new byte[10]);
    }
    JournalVerification verified = JournalAudit.verify(data, RecoveryProgress.NONE);
    assertFalse(verified.ok());
    assertTrue(verified.problem().contains("its beginning is gone"), verified.problem());
    assertThrows(ReplayException.class, () -> JournalStatistics.of(data, RecoveryProgress.NONE));
  }
}

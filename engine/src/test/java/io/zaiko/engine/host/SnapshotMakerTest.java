package io.zaiko.engine.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.engine.recovery.JournalVerification;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.engine.recovery.RecoveryStart;
import io.zaiko.engine.recovery.ReplayHook;
import io.zaiko.engine.recovery.Replayed;
import io.zaiko.engine.snapshot.SnapshotDirectory;
import io.zaiko.engine.snapshot.Snapshots;
import io.zaiko.protocol.sbe.Durability;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Snapshots of a data directory, starts from them (rule 26), and what is retired behind them. */
final class SnapshotMakerTest extends HostFixture {
  private SnapshotMade make(OldFiles old) {
    return SnapshotMaker.make(data, old, RecoveryProgress.NONE);
  }

  /** One life of a server: some receipts, a snapshot beside it. */
  private SnapshotMade live(OldFiles old) {
    try (EngineHost host = open(Durability.PROCESS)) {
      execute(host, messages.receive(0, 0, 1, 1));
      execute(host, messages.receive(0, 0, 1, 1));
      return make(old);
    }
  }

  private void begin() {
    try (EngineHost host = open(Durability.PROCESS)) {
      stock(host);
    }
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      return files
          .filter(file -> file.toString().endsWith(".cq4") || file.toString().endsWith(".snapshot"))
          .map(file -> data.relativize(file).toString().replaceAll("/\\d{8}-.*", ""))
          .sorted()
          .toList();
    }
  }

  private Recovered restart(int sellable) {
    try (EngineHost host = open(Durability.PROCESS)) {
      assertEquals(sellable, sellable(host));
      return host.recovered();
    }
  }

  private static void flip(Path file, long position) throws IOException {
    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
      access.seek(position);
      int before = access.read();
      access.seek(position);
      access.write(before ^ 4);
    }
  }

  @Test
  void shouldStartFromASnapshotAndTheJournalBehindIt() {
    begin();
    SnapshotMade made = live(OldFiles.DELETE);
    assertTrue(made.isNew());
    assertEquals(7, made.records());
    assertEquals(7, made.sequence());
    assertEquals(List.of(), made.retired());
    assertEquals(made.stateHash(), Snapshots.verify(made.file()).stateHash());

    try (EngineHost host = open(Durability.PROCESS)) {
      assertEquals(new Recovered(made.file(), 0, 7), host.recovered());
      execute(host, messages.receive(0, 0, 1, 1));
      assertEquals("OK", sink.last().text());
    }
    try (EngineHost host = open(Durability.DISK)) {
      assertEquals(10, sellable(host));
      assertEquals(new Recovered(made.file(), 1, 8), host.recovered());
    }
    assertTrue(verify().ok());
  }

  @Test
  void shouldSayEachStepAndHowLongItTook() {
    begin();
    List<String> steps = new ArrayList<>();
    RecoveryProgress noting =
        new RecoveryProgress() {
          @Override
          public void onProgress(long records, double recordsPerSecond, double share) {}

          @Override
          public void onStep(String text) {
            steps.add(text.replaceAll("\\d+\\.\\d\\d s", "# s"));
          }
        };
    SnapshotMade made = SnapshotMaker.make(data, OldFiles.KEEP, noting);
    assertEquals(
        List.of(
            "5 records of the journal applied in # s",
            "state computed from all records and compared in # s",
            "journal forced to the device in # s",
            String.format("%,d bytes written and forced in # s", made.bytes()),
            "read back and compared in # s",
            "0 older files retired in # s"),
        steps);
    steps.clear();
    EngineHost.open(
            HostConfig.defaults(data, io.zaiko.engine.pipeline.Messages.smallConfig()),
            sink,
            noting)
        .close();
    assertEquals(List.of("snapshot 0000000000000000005.snapshot read and checked in # s"), steps);
  }

  @Test
  void shouldMakeNoneWhereNothingIsNew() {
    begin();
    SnapshotMade first = make(OldFiles.DELETE);
    SnapshotMade again = make(OldFiles.DELETE);
    assertFalse(again.isNew());
    assertEquals(first.file(), again.file());
    assertEquals(first.stateHash(), again.stateHash());
    assertEquals(0, again.records());
  }

  @Test
  void shouldKeepTwoSnapshotsAndTheJournalSinceTheOlder() throws IOException {
    begin();
    for (int life = 0; life < 4; life++) {
      live(OldFiles.DELETE);
    }
    assertEquals(
        List.of(
            "journal/run-00000004",
            "journal/run-00000005",
            "snapshots/0000000000000000011.snapshot",
            "snapshots/0000000000000000013.snapshot"),
        files());
    assertFalse(Files.exists(data.resolve("journal/run-00000003")));
    Recovered recovered = restart(15);
    assertEquals(13, recovered.lastSequence());

    JournalVerification fromTheStart = verify();
    assertFalse(fromTheStart.ok(), "its beginning is retired");
    try (Replayed audit = audit()) {
      assertEquals(2, audit.records());
      assertEquals(13, audit.position().sequence());
    }
  }

  private Replayed audit() {
    return RecoveryStart.earliest(
            DataDirectory.journalOf(data),
            new SnapshotDirectory(data),
            Durability.PROCESS,
            RecoveryProgress.NONE)
        .replay(ReplayHook.NONE, RecoveryProgress.NONE)
        .toEnd();
  }

  @Test
  void shouldAuditFromTheFirstRecordAsLongAsItIsThere() {
    begin();
    live(OldFiles.KEEP);
    live(OldFiles.KEEP);
    live(OldFiles.KEEP);
    try (Replayed audit = audit()) {
      assertEquals(11, audit.records());
    }
  }

  /** Chronicle has rolled away from the files that go, and closing forces only what is there. */
  @Test
  void shouldRetireFilesOfTheRunThatAServerWrites() throws IOException {
    begin();
    List<String> retired = new ArrayList<>();
    int receipts = 0;
    try (EngineHost host = open(Durability.PROCESS)) {
      for (int rolls = 0; rolls < 4; rolls++) {
        long before = journalFiles();
        while (journalFiles() == before) {
          for (int i = 0; i < 500; i++) {
            execute(host, messages.receive(0, 0, 1, 1));
            receipts++;
          }
        }
        retired.addAll(make(OldFiles.DELETE).retired());
      }
      assertTrue(
          retired.stream().anyMatch(name -> name.startsWith("journal/run-00000002")),
          retired.toString());
    }
    Recovered recovered = restart(7 + receipts);
    assertEquals(0, recovered.records());
  }

  private long journalFiles() throws IOException {
    try (Stream<Path> files = Files.list(data.resolve("journal/run-00000002"))) {
      return files.filter(file -> file.toString().endsWith(".cq4")).count();
    }
  }

  @Test
  void shouldMoveOldFilesToAnArchiveThatCanBeAudited() throws IOException {
    begin();
    Path archive = temporary.resolve("archive");
    List<String> retired = new ArrayList<>();
    for (int life = 0; life < 4; life++) {
      retired.addAll(live(OldFiles.archive(archive)).retired());
    }
    assertEquals(5, retired.size(), retired.toString());
    for (String name : retired) {
      assertTrue(Files.exists(archive.resolve(name)), name);
      assertFalse(Files.exists(data.resolve(name)), name);
    }
    JournalVerification archived =
        JournalVerification.of(
            DataDirectory.journalOf(archive).scan(), ReplayHook.NONE, RecoveryProgress.NONE);
    assertTrue(archived.ok(), archived.problem());
    assertEquals(9, archived.records());
  }

  @Test
  void shouldNotArchiveIntoADirectoryOfSomethingElse() throws IOException {
    begin();
    live(OldFiles.KEEP);
    Files.writeString(temporary.resolve("notes.txt"), "mine");
    assertThrows(UnsupportedDataException.class, () -> live(OldFiles.archive(temporary)));
    restart(11);
  }

  @Test
  void shouldGoBackToTheSnapshotBeforeADamagedOne() throws IOException {
    begin();
    SnapshotMade good = live(OldFiles.DELETE);
    SnapshotMade damaged = live(OldFiles.DELETE);
    flip(damaged.file(), damaged.bytes() / 2);
    assertEquals(new Recovered(good.file(), 2, 9), restart(11));

    SnapshotMade replaced = make(OldFiles.DELETE);
    assertEquals(damaged.file(), replaced.file());
    assertTrue(replaced.isNew());
    assertEquals(new Recovered(replaced.file(), 0, 9), restart(11));
  }

  @Test
  void shouldGoBackToTheJournalAlone() throws IOException {
    begin();
    flip(live(OldFiles.DELETE).file(), 3);
    assertEquals(new Recovered(null, 7, 7), restart(9));
  }

  @Test
  void shouldNotCountADamagedSnapshotAsOneToBeKept() throws IOException {
    begin();
    live(OldFiles.DELETE);
    SnapshotMade damaged = live(OldFiles.DELETE);
    flip(damaged.file(), damaged.bytes() - 1);
    SnapshotMade third = live(OldFiles.DELETE);
    assertEquals(List.of(), third.retired().stream().filter(n -> n.endsWith("snapshot")).toList());
    assertEquals(3, new SnapshotDirectory(data).list().size());
    flip(third.file(), 100);
    restart(13);
  }

  @Test
  void shouldRefuseAStartWithoutBeginningAndWithoutAGoodSnapshot() throws IOException {
    begin();
    for (int life = 0; life < 4; life++) {
      live(OldFiles.DELETE);
    }
    for (Path snapshot : new SnapshotDirectory(data).list()) {
      flip(snapshot, 200);
    }
    for (int tries = 0; tries < 2; tries++) {
      IntegrityException refusal =
          assertThrows(IntegrityException.class, () -> open(Durability.PROCESS));
      assertEquals(1, refusal.sequence());
      assertTrue(refusal.getMessage().contains("beginning is gone"), refusal.getMessage());
      assertTrue(refusal.getMessage().contains("11.snapshot"), refusal.getMessage());
      assertTrue(refusal.getMessage().contains("13.snapshot"), refusal.getMessage());
    }
    assertThrows(IntegrityException.class, () -> make(OldFiles.DELETE));
  }

  @Test
  void shouldRefuseAJournalThatEndsBeforeASnapshotOfIt() throws IOException {
    begin();
    Path before = temporary.resolve("before");
    SnapshotMade first = make(OldFiles.KEEP);
    SnapshotMade second = live(OldFiles.KEEP);
    assertTrue(Files.exists(first.file()));
    // As if the last run had been lost, or an earlier copy of the journal been put back.
    Files.move(data.resolve("journal/run-00000002"), before);
    Files.delete(data.resolve("journal/forced"));
    IntegrityException refusal =
        assertThrows(IntegrityException.class, () -> open(Durability.PROCESS));
    assertEquals(6, refusal.sequence());
    assertTrue(refusal.getMessage().contains("7.snapshot"), refusal.getMessage());
    Files.delete(second.file());
    restart(7);
  }

  @Test
  void shouldPassOverASnapshotOfAnotherJournal() throws IOException {
    begin();
    SnapshotMade own = live(OldFiles.KEEP);
    Path other = temporary.resolve("other");
    Files.createDirectory(other);
    Path mine = data;
    data = other.resolve("data");
    begin();
    Path foreign = live(OldFiles.KEEP).file();
    data = mine;
    Files.copy(foreign, own.file(), StandardCopyOption.REPLACE_EXISTING);
    assertNull(restart(9).snapshot());
  }

  @Test
  void shouldLetOneProcessAtATimeMakeOne() throws IOException {
    begin();
    try (ProcessLock lock = ProcessLock.tryTake(data.resolve("snapshot.lock"))) {
      assertTrue(lock != null);
      SnapshotInProgressException refusal =
          assertThrows(SnapshotInProgressException.class, () -> make(OldFiles.DELETE));
      String pid = Long.toString(ProcessHandle.current().pid());
      assertTrue(refusal.getMessage().contains(pid), refusal.getMessage());
    }
    assertTrue(make(OldFiles.DELETE).isNew());
  }

  @Test
  void shouldMakeNoneOfAnEmptyOrADamagedJournal() throws IOException {
    begin();
    live(OldFiles.DELETE);
    try (Stream<Path> runs = Files.list(data.resolve("journal/run-00000002"))) {
      Path file = runs.filter(f -> f.toString().endsWith(".cq4")).findFirst().orElseThrow();
      Files.move(file, temporary.resolve("gone"));
    }
    assertThrows(IntegrityException.class, () -> make(OldFiles.DELETE));
    assertThrows(
        UnsupportedDataException.class,
        () ->
            SnapshotMaker.make(
                temporary.resolve("nowhere"), OldFiles.DELETE, RecoveryProgress.NONE));
  }
}

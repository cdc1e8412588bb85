package io.zaiko.engine.snapshot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.engine.journal.BatchReader;
import io.zaiko.engine.journal.JournalDamagedException;
import io.zaiko.engine.journal.JournalPlace;
import io.zaiko.engine.journal.JournalPosition;
import io.zaiko.engine.pipeline.Messages;
import io.zaiko.engine.recovery.JournalReplay;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.engine.recovery.ReplayHook;
import io.zaiko.engine.recovery.Replayed;
import io.zaiko.engine.reservation.ReservationTable;
import io.zaiko.engine.stock.ChangeLog;
import io.zaiko.engine.stock.ChangeReader;
import io.zaiko.engine.stock.TextRef;
import io.zaiko.protocol.sbe.Durability;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rule 26, from a snapshot: the simulator does the same with all that an engine can hold. */
final class SnapshotsTest {
  private static final int VERSION_OFFSET = 8;
  private static final long HOUR_MICROS = 3_600_000_000L;

  @TempDir private Path data;
  private SnapshotFixture fixture;

  @BeforeEach
  void setUp() {
    fixture = new SnapshotFixture(data, Messages.smallConfig());
    for (int i = 0; i < 20; i++) {
      fixture.apply(fixture.messages.receive(i % 2, 0, 10, 1));
      fixture.apply(fixture.messages.reserve("order-" + i, i % 2, 0, 3, 0));
    }
    fixture.apply(fixture.messages.release("order-7"));
  }

  @AfterEach
  void tearDown() {
    fixture.close();
  }

  private Path snapshot() throws IOException {
    try (BatchReader end = new BatchReader(fixture.directory.scan())) {
      while (end.lastSequence() < fixture.sequence()) {
        assertTrue(end.nextBatch());
      }
      return new SnapshotDirectory(data).write(fixture.engine(), end.position(), end.last());
    }
  }

  private static byte[] bytes(CommandDispatcher engine, SnapshotInfo info) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Snapshots.write(engine, info.position(), info.place(), out);
    return out.toByteArray();
  }

  private static SnapshotException refused(byte[] bytes) {
    return assertThrows(
        SnapshotException.class,
        () -> Snapshots.read("test", new ByteArrayInputStream(bytes), Durability.PROCESS));
  }

  @Test
  void shouldLeadToTheSameState() throws IOException {
    Path file = snapshot();
    try (Restored restored = Snapshots.read(file, Durability.PROCESS)) {
      CommandDispatcher engine = restored.dispatcher();
      assertEquals(fixture.engine().digest(), engine.digest());
      assertEquals(fixture.engine().digest(), engine.recomputeDigest());
      assertEquals(fixture.engine().stateHash(), engine.stateHash());
      assertEquals(fixture.engine().nextDeadlineMicros(), engine.nextDeadlineMicros());
      assertEquals(19, engine.engine().reservations().openCount());
      assertEquals(20, engine.engine().reservations().count());
      assertEquals(fixture.sequence(), restored.position().sequence());
      assertEquals(fixture.timeMicros(), restored.position().timeMicros());
      assertArrayEquals(Files.readAllBytes(file), bytes(engine, restored.info()));
    }
  }

  @Test
  void shouldGoOnWithTheJournal() throws IOException {
    Path file = snapshot();
    for (int i = 0; i < 5; i++) {
      fixture.apply(fixture.messages.release("order-" + i));
    }
    Restored restored = Snapshots.read(file, Durability.PROCESS);
    try (Replayed replayed = goOn(restored)) {
      assertEquals(5, replayed.records());
      assertEquals(5, replayed.digestsChecked());
      assertEquals(fixture.sequence(), replayed.position().sequence());
      assertEquals(fixture.engine().digest(), replayed.dispatcher().digest());
    }
  }

  private Replayed goOn(Restored restored) {
    return new JournalReplay(
            fixture.directory.scanBehind(restored.place(), restored.position()),
            restored.dispatcher(),
            restored.position(),
            ReplayHook.NONE,
            RecoveryProgress.NONE)
        .toEnd();
  }

  @Test
  void shouldRefuseAJournalThatDoesNotFollow() throws IOException {
    Path file = snapshot();
    fixture.apply(fixture.messages.release("order-1"));
    fixture.apply(fixture.messages.release("order-2"));
    JournalPlace next;
    try (BatchReader reader = new BatchReader(fixture.directory.scan())) {
      while (reader.lastSequence() < fixture.sequence() - 1) {
        assertTrue(reader.nextBatch());
      }
      next = reader.last();
    }
    SnapshotInfo info = Snapshots.info(file);
    JournalDamagedException refusal =
        assertThrows(
            JournalDamagedException.class,
            () -> fixture.directory.scanBehind(next, info.position()));
    assertEquals(info.position().sequence() + 1, refusal.sequence());
    assertTrue(refusal.getMessage().contains("is not there"), refusal.getMessage());
  }

  @Test
  void shouldRefuseAJournalWhoseFileIsGone() throws IOException {
    SnapshotInfo info = Snapshots.info(snapshot());
    JournalPlace gone = new JournalPlace("run-00000009/20200101-0000.cq4", 4096);
    JournalDamagedException refusal =
        assertThrows(
            JournalDamagedException.class,
            () -> fixture.directory.scanBehind(gone, info.position()));
    assertEquals(fixture.sequence() + 1, refusal.sequence());
  }

  /** Rule 30: what changed before the snapshot is not known. */
  @Test
  void shouldNotFollowChangesFromBeforeTheSnapshot() throws IOException {
    try (Restored restored = Snapshots.read(snapshot(), Durability.PROCESS)) {
      assertFalse(restored.dispatcher().engine().newChangeReader().seek(fixture.sequence() - 1));
      assertTrue(restored.dispatcher().engine().newChangeReader().seek(fixture.sequence()));
    }
  }

  /** Rule 12: what was kept long enough is not found any more, be it dropped or not. */
  @Test
  void shouldNotFindWhatIsRetired() throws IOException {
    for (int i = 0; i < 2; i++) {
      fixture.passTime(2 * HOUR_MICROS);
      fixture.apply(fixture.messages.receive(0, 0, 1, 1));
    }
    try (Restored restored = Snapshots.read(snapshot(), Durability.PROCESS)) {
      ReservationTable reservations = restored.dispatcher().engine().reservations();
      byte[] id = "order-19".getBytes(StandardCharsets.US_ASCII);
      TextRef last = new TextRef().set(new UnsafeBuffer(id), 0, id.length);
      // A record drops 16 of the 19 that expired.
      assertEquals(3, reservations.count());
      assertEquals(ReservationTable.NONE, reservations.find(last));
    }
  }

  /** Rule 29: the default safety stock is known from the first change on. */
  @Test
  void shouldTellOfABandBehindASnapshot() throws IOException {
    fixture.apply(fixture.messages.receive(0, 1, 10, 1));
    fixture.engine().engine().setDefaultSafety(1, Messages.EC, 5);
    try (Restored restored = Snapshots.read(snapshot(), Durability.PROCESS)) {
      CommandDispatcher engine = restored.dispatcher();
      ChangeReader changes = engine.engine().newChangeReader();
      assertTrue(changes.seek(fixture.sequence()));
      DirectBuffer command = fixture.messages.reserve("last", 0, 1, 5, 0);
      UnsafeBuffer reply = new UnsafeBuffer(new byte[CommandDispatcher.MAX_REPLY_LENGTH]);
      long sequence = fixture.sequence() + 1;
      engine.apply(sequence, fixture.timeMicros(), 1, command, 0, command.capacity(), reply, 0);
      engine.publishPosition(sequence, fixture.timeMicros());
      int bands = 0;
      while (changes.next()) {
        bands += changes.kind() == ChangeLog.BAND ? 1 : 0;
      }
      assertEquals(1, bands);
    }
  }

  @Test
  void shouldSayWhatASnapshotIsOf() throws IOException {
    Path file = snapshot();
    SnapshotInfo info = Snapshots.verify(file);
    assertEquals(fixture.sequence(), info.position().sequence());
    assertEquals(fixture.engine().digest(), info.digest());
    assertEquals(0x1122, info.journal().getMostSignificantBits());
    assertEquals(info.place(), Snapshots.info(file).place());
  }

  @Test
  void shouldRefuseToWriteTheStateOfAnotherMoment() {
    JournalPosition other =
        new JournalPosition(fixture.sequence() - 1, fixture.timeMicros(), new byte[32]);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            Snapshots.write(
                fixture.engine(), other, JournalPlace.START, OutputStream.nullOutputStream()));
  }

  @Test
  void shouldSayThatAFormatIsNewer() throws IOException {
    byte[] bytes = Files.readAllBytes(snapshot());
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putInt(VERSION_OFFSET, SnapshotLayout.VERSION + 1);
    assertTrue(refused(bytes).problem().contains("CRC"));
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, VERSION_OFFSET + Integer.BYTES);
    buffer.putInt(VERSION_OFFSET + Integer.BYTES, (int) crc.getValue());
    assertTrue(refused(bytes).problem().contains("newer version of Zaiko"));
  }

  @Test
  void shouldRefuseABlockOfAnotherSnapshot() throws IOException {
    byte[] older = Files.readAllBytes(snapshot());
    fixture.apply(fixture.messages.receive(0, 0, 10, 1));
    byte[] newer = Files.readAllBytes(snapshot());
    int length = Math.min(older.length, newer.length);
    byte[] mixed = newer.clone();
    System.arraycopy(older, length / 2, mixed, length / 2, length - length / 2);
    SnapshotException refusal = refused(mixed);
    assertTrue(refusal.position() <= length, refusal.getMessage());
  }

  @Test
  void shouldShowOnlyWhatIsWhole() throws IOException {
    SnapshotDirectory directory = new SnapshotDirectory(data);
    assertEquals(List.of(), directory.list());
    Path first = snapshot();
    fixture.apply(fixture.messages.release("order-1"));
    Path second = snapshot();
    Path unfinished = directory.path().resolve("0000000000000000099.snapshot.unfinished");
    Files.write(unfinished, new byte[] {1});
    assertEquals(List.of(second, first), directory.list());
    directory.deleteUnfinished();
    assertFalse(Files.exists(unfinished));
    assertEquals(List.of(second, first), directory.list());
  }

  @Test
  void shouldReplaceADamagedSnapshot() throws IOException {
    Path file = snapshot();
    Files.write(file, new byte[] {1, 2, 3});
    SnapshotException refusal = assertThrows(SnapshotException.class, () -> Snapshots.verify(file));
    assertEquals(file.toString(), refusal.file());
    assertEquals(file, snapshot());
    assertEquals(fixture.sequence(), Snapshots.verify(file).position().sequence());
  }

  @Test
  void shouldLeaveNothingOfASnapshotThatCannotBeWritten() throws IOException {
    SnapshotDirectory directory = new SnapshotDirectory(data);
    Path inTheWay = directory.path().resolve(String.format("%019d.snapshot", fixture.sequence()));
    Files.createDirectories(inTheWay.resolve("not-empty"));
    assertThrows(IOException.class, this::snapshot);
    try (var files = Files.list(directory.path())) {
      assertEquals(List.of(inTheWay), files.toList());
    }
  }
}

package io.zaiko.engine.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal on Chronicle Queue, appended and read back through files. */
final class ChronicleJournalTest {
  static final JournalSettings SMALL = new JournalSettings(1 << 20, Duration.ofHours(1), 2 << 20);

  private static final long NOON = 1_795_348_800_000L; // 2026-11-22T12:00Z

  @TempDir Path temporary;

  private JournalDirectory directory;
  private long wallMillis = NOON;

  @BeforeEach
  void setUp() {
    directory = new JournalDirectory(temporary.resolve("journal"));
  }

  private ChronicleJournal open() {
    return ChronicleJournal.open(directory, SMALL, () -> wallMillis);
  }

  private List<String> commands() {
    return JournalText.commands(directory.scan());
  }

  private List<String> fileNames() {
    return directory.files().stream()
        .map(file -> file.getParent().getFileName() + "/" + file.getFileName())
        .toList();
  }

  @Test
  void shouldBeEmptyBeforeAnythingWasWritten() {
    assertEquals(List.of(), commands());
    open().close();
    assertEquals(List.of(), commands());
  }

  @Test
  void shouldReadWhileItIsWritten() {
    try (ChronicleJournal journal = open()) {
      BatchWriter writer = new BatchWriter(journal);
      BatchReader reader = new BatchReader(journal.scan());
      assertFalse(reader.nextBatch());
      writer.append("command one", "command 2");
      assertTrue(reader.nextBatch());
      assertFalse(reader.nextBatch());
      writer.append("command 3");
      assertTrue(reader.nextBatch());
      assertEquals(3, reader.lastSequence());
      assertFalse(reader.nextBatch());
      reader.close();
    }
  }

  @Test
  void shouldGoOnInARunOfItsOwnAfterARestart() {
    for (int start = 0; start < 3; start++) {
      try (ChronicleJournal journal = open();
          BatchReader reader = new BatchReader(journal.scan())) {
        assertEquals(start, JournalText.commands(reader).size());
        BatchWriter.after(reader, journal).append("command " + start);
      }
    }
    assertEquals(List.of("command 0", "command 1", "command 2"), commands());
    assertEquals(
        List.of(
            "run-00000001/20261122-1200.cq4",
            "run-00000002/20261122-1200.cq4",
            "run-00000003/20261122-1200.cq4"),
        fileNames());
  }

  @Test
  void shouldRollBySize() {
    String kilobyte = "k".repeat(1024);
    int count = 0;
    try (ChronicleJournal journal = open()) {
      BatchWriter writer = new BatchWriter(journal);
      for (; directory.files().size() < 3; count++) {
        writer.append(kilobyte, kilobyte, kilobyte, kilobyte);
      }
    }
    assertEquals(
        List.of(
            "run-00000001/20261122-1200.cq4",
            "run-00000001/20261122-1201.cq4",
            "run-00000001/20261122-1202.cq4"),
        fileNames());
    int perFile = (1 << 20) / (4 * 1024);
    assertTrue(count > perFile && count <= 2 * perFile, "" + count);
    assertEquals(4 * count, commands().size());
  }

  @Test
  void shouldSayWhichPartWasReadAlthoughFilesAreLongerThanWhatIsInThem() throws IOException {
    String kilobyte = "k".repeat(1024);
    int batches = 600;
    try (ChronicleJournal journal = open()) {
      BatchWriter writer = new BatchWriter(journal);
      for (int i = 0; i < batches; i++) {
        writer.append(kilobyte, kilobyte, kilobyte);
      }
    }
    assertEquals(2, fileNames().size());
    assertTrue(Files.size(directory.files().get(1)) >= 2 << 20, "much of it is empty");
    try (BatchReader reader = new BatchReader(directory.scan())) {
      assertEquals(0, reader.share());
      for (int i = 1; reader.nextBatch(); i++) {
        assertEquals((double) i / batches, reader.share(), 0.02);
      }
    }
  }

  @Test
  void shouldRollByAgeAndNameFilesUpwardsWhateverTheWallClockDoes() {
    try (ChronicleJournal journal = open()) {
      BatchWriter writer = new BatchWriter(journal);
      writer.append("command 1");
      wallMillis += Duration.ofMinutes(59).toMillis();
      writer.append("command 2");
      assertEquals(1, fileNames().size());
      wallMillis += Duration.ofMinutes(1).toMillis();
      writer.append("command 3");
      wallMillis -= Duration.ofDays(2).toMillis();
      writer.append("command 4");
      wallMillis += Duration.ofDays(1).plusHours(20).toMillis();
      writer.append("command 5");
    }
    assertEquals(
        List.of("run-00000001/20261122-1200.cq4", "run-00000001/20261122-1300.cq4"), fileNames());
    assertEquals(5, commands().size());
  }

  @Test
  void shouldHoldWhatChronicleItselfReads() {
    // Guards FileScan's knowledge of the file format against a new version of Chronicle.
    try (ChronicleJournal journal = open()) {
      BatchWriter writer = new BatchWriter(journal);
      for (int i = 0; i < 1_000; i++) {
        writer.append("x".repeat(1 + i));
        if (i == 500) {
          wallMillis += Duration.ofHours(2).toMillis();
        }
      }
    }
    assertEquals(2, fileNames().size());
    List<byte[]> ours = new ArrayList<>();
    try (DocumentScan scan = directory.scan()) {
      while (scan.next()) {
        byte[] bytes = new byte[scan.length()];
        scan.buffer().getBytes(scan.offset(), bytes);
        ours.add(bytes);
      }
    }
    FileCycles cycles = new FileCycles(() -> wallMillis, 1);
    int index = 0;
    try (SingleChronicleQueue queue =
            SingleChronicleQueueBuilder.binary(temporary.resolve("journal/run-00000001"))
                .rollCycle(cycles)
                .timeProvider(cycles)
                .readOnly(true)
                .build();
        ExcerptTailer tailer = queue.createTailer()) {
      for (boolean more = true; more; ) {
        try (DocumentContext context = tailer.readingDocument()) {
          more = context.isPresent();
          if (more) {
            Bytes<?> bytes = context.wire().bytes();
            assertEquals(new UnsafeBuffer(ours.get(index)), new UnsafeBuffer(bytes.toByteArray()));
            index++;
          }
        }
      }
    }
    assertEquals(1_000, index);
    assertEquals(1_000, ours.size());
  }

  @Test
  void shouldForceTheFileAndItsPredecessorAtARoll() {
    RecordingOpener opener = new RecordingOpener();
    try (ChronicleJournal journal =
        ChronicleJournal.open(directory, SMALL, () -> wallMillis, opener)) {
      String parent = temporary.getFileName().toString();
      assertEquals(
          List.of("journal true", parent + " true", "1200 true", "run-00000001 true"),
          opener.forces());
      opener.forces().clear();
      BatchWriter writer = new BatchWriter(journal);
      writer.append("command 1");
      journal.force();
      writer.append("command 2");
      journal.force();
      assertEquals(List.of("1200 false", "1200 false"), opener.forces());
      opener.forces().clear();
      wallMillis += Duration.ofHours(1).toMillis();
      writer.append("command 3");
      wallMillis += Duration.ofHours(1).toMillis();
      writer.append("command 4");
      // Each new file is begun on the device, with its name, before anything goes into it.
      assertEquals(
          List.of(
              "1200 true",
              "1300 true",
              "run-00000001 true",
              "1300 true",
              "1400 true",
              "run-00000001 true"),
          opener.forces());
      opener.forces().clear();
      journal.force();
      assertEquals(List.of("1400 false"), opener.forces());
    }
  }

  @Test
  void shouldForcePredecessorsThatNobodyForced() {
    RecordingOpener opener = new RecordingOpener();
    try (ChronicleJournal journal =
        ChronicleJournal.open(directory, SMALL, () -> wallMillis, opener)) {
      BatchWriter writer = new BatchWriter(journal);
      for (int i = 0; i < 3; i++) {
        writer.append("command");
        wallMillis += Duration.ofHours(1).toMillis();
      }
      opener.forces().clear();
      journal.force();
      assertEquals(
          List.of("1200 true", "1300 true", "1400 true", "run-00000001 true"), opener.forces());
    }
  }

  @Test
  void shouldTakeNothingMoreWhicheverForceFails() {
    // At the start, for a batch, and at a roll: the old file, the new one, its directory.
    int forces = forcesOfALife(Integer.MAX_VALUE);
    assertEquals(10, forces);
    for (int failing = 0; failing < forces; failing++) {
      assertEquals(failing, forcesOfALife(failing));
    }
  }

  /** A start, a batch, a roll and a batch. Returns how many forces succeeded. */
  private int forcesOfALife(int failing) {
    RecordingOpener opener = new RecordingOpener();
    IOException failure = new IOException("the device is gone");
    opener.failAt(failing, failure);
    ChronicleJournal journal = null;
    try {
      journal = ChronicleJournal.open(directory, SMALL, () -> wallMillis, opener);
      live(journal);
    } catch (JournalFailedException e) {
      assertSame(failure, e.getCause());
      opener.failWith(null);
      if (journal != null) {
        BatchWriter more = new BatchWriter(journal);
        assertThrows(JournalFailedException.class, journal::force);
        assertThrows(JournalFailedException.class, () -> more.append("command 4"));
      }
    }
    int forces = opener.forces().size();
    if (journal != null) {
      journal.close();
    }
    return forces;
  }

  private void live(ChronicleJournal journal) {
    BatchWriter writer = new BatchWriter(journal);
    writer.append("command 1");
    journal.force();
    wallMillis += Duration.ofHours(1).toMillis();
    writer.append("command 2");
    journal.force();
    writer.append("command 3");
    journal.force();
  }

  @Test
  void shouldRememberWhatWasForced() throws IOException {
    RecordingOpener opener = new RecordingOpener();
    assertEquals(ForcedPosition.UNKNOWN, directory.forced());
    ChronicleJournal journal = ChronicleJournal.open(directory, SMALL, () -> wallMillis, opener);
    BatchWriter writer = new BatchWriter(journal);
    writer.append("command 1", "command 2");
    assertEquals(ForcedPosition.UNKNOWN, directory.forced());
    journal.force();
    ForcedPosition two = directory.forced();
    assertEquals(2, two.sequence());
    assertEquals("run-00000001/20261122-1200.cq4", two.file());
    writer.append("command 3");
    journal.force();
    assertEquals(3, directory.forced().sequence());
    assertTrue(directory.forced().position() > two.position());
    writer.append("command 4");
    opener.failWith(new IOException("the device is gone"));
    assertThrows(JournalFailedException.class, journal::force);
    assertEquals(3, directory.forced().sequence());
    journal.close();
    tearTheMark(two);
  }

  /** A store of the mark that was cut off leaves the one before. */
  private void tearTheMark(ForcedPosition before) throws IOException {
    Path mark = directory.path().resolve(ForcedMark.FILE_NAME);
    byte[] whole = Files.readAllBytes(mark);
    for (int torn = 0; torn < 68; torn++) {
      byte[] bytes = whole.clone();
      bytes[512 + torn] ^= 0x10;
      Files.write(mark, bytes);
      assertEquals(before, directory.forced());
    }
    Files.write(mark, new byte[100]);
    assertEquals(ForcedPosition.UNKNOWN, directory.forced());
  }

  @Test
  void shouldTakeNothingMoreAfterAFailedForce() {
    RecordingOpener opener = new RecordingOpener();
    ChronicleJournal journal = ChronicleJournal.open(directory, SMALL, () -> wallMillis, opener);
    BatchWriter writer = new BatchWriter(journal);
    writer.append("command 1");
    IOException failure = new IOException("the device is gone");
    opener.failWith(failure);
    assertSame(failure, assertThrows(JournalFailedException.class, journal::force).getCause());
    opener.failWith(null);
    assertThrows(JournalFailedException.class, journal::force);
    assertThrows(JournalFailedException.class, () -> writer.append("command 2"));
    journal.close();
    assertEquals(List.of("command 1"), commands());
  }

  @Test
  void shouldForceWhatEarlierProcessesLeft() throws IOException {
    try (ChronicleJournal journal = open()) {
      new BatchWriter(journal).append("command 1");
    }
    directory.force();
    assertEquals(List.of("command 1"), commands());
  }

  @Test
  void shouldSayWhereItCannotWrite() throws IOException {
    Path file = Files.createFile(temporary.resolve("file"));
    JournalDirectory inFile = new JournalDirectory(file.resolve("journal"));
    JournalFailedException failure =
        assertThrows(
            JournalFailedException.class,
            () -> ChronicleJournal.open(inFile, SMALL, () -> wallMillis));
    assertTrue(failure.getMessage().contains(inFile.path().toString()), failure.getMessage());
  }
}

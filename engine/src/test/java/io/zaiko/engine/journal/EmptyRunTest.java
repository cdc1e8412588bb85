package io.zaiko.engine.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs without a batch go at the next start, and nothing else does. */
final class EmptyRunTest {
  private static final String FIRST = "run-00000001";
  private static final String SECOND = "run-00000002";
  private static final String THIRD = "run-00000003";

  @TempDir Path temporary;

  private JournalDirectory directory;

  @BeforeEach
  void setUp() {
    directory = new JournalDirectory(temporary.resolve("journal"));
  }

  private ChronicleJournal open() {
    return ChronicleJournal.open(directory, ChronicleJournalTest.SMALL, System::currentTimeMillis);
  }

  private List<String> runs() throws IOException {
    try (var names = Files.list(directory.path())) {
      return names
          .filter(Files::isDirectory)
          .map(run -> run.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  private Path onlyFile() {
    assertEquals(1, directory.files().size());
    return directory.files().get(0);
  }

  @Test
  void shouldRemoveARunThatWasNeverWrittenTo() throws IOException {
    open().close();
    assertEquals(List.of(FIRST), runs());
    open().close();
    assertEquals(List.of(SECOND), runs());
    open().close();
    assertEquals(List.of(THIRD), runs(), "and no number is used again");
  }

  @Test
  void shouldKeepARunWithABatch() throws IOException {
    try (ChronicleJournal journal = open()) {
      new BatchWriter(journal).append("a command");
    }
    open().close();
    open().close();
    assertEquals(List.of(FIRST, THIRD), runs());
    assertEquals(List.of("a command"), JournalText.commands(directory.scan()));
  }

  @Test
  void shouldKeepWhatWasBegunAndIsForOthersToJudge() throws IOException {
    open().close();
    Path file = onlyFile();
    write(file, Files.size(file) - 1);
    open().close();
    assertEquals(List.of(FIRST, SECOND), runs());
  }

  @Test
  void shouldKeepARunWhoseFirstDocumentWasNotCompleted() throws IOException {
    try (ChronicleJournal journal = open()) {
      new BatchWriter(journal).append("a command");
    }
    Path file = onlyFile();
    long prefix = prefixOfFirstBatch(file);
    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
      access.seek(prefix);
      access.writeInt(0x0000_0080); // not complete, little-endian
    }
    assertFalse(EmptyRun.isEmpty(List.of(file)));
    open().close();
    assertEquals(List.of(FIRST, SECOND), runs());
  }

  private long prefixOfFirstBatch(Path file) {
    try (DocumentScan scan = directory.scan()) {
      assertTrue(scan.next());
      String place = scan.place();
      assertTrue(place.contains(file.getFileName().toString()), place);
      return Long.parseLong(place.substring(place.lastIndexOf(' ') + 1));
    }
  }

  private static void write(Path file, long position) throws IOException {
    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
      access.seek(position);
      access.write(1);
    }
  }

  @Test
  void shouldGoOnWithARemovalThatWasInterrupted() throws IOException {
    open().close();
    Files.delete(onlyFile());
    assertEquals(List.of(), directory.files());
    open().close();
    assertEquals(List.of(SECOND), runs());
  }

  @Test
  void shouldNotDisturbAReaderThatStandsInIt() throws IOException {
    open().close();
    try (BatchReader inside = new BatchReader(directory.scan());
        BatchReader outside = new BatchReader(directory.scan())) {
      assertFalse(inside.nextBatch(), "it stands at the end of the empty run");
      try (ChronicleJournal journal = open()) {
        assertEquals(List.of(SECOND), runs());
        assertFalse(inside.nextBatch());
        new BatchWriter(journal).append("a command");
        assertEquals(List.of("a command"), JournalText.commands(inside));
        assertEquals(List.of("a command"), JournalText.commands(outside));
      }
    }
  }

  @Test
  void shouldNotDisturbAReaderThatKnowsOfItAndComesLater() throws IOException {
    try (ChronicleJournal journal = open()) {
      new BatchWriter(journal).append("command 1");
    }
    open().close();
    try (DocumentScan scan = directory.scan();
        BatchReader reader = new BatchReader(scan)) {
      assertTrue(reader.nextBatch());
      assertTrue(scan.share() > 0, "it has listed both runs");
      try (ChronicleJournal journal = open();
          BatchReader end = new BatchReader(journal.scan())) {
        assertEquals(List.of(FIRST, THIRD), runs());
        assertEquals(1, JournalText.commands(end).size());
        BatchWriter.after(end, journal).append("command 2");
        assertTrue(reader.nextCommand());
        assertEquals(List.of("command 2"), JournalText.commands(reader));
      }
    }
  }
}

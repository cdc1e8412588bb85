package io.zaiko.engine.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a kill leaves behind is not damage, and damage is never taken for what a kill leaves behind
 * (rule 27).
 */
final class JournalDamageTest {
  private static final List<String> THREE = List.of("command one", "command 2", "a third one");

  @TempDir Path temporary;

  private JournalDirectory directory;

  @BeforeEach
  void setUp() {
    directory = new JournalDirectory(temporary.resolve("journal"));
  }

  private void appendInANewRun(String... commands) {
    try (ChronicleJournal journal =
            ChronicleJournal.open(
                directory, ChronicleJournalTest.SMALL, System::currentTimeMillis);
        BatchReader end = new BatchReader(journal.scan())) {
      JournalText.commands(end);
      BatchWriter writer = BatchWriter.after(end, journal);
      for (String command : commands) {
        writer.append(command);
      }
    }
  }

  private void appendThree() {
    appendInANewRun(THREE.toArray(String[]::new));
  }

  private List<String> commands() {
    return JournalText.commands(directory.scan());
  }

  private JournalDamagedException damage() {
    return assertThrows(JournalDamagedException.class, this::commands);
  }

  /** Position of each document's prefix in the only file, and of what follows the last. */
  private long[] positions() {
    long[] positions = new long[4];
    try (DocumentScan scan = directory.scan()) {
      for (int i = 0; scan.next(); i++) {
        String place = scan.place();
        positions[i] = Long.parseLong(place.substring(place.lastIndexOf(' ') + 1));
        positions[i + 1] = positions[i] + Integer.BYTES + scan.length();
      }
    }
    return positions;
  }

  private FileChannel openLastFile() throws IOException {
    List<Path> files = directory.files();
    return FileChannel.open(
        files.get(files.size() - 1), StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  private byte[] read(long position, int length) throws IOException {
    try (FileChannel channel = openLastFile()) {
      ByteBuffer bytes = ByteBuffer.allocate(length);
      channel.read(bytes, position);
      return bytes.array();
    }
  }

  private void write(long position, byte... bytes) throws IOException {
    try (FileChannel channel = openLastFile()) {
      channel.write(ByteBuffer.wrap(bytes), position);
    }
  }

  /** As after a kill at {@code process}, where nothing was forced. */
  private void forgetWhatWasForced() throws IOException {
    Files.delete(directory.path().resolve(ForcedMark.FILE_NAME));
  }

  private List<JournalCut> cuts() {
    try (BatchReader reader = new BatchReader(directory.scan())) {
      JournalText.commands(reader);
      return reader.cuts();
    }
  }

  private void writePrefix(long position, int prefix) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    write(position, bytes.putInt(0, prefix).array());
  }

  @Test
  void shouldLeaveOutADocumentThatWasNeverCompleted() throws IOException {
    appendThree();
    forgetWhatWasForced();
    long third = positions()[2];
    writePrefix(third, 0);
    assertEquals(THREE.subList(0, 2), commands());
    writePrefix(third, 0x8000_0000);
    assertEquals(THREE.subList(0, 2), commands());
  }

  @Test
  void shouldLeaveOutADocumentThatWasWrittenInPart() throws IOException {
    appendThree();
    forgetWhatWasForced();
    long[] positions = positions();
    writePrefix(positions[2], 0);
    int length = (int) (positions[3] - positions[2]) - Integer.BYTES;
    for (int torn = length - 1; torn >= 0; torn--) {
      write(positions[2] + Integer.BYTES + torn, (byte) 0);
      assertEquals(THREE.subList(0, 2), commands());
    }
  }

  @Test
  void shouldGoOnBehindADocumentThatWasNeverCompleted() throws IOException {
    appendThree();
    forgetWhatWasForced();
    writePrefix(positions()[2], 0);
    appendInANewRun("the real third");
    appendInANewRun();
    appendInANewRun("command 4");
    assertEquals(List.of("command one", "command 2", "the real third", "command 4"), commands());
  }

  @Test
  void shouldGoOnBehindAFileThatWasNeverBegun() throws IOException {
    appendThree();
    appendInANewRun("command 4");
    writePrefix(0, 0x8000_0000);
    // What was in that file is lost; but a batch in it shows that this is not what a kill leaves.
    assertEquals(4, damage().sequence());
    try (FileChannel channel = openLastFile()) {
      channel.truncate(0);
    }
    assertEquals(4, damage().sequence(), "it was forced");
    forgetWhatWasForced();
    assertEquals(THREE, commands());
    appendInANewRun("the real fourth");
    assertEquals("the real fourth", commands().get(3));
  }

  @Test
  void shouldFindAZeroedPrefixInTheMiddle() throws IOException {
    appendThree();
    long second = positions()[1];
    writePrefix(second, 0);
    JournalDamagedException damage = damage();
    assertEquals(2, damage.sequence());
    String message = damage.getMessage();
    assertTrue(message.contains("at byte " + second), message);
    assertTrue(message.contains(directory.files().get(0).getFileName().toString()), message);
  }

  @Test
  void shouldFindAZeroedPrefixBehindWhichOnlyEmptyRunsFollow() throws IOException {
    appendThree();
    writePrefix(positions()[1], 0);
    ChronicleJournal.open(directory, ChronicleJournalTest.SMALL, System::currentTimeMillis).close();
    assertEquals(2, damage().sequence());
  }

  @Test
  void shouldFindADocumentThatWasCutOff() throws IOException {
    appendThree();
    long end = positions()[3];
    try (FileChannel channel = openLastFile()) {
      channel.truncate(end - 1);
    }
    JournalDamagedException damage = damage();
    assertEquals(3, damage.sequence());
  }

  @Test
  void shouldFindALostFile() throws IOException {
    appendThree();
    appendInANewRun("command 4");
    appendInANewRun("command 5");
    Files.delete(directory.files().get(1));
    assertEquals(4, damage().sequence());
  }

  @Test
  void shouldSayWhatWasLeftOut() throws IOException {
    appendThree();
    forgetWhatWasForced();
    long[] positions = positions();
    assertEquals(List.of(), cuts());
    writePrefix(positions[2], 0);
    String file = JournalDirectory.name(directory.files().get(0));
    long bytes = positions[3] - positions[2];
    JournalCut cut = cuts().get(0);
    assertEquals(positions[2], cut.position());
    assertEquals(3, cut.sequence());
    assertEquals(file, cut.file());
    assertFalse(cut.continued());
    // The last bytes of it are padding.
    assertTrue(cut.bytes() <= bytes && cut.bytes() > bytes - Long.BYTES, cut::text);
    appendInANewRun("the real third");
    assertTrue(cuts().get(0).continued());
  }

  /** Appends a document of some sectors, and returns where it begins. */
  private long appendALongOne() throws IOException {
    appendThree();
    appendInANewRun("x".repeat(5_000));
    try (DocumentScan scan = directory.scan()) {
      for (int i = 0; i < 4; i++) {
        assertTrue(scan.next());
      }
      String place = scan.place();
      return Long.parseLong(place.substring(place.lastIndexOf(' ') + 1));
    }
  }

  @Test
  void shouldLeaveOutADocumentThatLacksASectorAlthoughItSaysItWasCompleted() throws IOException {
    long fourth = appendALongOne();
    write(2_048, new byte[512]);
    JournalDamagedException damage = damage();
    assertEquals(4, damage.sequence());
    assertTrue(damage.getMessage().contains("up to sequence 4"), damage.getMessage());
    assertTrue(damage.getMessage().contains("at byte " + fourth), damage.getMessage());
    forgetWhatWasForced();
    assertEquals(THREE, commands());
    assertEquals(1, cuts().size());
    assertEquals(fourth, cuts().get(0).position());
    appendInANewRun("the real fourth");
    assertEquals("the real fourth", commands().get(3));
  }

  @Test
  void shouldRefuseADocumentThatLacksNothingWhateverWasForced() throws IOException {
    long fourth = appendALongOne();
    forgetWhatWasForced();
    write(fourth + 2_000, (byte) 'y');
    assertEquals(4, damage().sequence());
  }

  @Test
  void shouldRefuseADocumentThatLacksASectorBeforeAnotherOne() throws IOException {
    appendInANewRun("x".repeat(5_000), "y".repeat(5_000));
    appendInANewRun("command 3");
    forgetWhatWasForced();
    try (FileChannel channel =
        FileChannel.open(directory.files().get(0), StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate(512), 2_048);
    }
    assertEquals(1, damage().sequence());
  }

  @Test
  void shouldMissALastFileThatWasForced() throws IOException {
    appendThree();
    appendInANewRun("command 4");
    Files.delete(directory.files().get(1));
    JournalDamagedException damage = damage();
    assertEquals(4, damage.sequence());
    assertTrue(damage.getMessage().contains("up to sequence 4"), damage.getMessage());
    Files.delete(directory.files().get(0));
    assertEquals(1, damage().sequence());
  }

  @Test
  void shouldSayThatSomethingStandsBehindTheEnd() throws IOException {
    appendThree();
    long end = positions()[3];
    write(150_000, (byte) 1, (byte) 2, (byte) 3, (byte) 4);
    assertEquals(THREE, commands());
    assertEquals(150_004 - end, cuts().get(0).bytes());
    appendInANewRun("command 4");
    assertEquals("command 4", commands().get(3));
  }

  @Test
  void shouldNeverReadLessBecauseOfAFlippedBit() throws IOException {
    appendThree();
    forgetWhatWasForced();
    int end = (int) positions()[3];
    long first = positions()[0];
    try (FileChannel channel = openLastFile()) {
      channel.truncate(end + 4096L);
    }
    byte[] bytes = read(0, end);
    int found = 0;
    for (int bit = 0; bit < end * 8; bit++) {
      int index = bit / 8;
      write(index, (byte) (bytes[index] ^ (1 << bit % 8)));
      try {
        // Chronicle's own header and index are not part of the record; nothing reads them.
        assertEquals(THREE, commands(), () -> "bit " + index);
        assertTrue(index < first, () -> "bit " + index);
      } catch (JournalDamagedException e) {
        found++;
      }
      write(index, bytes[index]);
    }
    assertTrue(found >= (end - first) * 8, "" + found);
    assertEquals(THREE, commands());
  }
}

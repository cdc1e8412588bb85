package io.zaiko.engine.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.protocol.Protocol;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The envelope of a batch: rules 25 and 27 stand on it. */
final class BatchCodecTest {
  private final MemoryJournal journal = new MemoryJournal();
  private final BatchWriter writer = new BatchWriter(journal);

  @Test
  void shouldWriteTheEnvelopeByteByByte() throws Exception {
    writer.append("command one", "command 2");
    writer.append("a third one");

    String messageHeader = "4400" + "c800" + "1a1d" + "0200";
    String first =
        messageHeader
            + "0100000000000000" // first sequence
            + "e803000000000000" // time
            + "ffffffffffffffff" // state hash
            + "02000000" // count
            + "7c000000" // length: 76 + 24 + 24
            + "00".repeat(32) // no previous batch
            + "a1adee8e"
            + "0b000000"
            + "76894da8"
            + hex("command one")
            + "0000000000"
            + "09000000"
            + "68c32a08"
            + hex("command 2")
            + "00000000000000";
    assertEquals(first, HexFormat.of().formatHex(journal.documents().get(0)));
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(journal.documents().get(0));
    String second =
        messageHeader
            + "0300000000000000"
            + "d007000000000000"
            + "fdffffffffffffff"
            + "01000000"
            + "64000000"
            + HexFormat.of().formatHex(hash)
            + "c8cc38a0"
            + "0b000000"
            + "4f6b598e"
            + hex("a third one")
            + "0000000000";
    assertEquals(second, HexFormat.of().formatHex(journal.documents().get(1)));
  }

  /** As if it was written in that version of the schema. */
  private void setVersion(int document, int version) {
    UnsafeBuffer bytes = new UnsafeBuffer(journal.documents().get(document));
    bytes.putShort(6, (short) version, ByteOrder.LITTLE_ENDIAN);
    CRC32C crc = new CRC32C();
    crc.update(journal.documents().get(document), 0, BatchLayout.HEADER_CRC_OFFSET);
    bytes.putInt(BatchLayout.HEADER_CRC_OFFSET, (int) crc.getValue(), ByteOrder.LITTLE_ENDIAN);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void shouldReadEveryVersionSinceTheFirst(int version) {
    writer.append("command one");
    setVersion(0, version);
    try (BatchReader reader = new BatchReader(journal.scan())) {
      assertTrue(reader.nextBatch());
    }
  }

  @ParameterizedTest
  @CsvSource({"0, never released", "3, use the version that wrote it", "257, versions 1 to 2"})
  void shouldRefuseAnyOtherVersion(int version, String words) {
    writer.append("command one");
    setVersion(0, version);
    try (BatchReader reader = new BatchReader(journal.scan())) {
      JournalVersionException refused =
          assertThrows(JournalVersionException.class, reader::nextBatch);
      assertTrue(refused.getMessage().contains("version " + version), refused.getMessage());
      assertTrue(refused.getMessage().contains(words), refused.getMessage());
    }
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void shouldReadWhatWasWritten() {
    writer.append("command one", "command 2");
    writer.append("a third one");

    try (BatchReader reader = new BatchReader(journal.scan())) {
      assertEquals(0, reader.lastSequence());
      assertTrue(reader.nextBatch());
      assertEquals(1, reader.firstSequence());
      assertEquals(2, reader.lastSequence());
      assertEquals(1_000, reader.timeMicros());
      assertEquals(~0L, reader.digest());
      assertTrue(reader.nextCommand());
      assertEquals(1, reader.sequence());
      assertEquals("command one", reader.buffer().getStringWithoutLengthAscii(reader.offset(), 11));
      assertTrue(reader.nextCommand());
      assertEquals(2, reader.sequence());
      assertEquals(9, reader.length());
      assertFalse(reader.nextCommand());
      assertTrue(reader.nextBatch());
      assertEquals(3, reader.firstSequence());
      assertTrue(reader.nextCommand());
      assertEquals(3, reader.sequence());
      assertFalse(reader.nextCommand());
      assertFalse(reader.nextBatch());
      assertEquals(3, reader.lastSequence());
    }
  }

  @Test
  void shouldGiveTheHashThatTheNextBatchCarries() throws Exception {
    writer.append("command one");
    try (BatchReader reader = new BatchReader(journal.scan())) {
      assertArrayEquals(new byte[32], reader.position().hash());
      reader.nextBatch();
      assertArrayEquals(
          MessageDigest.getInstance("SHA-256").digest(journal.documents().get(0)),
          reader.position().hash());
    }
  }

  @Test
  void shouldSkipCommandsThatNobodyAskedFor() {
    writer.append("command one", "command 2");
    writer.append("a third one");
    try (BatchReader reader = new BatchReader(journal.scan())) {
      assertTrue(reader.nextBatch());
      assertTrue(reader.nextBatch());
      assertTrue(reader.nextCommand());
      assertEquals(3, reader.sequence());
    }
  }

  @Test
  void shouldFindEveryFlippedBit() {
    writer.append("command one", "command 2");
    writer.append("a third one");
    int flips = 0;
    for (byte[] document : journal.documents()) {
      for (int bit = 0; bit < document.length * 8; bit++) {
        document[bit / 8] ^= (byte) (1 << bit % 8);
        assertThrows(
            JournalDamagedException.class, () -> JournalText.commands(journal.scan()), "" + bit);
        document[bit / 8] ^= (byte) (1 << bit % 8);
        flips++;
      }
    }
    assertEquals((124 + 100) * 8, flips);
    assertEquals(3, JournalText.commands(journal.scan()).size());
  }

  @Test
  void shouldFindAMissingBatch() {
    writer.append("command one");
    writer.append("command 2");
    writer.append("a third one");
    journal.documents().remove(1);
    JournalDamagedException damage =
        assertThrows(JournalDamagedException.class, () -> JournalText.commands(journal.scan()));
    assertEquals(2, damage.sequence());
    assertTrue(damage.getMessage().contains("sequence 2, document 1"), damage.getMessage());
    assertTrue(damage.getMessage().contains("begins with sequence 3"), damage.getMessage());
  }

  @Test
  void shouldFindABatchOfAnotherJournal() {
    writer.append("command one");
    writer.append("command 2");
    MemoryJournal other = new MemoryJournal();
    BatchWriter otherWriter = new BatchWriter(other);
    otherWriter.append("command 1!!");
    otherWriter.append("command 2");
    journal.documents().set(1, other.documents().get(1));
    JournalDamagedException damage =
        assertThrows(JournalDamagedException.class, () -> JournalText.commands(journal.scan()));
    assertEquals(2, damage.sequence());
    assertTrue(damage.getMessage().contains("hash of the previous batch"), damage.getMessage());
  }

  @Test
  void shouldRefuseTimeThatGoesBack() {
    // Rule 25: time is stamped once and never goes back.
    BatchEncoder encoder = new BatchEncoder(new byte[BatchLayout.HASH_LENGTH]);
    UnsafeBuffer message = new UnsafeBuffer(new byte[16]);
    for (long time : new long[] {5_000, 5_000, 4_999}) {
      encoder.add(message, 0, message.capacity());
      long sequence = journal.documents().size() + 1L;
      journal.append(encoder.buffer(), 0, encoder.finish(sequence, time, 0));
      encoder.next();
    }
    JournalDamagedException damage =
        assertThrows(JournalDamagedException.class, () -> JournalText.commands(journal.scan()));
    assertEquals(3, damage.sequence());
    assertTrue(damage.getMessage().contains("back by 1 microseconds"), damage.getMessage());
  }

  @Test
  void shouldTakeTheLongestMessageAndFillUpWithoutPassingTheLimit() {
    BatchEncoder encoder = new BatchEncoder(new byte[BatchLayout.HASH_LENGTH]);
    UnsafeBuffer longest = new UnsafeBuffer(new byte[Protocol.MAX_MESSAGE_LENGTH]);
    int count = 0;
    while (encoder.fits(longest.capacity())) {
      encoder.add(longest, 0, longest.capacity());
      count++;
    }
    assertEquals(3, count);
    while (encoder.fits(100)) {
      encoder.add(longest, 0, 100);
      count++;
    }
    int length = encoder.finish(1, 1, 0);
    assertTrue(length <= BatchLayout.MAX_DOCUMENT_LENGTH);
    assertTrue(length > BatchLayout.MAX_DOCUMENT_LENGTH - BatchLayout.entryLength(100));
    journal.append(encoder.buffer(), 0, length);
    assertEquals(count, JournalText.commands(journal.scan()).size());
  }

  @Test
  void shouldLeaveNothingOfAnEarlierBatchInThePadding() {
    BatchEncoder encoder = new BatchEncoder(new byte[BatchLayout.HASH_LENGTH]);
    byte[] ones = new byte[64];
    Arrays.fill(ones, (byte) 0xFF);
    encoder.add(new UnsafeBuffer(ones), 0, 64);
    journal.append(encoder.buffer(), 0, encoder.finish(1, 1, 0));
    encoder.next();
    encoder.add(new UnsafeBuffer(ones), 0, 9);
    journal.append(encoder.buffer(), 0, encoder.finish(2, 1, 0));
    byte[] second = journal.documents().get(1);
    assertEquals(76 + 24, second.length);
    for (int i = 76 + 8 + 9; i < second.length; i++) {
      assertEquals(0, second[i]);
    }
  }
}

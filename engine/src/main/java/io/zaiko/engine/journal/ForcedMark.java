package io.zaiko.engine.journal;

import static io.zaiko.protocol.Protocol.BYTE_ORDER;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The small file beside a journal that remembers the {@link ForcedPosition} over restarts.
 *
 * <pre>
 *   0     8                  16         24         64       68
 *   | tag | sequence of the  | bytes of | its name | CRC32C |     and at byte 512 the same again
 *   |     | last one forced  | the file |          | of all |
 * </pre>
 *
 * <p>It is written after each force, by plain stores into a mapping, and never forced itself: so it
 * costs no more than a copy. After a kill it is exact. After a power loss it says less than was
 * forced, or nothing, and never more. The two places take turns, in sectors of their own, so that
 * one is whole if a store was cut off.
 *
 * <p>Written by one thread at a time; may be read by any process at any time.
 */
final class ForcedMark implements AutoCloseable {
  /**
   * Its name beside the runs; sorts before them, so that most copies of a journal begin with it.
   */
  static final String FILE_NAME = "forced";

  private static final long TAG = 0x3144_4352_4f46_4b5aL; // "ZKFORCD1"
  private static final int SEQUENCE_OFFSET = 8;
  private static final int POSITION_OFFSET = 16;
  private static final int NAME_OFFSET = 24;
  private static final int NAME_LENGTH = 40;
  private static final int CRC_OFFSET = NAME_OFFSET + NAME_LENGTH;
  private static final int ENTRY_LENGTH = CRC_OFFSET + Long.BYTES;
  private static final int SECOND_PLACE = 512;
  private static final int FILE_LENGTH = 2 * SECOND_PLACE;

  private final byte[] entry = new byte[ENTRY_LENGTH];
  private final UnsafeBuffer entryBuffer = new UnsafeBuffer(entry);
  private final DocumentHash hash = new DocumentHash();
  private final MappedByteBuffer mapping;
  private final UnsafeBuffer places;
  private int place;

  private ForcedMark(MappedByteBuffer mapping, int place) {
    this.mapping = mapping;
    this.place = place;
    places = new UnsafeBuffer(mapping);
    entryBuffer.putLong(0, TAG, BYTE_ORDER);
  }

  /** Opens the mark of a journal for writing, and makes it if it is not there. */
  static ForcedMark open(Path journal) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            journal.resolve(FILE_NAME),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      byte[] now = bytes(channel);
      if (channel.size() != FILE_LENGTH) {
        // Written and not only made long, so that no later store finds the disk full.
        channel.truncate(FILE_LENGTH);
        channel.write(ByteBuffer.wrap(now), 0);
      }
      ForcedPosition first = read(now, 0);
      boolean firstIsNewer = first.sequence() > read(now, SECOND_PLACE).sequence();
      return new ForcedMark(
          channel.map(MapMode.READ_WRITE, 0, FILE_LENGTH), firstIsNewer ? SECOND_PLACE : 0);
    }
  }

  /** What the mark of a journal says; {@link ForcedPosition#UNKNOWN} if it is missing or torn. */
  static ForcedPosition read(Path journal) throws IOException {
    Path file = journal.resolve(FILE_NAME);
    if (!Files.exists(file)) {
      return ForcedPosition.UNKNOWN;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      byte[] bytes = bytes(channel);
      ForcedPosition first = read(bytes, 0);
      ForcedPosition second = read(bytes, SECOND_PLACE);
      return first.sequence() > second.sequence() ? first : second;
    } catch (NoSuchFileException e) {
      return ForcedPosition.UNKNOWN;
    }
  }

  private static byte[] bytes(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(FILE_LENGTH);
    for (int read = 0; read >= 0 && bytes.hasRemaining(); ) {
      read = channel.read(bytes, bytes.position());
    }
    return bytes.array();
  }

  private static ForcedPosition read(byte[] bytes, int place) {
    UnsafeBuffer buffer = new UnsafeBuffer(bytes, place, ENTRY_LENGTH);
    byte[] covered = Arrays.copyOfRange(bytes, place, place + CRC_OFFSET);
    int crc = new DocumentHash().crc32c(covered, 0, CRC_OFFSET);
    if (buffer.getLong(0, BYTE_ORDER) != TAG || buffer.getInt(CRC_OFFSET, BYTE_ORDER) != crc) {
      return ForcedPosition.UNKNOWN;
    }
    String name = new String(covered, NAME_OFFSET, NAME_LENGTH, StandardCharsets.US_ASCII);
    return new ForcedPosition(
        buffer.getLong(SEQUENCE_OFFSET, BYTE_ORDER),
        name.replace("\0", ""),
        buffer.getLong(POSITION_OFFSET, BYTE_ORDER));
  }

  /** From now on it is this file that documents go to. */
  void enter(Path file) {
    byte[] name = JournalDirectory.name(file).getBytes(StandardCharsets.US_ASCII);
    entryBuffer.setMemory(NAME_OFFSET, NAME_LENGTH, (byte) 0);
    entryBuffer.putBytes(NAME_OFFSET, name, 0, Math.min(name.length, NAME_LENGTH));
  }

  /**
   * Notes that everything up to here is on the device.
   *
   * @param sequence of the last command
   * @param position bytes of the present file
   */
  void forced(long sequence, long position) {
    entryBuffer.putLong(SEQUENCE_OFFSET, sequence, BYTE_ORDER);
    entryBuffer.putLong(POSITION_OFFSET, position, BYTE_ORDER);
    entryBuffer.putInt(CRC_OFFSET, hash.crc32c(entry, 0, CRC_OFFSET), BYTE_ORDER);
    places.putBytes(place, entry, 0, ENTRY_LENGTH);
    place ^= SECOND_PLACE;
  }

  @Override
  public void close() {
    IoUtil.unmap(mapping);
  }
}

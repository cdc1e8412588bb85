package io.zaiko.engine.journal;

import static io.zaiko.protocol.Protocol.BYTE_ORDER;
import static io.zaiko.protocol.Protocol.MESSAGE_HEADER_LENGTH;

import io.zaiko.protocol.sbe.JournalBatchDecoder;
import org.agrona.DirectBuffer;

/**
 * Where things lie in a journal document.
 *
 * <pre>
 *   0        8                                        72          76
 *   | SBE    | firstSequence time digest count     | CRC32C of | entry | entry | ...
 *   | header | length previousHash                    | 0..71     |
 *
 *   entry:  | length int32 | CRC32C int32 | message, as it came | zeroes up to a multiple of 8 |
 * </pre>
 *
 * <p>Everything is little-endian. {@code length} is that of the whole document, {@code digest} that
 * of the engine before the batch, {@code previousHash} the SHA-256 of the whole previous document,
 * zeroes in the first.
 *
 * <p>The length of a document is thus always 4 more than a multiple of 8. That is relied on: such a
 * number has two bits set at least, so no single flipped bit in the length that Chronicle writes in
 * front of a document turns it into the zero that means "nothing was appended here yet".
 */
public final class BatchLayout {
  /** Longest document, in bytes. The longest message fits into it beside the header. */
  public static final int MAX_DOCUMENT_LENGTH = 256 * 1024;

  /** Bytes in front of the first entry. */
  public static final int HEADER_LENGTH = MESSAGE_HEADER_LENGTH + JournalBatchDecoder.BLOCK_LENGTH;

  /** Bytes of a SHA-256. */
  public static final int HASH_LENGTH = 32;

  static final int HEADER_CRC_OFFSET =
      MESSAGE_HEADER_LENGTH + JournalBatchDecoder.headerCrcEncodingOffset();

  private static final int ENTRY_HEADER_LENGTH = 2 * Integer.BYTES;
  private static final int ENTRY_ALIGNMENT = Long.BYTES;

  /** The first eight bytes of every document: block length, template, schema and version. */
  private static final long MESSAGE_HEADER =
      JournalBatchDecoder.BLOCK_LENGTH
          | (long) JournalBatchDecoder.TEMPLATE_ID << 16
          | (long) JournalBatchDecoder.SCHEMA_ID << 32
          | (long) JournalBatchDecoder.SCHEMA_VERSION << 48;

  private BatchLayout() {}

  /** Bytes that a message of this length takes in a document. */
  public static int entryLength(int messageLength) {
    return (ENTRY_HEADER_LENGTH + messageLength + ENTRY_ALIGNMENT - 1) & -ENTRY_ALIGNMENT;
  }

  /** Length of the message of an entry, in bytes, unverified. */
  public static int messageLength(DirectBuffer buffer, int entry) {
    return buffer.getInt(entry, BYTE_ORDER);
  }

  /** CRC32C of the message of an entry, as written. */
  public static int messageCrc(DirectBuffer buffer, int entry) {
    return buffer.getInt(entry + Integer.BYTES, BYTE_ORDER);
  }

  /** Where the message of an entry starts. */
  public static int messageOffset(int entry) {
    return entry + ENTRY_HEADER_LENGTH;
  }

  /** Where the entry after this one starts. */
  public static int nextEntry(DirectBuffer buffer, int entry) {
    return entry + entryLength(messageLength(buffer, entry));
  }

  /** Whether the bytes begin like a document that this version of the program can read. */
  static boolean startsDocument(DirectBuffer buffer, int offset) {
    return buffer.getLong(offset, BYTE_ORDER) == MESSAGE_HEADER;
  }

  /** The length of the document in bytes, as its header has it, unverified. */
  static int length(DirectBuffer buffer, int offset) {
    int field = MESSAGE_HEADER_LENGTH + JournalBatchDecoder.lengthEncodingOffset();
    return buffer.getInt(offset + field, BYTE_ORDER);
  }

  /** The sequence that the document begins with, as it has it, unverified. */
  static long firstSequence(DirectBuffer buffer, int offset) {
    int block = offset + MESSAGE_HEADER_LENGTH;
    return buffer.getLong(block + JournalBatchDecoder.firstSequenceEncodingOffset(), BYTE_ORDER);
  }

  /** The sequence that the next document has to begin with, as this one has it, unverified. */
  static long nextSequence(DirectBuffer buffer, int offset) {
    int block = offset + MESSAGE_HEADER_LENGTH;
    return firstSequence(buffer, offset)
        + buffer.getInt(block + JournalBatchDecoder.countEncodingOffset(), BYTE_ORDER);
  }
}

package io.zaiko.engine.journal;

import static io.zaiko.engine.journal.BatchLayout.HEADER_CRC_OFFSET;
import static io.zaiko.engine.journal.BatchLayout.HEADER_LENGTH;
import static io.zaiko.engine.journal.BatchLayout.MAX_DOCUMENT_LENGTH;
import static io.zaiko.engine.journal.BatchLayout.entryLength;
import static io.zaiko.protocol.Protocol.BYTE_ORDER;

import io.zaiko.protocol.sbe.JournalBatchEncoder;
import io.zaiko.protocol.sbe.MessageHeaderEncoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Collects commands into a journal document and carries the hash chain from one document to the
 * next. The document is built in memory of its own, so that the journal gets it with one copy.
 * Allocates nothing after construction. Not thread safe.
 *
 * <p>For each document: {@link #add} once or more, {@link #finish} once, then, when the document is
 * in the journal, {@link #next}.
 */
public final class BatchEncoder {
  private final byte[] bytes = new byte[MAX_DOCUMENT_LENGTH];
  private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
  private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
  private final JournalBatchEncoder header = new JournalBatchEncoder();
  private final DocumentHash hash = new DocumentHash();
  private final byte[] previousHash;
  private int length = HEADER_LENGTH;
  private int count;

  /**
   * @param previousHash SHA-256 of the last document of the journal, 32 bytes; zeroes if it is
   *     empty
   */
  public BatchEncoder(byte[] previousHash) {
    this.previousHash = previousHash.clone();
  }

  /** Whether a message of this length, in bytes, still fits. An empty batch takes any message. */
  public boolean fits(int messageLength) {
    return length + entryLength(messageLength) <= MAX_DOCUMENT_LENGTH;
  }

  /** Adds a command, as it came. The caller has asked {@link #fits}. */
  public void add(DirectBuffer source, int offset, int messageLength) {
    int message = BatchLayout.messageOffset(length);
    int end = length + entryLength(messageLength);
    // The last word first: it holds the padding, which must be zero, and is then written over.
    buffer.putLong(end - Long.BYTES, 0, BYTE_ORDER);
    buffer.putBytes(message, source, offset, messageLength);
    buffer.putInt(length, messageLength, BYTE_ORDER);
    buffer.putInt(length + Integer.BYTES, hash.crc32c(bytes, message, messageLength), BYTE_ORDER);
    length = end;
    count++;
  }

  /** Number of commands added since the last {@link #next}. */
  public int count() {
    return count;
  }

  /**
   * Completes the document.
   *
   * @param firstSequence of its first command
   * @param timeMicros the one time of all its commands
   * @param digest of the engine before the first command
   * @return length of the document, in bytes
   */
  public int finish(long firstSequence, long timeMicros, long digest) {
    header
        .wrapAndApplyHeader(buffer, 0, messageHeader)
        .firstSequence(firstSequence)
        .time(timeMicros)
        .digest(digest)
        .count(count)
        .length(length)
        .putPreviousHash(previousHash, 0, previousHash.length)
        .headerCrc(hash.crc32c(bytes, 0, HEADER_CRC_OFFSET));
    return length;
  }

  /** The document, from its first byte. The entries begin at {@link BatchLayout#HEADER_LENGTH}. */
  public DirectBuffer buffer() {
    return buffer;
  }

  /** Begins the document that follows the one just finished. */
  public void next() {
    hash.sha256(bytes, length, previousHash);
    length = HEADER_LENGTH;
    count = 0;
  }
}

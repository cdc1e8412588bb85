package io.zaiko.engine.journal;

import static io.zaiko.engine.journal.BatchLayout.HEADER_CRC_OFFSET;
import static io.zaiko.engine.journal.BatchLayout.HEADER_LENGTH;
import static io.zaiko.engine.journal.BatchLayout.MAX_DOCUMENT_LENGTH;

import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.JournalBatchDecoder;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import java.util.Arrays;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads a journal, from its first batch or a later one, and believes nothing: sequences without a
 * gap, time that never goes back, the chain of hashes, the CRC of the header and of every command.
 * A batch is verified whole before its first command is given out. A last one that was never
 * finished is left out (see {@link DocumentScan#leaveOut}). Allocates nothing after construction,
 * unless something is wrong. Not thread safe.
 *
 * <p>The state hash is not checked here, since only an engine knows it.
 */
public final class BatchReader implements AutoCloseable {
  private static final int LEFT_OUT = -1;

  private final DocumentScan scan;
  private final byte[] bytes = new byte[MAX_DOCUMENT_LENGTH];
  private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
  private final MessageHeaderDecoder messageHeader = new MessageHeaderDecoder();
  private final JournalBatchDecoder header = new JournalBatchDecoder();
  private final DocumentHash hash = new DocumentHash();
  private final byte[] previousHash = new byte[BatchLayout.HASH_LENGTH];
  private final byte[] claimedHash = new byte[BatchLayout.HASH_LENGTH];
  private long firstSequence;
  private long nextSequence;
  private long timeMicros;
  private int remaining;
  private int entry;

  /** Reads from the start of the scan, and closes it in the end. */
  public BatchReader(DocumentScan scan) {
    this(scan, JournalPosition.START);
  }

  /** The same for a scan that begins behind the batch that a position stands behind. */
  public BatchReader(DocumentScan scan, JournalPosition position) {
    this.scan = scan;
    nextSequence = position.sequence() + 1;
    timeMicros = position.timeMicros();
    System.arraycopy(position.hash(), 0, previousHash, 0, previousHash.length);
  }

  /**
   * Moves to the next batch and verifies it.
   *
   * @return false at the end
   * @throws JournalDamagedException if anything in it is not as written, or not what comes next, or
   *     the end is not where the journal ended
   * @throws JournalVersionException if it was written in a version that is not read
   */
  public boolean nextBatch() {
    boolean verified = false;
    while (!verified) {
      if (!scan.next()) {
        scan.ended();
        return false;
      }
      int length = scan.length();
      if (length < HEADER_LENGTH || length > MAX_DOCUMENT_LENGTH) {
        throw damaged("a document of " + length + " bytes");
      }
      scan.buffer().getBytes(scan.offset(), bytes, 0, length);
      verified = verifyHeader(length) && verifyEntries(length);
    }
    take(scan.length());
    return true;
  }

  private void take(int length) {
    firstSequence = nextSequence;
    nextSequence += header.count();
    timeMicros = header.time();
    remaining = header.count();
    entry = -1;
    hash.sha256(bytes, length, previousHash);
    scan.verified(lastSequence());
  }

  /** False if the batch was never finished, and so is left out. */
  private boolean verifyHeader(int length) {
    int version = BatchLayout.version(buffer, 0);
    if (version < 0) {
      return leaveOut(0, HEADER_LENGTH, "not a batch");
    }
    header.wrapAndApplyHeader(buffer, 0, messageHeader);
    if (header.headerCrc() != hash.crc32c(bytes, 0, HEADER_CRC_OFFSET)) {
      return leaveOut(0, HEADER_LENGTH, "the CRC of the batch header does not match");
    }
    if (!BatchLayout.startsDocument(buffer, 0)) {
      throw new JournalVersionException(scan.place(), version);
    }
    if (header.length() != length) {
      throw damaged("a batch of " + header.length() + " bytes in a document of " + length);
    }
    if (header.firstSequence() != nextSequence) {
      throw damaged("the batch found there begins with sequence " + header.firstSequence());
    }
    if (header.time() < timeMicros) {
      throw damaged("time goes back by " + (timeMicros - header.time()) + " microseconds");
    }
    header.getPreviousHash(claimedHash, 0, claimedHash.length);
    if (!Arrays.equals(claimedHash, previousHash)) {
      throw damaged("the hash of the previous batch does not match");
    }
    return true;
  }

  /** False if the batch was never finished, and so is left out. */
  private boolean verifyEntries(int length) {
    if (header.count() < 1) {
      throw damaged("a batch of " + header.count() + " commands");
    }
    int position = HEADER_LENGTH;
    for (int number = 1; number <= header.count(); number++) {
      position = verifyEntry(position, length, number);
      if (position == LEFT_OUT) {
        return false;
      }
    }
    if (position != length) {
      throw damaged((length - position) + " bytes after the last command");
    }
    return true;
  }

  /** Returns where the next entry starts, or {@link #LEFT_OUT}. */
  private int verifyEntry(int position, int length, int number) {
    int message = BatchLayout.messageOffset(position);
    int messageLength = message > length ? -1 : BatchLayout.messageLength(buffer, position);
    if (messageLength < Protocol.MESSAGE_HEADER_LENGTH || messageLength > length - message) {
      leaveOut(
          position,
          Math.min(message, length),
          "command " + number + " of the batch does not fit into it");
      return LEFT_OUT;
    }
    if (hash.crc32c(bytes, message, messageLength) != BatchLayout.messageCrc(buffer, position)) {
      leaveOut(
          position,
          message + messageLength,
          "the CRC of command " + number + " of the batch does not match");
      return LEFT_OUT;
    }
    int next = position + BatchLayout.entryLength(messageLength);
    for (int i = message + messageLength; i < next; i++) {
      if (i >= length || bytes[i] != 0) {
        throw damaged("the padding of command " + number + " of the batch is not zero");
      }
    }
    return next;
  }

  /** Always false; throws unless the document was never finished. */
  private boolean leaveOut(int from, int to, String problem) {
    scan.leaveOut(from, to, problem);
    return false;
  }

  private JournalDamagedException damaged(String problem) {
    return new JournalDamagedException(nextSequence, scan.place(), problem);
  }

  /** Sequence of the first command of the batch. */
  public long firstSequence() {
    return firstSequence;
  }

  /** Sequence of the last command of the batch; 0 before the first batch. */
  public long lastSequence() {
    return nextSequence - 1;
  }

  /** Commands of the batch. */
  public int count() {
    return header.count();
  }

  /** Time of the batch, in microseconds since the epoch; 0 before the first batch. */
  public long timeMicros() {
    return timeMicros;
  }

  /** The hash that the engine had before the batch. */
  public long digest() {
    return header.digest();
  }

  /** Where the batch lies, in words. */
  public String place() {
    return scan.place();
  }

  /** What was left out so far, see {@link DocumentScan#cuts}. */
  public List<JournalCut> cuts() {
    return scan.cuts();
  }

  /** Which part of the journal lies behind, see {@link DocumentScan#share}. */
  public double share() {
    return scan.share();
  }

  /** Where the journal stands after the batch: what comes next has to follow on this. */
  public JournalPosition position() {
    return new JournalPosition(lastSequence(), timeMicros, previousHash);
  }

  /** Where the batch is, for {@link JournalDirectory#scanBehind}. */
  public JournalPlace last() {
    return scan.last();
  }

  /** Moves to the next command of the batch; false after its last. */
  public boolean nextCommand() {
    if (remaining == 0) {
      return false;
    }
    entry = entry < 0 ? HEADER_LENGTH : BatchLayout.nextEntry(buffer, entry);
    remaining--;
    return true;
  }

  /** Sequence of the present command. */
  public long sequence() {
    return nextSequence - 1 - remaining;
  }

  /** Where the present command lies; good until the next batch. */
  public DirectBuffer buffer() {
    return buffer;
  }

  /** Where its message starts in the buffer. */
  public int offset() {
    return BatchLayout.messageOffset(entry);
  }

  /** Length of its message, in bytes. */
  public int length() {
    return BatchLayout.messageLength(buffer, entry);
  }

  /** CRC32C of its message. */
  public int crc32c() {
    return BatchLayout.messageCrc(buffer, entry);
  }

  @Override
  public void close() {
    scan.close();
  }
}

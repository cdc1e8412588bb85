package io.zaiko.engine.journal;

import static io.zaiko.engine.journal.BatchLayout.HEADER_CRC_OFFSET;
import static io.zaiko.engine.journal.BatchLayout.HEADER_LENGTH;
import static io.zaiko.engine.journal.BatchLayout.MAX_DOCUMENT_LENGTH;
import static io.zaiko.protocol.Protocol.BYTE_ORDER;
import static io.zaiko.protocol.Protocol.MESSAGE_HEADER_LENGTH;

import io.zaiko.protocol.sbe.JournalBatchDecoder;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import io.zaiko.protocol.sbe.MessageHeaderEncoder;
import io.zaiko.protocol.sbe.VoidDecoder;
import io.zaiko.protocol.sbe.VoidEncoder;
import java.nio.file.Path;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The records of a journal that are not applied, since they made the engine fail: those that VOIDs
 * name. An attempt to apply one may leave half of its changes, so a replay has to know of them
 * before it comes there. Therefore VOIDs stand at the very beginning of a run, where they are found
 * without reading all of it. Immutable.
 *
 * <p>What is read here ahead of the journal is not believed yet: the replay comes to the VOIDs as
 * to all records, with their place in the chain, and {@link #names} tells it whether they were
 * known.
 */
public final class VoidedRecords {
  private static final int ALIGNMENT = Integer.BYTES;

  private final long[] sequences;

  private VoidedRecords(SortedSet<Long> sequences) {
    this.sequences = sequences.stream().mapToLong(Long::longValue).toArray();
  }

  /** Looks at the beginning of each run of a journal. */
  static VoidedRecords of(JournalDirectory directory) {
    SortedSet<Long> named = new TreeSet<>();
    Path run = null;
    for (Path file : directory.files()) {
      if (!file.getParent().equals(run)) {
        run = file.getParent();
        addFromBeginning(file, named);
      }
    }
    return new VoidedRecords(named);
  }

  /** Those of documents that each begin a run. */
  static VoidedRecords of(Collection<byte[]> documents) {
    SortedSet<Long> named = new TreeSet<>();
    documents.forEach(document -> addFrom(document, named));
    return new VoidedRecords(named);
  }

  /** These and others. */
  public VoidedRecords and(Collection<Long> others) {
    SortedSet<Long> all = new TreeSet<>(others);
    for (long sequence : sequences) {
      all.add(sequence);
    }
    return new VoidedRecords(all);
  }

  /** The first of them at a sequence or behind it; Long.MAX_VALUE if there is none. */
  public long firstFrom(long sequence) {
    for (long each : sequences) {
      if (each >= sequence) {
        return each;
      }
    }
    return Long.MAX_VALUE;
  }

  /** Whether this is one of them. */
  public boolean names(long sequence) {
    return firstFrom(sequence) == sequence;
  }

  /** Writes a VOID and returns its length. */
  public static int encode(long voided, MutableDirectBuffer buffer, int offset) {
    new VoidEncoder()
        .wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder())
        .requestId(0)
        .session(0)
        .referenceTime(0)
        .voided(voided);
    return MESSAGE_HEADER_LENGTH + VoidEncoder.BLOCK_LENGTH;
  }

  /** The sequence that a journaled message names as not to be applied; 0 if it is no VOID. */
  public static long namedBy(DirectBuffer message, int offset, int length) {
    int template =
        message.getShort(offset + MessageHeaderDecoder.templateIdEncodingOffset(), BYTE_ORDER);
    return template == VoidDecoder.TEMPLATE_ID
            && length >= MESSAGE_HEADER_LENGTH + VoidDecoder.BLOCK_LENGTH
        ? message.getLong(
            offset + MESSAGE_HEADER_LENGTH + VoidDecoder.voidedEncodingOffset(), BYTE_ORDER)
        : 0;
  }

  /** Reads the first batch of a file; none if there is none, or it is not sound. */
  private static void addFromBeginning(Path file, SortedSet<Long> named) {
    try (FileView view = FileView.openIfThere(file)) {
      long position = 0;
      while (view != null && view.covers(position, Integer.BYTES)) {
        int prefix = view.buffer().getIntVolatile(view.offset(position));
        int length = prefix & FileScan.LENGTH_MASK;
        long start = position + Integer.BYTES;
        boolean complete = prefix > 0 && view.covers(start, length);
        if (!complete || length > MAX_DOCUMENT_LENGTH) {
          return;
        }
        if ((prefix & FileScan.FOREIGN) == 0) {
          byte[] document = new byte[length];
          view.buffer().getBytes(view.offset(start), document);
          addFrom(document, named);
          return;
        }
        position = (start + length + ALIGNMENT - 1) & -ALIGNMENT;
      }
    }
  }

  private static void addFrom(byte[] document, SortedSet<Long> named) {
    UnsafeBuffer buffer = new UnsafeBuffer(document);
    DocumentHash hash = new DocumentHash();
    if (document.length < HEADER_LENGTH
        || !BatchLayout.startsDocument(buffer, 0)
        || buffer.getInt(HEADER_CRC_OFFSET, BYTE_ORDER)
            != hash.crc32c(document, 0, HEADER_CRC_OFFSET)) {
      return;
    }
    int count =
        buffer.getInt(
            MESSAGE_HEADER_LENGTH + JournalBatchDecoder.countEncodingOffset(), BYTE_ORDER);
    int entry = HEADER_LENGTH;
    int length = BatchLayout.entryLength(MESSAGE_HEADER_LENGTH + VoidDecoder.BLOCK_LENGTH);
    for (int i = 0; i < count && entry + length <= document.length; i++) {
      int message = BatchLayout.messageOffset(entry);
      int messageLength = BatchLayout.messageLength(buffer, entry);
      boolean sound =
          messageLength == MESSAGE_HEADER_LENGTH + VoidDecoder.BLOCK_LENGTH
              && hash.crc32c(document, message, messageLength)
                  == BatchLayout.messageCrc(buffer, entry);
      long sequence = sound ? namedBy(buffer, message, messageLength) : 0;
      if (sequence == 0) {
        return;
      }
      named.add(sequence);
      entry += length;
    }
  }
}

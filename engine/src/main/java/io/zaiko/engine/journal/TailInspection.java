package io.zaiko.engine.journal;

import static io.zaiko.protocol.Protocol.BYTE_ORDER;

import java.nio.file.Path;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Looks for lost batches where there should be none. Not thread safe. */
final class TailInspection {
  /** Documents start at multiples of this. */
  private static final int STEP = Integer.BYTES;

  private static final int ZEROES = 32 * BatchLayout.MAX_DOCUMENT_LENGTH;
  private static final long NOT_FOUND = -1;

  private final byte[] header = new byte[BatchLayout.HEADER_LENGTH];
  private final UnsafeBuffer headerBuffer = new UnsafeBuffer(header);
  private final DocumentHash hash = new DocumentHash();

  /**
   * Finds a batch header, with a matching CRC, behind what seems to be the end of a file. Looks no
   * further once it has seen nothing but zeroes for many times the length of a document: files are
   * sparse and long.
   *
   * @param end where the next document would start. What stands right there does not count: a
   *     process may be killed, or a running one be, between writing a document and completing it
   * @return its position in the file, or -1
   */
  long findBatchBehind(Path file, long end) {
    try (FileView view = FileView.openIfThere(file)) {
      if (view == null) {
        return NOT_FOUND;
      }
      long limit = end + ZEROES;
      for (long position = end + STEP; position < limit; position += STEP) {
        if (!view.covers(position, header.length)) {
          return NOT_FOUND;
        }
        int offset = view.offset(position);
        if (isBatch(view.buffer(), offset)) {
          return position;
        }
        if (view.buffer().getInt(offset) != 0) {
          limit = position + ZEROES;
        }
      }
    }
    return NOT_FOUND;
  }

  /** Finds a batch header, with a matching CRC, that starts in a range of the file; -1 if none. */
  long findBatch(FileView view, long from, long to) {
    for (long position = from;
        position < to && view.covers(position, header.length);
        position += STEP) {
      if (isBatch(view.buffer(), view.offset(position))) {
        return position;
      }
    }
    return NOT_FOUND;
  }

  private boolean isBatch(DirectBuffer buffer, int offset) {
    if (!BatchLayout.startsDocument(buffer, offset)) {
      return false;
    }
    buffer.getBytes(offset, header);
    int crc = hash.crc32c(header, 0, BatchLayout.HEADER_CRC_OFFSET);
    return crc == headerBuffer.getInt(BatchLayout.HEADER_CRC_OFFSET, BYTE_ORDER);
  }
}

package io.zaiko.engine.journal;

import static io.zaiko.protocol.Protocol.BYTE_ORDER;

import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;

/** Looks for lost batches where there should be none. Not thread safe. */
final class TailInspection {
  /** Documents start at multiples of this. */
  private static final int STEP = Integer.BYTES;

  private final byte[] header = new byte[BatchLayout.HEADER_LENGTH];
  private final UnsafeBuffer headerBuffer = new UnsafeBuffer(header);
  private final DocumentHash hash = new DocumentHash();

  /**
   * Finds a batch header, with a matching CRC, behind what seems to be the end of a file.
   *
   * @param end where the next document would start. What stands right there does not count: a
   *     process may be killed, or a running one be, between writing a document and completing it
   * @return its position in the file, or -1
   */
  long findBatchBehind(Path file, long end) {
    try (FileView view = new FileView(file)) {
      return findBatch(view, end + STEP, Long.MAX_VALUE);
    }
  }

  /** Finds a batch header, with a matching CRC, that starts in a range of the file; -1 if none. */
  long findBatch(FileView view, long from, long to) {
    for (long position = from;
        position < to && view.covers(position, header.length);
        position += STEP) {
      int offset = view.offset(position);
      if (BatchLayout.startsDocument(view.buffer(), offset)) {
        view.buffer().getBytes(offset, header);
        int crc = hash.crc32c(header, 0, BatchLayout.HEADER_CRC_OFFSET);
        if (crc == headerBuffer.getInt(BatchLayout.HEADER_CRC_OFFSET, BYTE_ORDER)) {
          return position;
        }
      }
    }
    return -1;
  }
}

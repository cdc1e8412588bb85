package io.zaiko.engine.journal;

import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;

/** Looks for lost batches behind what seems to be the end of a journal file. */
final class TailInspection {
  private static final int STEP = Integer.BYTES;

  private TailInspection() {}

  /**
   * Finds a batch header, with a matching CRC, behind the given position.
   *
   * @param end where the next document would start. What stands right there does not count: a
   *     process may be killed, or a running one be, between writing a document and completing it
   * @return its position in the file, or -1
   */
  static long findBatch(Path file, long end) {
    byte[] header = new byte[BatchLayout.HEADER_LENGTH];
    UnsafeBuffer headerBuffer = new UnsafeBuffer(header);
    DocumentHash hash = new DocumentHash();
    try (FileView view = new FileView(file)) {
      for (long position = end + STEP; view.covers(position, header.length); position += STEP) {
        int offset = view.offset(position);
        if (BatchLayout.startsDocument(view.buffer(), offset)) {
          view.buffer().getBytes(offset, header);
          int crc = hash.crc32c(header, 0, BatchLayout.HEADER_CRC_OFFSET);
          if (crc == headerBuffer.getInt(BatchLayout.HEADER_CRC_OFFSET)) {
            return position;
          }
        }
      }
    }
    return -1;
  }
}

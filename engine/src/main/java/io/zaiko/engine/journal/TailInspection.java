package io.zaiko.engine.journal;

import static io.zaiko.protocol.Protocol.BYTE_ORDER;

import java.nio.file.Path;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Looks at what stands where a journal seems to end: batches that should not be there, and whether
 * something that was begun there was ever finished. Not thread safe.
 */
final class TailInspection {
  /** Documents start at multiples of this. */
  private static final int STEP = Integer.BYTES;

  /** Bytes that a device writes all or not at all. */
  private static final int SECTOR = 512;

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

  /**
   * Whether some bytes of a document may never have reached the device: at least one of the sectors
   * they lie in is empty, as far as it is part of the document. A device writes a sector whole or
   * not at all, and where nothing was written yet a file reads as zeroes.
   *
   * @param start of the document in the file; all of it is covered by the view
   * @param from the first of the bytes, counted from the start
   * @param to behind the last of them
   */
  boolean lacks(FileView view, long start, int length, int from, int to) {
    long end = start + length;
    for (long sector = (start + from) & -SECTOR; sector < start + to; sector += SECTOR) {
      long first = Math.max(sector, start);
      if (isEmpty(view, first, Math.min(sector + SECTOR, end))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isEmpty(FileView view, long from, long to) {
    for (long position = from; position < to; position++) {
      if (view.buffer().getByte(view.offset(position)) != 0) {
        return false;
      }
    }
    return true;
  }

  /** Bytes of what was begun at the end of a file; 0 if there is nothing. */
  long writtenBytes(OpenEnd end) {
    long written = 0;
    try (FileView view = FileView.openIfThere(end.file())) {
      if (view == null) {
        return 0; // it stood in an empty run, which was removed meanwhile
      }
      int limit = end.marked() ? 0 : STEP + BatchLayout.MAX_DOCUMENT_LENGTH;
      for (int i = 0; i < limit && view.covers(end.position() + i, 1); i++) {
        if (view.buffer().getByte(view.offset(end.position() + i)) != 0) {
          written = i + 1L;
        }
      }
    }
    return end.torn() ? Math.max(written, STEP + 1) : written;
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

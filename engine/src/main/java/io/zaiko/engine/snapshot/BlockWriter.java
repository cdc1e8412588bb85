package io.zaiko.engine.snapshot;

import static io.zaiko.engine.snapshot.SnapshotLayout.BYTE_ORDER;
import static io.zaiko.engine.snapshot.SnapshotLayout.CRC;
import static io.zaiko.engine.snapshot.SnapshotLayout.FRAME_LENGTH;
import static io.zaiko.engine.snapshot.SnapshotLayout.MAX_MESSAGE_LENGTH;
import static io.zaiko.engine.snapshot.SnapshotLayout.NUMBER;
import static io.zaiko.engine.snapshot.SnapshotLayout.PREAMBLE_LENGTH;

import io.zaiko.protocol.snapshot.MessageHeaderEncoder;
import io.zaiko.protocol.snapshot.SnapshotFooterEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.zip.CRC32C;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes the blocks of a snapshot, one after the other. Not thread safe. */
final class BlockWriter {
  private final OutputStream out;
  private final byte[] bytes = new byte[FRAME_LENGTH + MAX_MESSAGE_LENGTH];
  private final UnsafeBuffer frame = new UnsafeBuffer(bytes);
  private final UnsafeBuffer message =
      new UnsafeBuffer(bytes, FRAME_LENGTH, bytes.length - FRAME_LENGTH);
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final CRC32C crc = new CRC32C();
  private final MessageDigest sha256 = Sha256.create();
  private int blocks;
  private long records;

  /** Begins the file. */
  BlockWriter(OutputStream out) {
    this.out = out;
    frame.putLong(0, SnapshotLayout.MAGIC, BYTE_ORDER);
    frame.putInt(Long.BYTES, SnapshotLayout.VERSION, BYTE_ORDER);
    crc.update(bytes, 0, PREAMBLE_LENGTH - Integer.BYTES);
    frame.putInt(PREAMBLE_LENGTH - Integer.BYTES, (int) crc.getValue(), BYTE_ORDER);
    write(PREAMBLE_LENGTH);
  }

  /** Where the message of the next block is to be encoded, from its first byte. */
  MutableDirectBuffer message() {
    return message;
  }

  /** For whoever encodes a message. */
  MessageHeaderEncoder header() {
    return header;
  }

  /** Notes another record. */
  void countRecord() {
    records++;
  }

  /** Writes the block whose message is encoded. */
  void writeBlock(int messageLength) {
    writeBlock(blocks, messageLength);
    blocks++;
  }

  private void writeBlock(int number, int messageLength) {
    frame.putInt(0, messageLength, BYTE_ORDER);
    frame.putInt(NUMBER, number, BYTE_ORDER);
    crc.update(bytes, 0, CRC);
    crc.update(bytes, FRAME_LENGTH, messageLength);
    frame.putInt(CRC, (int) crc.getValue(), BYTE_ORDER);
    write(FRAME_LENGTH + messageLength);
  }

  private void write(int length) {
    sha256.update(bytes, 0, length);
    try {
      out.write(bytes, 0, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the file. */
  void writeFooter() {
    byte[] hash = sha256.digest();
    SnapshotFooterEncoder footer = new SnapshotFooterEncoder();
    footer
        .wrapAndApplyHeader(message, 0, header)
        .records(records)
        .blocks(blocks)
        .putHash(hash, 0, hash.length);
    writeBlock(blocks, SnapshotLayout.MESSAGE_HEADER_LENGTH + footer.encodedLength());
  }
}

package io.zaiko.engine.snapshot;

import static io.zaiko.engine.snapshot.SnapshotLayout.BYTE_ORDER;
import static io.zaiko.engine.snapshot.SnapshotLayout.CRC;
import static io.zaiko.engine.snapshot.SnapshotLayout.FRAME_LENGTH;
import static io.zaiko.engine.snapshot.SnapshotLayout.MAX_MESSAGE_LENGTH;
import static io.zaiko.engine.snapshot.SnapshotLayout.MESSAGE_HEADER_LENGTH;
import static io.zaiko.engine.snapshot.SnapshotLayout.NUMBER;
import static io.zaiko.engine.snapshot.SnapshotLayout.PREAMBLE_LENGTH;

import io.zaiko.protocol.snapshot.MessageHeaderDecoder;
import io.zaiko.protocol.snapshot.SnapshotFooterDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads the blocks of a snapshot and believes nothing: a block is verified before it is given out,
 * and the footer before the end is told. Not thread safe.
 */
final class BlockReader {
  private final String file;
  private final InputStream in;
  private final byte[] bytes = new byte[FRAME_LENGTH + MAX_MESSAGE_LENGTH];
  private final UnsafeBuffer frame = new UnsafeBuffer(bytes);
  private final UnsafeBuffer message = new UnsafeBuffer(bytes, FRAME_LENGTH, 0);
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final CRC32C crc = new CRC32C();
  private final MessageDigest sha256 = Sha256.create();
  private long blockPosition;
  private long position;
  private int blocks;
  private int templateId;
  private long records;

  /**
   * Reads the beginning of the file.
   *
   * @param file its name, for people
   * @throws SnapshotException if it is no snapshot, or of a newer format
   */
  BlockReader(String file, InputStream in) {
    this.file = file;
    this.in = in;
    read(0, PREAMBLE_LENGTH, "of " + PREAMBLE_LENGTH + " bytes that begin a snapshot");
    if (frame.getLong(0, BYTE_ORDER) != SnapshotLayout.MAGIC) {
      throw damaged("this is no snapshot");
    }
    crc.update(bytes, 0, PREAMBLE_LENGTH - Integer.BYTES);
    if (frame.getInt(PREAMBLE_LENGTH - Integer.BYTES, BYTE_ORDER) != (int) crc.getValue()) {
      throw damaged("the CRC of the beginning does not match");
    }
    int version = frame.getInt(Long.BYTES, BYTE_ORDER);
    if (version != SnapshotLayout.VERSION) {
      throw damaged(
          "it was written by a newer version of Zaiko: its format is "
              + version
              + ", and this version reads "
              + SnapshotLayout.VERSION);
    }
    sha256.update(bytes, 0, PREAMBLE_LENGTH);
  }

  /**
   * Moves to the next block and verifies it.
   *
   * @return false behind the footer, which is verified too, and at the end of the file
   * @throws SnapshotException if anything is not as written
   */
  boolean next() {
    blockPosition = position;
    read(0, FRAME_LENGTH, "where block " + blocks + " begins");
    int length = frame.getInt(0, BYTE_ORDER);
    if (length < MESSAGE_HEADER_LENGTH || length > MAX_MESSAGE_LENGTH) {
      throw damaged("block " + blocks + " has " + length + " bytes");
    }
    read(FRAME_LENGTH, length, "in block " + blocks);
    crc.update(bytes, 0, CRC);
    crc.update(bytes, FRAME_LENGTH, length);
    if (frame.getInt(CRC, BYTE_ORDER) != (int) crc.getValue()) {
      throw damaged("the CRC of block " + blocks + " does not match");
    }
    if (frame.getInt(NUMBER, BYTE_ORDER) != blocks) {
      throw damaged("block " + blocks + " says that it is " + frame.getInt(NUMBER, BYTE_ORDER));
    }
    message.wrap(bytes, FRAME_LENGTH, length);
    verifyHeader();
    if (templateId == SnapshotFooterDecoder.TEMPLATE_ID) {
      verifyFooter();
      return false;
    }
    sha256.update(bytes, 0, FRAME_LENGTH + length);
    blocks++;
    return true;
  }

  private void verifyHeader() {
    header.wrap(message, 0);
    if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID) {
      throw damaged("block " + blocks + " is of schema " + header.schemaId());
    }
    if (header.version() > MessageHeaderDecoder.SCHEMA_VERSION) {
      throw damaged(
          "it was written by a newer version of Zaiko: version "
              + header.version()
              + " of its schema, and this version reads "
              + MessageHeaderDecoder.SCHEMA_VERSION);
    }
    if (header.templateId() < templateId) {
      throw damaged("block " + blocks + " should come earlier");
    }
    templateId = header.templateId();
    if (templateId >= SnapshotLayout.FIRST_TEMPLATE_WITH_RECORDS
        && templateId != SnapshotFooterDecoder.TEMPLATE_ID) {
      int group = MESSAGE_HEADER_LENGTH + header.blockLength();
      records += message.getShort(group + Short.BYTES, BYTE_ORDER) & 0xFFFF;
    }
  }

  private void verifyFooter() {
    SnapshotFooterDecoder footer = new SnapshotFooterDecoder();
    footer.wrapAndApplyHeader(message, 0, header);
    byte[] hash = new byte[SnapshotLayout.HASH_LENGTH];
    footer.getHash(hash, 0, hash.length);
    if (!Arrays.equals(hash, sha256.digest())) {
      throw damaged("the SHA-256 of the file does not match");
    }
    if (footer.blocks() != blocks || footer.records() != records) {
      throw damaged(
          String.format(
              "%d records in %d blocks were written, but %d in %d are there",
              footer.records(), footer.blocks(), records, blocks));
    }
    blockPosition = position;
    if (readUpTo(0, 1) != 0) {
      throw damaged("something follows the end");
    }
  }

  private void read(int offset, int length, String where) {
    if (readUpTo(offset, length) != length) {
      throw damaged("the file ends " + where);
    }
    position += length;
  }

  private int readUpTo(int offset, int length) {
    try {
      return in.readNBytes(bytes, offset, length);
    } catch (IOException e) {
      throw new SnapshotException(file, position, "it cannot be read: " + e.getMessage(), e);
    }
  }

  /** Template of the present block. */
  int templateId() {
    return templateId;
  }

  /** Header of its message. */
  MessageHeaderDecoder header() {
    return header;
  }

  /** Its message, which fills the buffer; good until the next block. */
  DirectBuffer message() {
    return message;
  }

  SnapshotException damaged(String problem) {
    return damaged(problem, null);
  }

  /** Something is wrong in the present block. */
  SnapshotException damaged(String problem, Throwable cause) {
    return new SnapshotException(file, blockPosition, problem, cause);
  }
}

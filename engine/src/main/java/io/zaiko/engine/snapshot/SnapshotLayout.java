package io.zaiko.engine.snapshot;

import io.zaiko.protocol.snapshot.MessageHeaderDecoder;
import java.nio.ByteOrder;

/** Where things lie in a snapshot file; see the package. */
final class SnapshotLayout {
  static final ByteOrder BYTE_ORDER = ByteOrder.LITTLE_ENDIAN;

  /** "ZAIKOSNP", read as a little-endian int64. */
  static final long MAGIC = 0x504E_534F_4B49_415AL;

  /** Version of what is around the messages; those have their own. */
  static final int VERSION = 1;

  /** Magic, version, CRC32C of both. */
  static final int PREAMBLE_LENGTH = 16;

  static final int FRAME_LENGTH = 12;
  static final int NUMBER = 4;
  static final int CRC = 8;

  /** Longest message of a block, in bytes. */
  static final int MAX_MESSAGE_LENGTH = 64 * 1024;

  /** A message this long takes no further record: the longest one might not fit. */
  static final int FULL = MAX_MESSAGE_LENGTH - 2 * 1024;

  /** Most records that a group can count. */
  static final int MOST_RECORDS = 65_534;

  /** The messages from this template on are a group of records, but for the footer. */
  static final int FIRST_TEMPLATE_WITH_RECORDS = 10;

  /** Channels are below it. */
  static final int CHANNELS = 16;

  static final int MESSAGE_HEADER_LENGTH = MessageHeaderDecoder.ENCODED_LENGTH;
  static final int HASH_LENGTH = 32;

  private SnapshotLayout() {}
}

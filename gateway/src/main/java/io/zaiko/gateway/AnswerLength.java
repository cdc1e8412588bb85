package io.zaiko.gateway;

import static io.zaiko.protocol.Protocol.MESSAGE_HEADER_LENGTH;

import io.zaiko.protocol.MessageLines;

/** How many bytes an answer takes that is a fixed part and one group. */
final class AnswerLength {
  private AnswerLength() {}

  /**
   * Bytes of the whole message, its header included.
   *
   * @param blockLength of the fixed part
   * @param entryLength of an entry of the group, with what is variable about it
   */
  static int of(int blockLength, int entryCount, int entryLength) {
    return MESSAGE_HEADER_LENGTH
        + blockLength
        + MessageLines.GROUP_HEADER_LENGTH
        + entryCount * entryLength;
  }

  /** Entries that a message of some length has room for. */
  static int entriesWithin(int length, int blockLength, int entryLength) {
    return (length - of(blockLength, 0, entryLength)) / entryLength;
  }
}

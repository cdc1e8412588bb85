package io.zaiko.gateway;

import static io.zaiko.protocol.Protocol.BYTE_ORDER;
import static io.zaiko.protocol.Protocol.MESSAGE_HEADER_LENGTH;

import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import org.agrona.DirectBuffer;

/** Reads how many entries the first group of a message has, whichever message it is. */
final class FirstGroup {
  private static final int COUNT_OFFSET = 2;

  private FirstGroup() {}

  /** Number of entries; the message must have a group and must have passed the syntax check. */
  static int count(DirectBuffer message, int offset) {
    int blockLength =
        message.getShort(offset + MessageHeaderDecoder.blockLengthEncodingOffset(), BYTE_ORDER)
            & 0xFFFF;
    int group = offset + MESSAGE_HEADER_LENGTH + blockLength;
    return message.getShort(group + COUNT_OFFSET, BYTE_ORDER) & 0xFFFF;
  }
}

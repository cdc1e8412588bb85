package io.zaiko.protocol;

import static io.zaiko.protocol.Protocol.BYTE_ORDER;
import static io.zaiko.protocol.Protocol.MESSAGE_HEADER_LENGTH;

import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import io.zaiko.protocol.sbe.SellDecoder;
import org.agrona.DirectBuffer;

/**
 * Reads the lines and the codes of any message that has them, without knowing which message it is:
 * the schema puts the lines group first and the codes group second everywhere. One such flyweight
 * replaces a loop per command over a dozen generated group classes.
 *
 * <p>The message must have passed {@link CommandSyntax}; positions are not checked again beyond the
 * buffer's own bounds. Not thread safe.
 */
public final class MessageLines {
  /** Bytes of a group header: block length and number of entries, both uint16. */
  public static final int GROUP_HEADER_LENGTH = 4;

  private static final int SKU_OFFSET = SellDecoder.LinesDecoder.skuEncodingOffset();
  private static final int LOCATION_OFFSET = SellDecoder.LinesDecoder.locationEncodingOffset();
  private static final int QUANTITY_OFFSET = SellDecoder.LinesDecoder.quantityEncodingOffset();

  private final int[] codeOffsets = new int[Protocol.MAX_CODES];
  private DirectBuffer buffer;
  private int linesOffset;
  private int lineLength;
  private int lineCount;
  private int codeCount;
  private int limit;

  /**
   * Takes a message that begins with lines and codes. {@code offset} is where its message header
   * starts.
   */
  public MessageLines wrap(DirectBuffer buffer, int offset) {
    this.buffer = buffer;
    int position = blockEnd(buffer, offset);
    lineLength = buffer.getShort(position, BYTE_ORDER) & 0xFFFF;
    lineCount = buffer.getShort(position + 2, BYTE_ORDER) & 0xFFFF;
    linesOffset = position + GROUP_HEADER_LENGTH;
    readCodes(linesOffset + lineLength * lineCount);
    return this;
  }

  /** Takes a message that has codes but no lines. */
  public MessageLines wrapCodes(DirectBuffer buffer, int offset) {
    this.buffer = buffer;
    lineCount = 0;
    readCodes(blockEnd(buffer, offset));
    return this;
  }

  private static int blockEnd(DirectBuffer buffer, int offset) {
    int blockLength =
        buffer.getShort(offset + MessageHeaderDecoder.blockLengthEncodingOffset(), BYTE_ORDER)
            & 0xFFFF;
    return offset + MESSAGE_HEADER_LENGTH + blockLength;
  }

  private void readCodes(int groupOffset) {
    codeCount = buffer.getShort(groupOffset + 2, BYTE_ORDER) & 0xFFFF;
    int blockLength = buffer.getShort(groupOffset, BYTE_ORDER) & 0xFFFF;
    int position = groupOffset + GROUP_HEADER_LENGTH;
    for (int i = 0; i < codeCount; i++) {
      position += blockLength;
      codeOffsets[i] = position;
      position += 1 + (buffer.getByte(position) & 0xFF);
    }
    limit = position;
  }

  /** Number of lines, 0 to 256. */
  public int count() {
    return lineCount;
  }

  /** SKU of a line: a handle, or below zero a code. */
  public int sku(int line) {
    return buffer.getInt(linesOffset + line * lineLength + SKU_OFFSET, BYTE_ORDER);
  }

  /** Location of a line: a handle, or below zero a code. */
  public int location(int line) {
    return buffer.getInt(linesOffset + line * lineLength + LOCATION_OFFSET, BYTE_ORDER);
  }

  /** Quantity of a line, in units, as it was sent. */
  public long quantity(int line) {
    return buffer.getLong(linesOffset + line * lineLength + QUANTITY_OFFSET, BYTE_ORDER);
  }

  /** Number of codes, 0 to 512. */
  public int codeCount() {
    return codeCount;
  }

  /** Where the bytes of a code start in the buffer. */
  public int codeOffset(int index) {
    return codeOffsets[index] + 1;
  }

  /** Length of a code in bytes. */
  public int codeLength(int index) {
    return buffer.getByte(codeOffsets[index]) & 0xFF;
  }

  /** First byte after the groups: where the first variable-length field of the message begins. */
  public int limit() {
    return limit;
  }
}

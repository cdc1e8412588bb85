package io.zaiko.protocol;

import static io.zaiko.protocol.Protocol.BYTE_ORDER;
import static io.zaiko.protocol.Protocol.MESSAGE_HEADER_LENGTH;

import io.zaiko.protocol.MessageShape.Groups;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import io.zaiko.protocol.sbe.ReallocateDecoder;
import io.zaiko.protocol.sbe.ReserveDecoder;
import io.zaiko.protocol.sbe.SellDecoder;
import io.zaiko.protocol.sbe.TransferRequestDecoder;
import org.agrona.DirectBuffer;

/**
 * Reads the lines, the codes and the choices of any message that has them, without knowing which
 * message it is: the schema puts the lines group first, the codes group second and the choices
 * third everywhere. One such flyweight replaces a loop per command over a dozen generated group
 * classes.
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
  private static final int SKU_LINE_QUANTITY_OFFSET =
      TransferRequestDecoder.LinesDecoder.quantityEncodingOffset();
  private static final int DESTINATION_OFFSET =
      ReallocateDecoder.LinesDecoder.destinationEncodingOffset();
  private static final int PLACE_OFFSET = ReserveDecoder.ChoicesDecoder.placeEncodingOffset();
  private static final int LINE_OFFSET = ReserveDecoder.ChoicesDecoder.lineEncodingOffset();
  private static final int REGION_OFFSET = ReserveDecoder.ChoicesDecoder.isRegionEncodingOffset();

  private final int[] codeOffsets = new int[Protocol.MAX_CODES];
  private DirectBuffer buffer;
  private Groups groups = Groups.NONE;
  private int linesOffset;
  private int lineLength;
  private int lineCount;
  private int codeCount;
  private int choicesOffset;
  private int choiceLength;
  private int choiceCount;
  private int limit;

  /**
   * Takes a message that begins with lines and codes. {@code offset} is where its message header
   * starts.
   */
  public MessageLines wrap(DirectBuffer buffer, int offset) {
    this.buffer = buffer;
    int templateId =
        buffer.getShort(offset + MessageHeaderDecoder.templateIdEncodingOffset(), BYTE_ORDER);
    groups = MessageShape.of(templateId).groups();
    int position = blockEnd(buffer, offset);
    lineLength = blockLength(position);
    lineCount = entryCount(position);
    linesOffset = position + GROUP_HEADER_LENGTH;
    readCodes(linesOffset + lineLength * lineCount);
    choiceCount = 0;
    if (groups == Groups.LINES_AND_CHOICES) {
      readChoices(limit);
    }
    return this;
  }

  /** Takes a message that has codes but no lines. */
  public MessageLines wrapCodes(DirectBuffer buffer, int offset) {
    this.buffer = buffer;
    groups = Groups.CODES;
    lineCount = 0;
    choiceCount = 0;
    readCodes(blockEnd(buffer, offset));
    return this;
  }

  /**
   * Number of entries of a message's first group, whichever message it is; it must have one. {@code
   * offset} is where its message header starts.
   */
  public static int firstGroupCount(DirectBuffer message, int offset) {
    return entryCount(message, blockEnd(message, offset));
  }

  private static int blockEnd(DirectBuffer buffer, int offset) {
    int blockLength =
        buffer.getShort(offset + MessageHeaderDecoder.blockLengthEncodingOffset(), BYTE_ORDER)
            & 0xFFFF;
    return offset + MESSAGE_HEADER_LENGTH + blockLength;
  }

  private int blockLength(int groupOffset) {
    return buffer.getShort(groupOffset, BYTE_ORDER) & 0xFFFF;
  }

  private int entryCount(int groupOffset) {
    return entryCount(buffer, groupOffset);
  }

  private static int entryCount(DirectBuffer buffer, int groupOffset) {
    return buffer.getShort(groupOffset + 2, BYTE_ORDER) & 0xFFFF;
  }

  private void readCodes(int groupOffset) {
    codeCount = entryCount(groupOffset);
    int blockLength = blockLength(groupOffset);
    int position = groupOffset + GROUP_HEADER_LENGTH;
    for (int i = 0; i < codeCount; i++) {
      position += blockLength;
      codeOffsets[i] = position;
      position += 1 + (buffer.getByte(position) & 0xFF);
    }
    limit = position;
  }

  private void readChoices(int groupOffset) {
    choiceLength = blockLength(groupOffset);
    choiceCount = entryCount(groupOffset);
    choicesOffset = groupOffset + GROUP_HEADER_LENGTH;
    limit = choicesOffset + choiceLength * choiceCount;
  }

  /** Number of lines, 0 to 256. */
  public int count() {
    return lineCount;
  }

  /** SKU of a line: a handle, or below zero a code. */
  public int sku(int line) {
    return buffer.getInt(linesOffset + line * lineLength + SKU_OFFSET, BYTE_ORDER);
  }

  /**
   * Location of a line: a handle, or below zero a code; {@link Protocol#NO_REF} for a line that has
   * choices, or whose message has no locations.
   */
  public int location(int line) {
    return groups == Groups.SKU_LINES
        ? Protocol.NO_REF
        : buffer.getInt(linesOffset + line * lineLength + LOCATION_OFFSET, BYTE_ORDER);
  }

  /** Quantity of a line, in units, as it was sent; 0 for a line of REALLOCATE, which has none. */
  public long quantity(int line) {
    return switch (groups) {
      case RELOCATIONS -> 0;
      case SKU_LINES ->
          buffer.getLong(linesOffset + line * lineLength + SKU_LINE_QUANTITY_OFFSET, BYTE_ORDER);
      default -> buffer.getLong(linesOffset + line * lineLength + QUANTITY_OFFSET, BYTE_ORDER);
    };
  }

  /** Where a line of REALLOCATE goes: a handle, or below zero a code. */
  public int destination(int line) {
    return buffer.getInt(linesOffset + line * lineLength + DESTINATION_OFFSET, BYTE_ORDER);
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

  /** Whether the lines of this message have destinations and no quantities. */
  public boolean hasDestinations() {
    return groups == Groups.RELOCATIONS;
  }

  /** Whether the lines of this message may have choices instead of a location. */
  boolean mayHaveChoices() {
    return groups == Groups.LINES_AND_CHOICES;
  }

  /** Number of choices, 0 to 4,096; those of one line stand together, the lines in order. */
  public int choiceCount() {
    return choiceCount;
  }

  /** The line that a choice is for. */
  public int choiceLine(int choice) {
    return buffer.getShort(choicesOffset + choice * choiceLength + LINE_OFFSET, BYTE_ORDER)
        & 0xFFFF;
  }

  /** What may be chosen: a location as a handle or, below zero, a code; or the code of a region. */
  public int choicePlace(int choice) {
    return buffer.getInt(choicesOffset + choice * choiceLength + PLACE_OFFSET, BYTE_ORDER);
  }

  /** Whether a choice names a region. */
  public boolean choiceIsRegion(int choice) {
    return buffer.getByte(choicesOffset + choice * choiceLength + REGION_OFFSET) != 0;
  }

  /** Whether a choice says either that it names a region, or that it does not. */
  boolean choiceSaysWhich(int choice) {
    return (buffer.getByte(choicesOffset + choice * choiceLength + REGION_OFFSET) & 0xFF) <= 1;
  }

  /** First byte after the groups: where the first variable-length field of the message begins. */
  public int limit() {
    return limit;
  }
}

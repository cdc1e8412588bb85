package io.zaiko.protocol;

import static io.zaiko.protocol.MessageLines.GROUP_HEADER_LENGTH;
import static io.zaiko.protocol.Protocol.BYTE_ORDER;
import static io.zaiko.protocol.Protocol.MAX_CODES;
import static io.zaiko.protocol.Protocol.MAX_LINES;
import static io.zaiko.protocol.Protocol.MAX_QUANTITY;
import static io.zaiko.protocol.Protocol.MESSAGE_HEADER_LENGTH;

import io.zaiko.protocol.sbe.*;
import org.agrona.DirectBuffer;

/**
 * Decides what can be decided about a message before it enters the pipeline: is it whole, are its
 * texts texts, are its numbers in range. Whether a SKU exists or a state allows a step is the
 * engine's to say, in journal order.
 *
 * <p>A message that passes can be decoded without any further check of its structure. Reuses its
 * flyweights and allocates nothing. Not thread safe: one instance per thread.
 */
public final class CommandSyntax {
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final MessageLines lines = new MessageLines();
  private final CommandFields commands;
  private final QueryFields queries;
  private MessageShape shape;
  private DirectBuffer buffer;
  private int offset;
  private int end;
  private int lastTextLength;

  /**
   * @param channelCount number of configured channels, 1 to 16; a higher channel index is MALFORMED
   */
  public CommandSyntax(int channelCount) {
    commands = new CommandFields(channelCount);
    queries = new QueryFields(channelCount);
  }

  /** The shape of the message last checked, or null if its template is unknown. */
  public MessageShape shape() {
    return shape;
  }

  /**
   * Checks one message that a client sent.
   *
   * @param offset where the SBE message header starts
   * @param length bytes of the message, without the frame's length field
   * @return OK, MALFORMED, TOO_MANY_LINES, LIMIT_EXCEEDED or NOT_PERMITTED
   */
  public ResultCode check(DirectBuffer buffer, int offset, int length) {
    this.buffer = buffer;
    this.offset = offset;
    this.end = offset + length;
    shape = null;
    if (length < MESSAGE_HEADER_LENGTH || length > Protocol.MAX_MESSAGE_LENGTH) {
      return ResultCode.MALFORMED;
    }
    header.wrap(buffer, offset);
    shape = MessageShape.of(header.templateId());
    if (shape == null || header.schemaId() != MessageHeaderDecoder.SCHEMA_ID) {
      return ResultCode.MALFORMED;
    }
    if (shape.origin() == MessageShape.Origin.INTERNAL) {
      return ResultCode.NOT_PERMITTED;
    }
    int blockEnd = offset + MESSAGE_HEADER_LENGTH + header.blockLength();
    if (header.blockLength() < shape.blockLength() || blockEnd > end) {
      return ResultCode.MALFORMED;
    }
    return checkGroups(blockEnd);
  }

  private ResultCode checkGroups(int blockEnd) {
    if (shape.groups().haveLines()
        && blockEnd + GROUP_HEADER_LENGTH <= end
        && groupCount(blockEnd) > MAX_LINES) {
      return ResultCode.TOO_MANY_LINES;
    }
    int textsOffset =
        switch (shape.groups()) {
          case LINES -> codesEnd(linesEnd(blockEnd, SellDecoder.LinesDecoder.sbeBlockLength()));
          case LINES_AND_CHOICES ->
              choicesEnd(codesEnd(linesEnd(blockEnd, SellDecoder.LinesDecoder.sbeBlockLength())));
          case SKU_LINES ->
              codesEnd(linesEnd(blockEnd, TransferRequestDecoder.LinesDecoder.sbeBlockLength()));
          case RELOCATIONS ->
              codesEnd(linesEnd(blockEnd, ReallocateDecoder.LinesDecoder.sbeBlockLength()));
          case CODES -> codesEnd(blockEnd);
          case HANDLES ->
              groupEnd(blockEnd, DescribeDecoder.HandlesDecoder.sbeBlockLength(), MAX_CODES);
          case NONE -> blockEnd;
        };
    return textsOffset >= 0 && textsFit(textsOffset) ? checkValues() : ResultCode.MALFORMED;
  }

  /** MALFORMED anywhere goes before LIMIT_EXCEEDED anywhere: that is their precedence. */
  private ResultCode checkValues() {
    ResultCode ofLines = ResultCode.OK;
    if (shape.groups().haveLines()) {
      ofLines = checkLines(lines.wrap(buffer, offset));
    } else if (shape.groups() == MessageShape.Groups.CODES) {
      lines.wrapCodes(buffer, offset);
    }
    if (ofLines == ResultCode.MALFORMED) {
      return ofLines;
    }
    ResultCode ofFields = checkFields();
    return ofFields != ResultCode.OK ? ofFields : ofLines;
  }

  private ResultCode checkFields() {
    int codeCount = lines.codeCount();
    return shape.origin() == MessageShape.Origin.COMMAND
        ? commands.check(shape, buffer, offset, codeCount, lastTextLength > 0)
        : queries.check(shape, buffer, offset, codeCount);
  }

  private ResultCode checkLines(MessageLines lines) {
    if ((lines.count() == 0 && !mayBeEmpty()) || !choicesFit(lines)) {
      return ResultCode.MALFORMED;
    }
    ResultCode worst = ResultCode.OK;
    for (int i = 0; i < lines.count(); i++) {
      if (!CommandFields.isRef(lines.sku(i), lines.codeCount())
          || !isPlace(lines, i)
          || !isQuantity(lines.quantity(i))) {
        return ResultCode.MALFORMED;
      }
      if (lines.quantity(i) > MAX_QUANTITY || lines.quantity(i) < -MAX_QUANTITY) {
        worst = ResultCode.LIMIT_EXCEEDED;
      }
    }
    return worst;
  }

  private boolean mayBeEmpty() {
    return switch (shape) {
      case FULFIL, SHORT, RELEASE, TRANSFER_DISPATCH, TRANSFER_RECEIVE, TRANSFER_CLOSE -> true;
      default -> false;
    };
  }

  private boolean isPlace(MessageLines lines, int line) {
    int location = lines.location(line);
    return switch (shape.groups()) {
      case SKU_LINES -> true;
      case RELOCATIONS ->
          CommandFields.isRef(location, lines.codeCount())
              && CommandFields.isRef(lines.destination(line), lines.codeCount());
      case LINES_AND_CHOICES ->
          location == Protocol.NO_REF || CommandFields.isRef(location, lines.codeCount());
      default -> CommandFields.isRef(location, lines.codeCount());
    };
  }

  /**
   * Whether each line has either a location or choices, and these are 1 to 16 locations or one
   * region, in the order of the lines.
   */
  private static boolean choicesFit(MessageLines lines) {
    int choice = 0;
    for (int line = 0; line < lines.count(); line++) {
      int first = choice;
      while (choice < lines.choiceCount() && lines.choiceLine(choice) == line) {
        if (!isChoice(lines, choice) || (lines.choiceIsRegion(choice) && choice > first)) {
          return false;
        }
        choice++;
      }
      int count = choice - first;
      boolean wanted = lines.mayHaveChoices() && lines.location(line) == Protocol.NO_REF;
      boolean regionAmongOthers = count > 1 && lines.choiceIsRegion(first);
      if (wanted != (count > 0) || count > Protocol.MAX_CHOICES_PER_LINE || regionAmongOthers) {
        return false;
      }
    }
    return choice == lines.choiceCount();
  }

  private static boolean isChoice(MessageLines lines, int choice) {
    int place = lines.choicePlace(choice);
    return lines.choiceSaysWhich(choice)
        && CommandFields.isRef(place, lines.codeCount())
        && (!lines.choiceIsRegion(choice) || place < 0);
  }

  private boolean isQuantity(long quantity) {
    return switch (shape) {
      case ADJUST -> quantity != 0;
      case COUNT -> quantity >= 0;
      case REALLOCATE -> true;
      default -> quantity >= 1;
    };
  }

  /** End of a group of fixed entries, or -1 if it does not fit. */
  private int groupEnd(int position, int leastBlockLength, int mostEntries) {
    boolean fits =
        position >= 0
            && position + GROUP_HEADER_LENGTH <= end
            && groupCount(position) <= mostEntries
            && (groupCount(position) == 0 || blockLength(position) >= leastBlockLength)
            && position + groupLength(position) <= end;
    return fits ? position + groupLength(position) : -1;
  }

  private int linesEnd(int position, int leastBlockLength) {
    return groupEnd(position, leastBlockLength, MAX_LINES);
  }

  private int choicesEnd(int position) {
    return groupEnd(position, ReserveDecoder.ChoicesDecoder.sbeBlockLength(), Protocol.MAX_CHOICES);
  }

  private int blockLength(int position) {
    return buffer.getShort(position, BYTE_ORDER) & 0xFFFF;
  }

  private int groupCount(int position) {
    return buffer.getShort(position + 2, BYTE_ORDER) & 0xFFFF;
  }

  private int groupLength(int position) {
    return GROUP_HEADER_LENGTH + blockLength(position) * groupCount(position);
  }

  /** End of the codes group at a position, or -1 if it does not fit or a code is not one. */
  private int codesEnd(int groupOffset) {
    if (groupOffset < 0
        || groupOffset + GROUP_HEADER_LENGTH > end
        || groupCount(groupOffset) > MAX_CODES) {
      return -1;
    }
    int count = groupCount(groupOffset);
    int position = groupOffset + GROUP_HEADER_LENGTH;
    for (int i = 0; i < count; i++) {
      int textOffset = position + blockLength(groupOffset);
      int next = textEnd(textOffset);
      if (next < 0 || !Text.isCode(buffer, textOffset + 1, next - textOffset - 1)) {
        return -1;
      }
      position = next;
    }
    return position;
  }

  private boolean textsFit(int textsOffset) {
    int position = textsOffset;
    for (int i = 0; i < shape.textCount(); i++) {
      int next = textEnd(position);
      if (next < 0 || !isText(shape.text(i), position + 1, next - position - 1)) {
        return false;
      }
      lastTextLength = next - position - 1;
      position = next;
    }
    return position == end;
  }

  private int textEnd(int position) {
    if (position < 0 || position >= end) {
      return -1;
    }
    int next = position + 1 + (buffer.getByte(position) & 0xFF);
    return next <= end ? next : -1;
  }

  private boolean isText(MessageShape.TextKind kind, int offset, int length) {
    return switch (kind) {
      case CODE -> Text.isCode(buffer, offset, length);
      case OPTIONAL_CODE -> length == 0 || Text.isCode(buffer, offset, length);
      case ID -> Text.isId(buffer, offset, length);
      case OPTIONAL_ID -> length == 0 || Text.isId(buffer, offset, length);
      case NAME -> Text.isName(buffer, offset, length);
    };
  }
}

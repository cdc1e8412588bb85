package io.zaiko.simulator.action;

import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.MessageHeaderEncoder;
import io.zaiko.simulator.action.Action.Line;
import io.zaiko.simulator.action.Action.Relocation;
import io.zaiko.simulator.action.Action.SkuLine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.MutableDirectBuffer;
import org.agrona.sbe.MessageEncoderFlyweight;

/**
 * Writes what is alike in every command: the header and the three fields that come first, then,
 * behind the fixed fields, lines, codes, choices and texts, in this order. Not thread safe.
 */
final class MessageWriter {
  private static final int LINE_LENGTH = 16;
  private static final int SKU_LINE_LENGTH = 12;
  private static final int RELOCATION_LENGTH = 12;
  private static final int CHOICE_LENGTH = 7;

  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final List<String> codes = new ArrayList<>();
  private MutableDirectBuffer buffer;
  private int start;
  private int position;

  void wrap(MutableDirectBuffer newBuffer, int offset) {
    buffer = newBuffer;
    start = offset;
    codes.clear();
  }

  /** Writes the header and the first three fields; the caller goes on with the fixed fields. */
  <E extends MessageEncoderFlyweight> E begin(
      E message, long requestId, long session, long referenceTime) {
    header
        .wrap(buffer, start)
        .blockLength(message.sbeBlockLength())
        .templateId(message.sbeTemplateId())
        .schemaId(message.sbeSchemaId())
        .version(message.sbeSchemaVersion());
    int block = start + MessageHeaderEncoder.ENCODED_LENGTH;
    message.wrap(buffer, block);
    buffer.putLong(block, requestId, Protocol.BYTE_ORDER);
    buffer.putLong(block + 8, session, Protocol.BYTE_ORDER);
    buffer.putLong(block + 16, referenceTime, Protocol.BYTE_ORDER);
    position = block + message.sbeBlockLength();
    return message;
  }

  /**
   * The reference to a SKU or a location; its code, if it is one, is written with {@link #codes}.
   */
  int ref(Ref ref) {
    if (ref instanceof Ref.Handle handle) {
      return handle.number();
    }
    if (ref instanceof Ref.Code code) {
      return codeRef(code.text());
    }
    return Protocol.NO_REF;
  }

  private int codeRef(String code) {
    if (!codes.contains(code)) {
      codes.add(code);
    }
    return Protocol.codeRef(codes.indexOf(code));
  }

  MessageWriter lines(List<Line> lines) {
    group(LINE_LENGTH, lines.size());
    for (Line line : lines) {
      putInt(ref(line.sku()));
      putInt(ref(line.location()));
      putLong(line.quantity());
    }
    return this;
  }

  MessageWriter skuLines(List<SkuLine> lines) {
    group(SKU_LINE_LENGTH, lines.size());
    for (SkuLine line : lines) {
      putInt(ref(line.sku()));
      putLong(line.quantity());
    }
    return this;
  }

  MessageWriter relocations(List<Relocation> lines) {
    group(RELOCATION_LENGTH, lines.size());
    for (Relocation line : lines) {
      putInt(ref(line.sku()));
      putInt(ref(line.location()));
      putInt(ref(line.destination()));
    }
    return this;
  }

  MessageWriter codes() {
    group(0, codes.size());
    for (String code : codes) {
      text(code);
    }
    return this;
  }

  /** The lines, the codes of lines and choices, then the choices. */
  MessageWriter linesAndChoices(List<Line> lines) {
    lines(lines);
    record Choice(int place, int line, boolean region) {}
    List<Choice> choices = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Ref location = lines.get(i).location();
      if (location instanceof Ref.AnyOf anyOf) {
        for (Ref place : anyOf.locations()) {
          choices.add(new Choice(ref(place), i, false));
        }
      } else if (location instanceof Ref.Region region) {
        choices.add(new Choice(codeRef(region.code()), i, true));
      }
    }
    codes();
    group(CHOICE_LENGTH, choices.size());
    for (Choice choice : choices) {
      putInt(choice.place());
      buffer.putShort(position, (short) choice.line(), Protocol.BYTE_ORDER);
      buffer.putByte(position + 2, (byte) (choice.region() ? 1 : 0));
      position += 3;
    }
    return this;
  }

  /** Ends a message with its texts and returns its length. */
  int end(String... texts) {
    for (String text : texts) {
      text(text);
    }
    return position - start;
  }

  private void group(int entryLength, int count) {
    buffer.putShort(position, (short) entryLength, Protocol.BYTE_ORDER);
    buffer.putShort(position + 2, (short) count, Protocol.BYTE_ORDER);
    position += 4;
  }

  private void putInt(int value) {
    buffer.putInt(position, value, Protocol.BYTE_ORDER);
    position += Integer.BYTES;
  }

  private void putLong(long value) {
    buffer.putLong(position, value, Protocol.BYTE_ORDER);
    position += Long.BYTES;
  }

  private void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    buffer.putByte(position, (byte) bytes.length);
    buffer.putBytes(position + 1, bytes);
    position += 1 + bytes.length;
  }
}

package io.zaiko.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import io.zaiko.protocol.sbe.ResultCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.sbe.MessageDecoderFlyweight;

/**
 * A message taken apart with plain Java, so that tests can change one thing and put it together
 * again. Every {@code with...} returns a changed copy.
 */
final class TestMessage {
  private static final Schema SCHEMA = Schema.load();
  private static final int FIXED_OFFSET = MessageHeaderDecoder.ENCODED_LENGTH;
  private static final int GROUP_COUNT_OFFSET = 2;

  private final String name;

  /** Header and fixed fields. */
  private final byte[] block;

  /** Entries of the group of fixed entries (lines, handles). */
  private final List<byte[]> entries;

  /** Entries of the group of texts (codes). */
  private final List<byte[]> codes;

  private final List<byte[]> texts;

  private TestMessage(
      String name, byte[] block, List<byte[]> entries, List<byte[]> codes, List<byte[]> texts) {
    this.name = name;
    this.block = block;
    this.entries = entries;
    this.codes = codes;
    this.texts = texts;
  }

  /** The golden message of that name. */
  static TestMessage golden(String name) {
    return of(name, GoldenMessages.all().get(name));
  }

  static TestMessage of(String name, byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    byte[] block = take(in, FIXED_OFFSET + in.getShort(0));
    List<byte[]> entries = new ArrayList<>();
    List<byte[]> codes = new ArrayList<>();
    for (String group : SCHEMA.messages().get(name).groups()) {
      int length = in.getShort();
      int count = in.getShort();
      for (int i = 0; i < count; i++) {
        if (isTexts(group)) {
          codes.add(take(in, in.get()));
        } else {
          entries.add(take(in, length));
        }
      }
    }
    List<byte[]> texts = new ArrayList<>();
    for (int i = 0; i < SCHEMA.messages().get(name).texts().size(); i++) {
      texts.add(take(in, in.get()));
    }
    return new TestMessage(name, block, entries, codes, texts);
  }

  private static boolean isTexts(String group) {
    return group.equals("codes") || group.equals("channels");
  }

  private static byte[] take(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  byte[] bytes() {
    ByteBuffer out = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
    out.put(block);
    for (String group : SCHEMA.messages().get(name).groups()) {
      if (isTexts(group)) {
        out.putShort((short) 0).putShort((short) codes.size());
        codes.forEach(code -> out.put((byte) code.length).put(code));
      } else {
        out.putShort((short) entryLength()).putShort((short) entries.size());
        entries.forEach(out::put);
      }
    }
    texts.forEach(text -> out.put((byte) text.length).put(text));
    byte[] bytes = new byte[out.flip().limit()];
    out.get(bytes);
    return bytes;
  }

  private int entryLength() {
    return entries.isEmpty() ? 16 : entries.get(0).length;
  }

  /** A buffer that ends where the message ends: reading beyond it throws. */
  DirectBuffer buffer() {
    return new UnsafeBuffer(bytes());
  }

  ResultCode check(CommandSyntax syntax) {
    DirectBuffer buffer = buffer();
    return syntax.check(buffer, 0, buffer.capacity());
  }

  /** What the generated decoder reads, as text. */
  String meaning() {
    String text = decoder().toString();
    return text.substring(text.indexOf("):") + 2);
  }

  /** The generated decoder, wrapped. */
  MessageDecoderFlyweight decoder() {
    return decoder(name, bytes());
  }

  /** The generated decoder of a message, wrapped around bytes. */
  static MessageDecoderFlyweight decoder(String name, byte[] bytes) {
    try {
      Class<?> type = decoderClass(name);
      return (MessageDecoderFlyweight)
          type.getMethod(
                  "wrapAndApplyHeader", DirectBuffer.class, int.class, MessageHeaderDecoder.class)
              .invoke(
                  type.getConstructor().newInstance(),
                  new UnsafeBuffer(bytes),
                  0,
                  new MessageHeaderDecoder());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("no generated decoder for " + name, e);
    }
  }

  /** Bytes behind the message header that the generated decoder steps over, group by group. */
  static int decodedLength(MessageDecoderFlyweight decoder) {
    try {
      return (int) decoder.getClass().getMethod("sbeDecodedLength").invoke(decoder);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("not a generated decoder: " + decoder.getClass(), e);
    }
  }

  private static Class<?> decoderClass(String name) throws ClassNotFoundException {
    return Class.forName("io.zaiko.protocol.sbe." + name + "Decoder");
  }

  private int constant(String method) {
    try {
      return (int) decoderClass(name).getMethod(method).invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(name + " has no " + method, e);
    }
  }

  boolean has(String field) {
    return SCHEMA.messages().get(name).fields().contains(field);
  }

  int entryCount() {
    return entries.size();
  }

  /** Sets a fixed field. */
  TestMessage with(String field, long value) {
    byte[] changed = block.clone();
    int offset = FIXED_OFFSET + constant(field + "EncodingOffset");
    putNumber(changed, offset, constant(field + "EncodingLength"), value);
    return new TestMessage(name, changed, entries, codes, texts);
  }

  private TestMessage withHeader(int offset, int value) {
    byte[] changed = block.clone();
    putNumber(changed, offset, Short.BYTES, value);
    return new TestMessage(name, changed, entries, codes, texts);
  }

  TestMessage withTemplate(int templateId) {
    return withHeader(MessageHeaderDecoder.templateIdEncodingOffset(), templateId);
  }

  TestMessage withSchema(int schemaId) {
    return withHeader(MessageHeaderDecoder.schemaIdEncodingOffset(), schemaId);
  }

  /** A fixed part of another length, zeroes at its end when it is longer. */
  TestMessage withBlockLength(int length) {
    byte[] changed = Arrays.copyOf(block, FIXED_OFFSET + length);
    return new TestMessage(name, changed, entries, codes, texts)
        .withHeader(MessageHeaderDecoder.blockLengthEncodingOffset(), length);
  }

  /** Makes every line longer by some zeroes, as a later version of the schema may. */
  TestMessage withLongerLines(int extra) {
    List<byte[]> changed =
        entries.stream().map(entry -> Arrays.copyOf(entry, entry.length + extra)).toList();
    return new TestMessage(name, block, changed, codes, texts);
  }

  TestMessage withSku(int line, int ref) {
    return withLine(line, 0, Integer.BYTES, ref);
  }

  TestMessage withLocation(int line, int ref) {
    return withLine(line, Integer.BYTES, Integer.BYTES, ref);
  }

  TestMessage withQuantity(int line, long quantity) {
    return withLine(line, 2 * Integer.BYTES, Long.BYTES, quantity);
  }

  private TestMessage withLine(int line, int offset, int length, long value) {
    List<byte[]> changed = new ArrayList<>(entries);
    changed.set(line, entries.get(line).clone());
    putNumber(changed.get(line), offset, length, value);
    return new TestMessage(name, block, changed, codes, texts);
  }

  /** The first line, or a line of zeroes, so many times. */
  TestMessage withLines(int count) {
    byte[] line = entries.isEmpty() ? new byte[16] : entries.get(0);
    return new TestMessage(name, block, Collections.nCopies(count, line), codes, texts);
  }

  TestMessage withCodes(List<String> changed) {
    List<byte[]> bytes = changed.stream().map(code -> code.getBytes(UTF_8)).toList();
    return new TestMessage(name, block, entries, bytes, texts);
  }

  TestMessage withCode(int index, byte[] code) {
    List<byte[]> changed = new ArrayList<>(codes);
    changed.set(index, code);
    return new TestMessage(name, block, entries, changed, texts);
  }

  TestMessage withText(int index, byte[] text) {
    List<byte[]> changed = new ArrayList<>(texts);
    changed.set(index, text);
    return new TestMessage(name, block, entries, codes, changed);
  }

  private static void putNumber(byte[] bytes, int offset, int length, long value) {
    for (int i = 0; i < length; i++) {
      bytes[offset + i] = (byte) (value >>> (8 * i));
    }
  }

  /** Where the group count of the first group is, or -1 without one. */
  int groupCountOffset() {
    return SCHEMA.messages().get(name).groups().isEmpty() ? -1 : block.length + GROUP_COUNT_OFFSET;
  }

  @Override
  public String toString() {
    return name;
  }
}

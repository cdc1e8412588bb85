package io.zaiko.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import io.zaiko.protocol.sbe.ResultCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.sbe.MessageDecoderFlyweight;

/**
 * A message taken apart with plain Java, so that tests can change one thing and put it together
 * again. Every {@code with...} returns a changed copy.
 *
 * <p>Public, as the schema is: the system tests take it from here.
 */
public final class TestMessage {
  private static final Schema SCHEMA = Schema.load();
  private static final int FIXED_OFFSET = MessageHeaderDecoder.ENCODED_LENGTH;
  private static final int GROUP_COUNT_OFFSET = 2;
  private static final String CODES = "codes";

  private final String name;

  /** Header and fixed fields. */
  private final byte[] block;

  /** The entries of each group, in the order of the schema. */
  private final Map<String, List<Entry>> groups;

  private final List<byte[]> texts;

  /** An entry of a group. Nobody changes its bytes. */
  private static final class Entry {
    private final byte[] fixed;
    private final List<byte[]> texts;

    Entry(byte[] fixed, List<byte[]> texts) {
      this.fixed = fixed;
      this.texts = texts;
    }
  }

  private TestMessage(
      String name, byte[] block, Map<String, List<Entry>> groups, List<byte[]> texts) {
    this.name = name;
    this.block = block;
    this.groups = groups;
    this.texts = texts;
  }

  /** The golden message of that name. */
  public static TestMessage golden(String name) {
    return of(name, GoldenMessages.all().get(name));
  }

  static TestMessage of(String name, byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    byte[] block = take(in, FIXED_OFFSET + in.getShort(0));
    Map<String, List<Entry>> groups = new LinkedHashMap<>();
    schema(name)
        .textsOfGroups()
        .forEach(
            (group, groupTexts) -> {
              List<Entry> entries = new ArrayList<>();
              int length = in.getShort();
              int count = in.getShort();
              for (int i = 0; i < count; i++) {
                entries.add(new Entry(take(in, length), takeTexts(in, groupTexts.size())));
              }
              groups.put(group, entries);
            });
    return new TestMessage(name, block, groups, takeTexts(in, schema(name).texts().size()));
  }

  private static Schema.Message schema(String name) {
    return SCHEMA.messages().get(name);
  }

  private static byte[] take(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private static List<byte[]> takeTexts(ByteBuffer in, int count) {
    List<byte[]> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(take(in, in.get()));
    }
    return texts;
  }

  public byte[] bytes() {
    ByteBuffer out = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
    out.put(block);
    groups.forEach(
        (group, entries) -> {
          int length = entries.isEmpty() ? blockLength(group) : entries.get(0).fixed.length;
          out.putShort((short) length).putShort((short) entries.size());
          for (Entry entry : entries) {
            out.put(entry.fixed);
            putTexts(out, entry.texts);
          }
        });
    putTexts(out, texts);
    byte[] bytes = new byte[out.flip().limit()];
    out.get(bytes);
    return bytes;
  }

  private static void putTexts(ByteBuffer out, List<byte[]> texts) {
    texts.forEach(text -> out.put((byte) text.length).put(text));
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
      Class<?> type = Class.forName(decoderName(name));
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

  private static String decoderName(String name) {
    return "io.zaiko.protocol.sbe." + name + "Decoder";
  }

  private String groupDecoderName(String group) {
    return decoderName(name)
        + "$"
        + Character.toUpperCase(group.charAt(0))
        + group.substring(1)
        + "Decoder";
  }

  private static int constant(String decoder, String method) {
    try {
      return (int) Class.forName(decoder).getMethod(method).invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(decoder + " has no " + method, e);
    }
  }

  private int blockLength(String group) {
    return constant(groupDecoderName(group), "sbeBlockLength");
  }

  public boolean has(String field) {
    return schema(name).fields().contains(field);
  }

  /** Whether its lines have a field. */
  boolean linesHave(String field) {
    return SchemaTypes.load().typesOf(name, "lines").containsKey(field);
  }

  /** How many entries its first group has, if those are fixed fields alone: lines or handles. */
  int entryCount() {
    return groups.entrySet().stream()
        .limit(1)
        .filter(group -> group.getKey().equals("lines") || group.getKey().equals("handles"))
        .mapToInt(group -> group.getValue().size())
        .sum();
  }

  /** Sets a fixed field. */
  public TestMessage with(String field, long value) {
    return new TestMessage(
        name, changed(block, FIXED_OFFSET, decoderName(name), field, value), groups, texts);
  }

  private static byte[] changed(byte[] bytes, int from, String decoder, String field, long value) {
    byte[] changed = bytes.clone();
    int offset = from + constant(decoder, field + "EncodingOffset");
    putNumber(changed, offset, constant(decoder, field + "EncodingLength"), value);
    return changed;
  }

  private TestMessage withHeader(int offset, int value) {
    byte[] changed = block.clone();
    putNumber(changed, offset, Short.BYTES, value);
    return new TestMessage(name, changed, groups, texts);
  }

  public TestMessage withTemplate(int templateId) {
    return withHeader(MessageHeaderDecoder.templateIdEncodingOffset(), templateId);
  }

  public TestMessage withSchema(int schemaId) {
    return withHeader(MessageHeaderDecoder.schemaIdEncodingOffset(), schemaId);
  }

  /** A fixed part of another length, zeroes at its end when it is longer. */
  TestMessage withBlockLength(int length) {
    byte[] changed = Arrays.copyOf(block, FIXED_OFFSET + length);
    return new TestMessage(name, changed, groups, texts)
        .withHeader(MessageHeaderDecoder.blockLengthEncodingOffset(), length);
  }

  private TestMessage withGroup(String group, List<Entry> entries) {
    Map<String, List<Entry>> changed = new LinkedHashMap<>(groups);
    changed.put(group, entries);
    return new TestMessage(name, block, changed, texts);
  }

  /** Makes every line longer by some zeroes, as a later version of the schema may. */
  TestMessage withLongerLines(int extra) {
    return withLongerEntries("lines", extra);
  }

  /** Makes every entry of a group longer by some zeroes. */
  TestMessage withLongerEntries(String group, int extra) {
    List<Entry> changed = new ArrayList<>();
    for (Entry entry : groups.get(group)) {
      changed.add(new Entry(Arrays.copyOf(entry.fixed, entry.fixed.length + extra), entry.texts));
    }
    return withGroup(group, changed);
  }

  TestMessage withSku(int line, int ref) {
    return withEntry("lines", line, "sku", ref);
  }

  TestMessage withLocation(int line, int ref) {
    return withEntry("lines", line, "location", ref);
  }

  TestMessage withDestination(int line, int ref) {
    return withEntry("lines", line, "destination", ref);
  }

  TestMessage withQuantity(int line, long quantity) {
    return withEntry("lines", line, "quantity", quantity);
  }

  /** Adds a choice behind those that there are. */
  TestMessage withChoice(int line, int place, long isRegion) {
    List<Entry> changed = new ArrayList<>(groups.get("choices"));
    changed.add(new Entry(new byte[blockLength("choices")], List.of()));
    int last = changed.size() - 1;
    return withGroup("choices", changed)
        .withEntry("choices", last, "place", place)
        .withEntry("choices", last, "line", line)
        .withEntry("choices", last, "isRegion", isRegion);
  }

  /** The same choices, handles from 0, for each of the first lines. */
  public TestMessage withChoices(int lines, int ofEach) {
    List<Entry> choices = new ArrayList<>();
    for (int line = 0; line < lines; line++) {
      for (int place = 0; place < ofEach; place++) {
        TestMessage one = withoutChoices().withChoice(line, place, 0);
        choices.addAll(one.groups.get("choices"));
      }
    }
    return withGroup("choices", choices);
  }

  /** Takes the choices away, if it is a message that may have them. */
  public TestMessage withoutChoices() {
    return groups.containsKey("choices") ? withGroup("choices", List.of()) : this;
  }

  /** Sets a fixed field of an entry of a group. */
  public TestMessage withEntry(String group, int index, String field, long value) {
    List<Entry> changed = new ArrayList<>(groups.get(group));
    Entry entry = changed.get(index);
    changed.set(
        index,
        new Entry(changed(entry.fixed, 0, groupDecoderName(group), field, value), entry.texts));
    return withGroup(group, changed);
  }

  /** The first line, or a line of zeroes, so many times. */
  TestMessage withLines(int count) {
    return withEntries("lines", count);
  }

  /** The first entry of a group, or one of zeroes and short texts, so many times. */
  public TestMessage withEntries(String group, int count) {
    List<Entry> entries = groups.get(group);
    Entry entry =
        entries.isEmpty()
            ? new Entry(
                new byte[blockLength(group)],
                Collections.nCopies(
                    schema(name).textsOfGroups().get(group).size(), new byte[] {'x'}))
            : entries.get(0);
    return withGroup(group, Collections.nCopies(count, entry));
  }

  public TestMessage withCodes(List<String> changed) {
    return withGroup(CODES, changed.stream().map(code -> code(code.getBytes(UTF_8))).toList());
  }

  private static Entry code(byte[] code) {
    return new Entry(new byte[0], List.of(code));
  }

  public TestMessage withCode(int index, byte[] code) {
    List<Entry> changed = new ArrayList<>(groups.get(CODES));
    changed.set(index, code(code));
    return withGroup(CODES, changed);
  }

  public TestMessage withText(int index, byte[] text) {
    List<byte[]> changed = new ArrayList<>(texts);
    changed.set(index, text);
    return new TestMessage(name, block, groups, changed);
  }

  public TestMessage withText(int index, String text) {
    return withText(index, text.getBytes(UTF_8));
  }

  private static void putNumber(byte[] bytes, int offset, int length, long value) {
    for (int i = 0; i < length; i++) {
      bytes[offset + i] = (byte) (value >>> (8 * i));
    }
  }

  /** Where the group count of the first group is, or -1 without one. */
  int groupCountOffset() {
    return groups.isEmpty() ? -1 : block.length + GROUP_COUNT_OFFSET;
  }

  /** Names of the groups, in the order of the schema. */
  public List<String> groupNames() {
    return List.copyOf(groups.keySet());
  }

  /** Entries of a group. */
  public int entryCount(String group) {
    return groups.get(group).size();
  }

  /**
   * Where in {@link #bytes} the header of a group begins: its entries' length, then their number.
   */
  public int groupOffset(String group) {
    Map<String, List<Entry>> before = new LinkedHashMap<>();
    for (String other : groups.keySet()) {
      if (other.equals(group)) {
        return new TestMessage(name, block, before, List.of()).bytes().length;
      }
      before.put(other, groups.get(other));
    }
    throw new IllegalArgumentException(name + " has no group " + group);
  }

  /** What the message carries behind its groups, in the order of the schema. */
  public List<byte[]> texts() {
    return List.copyOf(texts);
  }

  @Override
  public String toString() {
    return name;
  }
}

package io.zaiko.protocol;

import static io.zaiko.protocol.sbe.ResultCode.MALFORMED;
import static io.zaiko.protocol.sbe.ResultCode.OK;
import static io.zaiko.protocol.sbe.ResultCode.TOO_MANY_LINES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.protocol.sbe.ResultCode;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.sbe.MessageDecoderFlyweight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Damaged bytes. Every message lies in a buffer that ends where the message ends, with Agrona's
 * bounds checks on, so one byte read beyond it would throw.
 */
final class CommandSyntaxBytesTest {
  private final CommandSyntax syntax = new CommandSyntax(16);

  static Stream<String> names() {
    return CommandSyntaxTest.fromClients().map(MessageShapeTest::schemaName);
  }

  static Stream<String> namesWithGroups() {
    return names().filter(name -> TestMessage.golden(name).groupCountOffset() >= 0);
  }

  /** Lines or handles; codes alone may have entries without a fixed part. */
  static Stream<String> namesWithEntries() {
    return names().filter(name -> TestMessage.golden(name).entryCount() > 0);
  }

  private ResultCode check(byte[] bytes) {
    return syntax.check(new UnsafeBuffer(bytes), 0, bytes.length);
  }

  @Test
  void shouldHaveBoundsChecksOn() {
    assertTrue(UnsafeBuffer.SHOULD_BOUNDS_CHECK, "without them this class proves nothing");
  }

  @ParameterizedTest
  @MethodSource("names")
  void shouldRefuseAMessageCutOffAnywhere(String name) {
    byte[] whole = GoldenMessages.all().get(name);
    assertEquals(OK, check(whole));
    for (int length = 0; length < whole.length; length++) {
      assertEquals(MALFORMED, check(Arrays.copyOf(whole, length)), "cut off at " + length);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void shouldNotReadWhatFollowsACutOffMessage(String name) {
    byte[] whole = GoldenMessages.all().get(name);
    UnsafeBuffer buffer = new UnsafeBuffer(whole);
    for (int length = 0; length < whole.length; length++) {
      assertEquals(MALFORMED, syntax.check(buffer, 0, length), "cut off at " + length);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void shouldRefuseBytesBehindAMessage(String name) {
    byte[] whole = GoldenMessages.all().get(name);
    for (int extra : new int[] {1, 2, 4, 100}) {
      assertEquals(MALFORMED, check(Arrays.copyOf(whole, whole.length + extra)), "+" + extra);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void shouldCheckAMessageAnywhereInABuffer(String name) {
    byte[] whole = GoldenMessages.all().get(name);
    UnsafeBuffer buffer = new UnsafeBuffer(new byte[whole.length + 64]);
    buffer.setMemory(0, buffer.capacity(), (byte) 0xFF);
    buffer.putBytes(33, whole);
    assertEquals(OK, syntax.check(buffer, 33, whole.length));
    assertEquals(MALFORMED, syntax.check(buffer, 33, whole.length + 1));
    assertEquals(MALFORMED, syntax.check(buffer, 33, whole.length - 1));
  }

  @Test
  void shouldRefuseAMessageLongerThanAFrame() {
    TestMessage sell = TestMessage.golden("Sell").withLines(2);
    TestMessage longLines = sell.withLongerLines(32_000);
    assertEquals(OK, check(longLines.bytes()), "long, but within a frame");
    assertEquals(MALFORMED, check(sell.withLongerLines(32_751).bytes()));
  }

  @ParameterizedTest
  @MethodSource("namesWithGroups")
  void shouldRefuseGroupCountsThatTheBytesDoNotBear(String name) {
    int offset = TestMessage.golden(name).groupCountOffset();
    byte[] whole = GoldenMessages.all().get(name);
    for (int count : new int[] {17, 256, 257, 512, 513, 32767, 65535}) {
      byte[] bytes = whole.clone();
      bytes[offset] = (byte) count;
      bytes[offset + 1] = (byte) (count >>> 8);
      ResultCode code = check(bytes);
      assertTrue(code == MALFORMED || (code == TOO_MANY_LINES && count > 256), code::toString);
    }
  }

  @ParameterizedTest
  @MethodSource("namesWithEntries")
  void shouldRefuseGroupEntriesThatAreTooShort(String name) {
    TestMessage message = TestMessage.golden(name);
    int lengthOffset = message.groupCountOffset() - 2;
    byte[] bytes = message.bytes();
    bytes[lengthOffset] = 1;
    assertEquals(MALFORMED, check(bytes));
  }

  /** Any single byte set to any value: never an exception, never a read outside, and decodable. */
  @ParameterizedTest
  @MethodSource("names")
  void shouldSurviveEveryValueOfEveryByte(String name) {
    byte[] whole = GoldenMessages.all().get(name);
    int refused = 0;
    for (int position = 0; position < whole.length; position++) {
      byte[] bytes = whole.clone();
      for (int value = 0; value < 256; value++) {
        bytes[position] = (byte) value;
        if (check(bytes) != OK) {
          refused++;
        } else {
          assertDecodable(bytes);
        }
      }
    }
    assertTrue(refused > 0, "damage must be noticed somewhere");
  }

  @ParameterizedTest
  @MethodSource("names")
  void shouldSurviveRandomDamage(String name) {
    SplittableRandom random = new SplittableRandom(name.hashCode());
    byte[] whole = GoldenMessages.all().get(name);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = Arrays.copyOf(whole, random.nextInt(whole.length + 8));
      for (int k = random.nextInt(1, 6); k > 0 && bytes.length > 0; k--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      if (check(bytes) == OK) {
        assertDecodable(bytes);
      }
    }
  }

  /** Random bytes behind a header that is right, so that the checks behind it are reached. */
  @Test
  void shouldSurviveRandomBytes() {
    SplittableRandom random = new SplittableRandom(4711);
    List<String> names = names().toList();
    for (int i = 0; i < 200_000; i++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      byte[] header = GoldenMessages.all().get(names.get(random.nextInt(names.size())));
      System.arraycopy(
          header, 0, bytes, 0, Math.min(random.nextInt(64), Math.min(bytes.length, header.length)));
      if (check(bytes) == OK) {
        assertDecodable(bytes);
      }
    }
  }

  /** What passed the check can be read by the generated decoder to its last byte. */
  private void assertDecodable(byte[] bytes) {
    MessageDecoderFlyweight decoder =
        TestMessage.decoder(MessageShapeTest.schemaName(syntax.shape()), bytes);
    assertEquals(
        bytes.length - Protocol.MESSAGE_HEADER_LENGTH,
        TestMessage.decodedLength(decoder),
        () -> HexFormat.of().formatHex(bytes));
    assertFalse(decoder.toString().isEmpty(), "reads every field");
  }
}

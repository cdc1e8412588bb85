package io.zaiko.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the vocabulary of the domain says of codes, ids and names. */
final class TextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"4901234567894", "a", "-", "a b", "渋谷 109", "ﾊﾝｶｸ", "é", "😀", "a/b#1!", "\"'\\"})
  void shouldAcceptCodes(String text) {
    assertTrue(isCode(text));
    assertTrue(isId(text));
    assertTrue(isName(text));
  }

  @Test
  void shouldTellCodesByTheirCaseAndBytes() {
    assertTrue(isCode("Ab"));
    assertTrue(isCode("aB"));
  }

  @Test
  void shouldBoundTheLengthInBytes() {
    assertTrue(isCode("x".repeat(32)));
    assertFalse(isCode("x".repeat(33)));
    assertFalse(isCode(""));
    assertTrue(isCode("あ".repeat(10) + "xx"), "32 bytes");
    assertFalse(isCode("あ".repeat(11)), "33 bytes");
    assertTrue(isId("x".repeat(64)));
    assertFalse(isId("x".repeat(65)));
    assertFalse(isId(""));
    assertTrue(isName(""));
    assertTrue(isName("x".repeat(120)));
    assertFalse(isName("x".repeat(121)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"@", "=", ",", "a@b", "a=b", "a,b", "@a", "a,"})
  void shouldRefuseTheSignsOfTheCommandLineInCodesOnly(String text) {
    assertFalse(isCode(text));
    assertFalse(isId(text));
    assertTrue(isName(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {" a", "a ", " ", "\u3000a", "a\u3000", "\u00A0a", "a\u2003", "\u2028a"})
  void shouldRefuseSpacesAtEitherEndOfCodesOnly(String text) {
    assertFalse(isCode(text));
    assertFalse(isId(text));
    assertTrue(isName(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\0", "a\tb", "a\nb", "a\r", "\u001B[31m", "a\u007F", "a\u0085b"})
  void shouldRefuseControlCharacters(String text) {
    assertFalse(isCode(text));
    assertFalse(isId(text));
    assertFalse(isName(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80", // a continuation without a start
        "61 bf", // the same after a letter
        "c3", // cut off after one of two
        "e6 b8", // after two of three
        "f0 9f 98", // after three of four
        "c3 28", // continuation missing
        "e6 b8 28",
        "c0 80", // overlong: NUL in two
        "c1 bf", // overlong: DEL in two
        "e0 80 af", // overlong: slash in three
        "e0 9f bf", // overlong: U+07FF in three
        "f0 80 80 af", // overlong: slash in four
        "f0 8f bf bf", // overlong: U+FFFF in four
        "ed a0 80", // surrogate U+D800
        "ed bf bf", // surrogate U+DFFF
        "ed a0 bd ed b8 80", // a pair of surrogates
        "f4 90 80 80", // U+110000
        "f5 80 80 80",
        "f8 88 80 80 80", // five bytes, of old
        "fe",
        "ff"
      })
  void shouldRefuseWhatIsNotUtf8(String hex) {
    byte[] bytes = HexFormat.ofDelimiter(" ").parseHex(hex);
    UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    assertFalse(Text.isCode(buffer, 0, bytes.length));
    assertFalse(Text.isId(buffer, 0, bytes.length));
    assertFalse(Text.isName(buffer, 0, bytes.length));
  }

  @Test
  void shouldNotBorrowBytesFromBehindTheText() {
    UnsafeBuffer buffer = new UnsafeBuffer("渋".getBytes(UTF_8));
    assertTrue(Text.isCode(buffer, 0, 3));
    assertFalse(Text.isCode(buffer, 0, 2), "the third byte is there, but not in the text");
    assertFalse(Text.isCode(buffer, 1, 2));
  }

  @Test
  void shouldAcceptExactlyTheUtf8ThatTheJdkAccepts() {
    SplittableRandom random = new SplittableRandom(7450);
    for (int i = 0; i < 200_000; i++) {
      byte[] bytes = new byte[1 + random.nextInt(6)];
      for (int k = 0; k < bytes.length; k++) {
        // Mostly starts and continuations: random bytes alone are hardly ever more than one.
        int kind = random.nextInt(4);
        bytes[k] =
            (byte) (kind == 0 ? 0xC0 + random.nextInt(64) : kind == 1 ? 'a' : 0x80 + kind * 16);
      }
      boolean expected = decodes(bytes) && hasNoControls(new String(bytes, UTF_8));
      String hex = HexFormat.of().formatHex(bytes);
      assertEquals(expected, Text.isName(new UnsafeBuffer(bytes), 0, bytes.length), hex);
    }
  }

  private static boolean decodes(byte[] bytes) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static boolean hasNoControls(String text) {
    return text.chars().noneMatch(Character::isISOControl);
  }

  private static boolean isCode(String text) {
    UnsafeBuffer buffer = new UnsafeBuffer(text.getBytes(UTF_8));
    return Text.isCode(buffer, 0, buffer.capacity());
  }

  private static boolean isId(String text) {
    UnsafeBuffer buffer = new UnsafeBuffer(text.getBytes(UTF_8));
    return Text.isId(buffer, 0, buffer.capacity());
  }

  private static boolean isName(String text) {
    UnsafeBuffer buffer = new UnsafeBuffer(text.getBytes(UTF_8));
    return Text.isName(buffer, 0, buffer.capacity());
  }
}

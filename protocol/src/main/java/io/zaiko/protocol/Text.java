package io.zaiko.protocol;

import org.agrona.DirectBuffer;

/**
 * What a code, an id and a name may look like: valid UTF-8 without control characters; codes and
 * ids moreover without a space at either end and without {@code @}, {@code =} and {@code ,}, which
 * the command line uses between codes. Allocates nothing. Stateless, so safe for any thread.
 */
public final class Text {
  private static final int INVALID = -1;

  private Text() {}

  /** Whether the bytes are a code of a SKU, location or client: 1 to 32 bytes. */
  public static boolean isCode(DirectBuffer buffer, int offset, int length) {
    return length >= 1
        && length <= Protocol.MAX_CODE_LENGTH
        && isText(buffer, offset, length, true);
  }

  /** Whether the bytes are a reservation id or a reference: 1 to 64 bytes. */
  public static boolean isId(DirectBuffer buffer, int offset, int length) {
    return length >= 1 && length <= Protocol.MAX_ID_LENGTH && isText(buffer, offset, length, true);
  }

  /** Whether the bytes are a name, region or reason: up to 120 bytes, possibly none. */
  public static boolean isName(DirectBuffer buffer, int offset, int length) {
    return length <= Protocol.MAX_NAME_LENGTH && isText(buffer, offset, length, false);
  }

  private static boolean isText(DirectBuffer buffer, int offset, int length, boolean strict) {
    int end = offset + length;
    int position = offset;
    while (position < end) {
      int codePoint = codePointAt(buffer, position, end);
      if (codePoint == INVALID || Character.isISOControl(codePoint)) {
        return false;
      }
      int next = position + utf8Length(codePoint);
      if (strict && isForbidden(codePoint, position == offset || next == end)) {
        return false;
      }
      position = next;
    }
    return true;
  }

  private static boolean isForbidden(int codePoint, boolean atEitherEnd) {
    return codePoint == '@'
        || codePoint == '='
        || codePoint == ','
        || (atEitherEnd && Character.isSpaceChar(codePoint));
  }

  private static int utf8Length(int codePoint) {
    if (codePoint < 0x80) {
      return 1;
    }
    if (codePoint < 0x800) {
      return 2;
    }
    return codePoint < 0x10000 ? 3 : 4;
  }

  /**
   * One code point of UTF-8, or INVALID: overlong forms, surrogates and values past U+10FFFF are
   * refused.
   */
  private static int codePointAt(DirectBuffer buffer, int position, int end) {
    int first = buffer.getByte(position) & 0xFF;
    if (first < 0x80) {
      return first;
    }
    int length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || position + length > end) {
      return INVALID;
    }
    int codePoint = first & (0x7F >>> length);
    for (int i = 1; i < length; i++) {
      int next = buffer.getByte(position + i) & 0xFF;
      if ((next & 0xC0) != 0x80) {
        return INVALID;
      }
      codePoint = (codePoint << 6) | (next & 0x3F);
    }
    boolean canonical = utf8Length(codePoint) == length;
    boolean surrogate = codePoint >= 0xD800 && codePoint <= 0xDFFF;
    return canonical && !surrogate && codePoint <= 0x10FFFF ? codePoint : INVALID;
  }
}

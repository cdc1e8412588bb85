package io.zaiko.client;

import io.zaiko.protocol.Protocol;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a text must be to fit the wire at all. Whether it is a code or an id is the server's say.
 */
final class Texts {
  /** Longest text a message can carry, in bytes of UTF-8. */
  static final int MAX_BYTES = 254;

  /** Most lines that a group of a message can carry. */
  static final int MAX_LINES = 65_534;

  private Texts() {}

  /**
   * A text that fits the wire.
   *
   * @throws IllegalArgumentException if it does not
   */
  static String required(String what, String text) {
    if (text == null) {
      throw new IllegalArgumentException(what + " is missing");
    }
    int length = text.length();
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) >= 0x80) {
        length = encodedLength(what, text);
        break;
      }
    }
    if (length > MAX_BYTES) {
      throw new IllegalArgumentException(
          what + " has " + length + " bytes; a message carries at most " + MAX_BYTES);
    }
    return text;
  }

  /** The same for a text that may be left out: null becomes the empty text. */
  static String optional(String what, String text) {
    return text == null ? "" : required(what, text);
  }

  static <L> List<L> lines(List<L> lines) {
    if (lines.size() > MAX_LINES) {
      throw new IllegalArgumentException(
          lines.size() + " lines; a message carries at most " + MAX_LINES);
    }
    return List.copyOf(lines);
  }

  /** Lines of a command that cannot choose where: each names its location. */
  static List<Line> placedLines(List<Line> lines) {
    List<Line> copy = lines(lines);
    for (int i = 0; i < copy.size(); i++) {
      if (!copy.get(i).choices().isEmpty()) {
        throw new IllegalArgumentException(
            "Line " + i + " leaves its location to choose; only RESERVE can do that");
      }
    }
    return copy;
  }

  /** A number of rows that fits the wire. */
  static void rows(int mostRows) {
    if (mostRows < 1 || mostRows > Protocol.MAX_ROWS) {
      throw new IllegalArgumentException(
          mostRows + " rows; an answer has 1 to " + Protocol.MAX_ROWS);
    }
  }

  private static int encodedLength(String what, String text) {
    try {
      return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text)).limit();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(what + " holds half a surrogate pair: no valid text", e);
    }
  }
}

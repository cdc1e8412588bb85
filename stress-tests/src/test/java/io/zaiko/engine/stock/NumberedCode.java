package io.zaiko.engine.stock;

import org.agrona.concurrent.UnsafeBuffer;

/** Codes that are made from a letter and a number without allocating. Reused; one thread. */
final class NumberedCode {
  static final int LENGTH = 9;

  private static final int DIGITS = LENGTH - 1;

  private final UnsafeBuffer bytes = new UnsafeBuffer(new byte[LENGTH]);
  private final UnsafeBuffer copy = new UnsafeBuffer(new byte[LENGTH]);

  NumberedCode(char letter) {
    bytes.putByte(0, (byte) letter);
  }

  /**
   * Becomes the code of a number.
   *
   * @param number 0 or more
   */
  NumberedCode of(int number) {
    for (int digit = 0; digit < DIGITS; digit++) {
      bytes.putByte(1 + digit, (byte) ('A' + ((number >>> (4 * digit)) & 0xF)));
    }
    return this;
  }

  TextRef in(TextRef text) {
    return text.set(bytes, 0, LENGTH);
  }

  UnsafeBuffer bytes() {
    return bytes;
  }

  /** Whether the code of a SKU is this one. */
  boolean isOfSku(AvailabilityReader reader, int handle) {
    return reader.copySkuCode(handle, copy, 0) == LENGTH && copy.equals(bytes);
  }

  /** Whether the code of a location is this one. */
  boolean isOfLocation(AvailabilityReader reader, int handle) {
    return reader.copyLocationCode(handle, copy, 0) == LENGTH && copy.equals(bytes);
  }
}

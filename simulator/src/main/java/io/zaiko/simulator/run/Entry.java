package io.zaiko.simulator.run;

import java.util.zip.CRC32C;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One record of the journal.
 *
 * @param time microseconds since the epoch
 * @param crc CRC32C of the message
 */
public record Entry(long sequence, long time, int crc, UnsafeBuffer message) {
  static Entry of(long sequence, long time, UnsafeBuffer message) {
    CRC32C crc = new CRC32C();
    crc.update(message.byteArray());
    return new Entry(sequence, time, (int) crc.getValue(), message);
  }

  /** The first bytes of a buffer in a buffer of their own. */
  static UnsafeBuffer copy(MutableDirectBuffer buffer, int length) {
    byte[] bytes = new byte[length];
    buffer.getBytes(0, bytes);
    return new UnsafeBuffer(bytes);
  }
}

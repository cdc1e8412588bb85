package io.zaiko.engine.memory;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.UnsafeApi;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The memory of one table: plain, acquire, release and opaque access by offset. An Agrona buffer
 * would load its fields and check bounds at every access, which costs more than the access; here
 * the address is final, and bounds are asserted: on in tests, free in production. Offsets are
 * computed by the tables alone, never taken from a message.
 *
 * <p>Numbers are in native byte order: they never leave the process.
 */
public final class Region {
  private final long address;
  private final long length;
  private final UnsafeBuffer bytes;
  private final Growth growth;

  /**
   * The memory of a table.
   *
   * @param growth told how far it has grown, null if that is not asked
   */
  Region(UnsafeBuffer bytes, Growth growth) {
    this.bytes = bytes;
    this.growth = growth;
    address = bytes.addressOffset();
    length = bytes.capacity();
  }

  /**
   * Says that the table is used up to here, for one that was allocated as growing; by the thread
   * that fills it. Lower ends than before are nothing new.
   *
   * @param end offset behind the last byte in use
   */
  public void grownTo(long end) {
    growth.to(end);
  }

  public long getLong(long offset) {
    assert isInside(offset, Long.BYTES);
    return UnsafeApi.getLong(address + offset);
  }

  public void putLong(long offset, long value) {
    assert isInside(offset, Long.BYTES);
    UnsafeApi.putLong(address + offset, value);
  }

  public long getLongAcquire(long offset) {
    assert isInside(offset, Long.BYTES);
    return UnsafeApi.getLongAcquire(null, address + offset);
  }

  public void putLongRelease(long offset, long value) {
    assert isInside(offset, Long.BYTES);
    UnsafeApi.putLongRelease(null, address + offset, value);
  }

  public long getLongOpaque(long offset) {
    assert isInside(offset, Long.BYTES);
    return UnsafeApi.getLongOpaque(null, address + offset);
  }

  public void putLongOpaque(long offset, long value) {
    assert isInside(offset, Long.BYTES);
    UnsafeApi.putLongOpaque(null, address + offset, value);
  }

  public int getInt(long offset) {
    assert isInside(offset, Integer.BYTES);
    return UnsafeApi.getInt(address + offset);
  }

  public void putInt(long offset, int value) {
    assert isInside(offset, Integer.BYTES);
    UnsafeApi.putInt(address + offset, value);
  }

  public int getIntAcquire(long offset) {
    assert isInside(offset, Integer.BYTES);
    return UnsafeApi.getIntAcquire(null, address + offset);
  }

  public void putIntRelease(long offset, int value) {
    assert isInside(offset, Integer.BYTES);
    UnsafeApi.putIntRelease(null, address + offset, value);
  }

  public int getIntOpaque(long offset) {
    assert isInside(offset, Integer.BYTES);
    return UnsafeApi.getIntOpaque(null, address + offset);
  }

  public void putIntOpaque(long offset, int value) {
    assert isInside(offset, Integer.BYTES);
    UnsafeApi.putIntOpaque(null, address + offset, value);
  }

  public short getShort(long offset) {
    assert isInside(offset, Short.BYTES);
    return UnsafeApi.getShort(address + offset);
  }

  public void putShort(long offset, short value) {
    assert isInside(offset, Short.BYTES);
    UnsafeApi.putShort(address + offset, value);
  }

  public byte getByte(long offset) {
    assert isInside(offset, Byte.BYTES);
    return UnsafeApi.getByte(address + offset);
  }

  public void putByte(long offset, byte value) {
    assert isInside(offset, Byte.BYTES);
    UnsafeApi.putByte(address + offset, value);
  }

  /** Copies bytes in. */
  public void putBytes(long offset, DirectBuffer from, int fromOffset, int count) {
    bytes.putBytes((int) offset, from, fromOffset, count);
  }

  /** Copies bytes out. */
  public void getBytes(long offset, MutableDirectBuffer to, int toOffset, int count) {
    bytes.getBytes((int) offset, to, toOffset, count);
  }

  /** The same memory as a buffer, for work on texts. */
  public DirectBuffer bytes() {
    return bytes;
  }

  private boolean isInside(long offset, int bytesWanted) {
    return offset >= 0 && offset <= length - bytesWanted;
  }
}

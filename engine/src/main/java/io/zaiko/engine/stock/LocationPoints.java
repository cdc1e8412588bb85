package io.zaiko.engine.stock;

import io.zaiko.engine.memory.Hashing;
import io.zaiko.engine.memory.OffHeapMemory;
import io.zaiko.engine.memory.Region;

/**
 * Where the locations are: one point for each location with coordinates, all next to each other, so
 * that a search reads them in one go. They lie in shuffled order: locations are often defined town
 * by town, and a search that met them from far to near would look at the stock of each.
 *
 * <pre>
 *   0  x   4  y   8  z, in centimetres (see {@link Geography})   12  location
 * </pre>
 *
 * <p>Written by the engine thread under one version for all of them; any thread may read, and
 * starts again if the version moved.
 */
final class LocationPoints {
  /** The slot of a location that is nowhere. */
  static final int NOWHERE = -1;

  private static final int VERSION = 0;
  private static final int COUNT = 4;
  private static final int HEADER_LENGTH = 64;
  private static final int POINT_LENGTH = 16;
  private static final int X = HEADER_LENGTH;
  private static final int Y = HEADER_LENGTH + 4;
  private static final int Z = HEADER_LENGTH + 8;
  private static final int LOCATION = HEADER_LENGTH + 12;

  private final Region points;
  private final Region slots;

  LocationPoints(OffHeapMemory memory, int locationCapacity) {
    points =
        memory.allocate(
            "points of locations", HEADER_LENGTH + (long) locationCapacity * POINT_LENGTH);
    slots = memory.allocate("slots of points", (long) locationCapacity * Integer.BYTES);
  }

  /** Puts a location where it is, or nowhere if a coordinate is unknown. Microdegrees. */
  void put(int location, int latitude, int longitude) {
    if (!Geography.isPlace(latitude, longitude)) {
      remove(location);
      return;
    }
    SeqLock.beginWrite(points, VERSION);
    int slot = slot(location);
    write(
        slot == NOWHERE ? makeRoom(location) : slot,
        Geography.x(latitude, longitude),
        Geography.y(latitude, longitude),
        Geography.z(latitude),
        location);
    SeqLock.endWrite(points, VERSION);
  }

  /** Puts a location nowhere. */
  void remove(int location) {
    int slot = slot(location);
    if (slot == NOWHERE) {
      return;
    }
    SeqLock.beginWrite(points, VERSION);
    int last = count() - 1;
    copy(last, slot);
    slots.putIntOpaque(slotOffset(location), 0);
    points.putIntOpaque(COUNT, last);
    SeqLock.endWrite(points, VERSION);
  }

  /** A slot for one point more: any, with the point that was there moved to the end. */
  private int makeRoom(int location) {
    int count = count();
    int slot = (int) Long.remainderUnsigned(Hashing.mix(location, count), count + 1L);
    if (slot < count) {
      copy(slot, count);
    }
    points.putIntOpaque(COUNT, count + 1);
    return slot;
  }

  private void copy(int from, int to) {
    write(to, x(from), y(from), z(from), location(from));
  }

  private void write(int slot, int x, int y, int z, int location) {
    long offset = offset(slot);
    points.putIntOpaque(offset + X, x);
    points.putIntOpaque(offset + Y, y);
    points.putIntOpaque(offset + Z, z);
    points.putIntOpaque(offset + LOCATION, location);
    slots.putIntOpaque(slotOffset(location), slot + 1);
  }

  /** Version to compare after a read; odd while something is being written. Any thread. */
  int readVersion() {
    return points.getIntAcquire(VERSION);
  }

  /** Number of locations that are somewhere. Any thread, under the version; so with the rest. */
  int count() {
    return points.getIntOpaque(COUNT);
  }

  /** Where the point of a location is, or NOWHERE. */
  int slot(int location) {
    return slots.getIntOpaque(slotOffset(location)) - 1;
  }

  int location(int slot) {
    return points.getIntOpaque(offset(slot) + LOCATION);
  }

  int x(int slot) {
    return points.getIntOpaque(offset(slot) + X);
  }

  int y(int slot) {
    return points.getIntOpaque(offset(slot) + Y);
  }

  int z(int slot) {
    return points.getIntOpaque(offset(slot) + Z);
  }

  private static long offset(int slot) {
    return (long) slot * POINT_LENGTH;
  }

  private static long slotOffset(int location) {
    return (long) location * Integer.BYTES;
  }
}

package io.zaiko.engine.reservation;

/**
 * The lines of a command that were not applied as asked: which, why, how many units. A plain list
 * in arrays, reused. Not thread safe.
 */
public final class LineResults {
  private final int[] lines;
  private final byte[] codes;
  private final int[] quantities;
  private final int[] locations;
  private int count;

  public LineResults(int capacity) {
    lines = new int[capacity];
    codes = new byte[capacity];
    quantities = new int[capacity];
    locations = new int[capacity];
  }

  public void clear() {
    count = 0;
  }

  /**
   * Adds an entry; entries are added in the order of the lines.
   *
   * @param location handle of the location that was chosen, or −1
   */
  public void add(int line, byte code, int quantity, int location) {
    lines[count] = line;
    codes[count] = code;
    locations[count] = location;
    quantities[count++] = quantity;
  }

  public int count() {
    return count;
  }

  public int line(int index) {
    return lines[index];
  }

  public byte code(int index) {
    return codes[index];
  }

  public int quantity(int index) {
    return quantities[index];
  }

  /** Handle of the location that was chosen, or −1. */
  public int location(int index) {
    return locations[index];
  }
}

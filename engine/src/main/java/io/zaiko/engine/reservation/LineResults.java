package io.zaiko.engine.reservation;

/**
 * The lines of a command that were not applied as asked: which, why, how many units. A plain list
 * of up to 256 entries in arrays, reused. Not thread safe.
 */
public final class LineResults {
  private final int[] lines;
  private final byte[] codes;
  private final int[] quantities;
  private int count;

  public LineResults(int capacity) {
    lines = new int[capacity];
    codes = new byte[capacity];
    quantities = new int[capacity];
  }

  public void clear() {
    count = 0;
  }

  /** Adds an entry; entries are added in the order of the lines. */
  public void add(int line, byte code, int quantity) {
    lines[count] = line;
    codes[count] = code;
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
}

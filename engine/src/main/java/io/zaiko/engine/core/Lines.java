package io.zaiko.engine.core;

/**
 * The lines of one command as plain numbers: SKU handle, location handle, units. A handle of {@link
 * #UNKNOWN} stands for a code that the catalog does not have. Reused; not thread safe.
 */
public final class Lines {
  /** Most lines a command may have. */
  public static final int MAX = 256;

  public static final int UNKNOWN = -1;

  private final int[] skus = new int[MAX];
  private final int[] locations = new int[MAX];
  private final int[] quantities = new int[MAX];
  private int count;

  public Lines clear() {
    count = 0;
    return this;
  }

  /** Adds a line; its quantity is within ±1,000,000,000. */
  public Lines add(int sku, int location, int quantity) {
    skus[count] = sku;
    locations[count] = location;
    quantities[count++] = quantity;
    return this;
  }

  public int count() {
    return count;
  }

  public int sku(int line) {
    return skus[line];
  }

  public int location(int line) {
    return locations[line];
  }

  public int quantity(int line) {
    return quantities[line];
  }

  /** Whether both SKU and location of a line are known. */
  boolean isKnown(int line) {
    return skus[line] >= 0 && locations[line] >= 0;
  }
}

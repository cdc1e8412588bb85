package io.zaiko.engine.core;

/**
 * The lines of one command as plain numbers: SKU handle, location handle, units. A handle of {@link
 * #UNKNOWN} stands for a code that the catalog does not have. A line may have a destination
 * (REALLOCATE), or choices instead of a location (RESERVE, rule 13). Reused; not thread safe.
 */
public final class Lines {
  /** Most lines a command may have. */
  public static final int MAX = 256;

  /** Most locations that a line may choose from. */
  public static final int MAX_CHOICES_PER_LINE = 16;

  public static final int UNKNOWN = -1;

  /** Location of a line that has choices, or whose command has no locations. */
  public static final int NO_LOCATION = -2;

  private static final int NO_REGION = -1;

  private final int[] skus = new int[MAX];
  private final int[] locations = new int[MAX];
  private final int[] quantities = new int[MAX];
  private final int[] destinations = new int[MAX];
  private final int[] regions = new int[MAX];
  private final int[] firstChoices = new int[MAX + 1];
  private final int[] choices = new int[MAX * MAX_CHOICES_PER_LINE];
  private int count;

  public Lines clear() {
    count = 0;
    firstChoices[0] = 0;
    return this;
  }

  /** Adds a line; its quantity is within ±1,000,000,000. */
  public Lines add(int sku, int location, int quantity) {
    skus[count] = sku;
    locations[count] = location;
    quantities[count] = quantity;
    regions[count] = NO_REGION;
    firstChoices[count + 1] = firstChoices[count];
    count++;
    return this;
  }

  /** Sets where the line last added goes. */
  public Lines to(int destination) {
    destinations[count - 1] = destination;
    return this;
  }

  /** Adds a location that the line last added may choose. */
  public Lines orAt(int location) {
    choices[firstChoices[count]] = location;
    firstChoices[count]++;
    return this;
  }

  /** Lets the line last added choose from a region; {@link #UNKNOWN} has no locations. */
  public Lines anywhereIn(int region) {
    // Two above, so that neither UNKNOWN nor a region looks like no region.
    regions[count - 1] = region + 2;
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

  public int destination(int line) {
    return destinations[line];
  }

  /** Whether a line chooses its location. */
  boolean hasChoices(int line) {
    return isFromRegion(line) || choiceCount(line) > 0;
  }

  boolean isFromRegion(int line) {
    return regions[line] != NO_REGION;
  }

  /** Region of a line that chooses from one, or UNKNOWN. */
  int region(int line) {
    return regions[line] - 2;
  }

  int choiceCount(int line) {
    return firstChoices[line + 1] - firstChoices[line];
  }

  /** The n-th location that a line may choose. */
  int choice(int line, int n) {
    return choices[firstChoices[line] + n];
  }

  /** Whether both SKU and location of a line are known. */
  boolean isKnown(int line) {
    return skus[line] >= 0 && locations[line] >= 0;
  }
}

package io.zaiko.engine.stock;

import io.zaiko.engine.memory.Hashing;
import io.zaiko.engine.memory.OffHeapMemory;
import io.zaiko.engine.memory.Region;
import io.zaiko.engine.memory.StateHash;

/**
 * SKUs, locations and regions: codes, handles, attributes (rule 24). Handles count up from 0 in
 * journal order and are never used again; the code of a deleted one can still be shown.
 *
 * <p>Written by the engine thread. I/O threads look up through {@link AvailabilityReader}.
 */
public final class Catalog {
  /** What a look-up gives for a code that was never defined, or is deleted. */
  public static final int UNKNOWN = CodeTable.UNKNOWN;

  private static final int SKU_NAME_LENGTH = 128;
  private static final int SKU_SALT = 0x5C0;
  private static final int LOCATION_SALT = 0x10C;

  private final CodeTable skus;
  private final CodeTable locations;
  private final LocationTable attributes;
  private final Regions regions;
  private final LocationPoints points;
  private final Region skuNames;
  private final StateHash stateHash;
  private final CodeKey key = new CodeKey();

  /** Tables for so many SKUs and locations. */
  public Catalog(OffHeapMemory memory, int skuCapacity, int locationCapacity, StateHash stateHash) {
    skus = new CodeTable(memory, "SKU", skuCapacity);
    locations = new CodeTable(memory, "location", locationCapacity);
    attributes = new LocationTable(memory, locationCapacity, stateHash);
    regions = new Regions(memory, locationCapacity, locations, stateHash);
    points = new LocationPoints(memory, locationCapacity);
    skuNames = memory.allocate("SKU names", (long) skuCapacity * SKU_NAME_LENGTH);
    this.stateHash = stateHash;
  }

  /** Handle of a SKU, or UNKNOWN. Engine thread only. */
  public int findSku(TextRef code) {
    return skus.find(keyOf(code));
  }

  /** Handle of a location, or UNKNOWN. Engine thread only. */
  public int findLocation(TextRef code) {
    return locations.find(keyOf(code));
  }

  /** Id of a region that some location was ever defined with, or UNKNOWN. Engine thread only. */
  public int findRegion(TextRef name) {
    return regions.find(keyOf(name));
  }

  private CodeKey keyOf(TextRef code) {
    return key.of(code.buffer(), code.offset(), code.length());
  }

  /** Whether a SKU is defined, and not deleted. Any thread. */
  public boolean isSku(int handle) {
    return skus.isDefined(handle);
  }

  /** Whether a location is defined, and not deleted. Any thread. */
  public boolean isLocation(int handle) {
    return locations.isDefined(handle);
  }

  /** Number of SKU handles ever given: all are below it, deleted ones too. Any thread. */
  public int skuCount() {
    return skus.count();
  }

  /** Number of location handles ever given: all are below it, deleted ones too. Any thread. */
  public int locationCount() {
    return locations.count();
  }

  /** Whether no further SKU can be defined; deleting makes no room. */
  public boolean skusFull() {
    return skus.isFull();
  }

  /** Whether no further location can be defined; deleting makes no room. */
  public boolean locationsFull() {
    return locations.isFull();
  }

  /** Whether a location may be defined with this region; empty text is none. Engine thread only. */
  public boolean hasRoomForRegion(TextRef name) {
    return name.length() == 0 || !regions.isFull() || findRegion(name) != UNKNOWN;
  }

  /**
   * Defines a SKU, or gives a known one another name. A new one needs room: ask {@link #skusFull}
   * first.
   */
  public void defineSku(TextRef code, TextRef name) {
    int known = findSku(code);
    int handle = known == UNKNOWN ? skus.add(key, code.length()) : known;
    long before = known == UNKNOWN ? 0 : skuContribution(handle);
    name.write(skuNames, skuNameOffset(handle));
    stateHash.replace(before, skuContribution(handle));
    if (known == UNKNOWN) {
      skus.publish(key, handle);
    }
  }

  /**
   * Defines a location, or changes the attributes of a known one, which stays suspended if it is. A
   * new one needs room: ask {@link #locationsFull} and {@link #hasRoomForRegion} first.
   *
   * @param channelMask bit n set = serves channel n; at least one bit
   * @param latitude microdegrees, or Integer.MIN_VALUE for unknown; so with longitude
   * @param region its name, 1 to 32 bytes; empty = in none
   */
  public void defineLocation(
      TextRef code,
      int type,
      int channelMask,
      int latitude,
      int longitude,
      TextRef name,
      TextRef region) {
    int to =
        region.length() == 0 ? Regions.NONE : regions.findOrCreate(keyOf(region), region.length());
    int known = findLocation(code);
    int handle = known == UNKNOWN ? locations.add(key, code.length()) : known;
    regions.move(handle, attributes.region(handle), to);
    attributes.define(handle, type, channelMask, latitude, longitude, name, to);
    if (known == UNKNOWN) {
      stateHash.replace(0, locations.contribution(handle, LOCATION_SALT));
      locations.publish(key, handle);
    }
    points.put(handle, latitude, longitude);
  }

  /**
   * Deletes a SKU: its code is unknown from now on, its handle names nothing.
   *
   * @param sku handle of a defined one
   */
  public void deleteSku(int sku) {
    long before = skuContribution(sku);
    skus.delete(sku);
    stateHash.replace(before, skuContribution(sku));
  }

  /**
   * Deletes a location, and with it its attributes, its default safety and its place in its region.
   *
   * @param location handle of a defined one
   */
  public void deleteLocation(int location) {
    long before = locations.contribution(location, LOCATION_SALT);
    points.remove(location);
    regions.move(location, attributes.region(location), Regions.NONE);
    attributes.delete(location);
    locations.delete(location);
    stateHash.replace(before, locations.contribution(location, LOCATION_SALT));
  }

  /** Suspends a location (rule 20); a suspended one stays so. */
  public void suspend(int location) {
    attributes.setSuspended(location, true);
  }

  /** Opens a suspended location again; an open one stays so. */
  public void reopen(int location) {
    attributes.setSuspended(location, false);
  }

  public boolean isSuspended(int location) {
    return LocationTable.isSuspended(attributes.state(location));
  }

  /** Whether a channel is among those of a location, suspended or not; false for a deleted one. */
  public boolean serves(int location, int channel) {
    return LocationTable.serves(attributes.state(location), channel);
  }

  /** Whether a location takes new promises of a channel: serves it, and is not suspended. */
  public boolean mayPromise(int location, int channel) {
    return LocationTable.mayPromise(attributes.state(location), channel);
  }

  /** Region of a location, or UNKNOWN if it is in none. Any thread. */
  public int region(int location) {
    return attributes.region(location);
  }

  /** Number of locations in a region now. Engine thread only. */
  public int regionSize(int region) {
    return regions.size(region);
  }

  /**
   * The n-th location of a region in the order of the bytes of their codes, n below {@link
   * #regionSize}. Engine thread only.
   */
  public int regionMember(int region, int n) {
    return regions.member(region, n);
  }

  /** Default safety stock of a channel at a location, in units. */
  public int defaultSafety(int location, int channel) {
    return attributes.safety(location, channel);
  }

  public void setDefaultSafety(int location, int channel, int quantity) {
    attributes.setSafety(location, channel, quantity);
  }

  /** What the catalog adds to the state hash, from scratch. */
  public long recomputeHash() {
    long sum = regions.recomputeHash();
    for (int sku = 0; sku < skus.count(); sku++) {
      sum += skuContribution(sku);
    }
    for (int location = 0; location < locations.count(); location++) {
      sum += locations.contribution(location, LOCATION_SALT) + attributes.recompute(location);
    }
    return sum;
  }

  /** Of a deleted SKU only the code is left to show. */
  private long skuContribution(int sku) {
    long code = skus.contribution(sku, SKU_SALT);
    return skus.isDeleted(sku)
        ? code
        : Hashing.mix(code, LocationTable.textHash(skuNames, skuNameOffset(sku)));
  }

  /** Id of a region, made if nobody named it before; then there must be room. */
  int addRegion(TextRef name) {
    return regions.findOrCreate(keyOf(name), name.length());
  }

  CodeTable skus() {
    return skus;
  }

  Region skuNames() {
    return skuNames;
  }

  /** Where the name of a SKU lies, behind a byte with its length. */
  long skuNameOffset(int sku) {
    return (long) sku * SKU_NAME_LENGTH;
  }

  CodeTable locations() {
    return locations;
  }

  LocationTable attributes() {
    return attributes;
  }

  Regions regions() {
    return regions;
  }

  LocationPoints points() {
    return points;
  }
}

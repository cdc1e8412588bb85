package io.zaiko.engine.stock;

import io.zaiko.engine.memory.Hashing;
import io.zaiko.engine.memory.OffHeapMemory;
import io.zaiko.engine.memory.Region;
import io.zaiko.engine.memory.StateHash;

/**
 * SKUs and locations: codes, handles, attributes. Append-only (rule 24): handles count up from 0 in
 * journal order.
 *
 * <p>Written by the engine thread. I/O threads look up through {@link AvailabilityReader}.
 */
public final class Catalog {
  /** What a look-up gives for a code that was never defined. */
  public static final int UNKNOWN = CodeTable.UNKNOWN;

  private static final int SKU_NAME_LENGTH = 128;

  private final CodeTable skus;
  private final CodeTable locations;
  private final LocationTable attributes;
  private final Region skuNames;
  private final StateHash stateHash;
  private final CodeKey key = new CodeKey();

  /** Tables for so many SKUs and locations. */
  public Catalog(OffHeapMemory memory, int skuCapacity, int locationCapacity, StateHash stateHash) {
    skus = new CodeTable(memory, "SKU", skuCapacity);
    locations = new CodeTable(memory, "location", locationCapacity);
    attributes = new LocationTable(memory, locationCapacity, stateHash);
    skuNames = memory.allocate("SKU names", (long) skuCapacity * SKU_NAME_LENGTH);
    this.stateHash = stateHash;
  }

  /** Handle of a SKU, or UNKNOWN. Engine thread only. */
  public int findSku(TextRef code) {
    return skus.find(key.of(code.buffer(), code.offset(), code.length()));
  }

  /** Handle of a location, or UNKNOWN. Engine thread only. */
  public int findLocation(TextRef code) {
    return locations.find(key.of(code.buffer(), code.offset(), code.length()));
  }

  public boolean isSku(int handle) {
    return handle >= 0 && handle < skus.count();
  }

  public boolean isLocation(int handle) {
    return handle >= 0 && handle < locations.count();
  }

  public int skuCount() {
    return skus.count();
  }

  public int locationCount() {
    return locations.count();
  }

  public boolean skusFull() {
    return skus.isFull();
  }

  public boolean locationsFull() {
    return locations.isFull();
  }

  /**
   * Defines a SKU, or gives a known one another name. A new one needs room: ask {@link #skusFull}
   * first.
   */
  public void defineSku(TextRef code, TextRef name) {
    int known = findSku(code);
    int handle = known == UNKNOWN ? skus.add(key, code.length()) : known;
    long before = known == UNKNOWN ? 0 : skuContribution(handle);
    name.write(skuNames, (long) handle * SKU_NAME_LENGTH);
    stateHash.replace(before, skuContribution(handle));
    if (known == UNKNOWN) {
      skus.publish(key, handle);
    }
  }

  /**
   * Defines a location, or changes the attributes of a known one. A new one needs room: ask {@link
   * #locationsFull} first.
   *
   * @param channelMask bit n set = serves channel n; at least one bit
   */
  public void defineLocation(
      TextRef code,
      int type,
      int channelMask,
      int latitude,
      int longitude,
      TextRef name,
      TextRef region) {
    int known = findLocation(code);
    int handle = known == UNKNOWN ? locations.add(key, code.length()) : known;
    attributes.define(handle, type, channelMask, latitude, longitude, name, region);
    if (known == UNKNOWN) {
      stateHash.replace(0, codeContribution(locations, handle, 0x10C));
      locations.publish(key, handle);
    }
  }

  public boolean serves(int location, int channel) {
    return attributes.serves(location, channel);
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
    long sum = 0;
    for (int sku = 0; sku < skus.count(); sku++) {
      sum += skuContribution(sku);
    }
    for (int location = 0; location < locations.count(); location++) {
      sum += codeContribution(locations, location, 0x10C) + attributes.recompute(location);
    }
    return sum;
  }

  private long skuContribution(int sku) {
    long name = LocationTable.textHash(skuNames, (long) sku * SKU_NAME_LENGTH);
    return Hashing.mix(codeContribution(skus, sku, 0x5C0), name);
  }

  private static long codeContribution(CodeTable table, int handle, int salt) {
    long code = Hashing.bytes(table.buffer(), table.codeOffset(handle), table.codeLength(handle));
    return Hashing.mix(Hashing.mix(handle, salt), code);
  }

  CodeTable skus() {
    return skus;
  }

  CodeTable locations() {
    return locations;
  }

  LocationTable attributes() {
    return attributes;
  }
}

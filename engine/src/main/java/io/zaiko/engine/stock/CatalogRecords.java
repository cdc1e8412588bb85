package io.zaiko.engine.stock;

import io.zaiko.engine.memory.Region;
import org.agrona.MutableDirectBuffer;

/**
 * All that a {@link Catalog} knows, one record after the other, to be kept somewhere and to be
 * restored into an empty catalog: regions, then SKUs and locations by handle. Engine thread only.
 */
public final class CatalogRecords {
  private static final int ANY_CHANNEL = 1;

  private final Catalog catalog;
  private final LocationTable attributes;
  private final TextRef nothing;

  /** The records of a catalog. */
  public CatalogRecords(Catalog catalog) {
    this.catalog = catalog;
    attributes = catalog.attributes();
    nothing = new TextRef().set(catalog.skuNames().bytes(), 0, 0);
  }

  /** Number of regions ever named: their ids are below it. */
  public int regionCount() {
    return catalog.regions().count();
  }

  /** Copies the name of a region and returns its length. So with the next four. */
  public int copyRegion(int region, MutableDirectBuffer to, int offset) {
    return catalog.regions().copyName(region, to, offset);
  }

  public int copySkuCode(int sku, MutableDirectBuffer to, int offset) {
    return catalog.skus().copyCode(sku, to, offset);
  }

  /** A deleted SKU has no name. */
  public int copySkuName(int sku, MutableDirectBuffer to, int offset) {
    return catalog.isSku(sku)
        ? copyText(catalog.skuNames(), catalog.skuNameOffset(sku), to, offset)
        : 0;
  }

  public int copyLocationCode(int location, MutableDirectBuffer to, int offset) {
    return catalog.locations().copyCode(location, to, offset);
  }

  /** A deleted location has no name. */
  public int copyLocationName(int location, MutableDirectBuffer to, int offset) {
    return catalog.isLocation(location)
        ? copyText(attributes.texts(), attributes.nameOffset(location), to, offset)
        : 0;
  }

  private static int copyText(Region texts, long position, MutableDirectBuffer to, int offset) {
    int length = texts.getByte(position) & 0xFF;
    texts.getBytes(position + 1, to, offset, length);
    return length;
  }

  /** Type of a location, as it was defined. So with the next ones. */
  public int type(int location) {
    return attributes.type(location);
  }

  /** Microdegrees, or Integer.MIN_VALUE. */
  public int latitude(int location) {
    return attributes.latitude(location);
  }

  /** Microdegrees, or Integer.MIN_VALUE. */
  public int longitude(int location) {
    return attributes.longitude(location);
  }

  /** Bit n set = serves channel n. */
  public int channels(int location) {
    return attributes.channels(location);
  }

  /** Names the next region; there must be room. Returns its id. */
  public int restoreRegion(TextRef name) {
    return catalog.addRegion(name);
  }

  /** Gives a SKU the next handle; there must be room, and its code must not be known. */
  public void restoreSku(TextRef code, TextRef name, boolean deleted) {
    catalog.defineSku(code, name);
    if (deleted) {
      catalog.deleteSku(catalog.findSku(code));
    }
  }

  /** Gives a location that was deleted the next handle, as {@link #restoreSku}. */
  public void restoreDeletedLocation(TextRef code) {
    int unknown = Integer.MIN_VALUE;
    catalog.defineLocation(code, 0, ANY_CHANNEL, unknown, unknown, nothing, nothing);
    catalog.deleteLocation(catalog.findLocation(code));
  }

  /** Gives a location the next handle, as {@link #restoreSku}. Its region is restored already. */
  public void restoreLocation(
      TextRef code,
      int type,
      int channelMask,
      int latitude,
      int longitude,
      TextRef name,
      TextRef region,
      boolean suspended) {
    catalog.defineLocation(code, type, channelMask, latitude, longitude, name, region);
    if (suspended) {
      catalog.suspend(catalog.findLocation(code));
    }
  }
}

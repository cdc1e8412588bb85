package io.zaiko.engine.snapshot;

import static io.zaiko.engine.snapshot.Contents.require;
import static io.zaiko.engine.snapshot.SnapshotLayout.CHANNELS;
import static io.zaiko.engine.snapshot.SnapshotLayout.MOST_RECORDS;

import io.zaiko.engine.core.EngineTables;
import io.zaiko.engine.stock.Catalog;
import io.zaiko.engine.stock.CatalogRecords;
import io.zaiko.protocol.snapshot.DefaultSafetiesDecoder;
import io.zaiko.protocol.snapshot.DefaultSafetiesEncoder;
import io.zaiko.protocol.snapshot.LocationsDecoder;
import io.zaiko.protocol.snapshot.LocationsEncoder;
import io.zaiko.protocol.snapshot.RegionsDecoder;
import io.zaiko.protocol.snapshot.RegionsEncoder;
import io.zaiko.protocol.snapshot.SkusDecoder;
import io.zaiko.protocol.snapshot.SkusEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/** What is defined: SKUs, regions, locations, default safety stock. */
final class CatalogSection {
  private static final int MOST_TEXT = 256;

  private final Catalog catalog;
  private final CatalogRecords records;
  private final UnsafeBuffer text = new UnsafeBuffer(new byte[MOST_TEXT]);
  private final BlockText codes = new BlockText();
  private final BlockText names = new BlockText();
  private final BlockText regions = new BlockText();

  CatalogSection(EngineTables tables) {
    catalog = tables.catalog();
    records = new CatalogRecords(catalog);
  }

  void write(BlockWriter out) {
    writeSkus(out);
    writeRegions(out);
    writeLocations(out);
    writeSafeties(out);
  }

  private void writeSkus(BlockWriter out) {
    SkusEncoder message = new SkusEncoder();
    Rows<SkusEncoder.RecordsEncoder> rows =
        new Rows<>(
            out,
            message,
            (to, header) -> message.wrapAndApplyHeader(to, 0, header).recordsCount(MOST_RECORDS),
            SkusEncoder.RecordsEncoder::resetCountToIndex);
    for (int sku = 0; sku < catalog.skuCount(); sku++) {
      SkusEncoder.RecordsEncoder row = rows.group().next();
      row.deleted(flag(!catalog.isSku(sku)));
      row.putCode(text, 0, records.copySkuCode(sku, text, 0));
      row.putName(text, 0, records.copySkuName(sku, text, 0));
    }
    rows.end();
  }

  private void writeRegions(BlockWriter out) {
    RegionsEncoder message = new RegionsEncoder();
    Rows<RegionsEncoder.RecordsEncoder> rows =
        new Rows<>(
            out,
            message,
            (to, header) -> message.wrapAndApplyHeader(to, 0, header).recordsCount(MOST_RECORDS),
            RegionsEncoder.RecordsEncoder::resetCountToIndex);
    for (int region = 0; region < records.regionCount(); region++) {
      int length = records.copyRegion(region, text, 0);
      rows.group().next().region(region).putName(text, 0, length);
    }
    rows.end();
  }

  private void writeLocations(BlockWriter out) {
    LocationsEncoder message = new LocationsEncoder();
    Rows<LocationsEncoder.RecordsEncoder> rows =
        new Rows<>(
            out,
            message,
            (to, header) -> message.wrapAndApplyHeader(to, 0, header).recordsCount(MOST_RECORDS),
            LocationsEncoder.RecordsEncoder::resetCountToIndex);
    for (int location = 0; location < catalog.locationCount(); location++) {
      LocationsEncoder.RecordsEncoder row = rows.group().next();
      boolean defined = catalog.isLocation(location);
      row.deleted(flag(!defined))
          .locationType((short) (defined ? records.type(location) : 0))
          .latitude(defined ? records.latitude(location) : Integer.MIN_VALUE)
          .longitude(defined ? records.longitude(location) : Integer.MIN_VALUE)
          .channels(defined ? records.channels(location) : 0)
          .suspended(flag(defined && catalog.isSuspended(location)));
      row.putCode(text, 0, records.copyLocationCode(location, text, 0));
      row.putName(text, 0, records.copyLocationName(location, text, 0));
      int region = catalog.region(location);
      row.putRegion(text, 0, region < 0 ? 0 : records.copyRegion(region, text, 0));
    }
    rows.end();
  }

  private void writeSafeties(BlockWriter out) {
    DefaultSafetiesEncoder message = new DefaultSafetiesEncoder();
    Rows<DefaultSafetiesEncoder.RecordsEncoder> rows =
        new Rows<>(
            out,
            message,
            (to, header) -> message.wrapAndApplyHeader(to, 0, header).recordsCount(MOST_RECORDS),
            DefaultSafetiesEncoder.RecordsEncoder::resetCountToIndex);
    for (int location = 0; location < catalog.locationCount(); location++) {
      for (int channel = 0; channel < CHANNELS; channel++) {
        int quantity = catalog.defaultSafety(location, channel);
        if (quantity != 0) {
          rows.group().next().location(location).quantity(quantity).channel((short) channel);
        }
      }
    }
    rows.end();
  }

  static short flag(boolean set) {
    return (short) (set ? 1 : 0);
  }

  /** Reads the records of a block, if it is one of these. */
  boolean read(BlockReader in) {
    switch (in.templateId()) {
      case SkusDecoder.TEMPLATE_ID -> readSkus(in);
      case RegionsDecoder.TEMPLATE_ID -> readRegions(in);
      case LocationsDecoder.TEMPLATE_ID -> readLocations(in);
      case DefaultSafetiesDecoder.TEMPLATE_ID -> readSafeties(in);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void readSkus(BlockReader in) {
    SkusDecoder message = new SkusDecoder();
    SkusDecoder.RecordsDecoder rows =
        message.wrapAndApplyHeader(in.message(), 0, in.header()).records();
    while (rows.hasNext()) {
      rows.next();
      rows.wrapCode(codes.buffer());
      rows.wrapName(names.buffer());
      int handle = catalog.skuCount();
      require(!catalog.skusFull(), "SKU", handle);
      records.restoreSku(codes.ref(), names.ref(), rows.deleted() != 0);
      require(catalog.skuCount() == handle + 1, "the code of SKU", handle);
    }
  }

  private void readRegions(BlockReader in) {
    RegionsDecoder message = new RegionsDecoder();
    RegionsDecoder.RecordsDecoder rows =
        message.wrapAndApplyHeader(in.message(), 0, in.header()).records();
    while (rows.hasNext()) {
      rows.next();
      rows.wrapName(names.buffer());
      int region = rows.region();
      require(catalog.hasRoomForRegion(names.ref()), "region", region);
      require(records.restoreRegion(names.ref()) == region, "region", region);
    }
  }

  private void readLocations(BlockReader in) {
    LocationsDecoder message = new LocationsDecoder();
    LocationsDecoder.RecordsDecoder rows =
        message.wrapAndApplyHeader(in.message(), 0, in.header()).records();
    while (rows.hasNext()) {
      rows.next();
      rows.wrapCode(codes.buffer());
      rows.wrapName(names.buffer());
      rows.wrapRegion(regions.buffer());
      int handle = catalog.locationCount();
      require(!catalog.locationsFull(), "location", handle);
      if (rows.deleted() != 0) {
        records.restoreDeletedLocation(codes.ref());
      } else {
        require(rows.channels() != 0, "the channels of location", handle);
        require(catalog.hasRoomForRegion(regions.ref()), "the region of location", handle);
        records.restoreLocation(
            codes.ref(),
            rows.locationType(),
            rows.channels(),
            rows.latitude(),
            rows.longitude(),
            names.ref(),
            regions.ref(),
            rows.suspended() != 0);
      }
      require(catalog.locationCount() == handle + 1, "the code of location", handle);
    }
  }

  private void readSafeties(BlockReader in) {
    DefaultSafetiesDecoder message = new DefaultSafetiesDecoder();
    DefaultSafetiesDecoder.RecordsDecoder rows =
        message.wrapAndApplyHeader(in.message(), 0, in.header()).records();
    while (rows.hasNext()) {
      rows.next();
      require(catalog.isLocation(rows.location()), "location", rows.location());
      require(rows.channel() < CHANNELS, "channel", rows.channel());
      catalog.setDefaultSafety(rows.location(), rows.channel(), rows.quantity());
    }
  }
}

package io.zaiko.engine.stock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zaiko.engine.memory.OffHeapMemory;
import io.zaiko.engine.memory.StateHash;
import java.nio.charset.StandardCharsets;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A catalog with stock, and a reader of it, spoken to in texts. */
final class CatalogFixture implements AutoCloseable {
  static final int EC = 1;
  static final int POS = 0;
  static final int ALL_CHANNELS = 0xFFFF;
  static final int NOWHERE = Integer.MIN_VALUE;

  final OffHeapMemory memory = new OffHeapMemory();
  final StateHash stateHash = new StateHash();
  final Catalog catalog;
  final StockTable stock;
  final AvailabilityReader reader;

  CatalogFixture() {
    this(8, 8);
  }

  CatalogFixture(int skus, int locations) {
    int records = skus * locations;
    catalog = new Catalog(memory, skus, locations, stateHash);
    stock = new StockTable(memory, records, skus, locations, new StateHash());
    reader =
        new AvailabilityReader(
            catalog,
            stock,
            new ChannelTerms(memory, 1, new StateHash()),
            new BandTable(memory, 1, new StateHash()),
            new AppliedPosition(memory));
  }

  static TextRef text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new TextRef().set(new UnsafeBuffer(bytes), 0, bytes.length);
  }

  int defineSku(String code) {
    catalog.defineSku(text(code), text("name of " + code));
    return sku(code);
  }

  int defineLocation(String code, String region) {
    return defineLocation(code, region, NOWHERE, NOWHERE);
  }

  int defineLocation(String code, String region, int latitude, int longitude) {
    catalog.defineLocation(
        text(code), 0, ALL_CHANNELS, latitude, longitude, text("name of " + code), text(region));
    return location(code);
  }

  int sku(String code) {
    return catalog.findSku(text(code));
  }

  int location(String code) {
    return catalog.findLocation(text(code));
  }

  int region(String name) {
    return catalog.findRegion(text(name));
  }

  /** The codes of the locations of a region, in order. */
  String members(String name) {
    StringBuilder codes = new StringBuilder();
    for (int n = 0; n < catalog.regionSize(region(name)); n++) {
      codes.append(n == 0 ? "" : " ").append(codeOf(catalog.regionMember(region(name), n)));
    }
    return codes.toString();
  }

  String codeOf(int location) {
    ExpandableArrayBuffer code = new ExpandableArrayBuffer();
    int length = catalog.locations().copyCode(location, code, 0);
    return code.getStringWithoutLengthUtf8(0, length);
  }

  void setStock(int sku, int location, int sellable, int reserved) {
    stock.setWord(stock.findOrCreate(sku, location), sellable, reserved);
  }

  void assertHashIsKept() {
    assertEquals(catalog.recomputeHash(), stateHash.value(), "state hash, from scratch and kept");
  }

  @Override
  public void close() {
    memory.close();
  }
}

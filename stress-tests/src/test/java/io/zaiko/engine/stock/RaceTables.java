package io.zaiko.engine.stock;

import io.zaiko.engine.memory.OffHeapMemory;
import io.zaiko.engine.memory.StateHash;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The tables of one engine that readers see, as large as a race needs. As in the engine, one thread
 * at a time writes, and one reads through the reader.
 */
final class RaceTables implements AutoCloseable {
  static final int CHANNEL = 1;

  /** Serves {@link #CHANNEL} among others. */
  static final int ALL_CHANNELS = 0xFFFF;

  private static final int NOWHERE = Integer.MIN_VALUE;

  final Catalog catalog;
  final StockTable stock;
  final ChannelTerms terms;
  final AppliedPosition position;
  final AvailabilityReader reader;
  private final OffHeapMemory memory = new OffHeapMemory();
  private final TextRef code = new TextRef();
  private final TextRef name = new TextRef().set(new UnsafeBuffer(new byte[0]), 0, 0);
  private final TextRef region = new TextRef();

  RaceTables(int skuCapacity, int locationCapacity, int recordCapacity) {
    StateHash stateHash = new StateHash();
    catalog = new Catalog(memory, skuCapacity, locationCapacity, stateHash);
    stock = new StockTable(memory, recordCapacity, skuCapacity, locationCapacity, stateHash);
    terms = new ChannelTerms(memory, 1, stateHash);
    position = new AppliedPosition(memory);
    BandTable bands = new BandTable(memory, 1, stateHash);
    reader = new AvailabilityReader(catalog, stock, terms, bands, position);
  }

  /** One SKU at one location, which has a record. */
  static RaceTables ofOneRecord() {
    RaceTables tables = new RaceTables(1, 1, 1);
    tables.stock.findOrCreate(0, 0);
    return tables;
  }

  void defineSku(NumberedCode sku) {
    catalog.defineSku(sku.in(code), name);
  }

  void defineLocation(NumberedCode location, int channelMask, NumberedCode inRegion) {
    catalog.defineLocation(
        location.in(code), 0, channelMask, NOWHERE, NOWHERE, name, inRegion.in(region));
  }

  @Override
  public void close() {
    memory.close();
  }
}

package io.zaiko.engine.snapshot;

import static io.zaiko.engine.snapshot.CatalogSection.flag;
import static io.zaiko.engine.snapshot.Contents.require;
import static io.zaiko.engine.snapshot.SnapshotLayout.CHANNELS;
import static io.zaiko.engine.snapshot.SnapshotLayout.MOST_RECORDS;

import io.zaiko.engine.core.EngineTables;
import io.zaiko.engine.stock.BandTable;
import io.zaiko.engine.stock.Catalog;
import io.zaiko.engine.stock.ChannelTerms;
import io.zaiko.engine.stock.Cuts;
import io.zaiko.engine.stock.StockTable;
import io.zaiko.protocol.snapshot.BandMarksDecoder;
import io.zaiko.protocol.snapshot.BandMarksEncoder;
import io.zaiko.protocol.snapshot.BooksDecoder;
import io.zaiko.protocol.snapshot.BooksEncoder;
import io.zaiko.protocol.snapshot.ChannelTermsDecoder;
import io.zaiko.protocol.snapshot.ChannelTermsEncoder;
import io.zaiko.protocol.snapshot.CutsDecoder;
import io.zaiko.protocol.snapshot.CutsEncoder;
import io.zaiko.protocol.snapshot.RareStockDecoder;
import io.zaiko.protocol.snapshot.RareStockEncoder;
import io.zaiko.protocol.snapshot.StockRecordsDecoder;
import io.zaiko.protocol.snapshot.StockRecordsEncoder;
import java.util.function.IntConsumer;

/** The stock records, with their terms, bands and counts. */
final class StockSection {
  private static final int NO_CHANNEL = BandTable.ALL_CHANNELS;
  private static final int MAX_UNITS = 1_000_000_000;

  private final Catalog catalog;
  private final StockTable stock;
  private final ChannelTerms terms;
  private final BandTable bands;
  private final Cuts cuts;
  private final long[] books = new long[4];

  StockSection(EngineTables tables) {
    catalog = tables.catalog();
    stock = tables.stock();
    terms = tables.terms();
    bands = tables.bands();
    cuts = tables.cuts();
  }

  void write(BlockWriter out) {
    writeStock(out);
    writeRare(out);
    writeTerms(out);
    writeBands(out);
    writeCuts(out);
    if (!cuts.isEmpty()) {
      writeBooks(out);
    }
  }

  private void forEachRecord(IntConsumer visitor) {
    for (int sku = 0; sku < catalog.skuCount(); sku++) {
      for (int n = 0; n < stock.placeCount(sku); n++) {
        int record = stock.recordAt(sku, n);
        if (record != StockTable.NONE) {
          visitor.accept(record);
        }
      }
    }
  }

  private void writeStock(BlockWriter out) {
    StockRecordsEncoder message = new StockRecordsEncoder();
    Rows<StockRecordsEncoder.RecordsEncoder> rows =
        new Rows<>(
            out,
            message,
            (to, header) -> message.wrapAndApplyHeader(to, 0, header).recordsCount(MOST_RECORDS),
            StockRecordsEncoder.RecordsEncoder::resetCountToIndex);
    forEachRecord(
        record -> {
          long word = stock.word(record);
          rows.group()
              .next()
              .sku(stock.sku(record))
              .location(stock.location(record))
              .sellable(StockTable.sellable(word))
              .reserved(StockTable.reserved(word));
        });
    rows.end();
  }

  private void writeRare(BlockWriter out) {
    RareStockEncoder message = new RareStockEncoder();
    Rows<RareStockEncoder.RecordsEncoder> rows =
        new Rows<>(
            out,
            message,
            (to, header) -> message.wrapAndApplyHeader(to, 0, header).recordsCount(MOST_RECORDS),
            RareStockEncoder.RecordsEncoder::resetCountToIndex);
    forEachRecord(
        record -> {
          if (stock.isCold(record)) {
            rows.group()
                .next()
                .sku(stock.sku(record))
                .location(stock.location(record))
                .damaged(stock.bucket(record, StockTable.DAMAGED))
                .qualityControl(stock.bucket(record, StockTable.QUALITY_CONTROL))
                .blocked(stock.bucket(record, StockTable.BLOCKED))
                .inTransit(stock.bucket(record, StockTable.IN_TRANSIT))
                .lastCut(stock.lastCut(record))
                .lowered(stock.lowered(record));
          }
        });
    rows.end();
  }

  private void writeTerms(BlockWriter out) {
    ChannelTermsEncoder message = new ChannelTermsEncoder();
    Rows<ChannelTermsEncoder.RecordsEncoder> rows =
        new Rows<>(
            out,
            message,
            (to, header) -> message.wrapAndApplyHeader(to, 0, header).recordsCount(MOST_RECORDS),
            ChannelTermsEncoder.RecordsEncoder::resetCountToIndex);
    forEachRecord(
        record -> {
          int entry = stock.termsEntry(record);
          if (entry != StockTable.NONE) {
            writeTerms(rows, record, entry);
          }
        });
    rows.end();
  }

  private void writeTerms(Rows<ChannelTermsEncoder.RecordsEncoder> rows, int record, int entry) {
    boolean written = false;
    for (int channel = 0; channel < CHANNELS; channel++) {
      int safety = terms.safety(entry, channel);
      int quota = terms.quota(entry, channel);
      if (safety != ChannelTerms.NONE || quota != ChannelTerms.NONE) {
        int used = terms.used(entry, channel);
        writeTerms(rows.group().next(), record, channel, safety, quota, used);
        written = true;
      }
    }
    if (!written) {
      int none = ChannelTerms.NONE;
      writeTerms(rows.group().next(), record, NO_CHANNEL, none, none, 0);
    }
  }

  private void writeTerms(
      ChannelTermsEncoder.RecordsEncoder row,
      int record,
      int channel,
      int safety,
      int quota,
      int used) {
    row.sku(stock.sku(record))
        .location(stock.location(record))
        .safety(safety)
        .quota(quota)
        .used(used)
        .channel((short) channel);
  }

  private void writeBands(BlockWriter out) {
    BandMarksEncoder message = new BandMarksEncoder();
    Rows<BandMarksEncoder.RecordsEncoder> rows =
        new Rows<>(
            out,
            message,
            (to, header) -> message.wrapAndApplyHeader(to, 0, header).recordsCount(MOST_RECORDS),
            BandMarksEncoder.RecordsEncoder::resetCountToIndex);
    int skus = bands.isSet() ? catalog.skuCount() : 0;
    for (int sku = BandTable.ALL_SKUS; sku < skus; sku++) {
      if (bands.hasEntry(sku)) {
        writeBands(rows, sku);
      }
    }
    rows.end();
  }

  private void writeBands(Rows<BandMarksEncoder.RecordsEncoder> rows, int sku) {
    boolean written = sku == BandTable.ALL_SKUS;
    for (int slot = 0; slot <= CHANNELS; slot++) {
      int channel = slot < CHANNELS ? slot : NO_CHANNEL;
      if (bands.isGiven(sku, channel)) {
        writeMarks(rows.group().next(), sku, channel, true, bands.given(sku, channel));
        written = true;
      }
    }
    if (!written) {
      writeMarks(rows.group().next(), sku, NO_CHANNEL, false, 0);
    }
  }

  private static void writeMarks(
      BandMarksEncoder.RecordsEncoder row, int sku, int channel, boolean given, long marks) {
    row.sku(sku)
        .channel((short) channel)
        .given(flag(given))
        .low(BandTable.low(marks))
        .hysteresis(BandTable.hysteresis(marks));
  }

  private void writeCuts(BlockWriter out) {
    CutsEncoder message = new CutsEncoder();
    Rows<CutsEncoder.RecordsEncoder> rows =
        new Rows<>(
            out,
            message,
            (to, header) -> message.wrapAndApplyHeader(to, 0, header).recordsCount(MOST_RECORDS),
            CutsEncoder.RecordsEncoder::resetCountToIndex);
    for (int location = 0; location < catalog.locationCount(); location++) {
      if (cuts.keptCut(location) != 0) {
        rows.group()
            .next()
            .location(location)
            .number(cuts.number(location))
            .sequence(cuts.keptCut(location))
            .time(cuts.timeMicros(location));
      }
    }
    rows.end();
  }

  private void writeBooks(BlockWriter out) {
    BooksEncoder message = new BooksEncoder();
    Rows<BooksEncoder.RecordsEncoder> rows =
        new Rows<>(
            out,
            message,
            (to, header) -> message.wrapAndApplyHeader(to, 0, header).recordsCount(MOST_RECORDS),
            BooksEncoder.RecordsEncoder::resetCountToIndex);
    forEachRecord(
        record -> {
          if (cuts.hasBooks(record)) {
            int location = stock.location(record);
            rows.group()
                .next()
                .sku(stock.sku(record))
                .location(location)
                .sellable(cuts.book(location, record, StockTable.NONE, 0))
                .damaged(cuts.book(location, record, StockTable.DAMAGED, 0))
                .qualityControl(cuts.book(location, record, StockTable.QUALITY_CONTROL, 0))
                .blocked(cuts.book(location, record, StockTable.BLOCKED, 0));
          }
        });
    rows.end();
  }

  /** Reads the records of a block, if it is one of these. */
  boolean read(BlockReader in) {
    switch (in.templateId()) {
      case StockRecordsDecoder.TEMPLATE_ID -> readStock(in);
      case RareStockDecoder.TEMPLATE_ID -> readRare(in);
      case ChannelTermsDecoder.TEMPLATE_ID -> readTerms(in);
      case BandMarksDecoder.TEMPLATE_ID -> readBands(in);
      case CutsDecoder.TEMPLATE_ID -> readCuts(in);
      case BooksDecoder.TEMPLATE_ID -> readBooks(in);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void readStock(BlockReader in) {
    StockRecordsDecoder message = new StockRecordsDecoder();
    StockRecordsDecoder.RecordsDecoder rows =
        message.wrapAndApplyHeader(in.message(), 0, in.header()).records();
    while (rows.hasNext()) {
      rows.next();
      int sku = rows.sku();
      int location = rows.location();
      require(sku >= 0 && sku < catalog.skuCount(), "SKU", sku);
      require(location >= 0 && location < catalog.locationCount(), "location", location);
      require(stock.hasRoomFor(1), "another stock record of SKU", sku);
      require(stock.find(sku, location) == StockTable.NONE, "another record at location", location);
      require(isUnits(rows.sellable()), "sellable of", rows.sellable());
      require(rows.reserved() >= 0 && isUnits(rows.reserved()), "reserved of", rows.reserved());
      int record = stock.findOrCreate(sku, location);
      if (rows.sellable() != 0 || rows.reserved() != 0) {
        stock.setWord(record, rows.sellable(), rows.reserved());
      }
    }
  }

  private static boolean isUnits(int units) {
    return units >= -MAX_UNITS && units <= MAX_UNITS;
  }

  private int recordOf(int sku, int location) {
    int record = stock.find(sku, location);
    require(record != StockTable.NONE, "a stock record here of SKU", sku);
    return record;
  }

  private void readRare(BlockReader in) {
    RareStockDecoder message = new RareStockDecoder();
    RareStockDecoder.RecordsDecoder rows =
        message.wrapAndApplyHeader(in.message(), 0, in.header()).records();
    while (rows.hasNext()) {
      rows.next();
      int record = recordOf(rows.sku(), rows.location());
      stock.setLowered(record, rows.lowered());
      readBucket(record, StockTable.DAMAGED, rows.damaged());
      readBucket(record, StockTable.QUALITY_CONTROL, rows.qualityControl());
      readBucket(record, StockTable.BLOCKED, rows.blocked());
      readBucket(record, StockTable.IN_TRANSIT, rows.inTransit());
      if (rows.lastCut() != 0) {
        stock.setLastCut(record, rows.lastCut());
      }
    }
  }

  private void readBucket(int record, int bucket, int units) {
    if (units != 0) {
      stock.setBucket(record, bucket, units);
    }
  }

  private void readTerms(BlockReader in) {
    ChannelTermsDecoder message = new ChannelTermsDecoder();
    ChannelTermsDecoder.RecordsDecoder rows =
        message.wrapAndApplyHeader(in.message(), 0, in.header()).records();
    while (rows.hasNext()) {
      rows.next();
      int record = recordOf(rows.sku(), rows.location());
      int channel = rows.channel();
      boolean fits = stock.termsEntry(record) != StockTable.NONE || terms.hasRoom();
      require(fits, "more terms than those before of SKU", rows.sku());
      require(channel < CHANNELS || channel == NO_CHANNEL, "channel", channel);
      if (channel == NO_CHANNEL) {
        terms.setQuota(stock, record, 0, ChannelTerms.NONE, 0);
        continue;
      }
      if (rows.safety() != ChannelTerms.NONE) {
        terms.setSafety(stock, record, channel, rows.safety());
      }
      if (rows.quota() != ChannelTerms.NONE) {
        terms.setQuota(stock, record, channel, rows.quota(), rows.used());
      }
    }
  }

  private void readBands(BlockReader in) {
    BandMarksDecoder message = new BandMarksDecoder();
    BandMarksDecoder.RecordsDecoder rows =
        message.wrapAndApplyHeader(in.message(), 0, in.header()).records();
    while (rows.hasNext()) {
      rows.next();
      int sku = rows.sku();
      int channel = rows.channel();
      require(sku >= BandTable.ALL_SKUS && sku < catalog.skuCount(), "SKU", sku);
      require(bands.hasRoomFor(sku), "more bands than those before of SKU", sku);
      require(channel < CHANNELS || channel == NO_CHANNEL, "channel", channel);
      if (rows.given() != 0) {
        bands.set(sku, channel, rows.low(), rows.hysteresis());
      } else {
        require(sku != BandTable.ALL_SKUS, "missing bands of SKU", sku);
        bands.restoreEntry(sku);
      }
    }
  }

  private void readCuts(BlockReader in) {
    CutsDecoder message = new CutsDecoder();
    CutsDecoder.RecordsDecoder rows =
        message.wrapAndApplyHeader(in.message(), 0, in.header()).records();
    while (rows.hasNext()) {
      rows.next();
      require(catalog.isLocation(rows.location()), "location", rows.location());
      cuts.restore(rows.location(), rows.number(), rows.sequence(), rows.time());
    }
  }

  private void readBooks(BlockReader in) {
    BooksDecoder message = new BooksDecoder();
    BooksDecoder.RecordsDecoder rows =
        message.wrapAndApplyHeader(in.message(), 0, in.header()).records();
    while (rows.hasNext()) {
      rows.next();
      int record = recordOf(rows.sku(), rows.location());
      require(cuts.keptCut(rows.location()) != 0, "books at location", rows.location());
      books[0] = rows.sellable();
      books[1] = rows.damaged();
      books[2] = rows.qualityControl();
      books[3] = rows.blocked();
      cuts.restoreBooks(record, books);
    }
  }
}

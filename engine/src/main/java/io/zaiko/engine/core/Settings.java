package io.zaiko.engine.core;

import io.zaiko.engine.reservation.LineTable;
import io.zaiko.engine.reservation.ReservationTable;
import io.zaiko.engine.stock.BandTable;
import io.zaiko.engine.stock.Catalog;
import io.zaiko.engine.stock.ChannelTerms;
import io.zaiko.engine.stock.Cuts;
import io.zaiko.engine.stock.StockTable;
import io.zaiko.engine.stock.TextRef;

/**
 * What is defined and set: SKUs, locations, safety stock, quotas, bands (rules 3, 20, 24, 29). None
 * of it moves a unit or breaks a promise. Engine thread only.
 */
final class Settings {
  private final EngineConfig config;
  private final Catalog catalog;
  private final StockTable stock;
  private final ChannelTerms terms;
  private final BandTable bands;
  private final BandWatch bandWatch;
  private final Cuts cuts;
  private final ReservationTable reservations;
  private final int transferChannels;

  Settings(
      EngineConfig config,
      Catalog catalog,
      StockTable stock,
      ChannelTerms terms,
      BandTable bands,
      BandWatch bandWatch,
      Cuts cuts,
      ReservationTable reservations) {
    this.config = config;
    this.catalog = catalog;
    this.stock = stock;
    this.terms = terms;
    this.bands = bands;
    this.bandWatch = bandWatch;
    this.cuts = cuts;
    this.reservations = reservations;
    int transfer = config.transferChannel();
    transferChannels = transfer == EngineConfig.NO_CHANNEL ? 0 : 1 << transfer;
  }

  Outcome defineSku(TextRef code, TextRef name, Outcome outcome) {
    if (catalog.skusFull() && catalog.findSku(code) == Catalog.UNKNOWN) {
      return outcome.answer(ResultCode.CAPACITY_EXCEEDED);
    }
    catalog.defineSku(code, name);
    return outcome.answer(ResultCode.OK);
  }

  Outcome defineLocation(
      TextRef code,
      int type,
      int channelMask,
      int latitude,
      int longitude,
      TextRef name,
      TextRef region,
      Outcome outcome) {
    boolean isNew = catalog.findLocation(code) == Catalog.UNKNOWN;
    if ((isNew && catalog.locationsFull()) || !catalog.hasRoomForRegion(region)) {
      return outcome.answer(ResultCode.CAPACITY_EXCEEDED);
    }
    int all = (1 << config.channels().size()) - 1;
    int mask = (channelMask == 0 ? all : channelMask) | transferChannels;
    catalog.defineLocation(code, type, mask, latitude, longitude, name, region);
    return outcome.answer(ResultCode.OK);
  }

  Outcome suspend(int location, Outcome outcome) {
    if (location == Lines.UNKNOWN) {
      return outcome.answer(ResultCode.UNKNOWN_LOCATION);
    }
    catalog.suspend(location);
    return outcome.answer(ResultCode.OK);
  }

  Outcome reopen(int location, Outcome outcome) {
    if (location == Lines.UNKNOWN) {
      return outcome.answer(ResultCode.UNKNOWN_LOCATION);
    }
    catalog.reopen(location);
    return outcome.answer(ResultCode.OK);
  }

  Outcome deleteSku(int sku, Outcome outcome) {
    if (sku == Lines.UNKNOWN) {
      return outcome.answer(ResultCode.UNKNOWN_SKU);
    }
    if (stock.isSkuInUse(sku)) {
      return outcome.answer(ResultCode.ILLEGAL_STATE);
    }
    bands.forget(sku);
    catalog.deleteSku(sku);
    return outcome.answer(ResultCode.OK);
  }

  Outcome deleteLocation(int location, Outcome outcome) {
    if (location == Lines.UNKNOWN) {
      return outcome.answer(ResultCode.UNKNOWN_LOCATION);
    }
    if (stock.uses(location) != 0) {
      return outcome.answer(ResultCode.ILLEGAL_STATE);
    }
    cuts.close(location);
    catalog.deleteLocation(location);
    return outcome.answer(ResultCode.OK);
  }

  Outcome setDefaultSafety(int location, int channel, int quantity, Outcome outcome) {
    if (location == Lines.UNKNOWN) {
      return outcome.answer(ResultCode.UNKNOWN_LOCATION);
    }
    catalog.setDefaultSafety(location, channel, quantity);
    bandWatch.safetyChanged(location);
    return outcome.answer(ResultCode.OK);
  }

  /** Notes what follows from the settings, after all of them were restored. */
  void endRestore() {
    for (int location = 0; location < catalog.locationCount(); location++) {
      bandWatch.safetyChanged(location);
    }
  }

  Outcome setSafety(int sku, int location, int channel, int quantity, Outcome outcome) {
    ResultCode refusal = checkPair(sku, location);
    if (refusal == ResultCode.OK) {
      refusal = checkRoomForTerms(sku, location);
    }
    if (refusal == ResultCode.OK) {
      terms.setSafety(stock, stock.findOrCreate(sku, location), channel, quantity);
    }
    return outcome.answer(refusal);
  }

  /**
   * @param quantity units, or {@link ChannelTerms#NONE} for no cap
   */
  Outcome setQuota(int sku, int location, int channel, int quantity, Outcome outcome) {
    ResultCode refusal = checkPair(sku, location);
    if (refusal != ResultCode.OK) {
      return outcome.answer(refusal);
    }
    int known = stock.find(sku, location);
    boolean hasTerms = known != StockTable.NONE && stock.termsEntry(known) != StockTable.NONE;
    if (quantity == ChannelTerms.NONE && !hasTerms) {
      return outcome.answer(ResultCode.OK);
    }
    refusal = checkRoomForTerms(sku, location);
    if (refusal == ResultCode.OK) {
      int record = stock.findOrCreate(sku, location);
      terms.setQuota(stock, record, channel, quantity, openUnits(record, channel));
    }
    return outcome.answer(refusal);
  }

  private ResultCode checkPair(int sku, int location) {
    if (sku == Lines.UNKNOWN) {
      return ResultCode.UNKNOWN_SKU;
    }
    return location == Lines.UNKNOWN ? ResultCode.UNKNOWN_LOCATION : ResultCode.OK;
  }

  private ResultCode checkRoomForTerms(int sku, int location) {
    int record = stock.find(sku, location);
    boolean newRecord = record == StockTable.NONE;
    boolean newEntry = newRecord || stock.termsEntry(record) == StockTable.NONE;
    boolean fits = (!newRecord || stock.hasRoomFor(1)) && (!newEntry || terms.hasRoom());
    return fits ? ResultCode.OK : ResultCode.CAPACITY_EXCEEDED;
  }

  /** Open reserved units of a channel at a record. */
  private int openUnits(int record, int channel) {
    LineTable lines = reservations.lines();
    int units = 0;
    for (int line = lines.newestOpen(record); line != LineTable.NONE; line = lines.older(line)) {
      if (reservations.channel(lines.reservation(line)) == channel) {
        units += lines.open(line);
      }
    }
    return units;
  }

  /**
   * @param forAll whether it is about all SKUs that have none of their own, instead of one
   * @param channel a channel, or {@link BandTable#ALL_CHANNELS}
   */
  Outcome setBands(boolean forAll, int sku, int channel, int low, int hysteresis, Outcome outcome) {
    if (!forAll && sku == Lines.UNKNOWN) {
      return outcome.answer(ResultCode.UNKNOWN_SKU);
    }
    int about = forAll ? BandTable.ALL_SKUS : sku;
    if (!bands.hasRoomFor(about)) {
      return outcome.answer(ResultCode.CAPACITY_EXCEEDED);
    }
    bands.set(about, channel, low, hysteresis);
    return outcome.answer(ResultCode.OK);
  }
}

package io.zaiko.engine.stock;

import java.lang.invoke.VarHandle;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Answers "in stock at store X?" beside the writer: no lock, no hand-off, no allocation. Reads only
 * append-only tables; a record is read whole, under its version, so that an answer is always a
 * state that existed (rule 27).
 *
 * <p>One instance per thread. The getters tell of the record last read.
 */
public final class AvailabilityReader {
  /** Stands for "no channel": ATS and safety then read as 0. */
  public static final int NO_CHANNEL = 255;

  private static final int TRIES_BEFORE_YIELD = 100;

  /**
   * Lines of stock that a scan calls for at a time: they arrive together, while loads called for
   * one by one, between the work on records, would be waited for one by one. As many as 224
   * locations have, so that most scans wait once.
   */
  private static final int LINES_AT_A_TIME = 32;

  private final Catalog catalog;
  private final LocationTable locations;
  private final StockTable stock;
  private final ChannelTerms terms;
  private final BandTable bands;
  private final AppliedPosition position;
  private final CodeKey key = new CodeKey();
  private long sequence;
  private long timeMicros;
  private int location;
  private long state;
  private long word;
  private int batch;
  private int ownSafety;
  private int quota;
  private int quotaUsed;
  private int lowered;
  private boolean wasCold = true;
  private int scannedSku = -1;
  private int scannedPlace;
  private int firstOfLine;
  private int firstLocation;
  private long touched;
  private boolean served;
  private int safety;
  private int ats;
  private int damaged;
  private int qualityControl;
  private int blocked;
  private int inTransit;

  public AvailabilityReader(
      Catalog catalog,
      StockTable stock,
      ChannelTerms terms,
      BandTable bands,
      AppliedPosition position) {
    this.catalog = catalog;
    this.locations = catalog.attributes();
    this.stock = stock;
    this.terms = terms;
    this.bands = bands;
    this.position = position;
  }

  /** Handle of a SKU code, or {@link Catalog#UNKNOWN}. */
  public int skuHandle(DirectBuffer code, int offset, int length) {
    return catalog.skus().find(key.of(code, offset, length));
  }

  /** Handle of a location code, or {@link Catalog#UNKNOWN}. */
  public int locationHandle(DirectBuffer code, int offset, int length) {
    return catalog.locations().find(key.of(code, offset, length));
  }

  /** Id of a region, or {@link Catalog#UNKNOWN}. */
  public int region(DirectBuffer code, int offset, int length) {
    return catalog.regions().find(key.of(code, offset, length));
  }

  /** Whether a handle names a SKU that is defined and not deleted. */
  public boolean isSku(int handle) {
    return catalog.isSku(handle);
  }

  /** Whether a handle names a location that is defined and not deleted. */
  public boolean isLocation(int handle) {
    return catalog.isLocation(handle);
  }

  /**
   * Copies the code of a SKU, also of a deleted one, and returns its length; 0 = no such handle.
   */
  public int copySkuCode(int handle, MutableDirectBuffer to, int offset) {
    return handle >= 0 && handle < skuCount() ? catalog.skus().copyCode(handle, to, offset) : 0;
  }

  /**
   * Copies the code of a location, also of a deleted one, and returns its length; 0 = no such
   * handle.
   */
  public int copyLocationCode(int handle, MutableDirectBuffer to, int offset) {
    return handle >= 0 && handle < locationCount()
        ? catalog.locations().copyCode(handle, to, offset)
        : 0;
  }

  public int skuCount() {
    return catalog.skuCount();
  }

  public int locationCount() {
    return catalog.locationCount();
  }

  /** Reads the applied position. To be called before the records whose answer will carry it. */
  public void readPosition() {
    int version;
    int tries = 0;
    batch = position.readBatch();
    do {
      tries = pauseAfter(tries);
      version = position.readVersion();
      sequence = position.sequence();
      timeMicros = position.timeMicros();
      VarHandle.acquireFence();
    } while ((version & 1) != 0 || version != position.readVersion());
  }

  /**
   * Whether all that was read since {@link #readPosition} is of one moment, that of its sequence:
   * nothing was applied meanwhile.
   */
  public boolean isConsistent() {
    VarHandle.acquireFence();
    return (batch & 1) == 0 && batch == position.readBatch();
  }

  /** Journal sequence that the next answers are at least at. */
  public long sequence() {
    return sequence;
  }

  /** Engine time of that sequence, in microseconds. */
  public long timeMicros() {
    return timeMicros;
  }

  /**
   * Reads one pair. A pair without a record reads as zero.
   *
   * @param sku a handle below {@link #skuCount}
   * @param location a handle below {@link #locationCount}
   * @param channel a configured channel, or NO_CHANNEL
   */
  public void read(int sku, int location, int channel) {
    readRecord(stock.place(sku, location), sku, location, channel);
  }

  /** Where {@link #read} looks first, for {@link #touch}; of any handles. Loads nothing. */
  public int home(int sku, int location) {
    return stock.home(sku, location);
  }

  /** Loads a {@link #home}, so that it is at hand soon. What it returns means nothing. */
  public long touch(int home) {
    return stock.word(home);
  }

  /** Number of places to look at for all locations with a record of a SKU; never falls. */
  public int placeCount(int sku) {
    return stock.placeCount(sku);
  }

  /**
   * Reads the record at the n-th place of a SKU, n below {@link #placeCount}.
   *
   * @return whether there is one, at a location that was not deleted; if not, the getters mean
   *     nothing
   */
  public boolean readAt(int sku, int n, int channel) {
    return readAt(sku, n, channel, Integer.MIN_VALUE);
  }

  /**
   * The same, passing over records whose ATF is below some units: no channel's ATS is above it.
   *
   * @return whether there is one with so many units; if not, the getters mean nothing
   */
  boolean readAt(int sku, int n, int channel, int leastAtf) {
    int inLine = n - scannedPlace;
    if (inLine < 0 || inLine >= StockLines.LOCATIONS_PER_LINE || sku != scannedSku) {
      enterLine(sku, n / StockLines.LOCATIONS_PER_LINE);
      inLine = n - scannedPlace;
    }
    int record = firstOfLine + inLine;
    long wordNow = stock.word(record);
    if (!StockTable.exists(wordNow) || StockTable.atf(wordNow) < leastAtf) {
      return false;
    }
    readRecord(record, sku, firstLocation + inLine, channel);
    return !LocationTable.isDeleted(state);
  }

  /** A scan goes from line to line, so the next ones are called for with the first of them. */
  private void enterLine(int sku, int line) {
    scannedSku = sku;
    scannedPlace = line * StockLines.LOCATIONS_PER_LINE;
    if (line % LINES_AT_A_TIME == 0) {
      touched += stock.touchLines(sku, line, LINES_AT_A_TIME);
    }
    firstOfLine = stock.lineAt(sku, line);
    firstLocation = stock.location(firstOfLine);
  }

  private void readRecord(int record, int sku, int at, int channel) {
    location = at;
    int tries = 0;
    do {
      tries = pauseAfter(tries);
      state = locations.state(at);
      word = record == StockTable.NONE ? 0 : stock.word(record);
      if (StockTable.isCold(word)) {
        readCold(record, stock.cold().find(sku, at), channel);
      } else if (wasCold) {
        readNothingCold();
      }
      readTerms(channel);
      VarHandle.acquireFence();
    } while (LocationTable.isBeingWritten(state) || state != locations.state(at));
  }

  /** A record with something in the cold: all of it belongs together under its version. */
  private void readCold(int record, int coldRecord, int channel) {
    wasCold = true;
    ColdStock cold = stock.cold();
    int version;
    int tries = 0;
    do {
      tries = pauseAfter(tries);
      version = cold.readVersion(coldRecord);
      word = stock.word(record);
      damaged = cold.bucket(coldRecord, StockTable.DAMAGED);
      qualityControl = cold.bucket(coldRecord, StockTable.QUALITY_CONTROL);
      blocked = cold.bucket(coldRecord, StockTable.BLOCKED);
      inTransit = cold.bucket(coldRecord, StockTable.IN_TRANSIT);
      lowered = cold.lowered(coldRecord);
      readOwnTerms(cold.termsEntry(coldRecord), channel);
      VarHandle.acquireFence();
    } while ((version & 1) != 0 || version != cold.readVersion(coldRecord));
  }

  private void readNothingCold() {
    wasCold = false;
    damaged = 0;
    qualityControl = 0;
    blocked = 0;
    inTransit = 0;
    lowered = 0;
    readOwnTerms(StockTable.NONE, NO_CHANNEL);
  }

  private void readOwnTerms(int entry, int channel) {
    boolean none = entry == StockTable.NONE || channel == NO_CHANNEL;
    ownSafety = none ? ChannelTerms.NONE : terms.safety(entry, channel);
    quota = none ? ChannelTerms.NONE : terms.quota(entry, channel);
    quotaUsed = none ? 0 : terms.used(entry, channel);
  }

  private void readTerms(int channel) {
    if (channel == NO_CHANNEL) {
      served = true;
      safety = 0;
      ats = 0;
      return;
    }
    served = LocationTable.serves(state, channel);
    safety = ownSafety == ChannelTerms.NONE ? locations.safety(location, channel) : ownSafety;
    if (!LocationTable.mayPromise(state, channel)) {
      ats = 0;
      return;
    }
    long promisable = (long) StockTable.atf(word) - safety;
    if (quota != ChannelTerms.NONE) {
      promisable = Math.min(promisable, (long) quota - quotaUsed);
    }
    ats = (int) Math.max(0, promisable);
  }

  /**
   * The writer is inside a record for some nanoseconds, unless its thread lost the processor: then
   * let it have it.
   */
  @SuppressWarnings(
      "ThreadPriorityCheck") // only after 100 spins, so that one core cannot be held by a reader
  private static int pauseAfter(int tries) {
    if (tries > TRIES_BEFORE_YIELD) {
      Thread.yield();
    } else if (tries > 0) {
      Thread.onSpinWait();
    }
    return tries + 1;
  }

  /**
   * Band of the channel at the record last read: OUT, LOW or GOOD of {@link BandTable}.
   *
   * @param channel the one that was asked for, not NO_CHANNEL
   */
  public int band(int sku, int channel) {
    return BandTable.band(ats, bands.marks(sku, channel), (lowered & 1 << channel) != 0);
  }

  /** Whether the pair last read has a record. */
  public boolean hasRecord() {
    return StockTable.exists(word);
  }

  /** Whether the location takes no new promises. */
  public boolean isSuspended() {
    return LocationTable.isSuspended(state);
  }

  /** Whether the location serves the channel. */
  public boolean servesChannel() {
    return served;
  }

  /** Whether the safety stock is that of this pair, not the location's default. */
  public boolean hasOwnSafety() {
    return ownSafety != ChannelTerms.NONE;
  }

  /** Cap on the open reserved units of the channel, or −1. */
  public int quota() {
    return quota;
  }

  /** Open reserved units of the channel, if it has a cap. */
  public int quotaUsed() {
    return quotaUsed;
  }

  /** Region of the location last read, or {@link Catalog#UNKNOWN}. */
  public int regionOfLocation() {
    return locations.region(location);
  }

  /** A number that depends on all that was called for ahead, so that the loads are really made. */
  public long touched() {
    return touched;
  }

  public int location() {
    return location;
  }

  /** Available to sell on the channel, in units, 0 or more. */
  public int ats() {
    return ats;
  }

  /** Available to fulfil: sellable − reserved, signed. */
  public int atf() {
    return StockTable.atf(word);
  }

  public int sellable() {
    return StockTable.sellable(word);
  }

  public int reserved() {
    return StockTable.reserved(word);
  }

  public int safety() {
    return safety;
  }

  public int damaged() {
    return damaged;
  }

  public int qualityControl() {
    return qualityControl;
  }

  public int blocked() {
    return blocked;
  }

  public int inTransit() {
    return inTransit;
  }
}

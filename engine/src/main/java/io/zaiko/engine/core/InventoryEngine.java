package io.zaiko.engine.core;

import io.zaiko.engine.memory.Hashing;
import io.zaiko.engine.memory.OffHeapMemory;
import io.zaiko.engine.memory.StateHash;
import io.zaiko.engine.reservation.ReservationTable;
import io.zaiko.engine.reservation.SessionTable;
import io.zaiko.engine.reservation.SessionTable.Admission;
import io.zaiko.engine.stock.AppliedPosition;
import io.zaiko.engine.stock.AvailabilityReader;
import io.zaiko.engine.stock.Catalog;
import io.zaiko.engine.stock.SafetyTable;
import io.zaiko.engine.stock.StockTable;
import io.zaiko.engine.stock.TextRef;

/**
 * The state machine: one method per command, plain values in, an {@link Outcome} out. It knows no
 * clock, no thread, no message and no file: sequence and time come from whoever hosts it, so that
 * the same records give the same answers and the same {@link #stateHash} on any machine (rules 25,
 * 26).
 *
 * <p>For each record the host calls {@link #beginRecord}, then {@link #admit} unless the command
 * has no session, then the command, then {@link #remember}. Handles passed in must be known ones,
 * or −1 for unknown. One thread, the writer; others read through {@link #newReader}. The returned
 * outcome is reused by the next command.
 */
public final class InventoryEngine implements AutoCloseable {
  private final EngineConfig config;
  private final OffHeapMemory memory = new OffHeapMemory();
  private final StateHash stateHash = new StateHash();
  private final StateHash identityHash = new StateHash();
  private final Catalog catalog;
  private final StockTable stock;
  private final SafetyTable safety;
  private final ReservationTable reservations;
  private final SessionTable sessions;
  private final AppliedPosition position;
  private final Facts facts;
  private final Reserving reserving;
  private final Lifecycle lifecycle;
  private final Outcome outcome = new Outcome();
  private long sequence;
  private long timeMicros;

  /** An empty engine with tables as large as configured. */
  public InventoryEngine(EngineConfig config) {
    this.config = config;
    catalog = new Catalog(memory, config.skuCapacity(), config.locationCapacity(), stateHash);
    stock = new StockTable(memory, config.stockCapacity(), config.skuCapacity(), stateHash);
    safety = new SafetyTable(memory, config.safetyCapacity(), stateHash);
    reservations =
        new ReservationTable(
            memory, config.reservationCapacity(), config.lineCapacity(), stateHash);
    sessions =
        new SessionTable(
            memory,
            config.sessionCapacity(),
            config.clientCapacity(),
            config.requestWindow(),
            config.lineResultCapacity(),
            identityHash);
    position = new AppliedPosition(memory);
    Existence existence = new Existence();
    facts = new Facts(stock, reservations);
    reserving = new Reserving(catalog, stock, safety, reservations, existence);
    lifecycle = new Lifecycle(stock, reservations, existence);
  }

  /**
   * Begins a record: everything due at or before its time expires first (rule 15).
   *
   * @param sequence one more than the last record's
   * @param timeMicros engine time, microseconds since the epoch, never below the last record's
   */
  public void beginRecord(long sequence, long timeMicros) {
    this.sequence = sequence;
    this.timeMicros = timeMicros;
    lifecycle.expireDue(timeMicros);
  }

  /**
   * Decides by its identity alone whether a command runs (rule 21). {@code crc} and {@code length}
   * stand for its content.
   */
  public Admission admit(long session, long requestId, int crc, int length) {
    return sessions.admit(session, requestId, crc, length, sequence);
  }

  /** Keeps the outcome of an admitted command, to be given again when it is sent again. */
  public void remember(long session, long requestId, int crc, int length, Outcome outcome) {
    sessions.remember(
        session,
        requestId,
        crc,
        length,
        sequence,
        timeMicros,
        outcome.code().number(),
        outcome.oversellsOpened(),
        outcome.lines());
  }

  /** Opens or continues the session of a client name; returns the session id. */
  public long register(TextRef clientName) {
    return sessions.register(clientName, sequence);
  }

  /** Defines a SKU or renames a known one (rule 24). */
  public Outcome defineSku(TextRef code, TextRef name) {
    outcome.clear();
    if (catalog.skusFull() && catalog.findSku(code) == Catalog.UNKNOWN) {
      return outcome.answer(ResultCode.CAPACITY_EXCEEDED);
    }
    catalog.defineSku(code, name);
    return outcome.answer(ResultCode.OK);
  }

  /**
   * Defines a location or changes a known one (rule 24).
   *
   * @param channelMask bit n set = serves channel n; 0 = all configured channels
   * @param latitude microdegrees, or Integer.MIN_VALUE; so with longitude
   */
  public Outcome defineLocation(
      TextRef code,
      int type,
      int channelMask,
      int latitude,
      int longitude,
      TextRef name,
      TextRef region) {
    outcome.clear();
    if (catalog.locationsFull() && catalog.findLocation(code) == Catalog.UNKNOWN) {
      return outcome.answer(ResultCode.CAPACITY_EXCEEDED);
    }
    int mask = channelMask == 0 ? (1 << config.channels().size()) - 1 : channelMask;
    catalog.defineLocation(code, type, mask, latitude, longitude, name, region);
    return outcome.answer(ResultCode.OK);
  }

  /** Sets the default safety stock of a channel at a location, in units. */
  public Outcome setDefaultSafety(int location, int channel, int quantity) {
    outcome.clear();
    if (location < 0) {
      return outcome.answer(ResultCode.UNKNOWN_LOCATION);
    }
    catalog.setDefaultSafety(location, channel, quantity);
    return outcome.answer(ResultCode.OK);
  }

  /** Sets the safety stock of one SKU at a location for a channel, in units. */
  public Outcome setSafety(int sku, int location, int channel, int quantity) {
    outcome.clear();
    if (sku < 0) {
      return outcome.answer(ResultCode.UNKNOWN_SKU);
    }
    if (location < 0) {
      return outcome.answer(ResultCode.UNKNOWN_LOCATION);
    }
    int record = stock.find(sku, location);
    boolean newRecord = record == StockTable.NONE;
    boolean newEntry = newRecord || stock.safetyEntry(record) == StockTable.NONE;
    if ((newRecord && !stock.hasRoomFor(1)) || (newEntry && !safety.hasRoom())) {
      return outcome.answer(ResultCode.CAPACITY_EXCEEDED);
    }
    safety.override(stock, stock.findOrCreate(sku, location), channel, quantity);
    return outcome.answer(ResultCode.OK);
  }

  /** Goods arrived from a supplier. */
  public Outcome receive(Lines lines) {
    return facts.receive(lines, outcome.clear());
  }

  /** Goods were sold; with {@code enforce} only if ATF covers every pair (rule 8). */
  public Outcome sell(Lines lines, boolean enforce) {
    return facts.sell(lines, enforce, outcome.clear());
  }

  /** Goods came back, into a bucket; {@code reservationId} may be empty (rule 18). */
  public Outcome goodsBack(Lines lines, Bucket bucket, TextRef reservationId) {
    return facts.goodsBack(lines, bucket, reservationId, outcome.clear());
  }

  /** The book was wrong by so much. */
  public Outcome adjust(Lines lines) {
    return facts.adjust(lines, outcome.clear());
  }

  /** So many were counted in a bucket; the cut is now, any other is not available (rule 19). */
  public Outcome count(Lines lines, Bucket bucket, long cut) {
    outcome.clear();
    return cut == 0
        ? facts.count(lines, bucket, outcome)
        : outcome.answer(ResultCode.CUT_NOT_AVAILABLE);
  }

  /**
   * Promises units (rules 3, 6, 12).
   *
   * @param holdMicros how long, 0 = as configured; ignored when paid
   */
  public Outcome reserve(
      TextRef id, int channel, boolean partial, boolean paid, long holdMicros, Lines lines) {
    long expiry = paid ? 0 : timeMicros + holdOrDefault(holdMicros);
    return reserving.reserve(id, channel, partial, expiry, lines, outcome.clear());
  }

  public Outcome commit(TextRef id) {
    return lifecycle.commit(id, outcome.clear());
  }

  public Outcome stage(TextRef id) {
    return lifecycle.stage(id, outcome.clear());
  }

  public Outcome unstage(TextRef id) {
    return lifecycle.unstage(id, outcome.clear());
  }

  /** A hold lasts so long from now on, 0 = as configured. */
  public Outcome extend(TextRef id, long holdMicros) {
    return lifecycle.extend(id, timeMicros + holdOrDefault(holdMicros), outcome.clear());
  }

  /** Handed over: sellable and reserved go down together. No lines = all that is open. */
  public Outcome fulfil(TextRef id, Lines lines) {
    return lifecycle.fulfil(id, lines, outcome.clear());
  }

  /**
   * Not found by the picker: moves to blocked, unless {@code keepSellable}. No lines = all that is
   * open.
   */
  public Outcome shorten(TextRef id, Lines lines, boolean keepSellable) {
    return lifecycle.shorten(id, lines, keepSellable, outcome.clear());
  }

  /** Given back. No lines = all that is open. */
  public Outcome release(TextRef id, Lines lines) {
    return lifecycle.release(id, lines, outcome.clear());
  }

  private long holdOrDefault(long holdMicros) {
    return holdMicros == 0 ? config.defaultHoldMicros() : holdMicros;
  }

  /** Lets other threads see how far the engine has come. Once per batch. */
  public void publishPosition(long sequence, long timeMicros) {
    position.publish(sequence, timeMicros);
  }

  /** A reader for one thread that is not the writer. */
  public AvailabilityReader newReader() {
    return new AvailabilityReader(catalog, stock, safety, position);
  }

  public EngineConfig config() {
    return config;
  }

  /** Sequence of the record last begun. */
  public long sequence() {
    return sequence;
  }

  /** Engine time of the record last begun, in microseconds. */
  public long timeMicros() {
    return timeMicros;
  }

  /** When the next hold expires, in microseconds; Long.MAX_VALUE if none ever does. */
  public long nextDeadlineMicros() {
    return reservations.nextExpiry();
  }

  /**
   * The business state in 64 bits, kept with every change: catalog, stock, safety, reservations. A
   * refused command leaves it as it is.
   */
  public long stateHash() {
    return stateHash.value();
  }

  /** The same, computed from every record: must equal {@link #stateHash} (rule 2 and all sums). */
  public long recomputeStateHash() {
    long sum =
        catalog.recomputeHash()
            + stock.recomputeHash(catalog.skuCount())
            + reservations.recomputeHash();
    for (int sku = 0; sku < catalog.skuCount(); sku++) {
      for (int n = 0; n < stock.placeCount(sku); n++) {
        int record = stock.recordAt(sku, n);
        sum += record == StockTable.NONE ? 0 : safety.recompute(stock, record);
      }
    }
    return sum;
  }

  /**
   * All that decides future answers in 64 bits: the business state, and what each client was
   * answered. Journaled with every batch.
   */
  public long digest() {
    return Hashing.mix(stateHash.value(), identityHash.value());
  }

  /** The same, computed from every record: must equal {@link #digest}. */
  public long recomputeDigest() {
    return Hashing.mix(recomputeStateHash(), sessions.recomputeHash());
  }

  /** The catalog, for look-ups by the writer and for audits. So with the next three. */
  public Catalog catalog() {
    return catalog;
  }

  public StockTable stock() {
    return stock;
  }

  public ReservationTable reservations() {
    return reservations;
  }

  public SessionTable sessions() {
    return sessions;
  }

  /** Gives the memory back; no reader may read any more. */
  @Override
  public void close() {
    memory.close();
  }
}

package io.zaiko.engine.core;

import io.zaiko.engine.memory.Hashing;
import io.zaiko.engine.memory.OffHeapMemory;
import io.zaiko.engine.memory.StateHash;
import io.zaiko.engine.reservation.DeviceTable;
import io.zaiko.engine.reservation.ReservationTable;
import io.zaiko.engine.reservation.SessionTable;
import io.zaiko.engine.reservation.SessionTable.Admission;
import io.zaiko.engine.stock.AppliedPosition;
import io.zaiko.engine.stock.AvailabilityReader;
import io.zaiko.engine.stock.BandTable;
import io.zaiko.engine.stock.Catalog;
import io.zaiko.engine.stock.ChangeLog;
import io.zaiko.engine.stock.ChangeReader;
import io.zaiko.engine.stock.ChannelTerms;
import io.zaiko.engine.stock.Cuts;
import io.zaiko.engine.stock.NearestSearch;
import io.zaiko.engine.stock.Promisable;
import io.zaiko.engine.stock.StockTable;
import io.zaiko.engine.stock.TextRef;
import org.agrona.BitUtil;

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
  private final Catalog catalog;
  private final StockTable stock;
  private final ChannelTerms terms;
  private final BandTable bands;
  private final Cuts cuts;
  private final ReservationTable reservations;
  private final DeviceTable devices;
  private final SessionTable sessions;
  private final ChangeLog changes;
  private final AppliedPosition position;
  private final StockBook book;
  private final OversellReport oversells;
  private final Settings settings;
  private final Facts facts;
  private final Warning warning;
  private final Counting counting;
  private final Moving moving;
  private final Reserving reserving;
  private final Reallocating reallocating;
  private final Lifecycle lifecycle;
  private final Transfers transfers;
  private final TransferRequest transferRequest;
  private final TransferUse transferUse;
  private final EngineTables tables;
  private final Outcome outcome = new Outcome();
  private long sequence;
  private long timeMicros;

  /** An empty engine with tables as large as configured. */
  public InventoryEngine(EngineConfig config) {
    this.config = config;
    int locations = config.locationCapacity();
    catalog = new Catalog(memory, config.skuCapacity(), locations, stateHash);
    stock =
        new StockTable(memory, config.stockCapacity(), config.skuCapacity(), locations, stateHash);
    terms = new ChannelTerms(memory, config.safetyCapacity(), stateHash);
    bands = new BandTable(memory, config.bandCapacity(), stateHash);
    cuts = new Cuts(memory, locations, stock, stateHash);
    reservations =
        new ReservationTable(memory, config.reservationSizes(), stock.recordNumberEnd(), stateHash);
    devices = new DeviceTable(memory, config.deviceCapacity(), stateHash);
    sessions =
        new SessionTable(
            memory,
            config.sessionCapacity(),
            config.clientCapacity(),
            config.requestWindow(),
            config.lineResultCapacity());
    changes = new ChangeLog(memory, BitUtil.findNextPositivePowerOfTwo(config.changeCapacity()));
    position = new AppliedPosition(memory);
    Promisable promisable = new Promisable(catalog, stock, terms);
    BandWatch bandWatch = new BandWatch(config, catalog, stock, promisable, bands, changes);
    book = new StockBook(stock, terms, cuts, bandWatch, changes, outcome);
    Existence existence = new Existence();
    transferUse = new TransferUse(stock, reservations);
    tables = new EngineTables(catalog, stock, terms, bands, cuts, reservations, devices);
    oversells = new OversellReport(stock, reservations);
    settings = new Settings(config, catalog, stock, terms, bands, bandWatch, cuts, reservations);
    lifecycle = new Lifecycle(stock, reservations, book, existence, changes, transferUse);
    warning = new Warning(stock, book, oversells);
    facts =
        new Facts(
            catalog,
            stock,
            reservations,
            book,
            new Redeeming(reservations, book, lifecycle),
            new Offline(devices),
            warning);
    counting = new Counting(stock, cuts, book);
    moving = new Moving(stock, book, existence);
    reserving = new Reserving(catalog, stock, promisable, reservations, book, existence);
    reallocating = new Reallocating(catalog, stock, promisable, reservations, book, existence);
    transfers = new Transfers(stock, reservations, book, lifecycle, transferUse);
    transferRequest =
        new TransferRequest(config, catalog, stock, promisable, reservations, book, transferUse);
  }

  /**
   * Begins a record: what is due at or before its time happens first (rule 15).
   *
   * @param sequence one more than the last record's
   * @param timeMicros engine time, microseconds since the epoch, never below the last record's
   */
  public void beginRecord(long sequence, long timeMicros) {
    this.sequence = sequence;
    this.timeMicros = timeMicros;
    outcome.clear();
    book.beginRecord(sequence, timeMicros);
    reservations.beginRecord(timeMicros);
    lifecycle.workOffDue(sequence, timeMicros);
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
    return settings.defineSku(code, name, outcome.clear());
  }

  /**
   * Defines a location or changes a known one (rule 24).
   *
   * @param channelMask bit n set = serves channel n; 0 = all configured channels
   * @param latitude microdegrees, or Integer.MIN_VALUE; so with longitude
   * @param region code of a region, or empty
   */
  public Outcome defineLocation(
      TextRef code,
      int type,
      int channelMask,
      int latitude,
      int longitude,
      TextRef name,
      TextRef region) {
    return settings.defineLocation(
        code, type, channelMask, latitude, longitude, name, region, outcome.clear());
  }

  /** The location takes no new promises (rule 20). */
  public Outcome suspend(int location) {
    return settings.suspend(location, outcome.clear());
  }

  /** The location takes promises again. */
  public Outcome reopen(int location) {
    return settings.reopen(location, outcome.clear());
  }

  /** Deletes a SKU that has no stock and no open reservations (rule 24). */
  public Outcome deleteSku(int sku) {
    return settings.deleteSku(sku, outcome.clear());
  }

  /** Deletes a location that has no stock, no open reservations and no live transfers. */
  public Outcome deleteLocation(int location) {
    return settings.deleteLocation(location, outcome.clear());
  }

  /** Sets the default safety stock of a channel at a location, in units. */
  public Outcome setDefaultSafety(int location, int channel, int quantity) {
    return settings.setDefaultSafety(location, channel, quantity, outcome.clear());
  }

  /** Sets the safety stock of one SKU at a location for a channel, in units. */
  public Outcome setSafety(int sku, int location, int channel, int quantity) {
    return settings.setSafety(sku, location, channel, quantity, outcome.clear());
  }

  /** Caps the open reserved units of a channel at a pair; −1 = no cap (rule 3). */
  public Outcome setQuota(int sku, int location, int channel, int quantity) {
    return settings.setQuota(sku, location, channel, quantity, outcome.clear());
  }

  /**
   * Sets low mark and hysteresis in units (rule 29).
   *
   * @param forAll whether it is about all SKUs that have none of their own, instead of one
   * @param channel a channel, or {@link BandTable#ALL_CHANNELS}
   */
  public Outcome setBands(boolean forAll, int sku, int channel, int low, int hysteresis) {
    return settings.setBands(forAll, sku, channel, low, hysteresis, outcome.clear());
  }

  /** Goods arrived from a supplier. */
  public Outcome receive(Lines lines, FactOrigin origin) {
    return facts.receive(lines, origin, outcome.clear());
  }

  /**
   * Goods were sold (rules 7 to 9, 17).
   *
   * @param redeemed id of the reservation that the sale redeems, or empty
   */
  public Outcome sell(Lines lines, SellPolicy policy, TextRef redeemed, FactOrigin origin) {
    return facts.sell(lines, policy, redeemed, origin, outcome.clear());
  }

  /** Goods came back, into a bucket; {@code reservationId} may be empty (rule 18). */
  public Outcome goodsBack(Lines lines, Bucket bucket, TextRef reservationId, FactOrigin origin) {
    return facts.goodsBack(lines, bucket.field(), reservationId, origin, outcome.clear());
  }

  /** The book was wrong by so much. */
  public Outcome adjust(Lines lines, FactOrigin origin) {
    return facts.adjust(lines, origin, outcome.clear());
  }

  /**
   * So many were counted in a bucket (rule 19).
   *
   * @param cut sequence of the COUNT_OPEN that it refers to, 0 = now
   * @param expects whether the book at the cut must be {@code expected} units
   */
  public Outcome count(Lines lines, Bucket bucket, long cut, boolean expects, long expected) {
    outcome.clear();
    counting.count(lines, bucket.field(), cut, expects, expected, timeMicros, outcome);
    return warning.ofOpened(outcome);
  }

  /** Sets a cut at a location; its number is the sequence of this record. */
  public Outcome openCount(int location) {
    return counting.open(location, sequence, timeMicros, outcome.clear());
  }

  /** Ends the open count of a location. */
  public Outcome closeCount(int location) {
    return counting.close(location, timeMicros, outcome.clear());
  }

  /** Moves units from one bucket to another (rule 5). */
  public Outcome move(Lines lines, Bucket from, Bucket to) {
    return moving.move(lines, from.field(), to.field(), outcome.clear());
  }

  /**
   * Promises units (rules 3, 6, 12, 13).
   *
   * @param superseded id of a reservation to give back in the same step, or empty (rule 16)
   */
  public Outcome reserve(TextRef id, TextRef superseded, ReserveTerms how, Lines lines) {
    long due = how.isPaid() ? how.deadlineMicros() : timeMicros + holdOrDefault(how.holdMicros());
    return reserving.reserve(id, superseded, how, due, lines, sequence, outcome.clear());
  }

  /** Moves what is open of lines to their destinations (rule 16). */
  public Outcome reallocate(TextRef id, Lines lines) {
    return reallocating.reallocate(id, lines, sequence, outcome.clear());
  }

  /** A hold becomes an order, with a pickup deadline or none (0). */
  public Outcome commit(TextRef id, long deadlineMicros, boolean expiresAtDeadline) {
    return lifecycle.commit(id, deadlineMicros, expiresAtDeadline, outcome.clear());
  }

  public Outcome stage(TextRef id) {
    return lifecycle.stage(id, outcome.clear());
  }

  public Outcome unstage(TextRef id) {
    return lifecycle.unstage(id, outcome.clear());
  }

  /** A hold lasts so long from now on, 0 = as configured; or an order has until a deadline. */
  public Outcome extend(TextRef id, long holdMicros, long deadlineMicros) {
    long expiry = timeMicros + holdOrDefault(holdMicros);
    return lifecycle.extend(id, expiry, deadlineMicros, outcome.clear());
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

  /** Promises units to another location (rule 19a). */
  public Outcome requestTransfer(TextRef id, int from, int to, Lines lines) {
    return transferRequest.request(id, from, to, lines, sequence, outcome.clear());
  }

  /** Gives back what was not dispatched. */
  public Outcome cancelTransfer(TextRef id) {
    return transfers.cancel(id, outcome.clear());
  }

  /** Left the source. No lines = all that is open. */
  public Outcome dispatchTransfer(TextRef id, Lines lines) {
    return warning.ofOpened(transfers.dispatch(id, lines, outcome.clear()));
  }

  /** Arrived at the destination. No lines = all that is in transit. */
  public Outcome receiveTransfer(TextRef id, Lines lines) {
    return transfers.receive(id, lines, outcome.clear());
  }

  /** The lines were found, the rest is lost, the transfer is over. */
  public Outcome closeTransfer(TextRef id, Lines lines) {
    return transfers.close(id, lines, outcome.clear());
  }

  private long holdOrDefault(long holdMicros) {
    return holdMicros == 0 ? config.defaultHoldMicros() : holdMicros;
  }

  /**
   * Lets other threads see how far the engine has come, and what changed on the way. Once per
   * batch.
   */
  public void publishPosition(long sequence, long timeMicros) {
    // In this order: who sees the position can read all changes up to it.
    changes.publish();
    position.publish(sequence, timeMicros);
  }

  /** Before the records of a batch are applied: what readers see is of no one moment now. */
  public void beginBatch() {
    position.beginBatch();
  }

  /** To be called once the last position of a batch is published. */
  public void endBatch() {
    position.endBatch();
  }

  /** A reader for one thread that is not the writer. */
  public AvailabilityReader newReader() {
    return new AvailabilityReader(catalog, stock, terms, bands, position);
  }

  /** A search for what is near, for so many results at most, in the thread of the reader. */
  public NearestSearch newNearestSearch(AvailabilityReader reader, int mostResults) {
    return new NearestSearch(catalog, reader, mostResults);
  }

  /** A reader of changes, for one thread. */
  public ChangeReader newChangeReader() {
    return new ChangeReader(changes);
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

  /** The reservation that time is ending right now, or NONE; for observers of the stock. */
  public int expiring() {
    return lifecycle.expiring();
  }

  /** When something is due next, in microseconds; Long.MAX_VALUE if nothing ever is. */
  public long nextDeadlineMicros() {
    return reservations.nextDue();
  }

  /**
   * The business state in 64 bits, kept with every change: all but what each client was answered. A
   * refused command leaves it as it is.
   */
  public long stateHash() {
    return stateHash.value();
  }

  /** The same, computed from every record: must equal {@link #stateHash} (rule 2 and all sums). */
  public long recomputeStateHash() {
    return tables.recomputeHash();
  }

  /**
   * All that decides future answers in 64 bits: the business state, and what each client was
   * answered. Journaled with every batch.
   */
  public long digest() {
    return Hashing.mix(stateHash.value(), sessions.hash());
  }

  /** The same, computed from every record: must equal {@link #digest}. */
  public long recomputeDigest() {
    return Hashing.mix(recomputeStateHash(), sessions.recomputeHash());
  }

  /** The catalog, for look-ups by the writer and for audits. So with the next ones. */
  public Catalog catalog() {
    return catalog;
  }

  public StockTable stock() {
    return stock;
  }

  public ReservationTable reservations() {
    return reservations;
  }

  public DeviceTable devices() {
    return devices;
  }

  public OversellReport oversells() {
    return oversells;
  }

  public SessionTable sessions() {
    return sessions;
  }

  /** What the tables take, and how far those are that grow. */
  public OffHeapMemory memory() {
    return memory;
  }

  /** All tables of the business state, to be kept and restored. */
  public EngineTables tables() {
    return tables;
  }

  /** Ends the restoring of all tables; changes up to there stay unknown (rule 30). */
  public void endRestore(long sequence, long timeMicros) {
    this.sequence = sequence;
    this.timeMicros = timeMicros;
    settings.endRestore();
    transferUse.endRestore();
    changes.startAt(sequence);
    publishPosition(sequence, timeMicros);
  }

  /** Gives the memory back; no reader may read any more. */
  @Override
  public void close() {
    memory.close();
  }
}

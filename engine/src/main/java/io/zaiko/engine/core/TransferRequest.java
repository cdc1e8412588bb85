package io.zaiko.engine.core;

import io.zaiko.engine.reservation.ReservationTable;
import io.zaiko.engine.reservation.State;
import io.zaiko.engine.stock.Catalog;
import io.zaiko.engine.stock.Promisable;
import io.zaiko.engine.stock.StockTable;
import io.zaiko.engine.stock.TextRef;

/**
 * TRANSFER_REQUEST: units of the source are promised to another location, as an order of the
 * channel TRANSFER (rule 19a). Engine thread only.
 */
final class TransferRequest {
  private final int channel;
  private final Catalog catalog;
  private final StockTable stock;
  private final Promisable promisable;
  private final ReservationTable reservations;
  private final StockBook book;
  private final TransferUse use;
  private final Existence existence = new Existence();
  private final Pairs pairs = new Pairs();

  TransferRequest(
      EngineConfig config,
      Catalog catalog,
      StockTable stock,
      Promisable promisable,
      ReservationTable reservations,
      StockBook book,
      TransferUse use) {
    this.channel = config.transferChannel();
    this.catalog = catalog;
    this.stock = stock;
    this.promisable = promisable;
    this.reservations = reservations;
    this.book = book;
    this.use = use;
  }

  Outcome request(TextRef id, int from, int to, Lines lines, long sequence, Outcome outcome) {
    if (existence.failsBySku(lines, outcome)) {
      return outcome;
    }
    ResultCode refusal = check(id, from, to);
    if (refusal == ResultCode.OK) {
      refusal = claim(lines, from, outcome);
    }
    if (refusal == ResultCode.OK
        && !reservations.canMakeRoom(pairs.count(), ReservationTable.NONE)) {
      refusal = ResultCode.CAPACITY_EXCEEDED;
    }
    if (refusal == ResultCode.OK) {
      open(id, to, sequence);
    }
    return outcome.answer(refusal);
  }

  private ResultCode check(TextRef id, int from, int to) {
    if (from == Lines.UNKNOWN || to == Lines.UNKNOWN) {
      return ResultCode.UNKNOWN_LOCATION;
    }
    if (reservations.find(id) != ReservationTable.NONE) {
      return ResultCode.ALREADY_EXISTS;
    }
    if (catalog.isSuspended(from)) {
      return ResultCode.LOCATION_SUSPENDED;
    }
    if (channel == EngineConfig.NO_CHANNEL) {
      return ResultCode.CHANNEL_DISABLED;
    }
    return from == to ? ResultCode.ILLEGAL_STATE : ResultCode.OK;
  }

  private ResultCode claim(Lines lines, int from, Outcome outcome) {
    pairs.clear();
    for (int i = 0; i < lines.count(); i++) {
      pairs.add(pairs.place(lines.sku(i), from, stock), lines.quantity(i));
    }
    for (int place = 0; place < pairs.count(); place++) {
      pairs.setLimit(place, promisable.ats(pairs.record(place), channel));
    }
    for (int i = 0; i < lines.count(); i++) {
      int place = pairs.find(lines.sku(i), from);
      if (pairs.amount(place) > pairs.limit(place)) {
        outcome.line(i, ResultCode.INSUFFICIENT, (int) pairs.limit(place));
      }
    }
    return outcome.lines().count() > 0 ? ResultCode.INSUFFICIENT : ResultCode.OK;
  }

  private void open(TextRef id, int to, long sequence) {
    reservations.makeRoom(pairs.count());
    int transfer = reservations.open(id, State.COMMITTED, channel, to);
    for (int place = 0; place < pairs.count(); place++) {
      int units = (int) pairs.amount(place);
      int record = pairs.record(place);
      int line = reservations.addLine(transfer, pairs.sku(place), pairs.location(place), record);
      reservations.lines().promise(line, units, sequence);
      book.promise(record, channel, units);
    }
    use.begin(transfer);
    reservations.changed(transfer);
  }
}

package io.zaiko.engine.snapshot;

import static io.zaiko.engine.snapshot.CatalogSection.flag;
import static io.zaiko.engine.snapshot.Contents.require;
import static io.zaiko.engine.snapshot.SnapshotLayout.CHANNELS;
import static io.zaiko.engine.snapshot.SnapshotLayout.MOST_RECORDS;

import io.zaiko.engine.core.EngineConfig;
import io.zaiko.engine.core.EngineTables;
import io.zaiko.engine.reservation.LineTable;
import io.zaiko.engine.reservation.ReservationRecords;
import io.zaiko.engine.reservation.ReservationTable;
import io.zaiko.engine.reservation.State;
import io.zaiko.engine.reservation.TransferTable;
import io.zaiko.engine.stock.Catalog;
import io.zaiko.engine.stock.StockTable;
import io.zaiko.protocol.snapshot.ClosedReservationsDecoder;
import io.zaiko.protocol.snapshot.ClosedReservationsEncoder;
import io.zaiko.protocol.snapshot.FreeNumbersDecoder;
import io.zaiko.protocol.snapshot.FreeNumbersEncoder;
import io.zaiko.protocol.snapshot.ReservationLinesDecoder;
import io.zaiko.protocol.snapshot.ReservationLinesEncoder;
import io.zaiko.protocol.snapshot.ReservationsDecoder;
import io.zaiko.protocol.snapshot.ReservationsEncoder;
import io.zaiko.protocol.snapshot.TransferLinesDecoder;
import io.zaiko.protocol.snapshot.TransferLinesEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/** Reservations and transfers, open and closed. */
final class ReservationSection {
  private static final int MOST_TEXT = 64;

  private final EngineConfig config;
  private final Catalog catalog;
  private final StockTable stock;
  private final ReservationTable table;
  private final LineTable lines;
  private final TransferTable moved;
  private final ReservationRecords records;
  private final UnsafeBuffer text = new UnsafeBuffer(new byte[MOST_TEXT]);
  private final BlockText code = new BlockText();
  private long linesAnnounced;
  private long linesRead;
  private int closedAnnounced;
  private int closedRead;

  ReservationSection(EngineConfig config, EngineTables tables) {
    this.config = config;
    catalog = tables.catalog();
    stock = tables.stock();
    table = tables.reservations();
    lines = table.lines();
    moved = table.transfers();
    records = new ReservationRecords(table);
  }

  void write(BlockWriter out) {
    writeReservations(out);
    writeLines(out);
    writeTransferLines(out);
    writeClosed(out);
    writeFree(out);
  }

  private void writeReservations(BlockWriter out) {
    ReservationsEncoder message = new ReservationsEncoder();
    Rows<ReservationsEncoder.RecordsEncoder> rows =
        new Rows<>(
            out,
            message,
            (to, header) -> message.wrapAndApplyHeader(to, 0, header).recordsCount(MOST_RECORDS),
            ReservationsEncoder.RecordsEncoder::resetCountToIndex);
    for (int record = 0; record < table.scanEnd(); record++) {
      if (table.isInUse(record)) {
        int length = table.copyId(record, text, 0);
        rows.group()
            .next()
            .number(record)
            .destination(table.destination(record))
            .due(table.due(record))
            .closedAt(records.closedAt(record))
            .lineCount(table.lineCount(record))
            .state((short) table.state(record))
            .channel((short) table.channel(record))
            .expiresAtDeadline(flag(table.expiresAtDeadline(record)))
            .overdue(flag(table.isOverdue(record)))
            .putCode(text, 0, length);
      }
    }
    rows.end();
  }

  private void writeLines(BlockWriter out) {
    ReservationLinesEncoder message = new ReservationLinesEncoder();
    Rows<ReservationLinesEncoder.RecordsEncoder> rows =
        new Rows<>(
            out,
            message,
            (to, header) -> message.wrapAndApplyHeader(to, 0, header).recordsCount(MOST_RECORDS),
            ReservationLinesEncoder.RecordsEncoder::resetCountToIndex);
    for (int record = 0; record < table.scanEnd(); record++) {
      int first = table.isInUse(record) ? table.firstLine(record) : LineTable.NONE;
      for (int line = first; line != LineTable.NONE; line = lines.next(line)) {
        rows.group()
            .next()
            .reservation(record)
            .sku(lines.sku(line))
            .location(lines.location(line))
            .requested(lines.requested(line))
            .open(lines.open(line))
            .fulfilled(lines.fulfilled(line))
            .released(lines.released(line))
            .expired(lines.expired(line))
            .shorted(lines.shorted(line))
            .returned(lines.returned(line))
            .promised(lines.promised(line));
      }
    }
    rows.end();
  }

  private void writeTransferLines(BlockWriter out) {
    TransferLinesEncoder message = new TransferLinesEncoder();
    Rows<TransferLinesEncoder.RecordsEncoder> rows =
        new Rows<>(
            out,
            message,
            (to, header) -> message.wrapAndApplyHeader(to, 0, header).recordsCount(MOST_RECORDS),
            TransferLinesEncoder.RecordsEncoder::resetCountToIndex);
    for (int record = 0; record < table.scanEnd(); record++) {
      int first = table.isInUse(record) ? table.firstTransferLine(record) : TransferTable.NONE;
      for (int line = first; line != TransferTable.NONE; line = moved.next(line)) {
        rows.group()
            .next()
            .reservation(record)
            .sku(moved.sku(line))
            .dispatched(moved.dispatched(line))
            .received(moved.received(line))
            .lost(moved.lost(line))
            .found(moved.found(line));
      }
    }
    rows.end();
  }

  private void writeClosed(BlockWriter out) {
    ClosedReservationsEncoder message = new ClosedReservationsEncoder();
    Rows<ClosedReservationsEncoder.RecordsEncoder> rows =
        new Rows<>(
            out,
            message,
            (to, header) -> message.wrapAndApplyHeader(to, 0, header).recordsCount(MOST_RECORDS),
            ClosedReservationsEncoder.RecordsEncoder::resetCountToIndex);
    records.forEachClosed(record -> rows.group().next().reservation(record));
    rows.end();
  }

  private void writeFree(BlockWriter out) {
    FreeNumbersEncoder message = new FreeNumbersEncoder();
    Rows<FreeNumbersEncoder.RecordsEncoder> rows =
        new Rows<>(
            out,
            message,
            (to, header) -> message.wrapAndApplyHeader(to, 0, header).recordsCount(MOST_RECORDS),
            FreeNumbersEncoder.RecordsEncoder::resetCountToIndex);
    records.forEachFree(record -> rows.group().next().number(record));
    rows.end();
  }

  /** Reads the records of a block, if it is one of these. */
  boolean read(BlockReader in) {
    switch (in.templateId()) {
      case ReservationsDecoder.TEMPLATE_ID -> readReservations(in);
      case ReservationLinesDecoder.TEMPLATE_ID -> readLines(in);
      case TransferLinesDecoder.TEMPLATE_ID -> readTransferLines(in);
      case ClosedReservationsDecoder.TEMPLATE_ID -> readClosed(in);
      case FreeNumbersDecoder.TEMPLATE_ID -> readFree(in);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void readReservations(BlockReader in) {
    ReservationsDecoder message = new ReservationsDecoder();
    ReservationsDecoder.RecordsDecoder rows =
        message.wrapAndApplyHeader(in.message(), 0, in.header()).records();
    while (rows.hasNext()) {
      rows.next();
      int number = rows.number();
      int destination = rows.destination();
      requireUnused(number);
      boolean isState = rows.state() >= State.HELD && rows.state() <= State.SHORTED;
      require(isState, "a reservation of state", rows.state());
      require(rows.channel() < CHANNELS, "channel", rows.channel());
      require(destination >= -1 && destination < catalog.locationCount(), "location", destination);
      require(rows.lineCount() > 0, "lines of a reservation:", rows.lineCount());
      rows.wrapCode(code.buffer());
      records.restore(
          number,
          code.ref(),
          rows.state(),
          rows.channel(),
          destination,
          rows.due(),
          rows.expiresAtDeadline() != 0,
          rows.overdue() != 0,
          rows.closedAt(),
          rows.lineCount());
      linesAnnounced += rows.lineCount();
      closedAnnounced += rows.closedAt() >= 0 ? 1 : 0;
    }
  }

  private void requireUnused(int number) {
    boolean isThere = number >= 0 && number < config.reservationCapacity();
    require(isThere && !records.isRestored(number), "another reservation with number", number);
  }

  private void requireRestored(int number) {
    require(records.isRestored(number), "lines of reservation", number);
  }

  private void readLines(BlockReader in) {
    ReservationLinesDecoder message = new ReservationLinesDecoder();
    ReservationLinesDecoder.RecordsDecoder rows =
        message.wrapAndApplyHeader(in.message(), 0, in.header()).records();
    linesRead += rows.count();
    while (rows.hasNext()) {
      rows.next();
      int number = rows.reservation();
      requireRestored(number);
      int record = stock.find(rows.sku(), rows.location());
      require(record != StockTable.NONE, "a promise of SKU", rows.sku());
      require(records.hasRoomForLine(), "another line of reservation", number);
      // Rule 10.
      long parts = (long) rows.open() + rows.fulfilled() + rows.released();
      parts += (long) rows.expired() + rows.shorted();
      require(parts == rows.requested() && parts > 0, "units of a line:", rows.requested());
      records.restoreLine(
          number,
          rows.sku(),
          rows.location(),
          record,
          rows.open(),
          rows.fulfilled(),
          rows.released(),
          rows.expired(),
          rows.shorted(),
          rows.returned(),
          rows.promised());
    }
  }

  private void readTransferLines(BlockReader in) {
    TransferLinesDecoder message = new TransferLinesDecoder();
    TransferLinesDecoder.RecordsDecoder rows =
        message.wrapAndApplyHeader(in.message(), 0, in.header()).records();
    while (rows.hasNext()) {
      rows.next();
      requireRestored(rows.reservation());
      require(records.hasRoomForTransferLine(), "another line of transfer", rows.reservation());
      records.restoreTransferLine(
          rows.reservation(),
          rows.sku(),
          rows.dispatched(),
          rows.received(),
          rows.lost(),
          rows.found());
    }
  }

  private void readClosed(BlockReader in) {
    ClosedReservationsDecoder message = new ClosedReservationsDecoder();
    ClosedReservationsDecoder.RecordsDecoder rows =
        message.wrapAndApplyHeader(in.message(), 0, in.header()).records();
    closedRead += rows.count();
    require(closedRead <= closedAnnounced, "more closed reservations than", closedAnnounced);
    while (rows.hasNext()) {
      rows.next();
      int number = rows.reservation();
      boolean isClosed = records.isRestored(number) && records.closedAt(number) >= 0;
      require(isClosed, "a closed reservation with number", number);
      records.restoreClosing(number);
    }
  }

  private void readFree(BlockReader in) {
    FreeNumbersDecoder message = new FreeNumbersDecoder();
    FreeNumbersDecoder.RecordsDecoder rows =
        message.wrapAndApplyHeader(in.message(), 0, in.header()).records();
    while (rows.hasNext()) {
      rows.next();
      requireUnused(rows.number());
      records.restoreFree(rows.number());
    }
  }

  /** To be called behind the last block. */
  void end(long timeMicros) {
    require(linesRead == linesAnnounced, "lines of reservations:", linesRead);
    require(closedRead == closedAnnounced, "closed reservations:", closedRead);
    records.end(stock, catalog.skuCount(), timeMicros);
  }
}

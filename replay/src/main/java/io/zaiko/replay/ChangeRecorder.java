package io.zaiko.replay;

import io.zaiko.engine.core.InventoryEngine;
import io.zaiko.engine.reservation.ReservationTable;
import io.zaiko.engine.stock.StockObserver;
import io.zaiko.engine.stock.StockTable;
import io.zaiko.protocol.Protocol;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Keeps what a record changed of the stock of one SKU, write by write, until it is taken.
 *
 * <p>Which changes are the end of a hold or order, and which the command's own, the engine says:
 * what is due expires before the command is applied (rule 15).
 *
 * <p>Not thread safe.
 */
final class ChangeRecorder implements StockObserver {
  private final InventoryEngine engine;
  private final StockTable stock;
  private final boolean anyLocation;
  private final List<StockChange> changes = new ArrayList<>();
  private final UnsafeBuffer id = new UnsafeBuffer(new byte[Protocol.MAX_ID_LENGTH]);
  private int sku = CatalogCodes.UNKNOWN;
  private int location = CatalogCodes.UNKNOWN;

  ChangeRecorder(InventoryEngine engine, boolean anyLocation) {
    this.engine = engine;
    this.anyLocation = anyLocation;
    stock = engine.stock();
  }

  /** Says what to keep, by handles. */
  void watch(int newSku, int newLocation) {
    sku = newSku;
    location = newLocation;
  }

  @Override
  public void onChange(
      int record, int sellableBefore, int reservedBefore, int bucket, int unitsBefore) {
    boolean wanted =
        stock.sku(record) == sku && (anyLocation || stock.location(record) == location);
    if (!wanted) {
      return;
    }
    long word = stock.word(record);
    boolean other = bucket != StockTable.NONE;
    StockChange change =
        new StockChange(
            record,
            (long) StockTable.sellable(word) - sellableBefore,
            other ? Place.ofBucket(bucket) : null,
            other ? (long) stock.bucket(record, bucket) - unitsBefore : 0,
            (long) StockTable.reserved(word) - reservedBefore,
            StockTable.sellable(word),
            StockTable.reserved(word),
            expired(),
            null);
    if (!change.isNone()) {
      changes.add(change);
    }
  }

  private StockChange.Expired expired() {
    int reservation = engine.expiring();
    if (reservation == ReservationTable.NONE) {
      return null;
    }
    ReservationTable reservations = engine.reservations();
    int length = reservations.copyId(reservation, id, 0);
    return new StockChange.Expired(
        id.getStringWithoutLengthUtf8(0, length), reservations.channel(reservation));
  }

  /** What was changed since the last {@link #clear}, in that order. */
  List<StockChange> changes() {
    return changes;
  }

  void clear() {
    changes.clear();
  }
}

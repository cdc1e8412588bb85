package io.zaiko.replay;

import java.util.ArrayList;
import java.util.List;

/**
 * What one write of the engine did to a stock record: differences, in units, and what it holds
 * after.
 *
 * @param record in the stock table
 * @param bucket place of the other bucket that changed; null = none did
 * @param expired the hold or order that time ended; null = the command itself moved it
 * @param joined where the units went that left the bucket, told by another write; null = nowhere
 */
record StockChange(
    int record,
    long sellableBy,
    Place bucket,
    long bucketBy,
    long reservedBy,
    int sellableAfter,
    int reservedAfter,
    Expired expired,
    Place joined) {

  /**
   * A hold that ended.
   *
   * @param channel its channel's index
   */
  record Expired(String reservationId, int channel) {}

  /** The same changes, each that only takes joined with the next, which only adds. */
  static List<StockChange> joined(List<StockChange> changes) {
    List<StockChange> joined = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      StockChange change = changes.get(i);
      if (change.sellableBy == 0 && change.bucketBy < 0) {
        i++;
        joined.add(change.to(changes.get(i).bucket));
      } else {
        joined.add(change);
      }
    }
    return joined;
  }

  private StockChange to(Place place) {
    return new StockChange(
        record,
        sellableBy,
        bucket,
        bucketBy,
        reservedBy,
        sellableAfter,
        reservedAfter,
        expired,
        place);
  }

  boolean isNone() {
    return sellableBy == 0 && bucketBy == 0 && reservedBy == 0;
  }

  /** Where units went down; null = in no place of ours. */
  Place loser() {
    return sellableBy < 0 ? Place.SELLABLE : bucketBy < 0 ? bucket : null;
  }

  /** Where units went up; null = in no place of ours. */
  Place gainer() {
    if (joined != null) {
      return joined;
    }
    return sellableBy > 0 ? Place.SELLABLE : bucketBy > 0 ? bucket : null;
  }

  /** Units moved between places, else the signed change of reserved. */
  long quantity() {
    if (sellableBy != 0) {
      return Math.abs(sellableBy);
    }
    return bucketBy != 0 ? Math.abs(bucketBy) : reservedBy;
  }
}

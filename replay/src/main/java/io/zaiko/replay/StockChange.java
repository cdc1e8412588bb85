package io.zaiko.replay;

/**
 * What one write of the engine did to a stock record: differences, in units, and what it holds
 * after.
 *
 * @param record in the stock table
 * @param bucket place of the other bucket that changed; null = none did
 * @param expired the hold that time ended; null = the command itself moved it
 */
record StockChange(
    int record,
    long sellableBy,
    Place bucket,
    long bucketBy,
    long reservedBy,
    int sellableAfter,
    int reservedAfter,
    Expired expired) {

  /**
   * A hold that ended.
   *
   * @param channel its channel's index
   */
  record Expired(String reservationId, int channel) {}

  boolean isNone() {
    return sellableBy == 0 && bucketBy == 0 && reservedBy == 0;
  }

  /** Where units went down; null = in no place of ours. */
  Place loser() {
    return sellableBy < 0 ? Place.SELLABLE : bucketBy < 0 ? bucket : null;
  }

  /** Where units went up; null = in no place of ours. */
  Place gainer() {
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

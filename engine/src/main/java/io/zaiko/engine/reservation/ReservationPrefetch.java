package io.zaiko.engine.reservation;

import io.zaiko.engine.memory.Region;

/**
 * Loads what commands will need of the reservations, one step further each, for many commands at a
 * time: a step needs nothing that is not there yet but what the step before has loaded. What the
 * methods return means nothing; it keeps the loads alive. Engine thread only.
 */
public final class ReservationPrefetch {
  private final ReservationTable reservations;
  private final Region records;
  private final HashIndex index;
  private final LineTable lines;
  private final ClosedReservations closed;

  ReservationPrefetch(
      ReservationTable reservations,
      Region records,
      HashIndex index,
      LineTable lines,
      ClosedReservations closed) {
    this.reservations = reservations;
    this.records = records;
    this.index = index;
    this.lines = lines;
    this.closed = closed;
  }

  /**
   * Loads where the look-up of an id begins.
   *
   * @param idHash {@link ReservationTable#hashOf} the id that a command names
   */
  public long touchIndex(long idHash) {
    return index.touch(idHash);
  }

  /** The record that a look-up will look at first for an id of that hash, or NONE. */
  public int likelyRecord(long idHash) {
    int slot = index.first(idHash);
    while (!index.isEmpty(slot) && !index.matches(slot, idHash)) {
      slot = index.next(slot);
    }
    return index.isEmpty(slot) ? ReservationTable.NONE : index.record(slot);
  }

  /** The n-th record that would have to go for new ones, or NONE if there is room for n more. */
  public int likelyVictim(int n) {
    int victim = n - reservations.free();
    return victim < 0 ? ReservationTable.NONE : closed.likelyOldest(victim);
  }

  /** Loads a record with its id. */
  public long touchRecord(int record) {
    long offset = (long) record * ReservationTable.RECORD_LENGTH;
    return records.getLong(offset) + records.getLong(offset + ReservationIds.ID);
  }

  /** Loads the first line of a record, and where the indexes have the record. */
  public long touchLineAndIndexes(int record) {
    int line = reservations.firstLine(record);
    long ofIndex = index.touch(reservations.idHash(record)) + reservations.touchDue(record);
    return line == LineTable.NONE ? ofIndex : ofIndex + lines.sku(line);
  }
}

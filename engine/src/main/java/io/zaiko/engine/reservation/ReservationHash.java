package io.zaiko.engine.reservation;

import io.zaiko.engine.memory.Hashing;

/** What each reservation, with its lines, adds to the state hash. Engine thread only. */
final class ReservationHash {
  private final ReservationTable reservations;
  private final LineTable lines;
  private final TransferTable transfers;

  ReservationHash(ReservationTable reservations, LineTable lines, TransferTable transfers) {
    this.reservations = reservations;
    this.lines = lines;
    this.transfers = transfers;
  }

  /** What all reservations add, from scratch. */
  long recompute() {
    long sum = 0;
    for (int record = 0; record < reservations.scanEnd(); record++) {
      sum += reservations.isInUse(record) ? contribution(record) : 0;
    }
    return sum;
  }

  long contribution(int record) {
    long idHash = reservations.idHash(record);
    long h =
        Hashing.mix(idHash, Hashing.pair(reservations.state(record), reservations.channel(record)));
    h = Hashing.mix(h, reservations.due(record));
    h = Hashing.mix(h, Hashing.pair(reservations.flags(record), reservations.destination(record)));
    long sum = Hashing.mix(h, reservations.closedAt(record));
    long place = idHash;
    for (int line = reservations.firstLine(record);
        line != LineTable.NONE;
        line = lines.next(line)) {
      sum += lines.contribution(line, ++place);
    }
    for (int line = reservations.firstTransferLine(record);
        line != TransferTable.NONE;
        line = transfers.next(line)) {
      sum += transfers.contribution(line, ++place);
    }
    return sum;
  }
}

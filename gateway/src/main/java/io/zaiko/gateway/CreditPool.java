package io.zaiko.gateway;

import java.util.concurrent.TimeUnit;

/**
 * Shares the slots of the command ring among the connections, so that all commands that may be in
 * flight fit in it. Every connection that may ever be open has its floor set aside; what remains is
 * granted on top, an eighth of the rest at a time, so that the first to come do not take it all.
 *
 * <p>Thread safe; used only when connections come and go.
 */
final class CreditPool {
  /** Commands in flight that every connection may have, whatever the others were granted. */
  static final int FLOOR = 16;

  /** Largest grant on top of the floor. */
  static final int MOST_EXTRA = 4080;

  private static final int SHARE = 8;

  private final int seats;
  private final int mostExtra;
  private int seatsTaken;
  private int remaining;

  /**
   * @param ringSlots slots of the command ring
   * @param seats connections that may be open at a time
   * @param maxCredits most credits of one connection, floor included
   * @throws GatewayException if the ring cannot hold the floor of every connection
   */
  CreditPool(int ringSlots, int seats, int maxCredits) {
    if (ringSlots < seats * FLOOR) {
      throw new GatewayException(
          "A command ring of %d slots is too small for %d connections with %d commands each: allow at most %d connections, or give the ring %d slots"
              .formatted(
                  ringSlots,
                  seats,
                  FLOOR,
                  ringSlots / FLOOR,
                  Integer.highestOneBit(seats * FLOOR * 2 - 1)));
    }
    this.seats = seats;
    this.mostExtra = Math.min(MOST_EXTRA, maxCredits - FLOOR);
    this.remaining = ringSlots - seats * FLOOR;
  }

  /** Takes the seat, and with it the floor, of a new connection; false if all are taken. */
  synchronized boolean takeSeat() {
    if (seatsTaken == seats) {
      return false;
    }
    seatsTaken++;
    return true;
  }

  /** Grants credits on top of the floor; 0 when nothing is left. */
  synchronized int grantExtra() {
    int extra = Math.min(mostExtra, remaining / SHARE);
    remaining -= extra;
    return extra;
  }

  /** Gives back the seat of a connection, with the credits it was granted on top. */
  synchronized void leaveSeat(int extra) {
    seatsTaken--;
    remaining += extra;
    notifyAll();
  }

  /** Connections that hold a seat. */
  synchronized int seatsTaken() {
    return seatsTaken;
  }

  /** Waits until no seat is taken, or the time is over; false if it was. */
  synchronized boolean awaitEmpty(long nanos) throws InterruptedException {
    long end = System.nanoTime() + nanos;
    while (seatsTaken > 0) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return true;
  }
}

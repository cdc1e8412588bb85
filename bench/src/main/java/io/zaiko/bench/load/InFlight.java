package io.zaiko.bench.load;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What was sent and is not answered yet, by ticket. Tickets count up from 1 and serve as request
 * and correlation id at once; answers come in any order.
 *
 * <p>One thread sends, one (it may be the same) receives; the time of a request is published to the
 * receiver before the request is on the wire.
 */
final class InFlight {
  /** Places for tickets, a power of two. */
  static final int CAPACITY = 1 << 16;

  private static final int MASK = CAPACITY - 1;
  private static final long FREE = Long.MIN_VALUE;

  private final AtomicLongArray times = new AtomicLongArray(CAPACITY);
  private final Operation[] operations = new Operation[CAPACITY];
  private final AtomicLong next = new AtomicLong(1);
  private final AtomicLong oldest = new AtomicLong(1);
  private final AtomicLong answered = new AtomicLong();
  private final int mostAhead;

  /**
   * @param mostAhead ids that may lie between the oldest unanswered and the newest, below {@link
   *     #CAPACITY}, so that there is always a place for one more
   */
  InFlight(int mostAhead) {
    if (mostAhead < 1 || mostAhead >= CAPACITY) {
      throw new IllegalArgumentException("not a number of ids: " + mostAhead);
    }
    this.mostAhead = mostAhead;
    for (int i = 0; i < CAPACITY; i++) {
      times.setPlain(i, FREE);
    }
  }

  /** Sender: whether another request may be sent now, with so many unanswered at most. */
  boolean hasRoom(int mostOutstanding) {
    long ticket = next.getPlain();
    return ticket - 1 - answered.getAcquire() < mostOutstanding
        && ticket - oldest.getAcquire() < mostAhead;
  }

  /** Sender: the ticket that {@link #send} uses up. */
  long nextTicket() {
    return next.getPlain();
  }

  /** Sender: a request is about to go out. */
  void send(Operation operation, long timeNs) {
    long ticket = next.getPlain();
    operations[slot(ticket)] = operation;
    times.setRelease(slot(ticket), timeNs);
    next.setRelease(ticket + 1);
  }

  /**
   * Receiver: an answer came. Returns the time its request was sent with.
   *
   * @throws IllegalStateException when nothing was asked under that ticket, or it was answered
   */
  long answer(long ticket) {
    long time = isSent(ticket) ? times.getAcquire(slot(ticket)) : FREE;
    if (time == FREE) {
      throw new IllegalStateException("an answer to " + ticket + ", which is not in flight");
    }
    times.setRelease(slot(ticket), FREE);
    answered.setRelease(answered.getPlain() + 1);
    if (ticket == oldest.getPlain()) {
      long end = next.getAcquire();
      long first = ticket + 1;
      while (first < end && times.getAcquire(slot(first)) == FREE) {
        first++;
      }
      oldest.setRelease(first);
    }
    return time;
  }

  private boolean isSent(long ticket) {
    return ticket >= oldest.getPlain() && ticket < next.getAcquire();
  }

  /** Receiver: what was asked under a ticket; to be read before {@link #answer} frees its place. */
  Operation operationOf(long ticket) {
    return operations[slot(ticket)];
  }

  /** Requests sent. */
  long sent() {
    return next.getAcquire() - 1;
  }

  /** Requests answered. */
  long answered() {
    return answered.getAcquire();
  }

  private static int slot(long ticket) {
    return (int) ticket & MASK;
  }
}

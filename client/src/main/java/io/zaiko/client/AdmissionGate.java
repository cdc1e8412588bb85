package io.zaiko.client;

import java.util.concurrent.Semaphore;

/** Lets so many requests in at a time. Any thread. */
final class AdmissionGate {
  private final Semaphore room;
  private final int limit;
  private final boolean blocking;

  AdmissionGate(int limit, boolean blocking) {
    this.room = new Semaphore(limit);
    this.limit = limit;
    this.blocking = blocking;
  }

  /** Takes room for one request if there is some. */
  boolean tryEnter() {
    return room.tryAcquire();
  }

  /** Whether a caller that finds no room is to wait for it. */
  boolean isBlocking() {
    return blocking;
  }

  /** Waits for room for one request. */
  void enter() {
    room.acquireUninterruptibly();
  }

  /** Gives back the room of so many requests. */
  void leave(int requests) {
    room.release(requests);
  }

  /** Lets everybody in who waits, for good: the client closes and fails them itself. */
  void open() {
    room.release(Integer.MAX_VALUE / 2);
  }

  ZaikoClientFullException full() {
    return new ZaikoClientFullException(
        limit
            + " requests are unanswered, as many as maxInFlight allows; this one was not sent. Wait"
            + " for answers, raise maxInFlight, or set blockWhenFull",
        null,
        null);
  }
}

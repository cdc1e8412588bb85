package io.zaiko.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Requests that wait for their turn, first come first served, and the number of those that are on
 * the wire, which never exceeds the server's credits. Event loop only.
 */
final class Lane {
  private final ArrayDeque<Pending<?>> waiting = new ArrayDeque<>();
  private int credits;
  private int onTheWire;

  /** A new connection: nothing is on its wire. */
  void connected(int granted) {
    credits = granted;
    onTheWire = 0;
  }

  void add(Pending<?> request) {
    waiting.addLast(request);
  }

  /** Puts back what was taken out before everything that waits now. */
  void addFirst(Pending<?> request) {
    waiting.addFirst(request);
  }

  /** Takes out every request whose caller has waited too long. */
  List<Pending<?>> takeOverdue(long nowNanos) {
    List<Pending<?>> overdue = new ArrayList<>();
    for (Pending<?> request : waiting) {
      if (request.isOverdue(nowNanos)) {
        overdue.add(request);
      }
    }
    if (!overdue.isEmpty()) {
      waiting.removeIf(request -> request.isOverdue(nowNanos));
    }
    return overdue;
  }

  /** Takes out everything. */
  List<Pending<?>> takeAll() {
    List<Pending<?>> all = new ArrayList<>(waiting);
    waiting.clear();
    return all;
  }

  Iterable<Pending<?>> waiting() {
    return waiting;
  }

  boolean isOnTheWire() {
    return onTheWire > 0;
  }

  private boolean hasCredit() {
    return onTheWire < credits;
  }

  void sent() {
    onTheWire++;
  }

  void answered() {
    onTheWire--;
  }

  /** Sends what may be sent, until the wire, the credits or the requests are used up. */
  void pump(Outbox outbox) {
    while (hasCredit() && outbox.hasRoom()) {
      Pending<?> next = waiting.peekFirst();
      if (next == null) {
        return;
      }
      if (next.state() == Pending.State.DONE || next.future().isDone()) {
        waiting.pollFirst();
        next.forget();
        next.end();
      } else if (next.maySend()) {
        waiting.pollFirst();
        next.send();
      } else {
        return;
      }
    }
  }
}

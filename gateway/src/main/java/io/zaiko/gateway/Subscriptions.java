package io.zaiko.gateway;

import java.util.ArrayList;
import java.util.List;

/** The subscriptions of one connection, taking turns. Used by one I/O thread. */
final class Subscriptions {
  /** Subscriptions that a connection may have. */
  static final int MOST = 64;

  private final List<Subscription> all = new ArrayList<>(0);
  private int turn;

  boolean isEmpty() {
    return all.isEmpty();
  }

  boolean isFull() {
    return all.size() == MOST;
  }

  int size() {
    return all.size();
  }

  boolean has(long correlationId) {
    return indexOf(correlationId) >= 0;
  }

  void add(Subscription subscription) {
    all.add(subscription);
  }

  /** Ends the subscription of that correlation id, if there is one. */
  void end(long correlationId) {
    int index = indexOf(correlationId);
    if (index >= 0) {
      all.remove(index);
    }
  }

  void endAll() {
    all.clear();
  }

  private int indexOf(long correlationId) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).correlationId() == correlationId) {
        return i;
      }
    }
    return -1;
  }

  /** The one whose turn it is; there must be one. Then it is the next one's turn. */
  Subscription next() {
    turn = turn < all.size() ? turn : 0;
    return all.get(turn++);
  }
}

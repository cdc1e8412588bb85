package io.zaiko.client;

import java.util.List;

/**
 * Is told of changes, on the client's event loop: it must be quick and must not block. Calls come
 * one after the other.
 */
public interface ChangeListener {
  /**
   * Something changed. Each change is told once, in order, also across connections; only if the
   * connection breaks in the middle of the many changes of one large command, those of this command
   * that were told already come again.
   *
   * @param changes one at least, in the order of the journal
   */
  void onChanges(List<Change> changes);

  /** The subscription is over; nothing more is told. Called exactly once. */
  void onEnd(SubscriptionEnd end);
}

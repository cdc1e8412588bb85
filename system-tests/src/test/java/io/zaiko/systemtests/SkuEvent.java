package io.zaiko.systemtests;

/**
 * An operation as a client saw it. The operation took effect at some moment between the two times;
 * if the answer is unknown, at any moment after the first one, or never.
 *
 * @param client which client, from 0
 * @param invokedNanos before it was sent, by the one monotonic clock of all clients
 * @param answeredNanos after the answer was there; {@link #NEVER} if the client gave up
 * @param answer null if the client gave up
 */
record SkuEvent(
    int client, SkuOperation operation, long invokedNanos, long answeredNanos, SkuAnswer answer) {
  static final long NEVER = Long.MAX_VALUE;

  /** An operation that was given up. */
  static SkuEvent unknown(int client, SkuOperation operation, long invokedNanos) {
    return new SkuEvent(client, operation, invokedNanos, NEVER, null);
  }

  boolean isUnknown() {
    return answer == null;
  }
}

package io.zaiko.cli.demo;

import java.util.concurrent.CompletableFuture;

/** Somebody who comes again and again. Used on one thread, the event loop of the channel's desk. */
interface Visitor {
  /** A visit that ends at once. */
  CompletableFuture<Void> NOTHING_MORE = CompletableFuture.completedFuture(null);

  /** Comes once; the future is done when everything about this visit is answered. */
  CompletableFuture<Void> visit();

  /** The visit ends with this answer, whatever it is. */
  static CompletableFuture<Void> leaveAfter(CompletableFuture<?> answer) {
    return answer.thenAccept(there -> {});
  }
}

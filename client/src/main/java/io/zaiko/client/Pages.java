package io.zaiko.client;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/** Walks over the pages of a list, one question at a time. */
final class Pages {
  private Pages() {}

  /**
   * Asks for a page and all that follow.
   *
   * @param ask asks for the page at a cursor
   * @param nextCursor the cursor after a page, 0 after the last
   * @param each takes every page, also one that has a code instead of rows
   * @return the last page; fails with what a question or the taker failed with
   */
  static <A> CompletableFuture<A> walk(
      long cursor,
      LongFunction<CompletableFuture<A>> ask,
      ToLongFunction<A> nextCursor,
      Consumer<A> each) {
    return ask.apply(cursor)
        .thenCompose(
            page -> {
              each.accept(page);
              long next = nextCursor.applyAsLong(page);
              return next == 0
                  ? CompletableFuture.completedFuture(page)
                  : walk(next, ask, nextCursor, each);
            });
  }
}

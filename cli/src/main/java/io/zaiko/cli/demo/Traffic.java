package io.zaiko.cli.demo;

import io.zaiko.cli.server.Answers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Visitors at the desks of all channels, each coming again as soon as the last visit is over, until
 * the traffic ends or a visit fails. Controlled by one thread.
 */
final class Traffic {
  private final List<Visitor> visitors = new ArrayList<>();
  private final List<ChannelDesk> desks = new ArrayList<>();
  private final List<CompletableFuture<Void>> ends = new ArrayList<>();
  private final CompletableFuture<Void> failure = new CompletableFuture<>();
  private final AtomicBoolean closing = new AtomicBoolean();

  /** Adds somebody who comes to a desk. */
  void add(Visitor visitor, ChannelDesk desk) {
    visitors.add(visitor);
    desks.add(desk);
  }

  /** Lets all of them in. */
  void begin() {
    for (int i = 0; i < visitors.size(); i++) {
      CompletableFuture<Void> end = new CompletableFuture<>();
      ends.add(end);
      Visitor visitor = visitors.get(i);
      follow(desks.get(i).enter(), visitor, end);
    }
  }

  private void follow(CompletableFuture<?> visit, Visitor visitor, CompletableFuture<Void> end) {
    var unused =
        visit.whenComplete(
            (answer, problem) -> {
              if (problem != null) {
                failure.completeExceptionally(problem);
                end.completeExceptionally(problem);
              } else if (closing.get()) {
                end.complete(null);
              } else {
                again(visitor, end);
              }
            });
  }

  private void again(Visitor visitor, CompletableFuture<Void> end) {
    CompletableFuture<?> visit;
    try {
      visit = visitor.visit();
    } catch (RuntimeException e) {
      visit = CompletableFuture.failedFuture(e);
    }
    follow(visit, visitor, end);
  }

  /** Lets it run for so long; when a visit fails that is thrown at once. */
  void run(long nanos) throws InterruptedException {
    try {
      failure.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return; // nothing failed meanwhile
    } catch (ExecutionException e) {
      Answers.await(failure);
    }
  }

  /** Lets nobody in any more; done when all visits are over. */
  CompletableFuture<Void> end() {
    closing.set(true);
    return CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new));
  }
}

package io.zaiko.cli.server;

import io.zaiko.client.CommandAnswer;
import io.zaiko.client.CommandOptions;
import io.zaiko.client.CommandRequest;
import io.zaiko.client.ZaikoClient;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Sends commands one after the other without waiting for their answers, so many unanswered at a
 * time. One thread sends; answers are handed on by the clients' threads.
 */
public final class CommandStream {
  private final int limit;
  private final Semaphore room;
  private final LongAdder failures = new LongAdder();
  private final AtomicReference<Throwable> firstFailure = new AtomicReference<>();

  /** With this many commands unanswered at a time. */
  public CommandStream(int limit) {
    this.limit = limit;
    this.room = new Semaphore(limit);
  }

  /**
   * Sends a command as soon as there is room.
   *
   * @param answered takes the answer; must be quick and safe for the client's thread. It is not
   *     called when there is none, see {@link #firstFailure}.
   */
  public void send(
      ZaikoClient client,
      CommandRequest request,
      CommandOptions options,
      Consumer<CommandAnswer> answered) {
    room.acquireUninterruptibly();
    CompletableFuture<?> unused =
        client
            .send(request, options)
            .handle(
                (answer, failure) -> {
                  settle(answer, failure, answered);
                  return null;
                });
  }

  private void settle(CommandAnswer answer, Throwable failure, Consumer<CommandAnswer> answered) {
    try {
      if (failure == null) {
        answered.accept(answer);
      } else {
        failed(failure);
      }
    } catch (RuntimeException e) {
      failed(e);
    } finally {
      room.release();
    }
  }

  private void failed(Throwable failure) {
    failures.increment();
    firstFailure.compareAndSet(null, failure);
  }

  /** Waits until every command that was sent has its answer, or failed. */
  public void awaitAll() {
    room.acquireUninterruptibly(limit);
    room.release(limit);
  }

  /** How many commands got no answer so far. */
  public long failures() {
    return failures.sum();
  }

  /** Why the first command without an answer has none; null while all is well. */
  public Throwable firstFailure() {
    return firstFailure.get();
  }
}

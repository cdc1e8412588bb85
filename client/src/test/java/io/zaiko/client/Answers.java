package io.zaiko.client;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waiting for futures in tests: long enough for any machine, but not for ever. */
final class Answers {
  private static final long LONGEST_WAIT_SECONDS = 30;

  private Answers() {}

  static <A> A of(CompletableFuture<A> future) {
    try {
      return future.get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("No answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted", e);
    }
  }

  static <A> List<A> of(List<CompletableFuture<A>> futures) {
    List<A> answers = new ArrayList<>();
    futures.forEach(future -> answers.add(of(future)));
    return answers;
  }

  /** What a future fails with. */
  static <E extends Throwable> E failure(Class<E> expected, CompletableFuture<?> future) {
    ExecutionException thrown =
        assertThrows(
            ExecutionException.class, () -> future.get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS));
    return assertInstanceOf(expected, thrown.getCause());
  }

  /** The n-th of many reservations. */
  static ReserveRequest reserve(int number) {
    return ReserveRequest.of("R-" + number, "EC", Line.of("tea", "shibuya", 1));
  }
}

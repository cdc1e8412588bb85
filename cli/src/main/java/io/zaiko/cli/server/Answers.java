package io.zaiko.cli.server;

import io.zaiko.cli.input.InputException;
import io.zaiko.client.ZaikoException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Waits for answers of the client and unwraps what may come instead. */
public final class Answers {
  private Answers() {}

  /**
   * The answer, once it is there.
   *
   * @throws ZaikoException when there is none
   * @throws InputException when the request cannot be put on the wire
   */
  public static <T> T await(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      requireNone(e.getCause());
      throw e;
    }
  }

  /**
   * Throws what a future failed with, if it did.
   *
   * @param failure null when all is well
   */
  public static void requireNone(Throwable failure) {
    if (failure instanceof ZaikoException known) {
      throw known;
    }
    if (failure instanceof IllegalArgumentException) {
      throw new InputException(failure.getMessage(), failure);
    }
    if (failure != null) {
      throw new IllegalStateException(failure);
    }
  }
}

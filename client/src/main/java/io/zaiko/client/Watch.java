package io.zaiko.client;

import java.util.concurrent.TimeUnit;

/**
 * Looks after the time: tells callers who have waited too long, gives up a connection that has
 * fallen silent, and finds the words for both. Runs only while something is unanswered. Event loop
 * only.
 */
final class Watch {
  private static final long LONGEST_PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long SHORTEST_PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final ServerLink link;
  private final long periodNanos;
  private final long deadAfterNanos;
  private boolean armed;

  Watch(ServerLink link) {
    this.link = link;
    long timeoutNanos = link.config().requestTimeout().toNanos();
    periodNanos =
        Math.max(SHORTEST_PERIOD_NANOS, Math.min(LONGEST_PERIOD_NANOS, timeoutNanos / 10));
    deadAfterNanos = Math.max(timeoutNanos, link.config().deadAfter().toNanos());
  }

  /** Sees to it that the next look comes. */
  void arm() {
    if (!armed) {
      armed = true;
      link.schedule(periodNanos, this::look);
    }
  }

  private void look() {
    armed = false;
    long now = System.nanoTime();
    for (Lane lane : new Lane[] {link.commandLane(), link.queryLane()}) {
      for (Pending<?> request : lane.takeOverdue(now)) {
        request.forget();
        request.fail(noAnswer(request));
      }
    }
    long oldest = Math.min(link.session().sweep(now) - now, link.queries().sweep(now) - now);
    if (oldest <= -deadAfterNanos) {
      link.fallenSilent(TimeUnit.NANOSECONDS.toMillis(deadAfterNanos));
    }
    link.turn();
  }

  /** What a request fails with that was not answered in time. */
  ZaikoException noAnswer(Pending<?> request) {
    link.counters().timedOut.increment();
    String within = " within " + link.config().requestTimeout().toMillis() + " ms";
    LostCommand lost = request.lost();
    if (lost != null) {
      return new ZaikoTimeoutException(
          "No answer to "
              + request.describe()
              + within
              + present()
              + "; whether it was executed is unknown. retry(…) sends it again, and it is"
              + " executed once at most",
          lost,
          link.lastFailure());
    }
    if (request.state() == Pending.State.WAITING && !link.isReady()) {
      return new ZaikoUnreachableException(
          request.describe() + " was not sent" + within + present() + "; nothing was done",
          null,
          link.lastFailure());
    }
    if (request.state() == Pending.State.WAITING) {
      return new ZaikoTimeoutException(
          request.describe()
              + " was not sent"
              + within
              + ", as the server has not answered what was sent before it; nothing was done",
          null,
          null);
    }
    return new ZaikoTimeoutException("No answer to " + request.describe() + within, null, null);
  }

  private String present() {
    return link.isReady()
        ? ""
        : ": there is no connection to "
            + link.config().address()
            + " ("
            + link.lastFailure().getMessage()
            + ")";
  }

  /** What a request fails with that is unanswered when the client is closed. */
  ZaikoException closed(Pending<?> request) {
    LostCommand lost = request.lost();
    return new ZaikoUnreachableException(
        lost == null
            ? "The client was closed; " + request.describe() + " was not done"
            : "The client was closed before the answer to "
                + request.describe()
                + " came; whether it was executed is unknown",
        lost,
        null);
  }
}

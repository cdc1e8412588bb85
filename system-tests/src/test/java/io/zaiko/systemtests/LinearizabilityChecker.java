package io.zaiko.systemtests;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether the events of one SKU can be put into one order that keeps to real time and in which each
 * answer is the one that {@link SkuState} gives.
 *
 * <p>The search is that of Wing and Gong ("Testing and Verifying Concurrent Objects", Journal of
 * Parallel and Distributed Computing 17, 1993): take any operation that no unplaced one was
 * answered before, apply it, go on, go back if that leads nowhere. As Lowe found ("Testing for
 * Linearizability", Concurrency and Computation: Practice and Experience 29, 2017), to remember
 * which sets of placed operations led to which state makes it fast. An operation whose answer is
 * unknown may be placed anywhere after its invocation, with any answer, or left out.
 *
 * <p>For one history; one thread.
 */
final class LinearizabilityChecker {
  /** Placed operations are the bits of a long. */
  static final int MAX_EVENTS = Long.SIZE;

  private static final int MAX_CONFIGURATIONS = 5_000_000;

  private final SkuEvent[] events;
  private final long answered;
  private final Set<Configuration> seen = new HashSet<>();

  private record Configuration(long placed, SkuState state) {}

  /** Takes up to {@link #MAX_EVENTS} events of one SKU, in any order. */
  LinearizabilityChecker(List<SkuEvent> history) {
    if (history.size() > MAX_EVENTS) {
      throw new IllegalArgumentException(history.size() + " events are too many");
    }
    events = history.toArray(SkuEvent[]::new);
    long known = 0;
    for (int i = 0; i < events.length; i++) {
      known |= events[i].isUnknown() ? 0 : 1L << i;
    }
    answered = known;
  }

  /**
   * Whether there is such an order that begins at a state.
   *
   * @throws IllegalStateException if the search takes more than five million configurations
   */
  boolean isLinearizable(SkuState initial) {
    seen.clear();
    return search(0, initial);
  }

  /** Configurations that the last search looked at. */
  int configurations() {
    return seen.size();
  }

  private boolean search(long placed, SkuState state) {
    if ((placed & answered) == answered) {
      return true;
    }
    if (!seen.add(new Configuration(placed, state))) {
      return false;
    }
    if (seen.size() > MAX_CONFIGURATIONS) {
      throw new IllegalStateException("Gave up: too many ways to order " + events.length);
    }
    long firstAnswer = firstAnswerAfter(placed);
    for (int i = 0; i < events.length; i++) {
      boolean isNext = (placed & (1L << i)) == 0 && events[i].invokedNanos() <= firstAnswer;
      if (isNext && place(i, placed, state)) {
        return true;
      }
    }
    return false;
  }

  /** When the first unplaced operation was answered: it precedes all that began later. */
  private long firstAnswerAfter(long placed) {
    long first = SkuEvent.NEVER;
    for (int i = 0; i < events.length; i++) {
      if ((placed & (1L << i)) == 0) {
        first = Math.min(first, events[i].answeredNanos());
      }
    }
    return first;
  }

  private boolean place(int i, long placed, SkuState state) {
    SkuState.Step step = state.apply(events[i].operation());
    boolean fits =
        events[i].isUnknown()
            // Without an effect it may as well be left out.
            ? !step.next().equals(state)
            : step.answer().equals(events[i].answer());
    return fits && search(placed | (1L << i), step.next());
  }
}

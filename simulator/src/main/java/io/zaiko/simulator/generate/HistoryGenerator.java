package io.zaiko.engine.history;

import io.zaiko.engine.reference.Action;
import io.zaiko.engine.reference.Answer;
import io.zaiko.engine.reference.ReferenceEngine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A random history: what clients send, how it is batched, and how time goes. The same seed gives
 * the same history. Draws on the state of the reference, so that commands often hit something.
 */
final class HistoryGenerator {
  private static final int REMEMBERED_ACTIONS = 40;
  private static final long UNKNOWN_SESSION = 1L << 40;
  private static final long HOUR_MICROS = 3_600_000_000L;

  private final SplittableRandom random;
  private final Profile profile;
  private final ReferenceEngine reference;
  private final RandomActions actions;
  private final Map<Long, RequestIds> requestIds = new HashMap<>();
  private final List<Long> sessions = new ArrayList<>();
  private final List<Action> sent = new ArrayList<>();
  private long registrations;

  HistoryGenerator(long seed) {
    random = new SplittableRandom(seed);
    profile = Profile.of(random);
    reference = new ReferenceEngine(profile.limits());
    actions = new RandomActions(random, profile, reference);
  }

  Profile profile() {
    return profile;
  }

  /** The reference that the history runs through, and draws on. */
  ReferenceEngine reference() {
    return reference;
  }

  /** How many commands share the next moment, 1 to 20. */
  int nextBatchSize() {
    return random.nextInt(3) == 0 ? 1 : random.nextInt(1, 21);
  }

  /**
   * Microseconds from one batch to the next: often none, sometimes enough for every hold to end.
   */
  long nextTimeStep() {
    int choice = random.nextInt(100);
    if (choice < 40) {
      return 0;
    }
    if (choice < 95) {
      return random.nextInt(1, 4) * Profile.TIME_STEP_MICROS;
    }
    return choice < 98 ? random.nextInt(1, 1_000) : random.nextInt(1, 100) * HOUR_MICROS;
  }

  /** Whether to compare everything that can be asked now. */
  boolean isTimeToAsk() {
    return random.nextInt(20) == 0;
  }

  /** The next command. */
  Action next() {
    Action action = choose();
    sent.add(action);
    if (sent.size() > REMEMBERED_ACTIONS) {
      sent.remove(random.nextInt(REMEMBERED_ACTIONS));
    }
    return action;
  }

  private Action choose() {
    int choice = random.nextInt(100);
    if (sessions.isEmpty() || choice < 2) {
      return new Action.Register(0, ++registrations, "client-" + random.nextInt(profile.clients()));
    }
    if (choice < 4) {
      return new Action.Tick(0, 1 + random.nextInt(9));
    }
    if (choice < 11) {
      return sent.get(random.nextInt(sent.size()));
    }
    long session = session();
    RequestIds ids = requestIds.get(session);
    return actions.next(session, ids == null ? 1 : ids.next());
  }

  /** Mostly a session that is alive, sometimes any, rarely one that never was. */
  private long session() {
    int choice = random.nextInt(100);
    if (choice == 0) {
      return UNKNOWN_SESSION + random.nextInt(3);
    }
    List<Long> live = reference.liveSessions();
    live.retainAll(sessions);
    List<Long> candidates = live.isEmpty() || choice < 5 ? sessions : live;
    return candidates.get(random.nextInt(candidates.size()));
  }

  /** Tells what a client learns from an answer: its session. */
  void learn(Answer answer) {
    if (answer instanceof Answer.Registered registered) {
      sessions.remove(registered.session());
      sessions.add(registered.session());
      requestIds.computeIfAbsent(
          registered.session(),
          opened ->
              new RequestIds(
                  random, profile.limits().requestWindow(), registered.highestRequestId()));
    }
  }
}

package io.zaiko.simulator.generate;

import io.zaiko.simulator.action.Action;
import io.zaiko.simulator.reference.Answer;
import io.zaiko.simulator.reference.Limits;
import io.zaiko.simulator.reference.ReferenceEngine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A random history. The same seed gives the same history. Draws on the state of the reference, so
 * that commands often hit something.
 */
public final class RandomHistory implements History {
  /** When every history begins: 2026-01-01T00:00:00Z, in microseconds. */
  public static final long START_MICROS = 1_767_225_600_000_000L;

  private static final int REMEMBERED_ACTIONS = 40;
  private static final long UNKNOWN_SESSION = 1L << 40;
  private static final int RESTARTS = 3;

  private final Dice dice;
  private final Profile profile;
  private final int commands;
  private final Map<Long, RequestIds> requestIds = new HashMap<>();
  private final List<Long> sessions = new ArrayList<>();
  private final List<Action> sent = new ArrayList<>();
  private ReferenceEngine reference;
  private RandomActions actions;
  private long registrations;
  private int made;
  private int leftOfBatch;
  private long time = START_MICROS;

  /**
   * @param commands how many it has
   */
  public RandomHistory(long seed, int commands) {
    dice = new Dice(seed);
    profile = Profile.of(dice);
    this.commands = commands;
  }

  public Profile profile() {
    return profile;
  }

  @Override
  public Limits limits() {
    return profile.limits();
  }

  @Override
  public void begin(ReferenceEngine newReference) {
    reference = newReference;
    actions = new RandomActions(dice, profile, reference.questions());
  }

  @Override
  public boolean hasNext() {
    return made < commands;
  }

  @Override
  public Step next() {
    if (leftOfBatch == 0) {
      leftOfBatch = dice.chance(33) ? 1 : dice.between(1, 21);
      time += timeStep();
    }
    Action action = choose();
    sent.add(action);
    if (sent.size() > REMEMBERED_ACTIONS) {
      sent.remove(dice.below(REMEMBERED_ACTIONS));
    }
    made++;
    leftOfBatch--;
    boolean ends = leftOfBatch == 0 || made == commands;
    return new Step(
        time,
        action,
        ends,
        (ends && dice.chance(2)) || made == commands,
        ends && dice.below(Math.max(1, commands / 8)) < RESTARTS);
  }

  /**
   * Microseconds from one batch to the next: often none, sometimes enough for every hold to end,
   * for an open count to be dropped, for everything closed to be forgotten.
   */
  private long timeStep() {
    int choice = dice.below(200);
    if (choice < 80) {
      return 0;
    }
    if (choice < 190) {
      return dice.between(1, 4) * Profile.TIME_STEP_MICROS;
    }
    if (choice < 194) {
      return dice.between(1, 1_000);
    }
    return choice < 199 ? dice.between(1, 60) * Profile.HOUR_MICROS : 31 * 24 * Profile.HOUR_MICROS;
  }

  private Action choose() {
    int choice = dice.below(100);
    if (sessions.isEmpty() || choice < 2) {
      return new Action.Register(0, ++registrations, "client-" + dice.below(profile.clients()));
    }
    if (choice < 4) {
      return new Action.Tick(0, 1 + dice.below(9));
    }
    if (choice < 9) {
      return dice.pick(sent);
    }
    long session = session();
    RequestIds ids = requestIds.get(session);
    return actions.next(session, ids == null ? 1 : ids.next(), time);
  }

  /** Mostly a session that is alive, sometimes any, rarely one that never was. */
  private long session() {
    int choice = dice.below(100);
    if (choice == 0) {
      return UNKNOWN_SESSION + dice.below(3);
    }
    List<Long> live = reference.liveSessions();
    live.retainAll(sessions);
    return dice.pick(live.isEmpty() || choice < 4 ? sessions : live);
  }

  @Override
  public void learn(Action action, Answer answer) {
    if (answer instanceof Answer.Registered registered) {
      sessions.remove(registered.session());
      sessions.add(registered.session());
      requestIds.computeIfAbsent(
          registered.session(),
          opened ->
              new RequestIds(
                  dice, profile.limits().requestWindow(), registered.highestRequestId()));
    }
  }
}

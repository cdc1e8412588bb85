package io.zaiko.bench.compare;

import io.zaiko.bench.load.Placement;
import io.zaiko.bench.load.Reservations;
import io.zaiko.bench.load.RunPlan;
import io.zaiko.bench.load.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What Zaiko is compared with, doing what, where. One outstanding request is measured with server
 * and client on one core, since otherwise it is the waking of a core that is measured; windows on
 * any core, with cores that may sleep and, for what depends on that most, with cores kept awake;
 * many connections of one outstanding request each on any core. Immutable.
 *
 * @param stockRecords everybody's
 * @param openReservations everybody's, where there are reservations
 * @param warmupSeconds of each run, not recorded
 * @param seconds of each run, recorded
 * @param peers those that this machine has
 */
public record Comparison(
    int stockRecords,
    int openReservations,
    double warmupSeconds,
    double seconds,
    Set<Target> peers) {
  private static final String QUERY = "query=1";
  private static final String EVERYWHERE = "everywhere=1";
  private static final String BASKET = "basket=1";
  private static final String RESERVE = "reserve=1,release=1";
  private static final String PROCESS = "process";
  private static final String DISK = "disk";
  private static final String EVERY_SECOND = "everysec";
  private static final String ALWAYS = "always";
  private static final String SOFT = "off";
  private static final String FORCED = "on";
  private static final int WINDOW = 256;
  private static final int[] WINDOWS = {64, WINDOW, 1_024};
  private static final int ROUNDS = 5;

  /** A wake-up more or less is a good part of a single request, so there it takes more rounds. */
  private static final int ROUNDS_OF_ONE_OUTSTANDING = 20;

  private static final int MANY = 50;
  private static final int VERY_MANY = 10_000;

  /** Copies. */
  public Comparison {
    peers = Set.copyOf(peers);
  }

  /**
   * Runs that are compared with each other, at one place.
   *
   * @param name for its files
   * @param rounds that it takes for figures to rely on
   * @param plans those of one server side by side
   */
  public record Bout(String name, Placement placement, int rounds, List<RunPlan> plans) {
    /** Connections that a server has to serve at once. */
    public int connections() {
      return plans.stream().mapToInt(RunPlan::connections).max().orElseThrow();
    }
  }

  /** All of them. */
  public List<Bout> bouts() {
    Placement anywhere = new Placement(null, null, false);
    return List.of(
        new Bout(
            "one-core",
            new Placement("0", "0", false),
            ROUNDS_OF_ONE_OUTSTANDING,
            oneOutstanding()),
        new Bout("window", anywhere, ROUNDS, windows()),
        new Bout("window-awake", new Placement(null, null, true), ROUNDS, awake()),
        new Bout("connections-50", anywhere, ROUNDS, connections(MANY, Target.NETTY_ECHO)),
        new Bout("connections-10000", anywhere, ROUNDS, connections(VERY_MANY)));
  }

  private List<RunPlan> oneOutstanding() {
    Plans plans = new Plans(1);
    int[] one = {1};
    plans.add(Target.NETTY_ECHO, null, one, QUERY, RESERVE);
    plans.add(Target.SOCKET_PING_PONG, null, one, QUERY, RESERVE);
    plans.add(Target.ZAIKO, PROCESS, one, QUERY, EVERYWHERE, BASKET, RESERVE);
    plans.add(Target.REDIS_PER_RECORD, EVERY_SECOND, one, QUERY, EVERYWHERE, BASKET, RESERVE);
    plans.add(Target.REDIS_PER_SKU, EVERY_SECOND, one, QUERY, EVERYWHERE, BASKET, RESERVE);
    plans.add(Target.POSTGRESQL, SOFT, one, QUERY, EVERYWHERE, BASKET, RESERVE);
    plans.add(Target.ZAIKO, DISK, one, RESERVE);
    plans.add(Target.REDIS_PER_RECORD, ALWAYS, one, RESERVE);
    plans.add(Target.POSTGRESQL, FORCED, one, RESERVE);
    return plans.all;
  }

  private List<RunPlan> windows() {
    Plans plans = new Plans(1);
    int[] window = {WINDOW};
    plans.add(Target.NETTY_ECHO, null, window, QUERY, RESERVE);
    plans.add(Target.ZAIKO, PROCESS, window, QUERY);
    plans.add(Target.ZAIKO, PROCESS, WINDOWS, RESERVE);
    plans.add(Target.ZAIKO_CLIENT, PROCESS, window, QUERY, RESERVE);
    plans.add(Target.REDIS_PER_RECORD, EVERY_SECOND, window, QUERY, RESERVE);
    plans.add(Target.REDIS_PER_SKU, EVERY_SECOND, window, QUERY, RESERVE);
    plans.add(Target.POSTGRESQL, SOFT, window, QUERY, RESERVE);
    plans.add(Target.ZAIKO, DISK, WINDOWS, RESERVE);
    plans.add(Target.REDIS_PER_RECORD, ALWAYS, WINDOWS, RESERVE);
    plans.add(Target.POSTGRESQL, FORCED, window, RESERVE);
    return plans.all;
  }

  private List<RunPlan> awake() {
    Plans plans = new Plans(1);
    int[] window = {WINDOW};
    plans.add(Target.NETTY_ECHO, null, window, QUERY);
    plans.add(Target.ZAIKO, PROCESS, window, QUERY, RESERVE);
    plans.add(Target.REDIS_PER_RECORD, EVERY_SECOND, window, QUERY, RESERVE);
    plans.add(Target.REDIS_PER_SKU, EVERY_SECOND, window, QUERY, RESERVE);
    return plans.all;
  }

  private List<RunPlan> connections(int connections, Target... yardsticks) {
    Plans plans = new Plans(connections);
    int[] one = {connections};
    for (Target yardstick : yardsticks) {
      plans.add(yardstick, null, one, QUERY, RESERVE);
    }
    plans.add(Target.ZAIKO, PROCESS, one, QUERY, RESERVE);
    plans.add(Target.REDIS_PER_RECORD, EVERY_SECOND, one, QUERY, RESERVE);
    plans.add(Target.REDIS_PER_SKU, EVERY_SECOND, one, QUERY, RESERVE);
    return plans.all;
  }

  /** A list in the making, of those who are here. */
  private final class Plans {
    private final List<RunPlan> all = new ArrayList<>();
    private final int connections;

    Plans(int connections) {
      this.connections = connections;
    }

    void add(Target target, String durability, int[] windows, String... mixes) {
      if (Target.PEERS.contains(target) && !peers.contains(target)) {
        return;
      }
      for (String mix : mixes) {
        for (int window : windows) {
          all.add(
              new RunPlan(
                  target,
                  durability,
                  mix,
                  "uniform",
                  stockRecords,
                  Reservations.open(openReservations),
                  connections,
                  0,
                  window,
                  warmupSeconds,
                  seconds));
        }
      }
    }
  }
}

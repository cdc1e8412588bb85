package io.zaiko.bench.load;

/**
 * What one run does. Runs that are equal in all of this are repetitions of each other.
 *
 * @param target what is measured
 * @param durability what an OK survives: process or disk; null where nothing is kept
 * @param mix the operations, as {@link Mix} reads them
 * @param keys how records are chosen: {@code uniform} or {@code zipf:EXPONENT}
 * @param stockRecords records to choose from, a multiple of {@link #LOCATIONS}
 * @param reservations which of them there are, if the mix reserves
 * @param connections TCP connections that share the load; a {@link Crowd} above {@link #MOST_LOOPS}
 * @param rate requests a second of an open loop; 0 = a closed loop
 * @param window requests in flight of a closed loop, over all connections; 0 = an open loop
 * @param warmupSeconds not recorded
 * @param seconds recorded
 */
public record RunPlan(
    Target target,
    String durability,
    String mix,
    String keys,
    int stockRecords,
    Reservations reservations,
    int connections,
    int rate,
    int window,
    double warmupSeconds,
    double seconds) {
  /** Locations that the stock records spread over. */
  public static final int LOCATIONS = 200;

  /** Most connections with a thread each: they are a digit of the reservation ids. */
  public static final int MOST_LOOPS = 32;

  /** Most connections; above {@link #MOST_LOOPS} they are a {@link Crowd}. */
  public static final int MOST_CONNECTIONS = 16_384;

  /** Most requests in flight on one connection. */
  public static final int MOST_WINDOW = 16_384;

  private static final int MOST_RATE = 10_000_000;
  private static final int MOST_SECONDS = 3_600;

  /** Refuses what cannot be run, with a message for people. */
  public RunPlan {
    Mix.parse(mix);
    StockKeys.check(keys);
    require(
        stockRecords >= LOCATIONS && stockRecords % LOCATIONS == 0,
        "stock records must be a multiple of " + LOCATIONS + ", not " + stockRecords);
    require(
        connections >= 1 && connections <= MOST_CONNECTIONS,
        "connections are 1 to " + MOST_CONNECTIONS + ", not " + connections);
    require(
        reservations.open() / connections >= 2, "there must be 2 open reservations per connection");
    require(
        reservations.arePlain()
            || (target != Target.ZAIKO_CLIENT && !Target.PEERS.contains(target)),
        target.word() + " is not measured with several lines, nor with holds that end");
    require(
        connections <= MOST_LOOPS || target != Target.ZAIKO_CLIENT,
        "the public client is measured with " + MOST_LOOPS + " connections at most");
    require(
        connections <= MOST_LOOPS || connections == window,
        "more than "
            + MOST_LOOPS
            + " connections have one request in flight each: the window must be "
            + connections
            + " too");
    require((rate == 0) != (window == 0), "a run has either a rate or a window");
    require(rate >= 0 && rate <= MOST_RATE, "a rate is 1 to " + MOST_RATE + ", not " + rate);
    require(
        window == 0 || (window >= connections && window <= MOST_WINDOW),
        "a window is 1 per connection to " + MOST_WINDOW + ", not " + window);
    require(
        seconds > 0 && seconds <= MOST_SECONDS && warmupSeconds >= 0,
        "seconds are above 0, up to " + MOST_SECONDS);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  /** Whether one thread looks after all connections, which have one request in flight each. */
  boolean isCrowd() {
    return connections > MOST_LOOPS;
  }

  /** Loops that share the load. */
  int loops() {
    return isCrowd() ? 1 : connections;
  }

  /** Whether requests have times at which they should be sent, whatever the answers do. */
  public boolean isOpenLoop() {
    return rate > 0;
  }

  /** The same, but this durability, which the server states. */
  RunPlan withDurability(String stated) {
    return new RunPlan(
        target,
        stated,
        mix,
        keys,
        stockRecords,
        reservations,
        connections,
        rate,
        window,
        warmupSeconds,
        seconds);
  }

  /** The same as an open loop of so many requests a second. */
  RunPlan atRate(int requests) {
    return new RunPlan(
        target,
        durability,
        mix,
        keys,
        stockRecords,
        reservations,
        connections,
        requests,
        0,
        warmupSeconds,
        seconds);
  }

  /** A name for files and progress, different for different plans of a session. */
  public String name() {
    return target.word()
        + (durability == null ? "" : "-" + durability)
        + "-"
        + mix.replace("=", "").replace(',', '-')
        + (isOpenLoop() ? "-rate" + rate : (isCrowd() ? "-connections" : "-window") + window);
  }
}

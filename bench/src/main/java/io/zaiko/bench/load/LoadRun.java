package io.zaiko.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;

/**
 * Carries out one {@link RunPlan}: connects, makes the reservations, warms up, records, clears up.
 *
 * <p>Used by one thread; the loops run on threads of their own.
 */
public final class LoadRun {
  private static final double SECOND = 1e9;
  private static final long LEAST_GRACE_NS = TimeUnit.SECONDS.toNanos(3);

  /** More than it takes, so that it is known when the run will begin, and with it its middle. */
  private static final long PREPARING_A_HOLD_NS = TimeUnit.MICROSECONDS.toNanos(50);

  private final RunPlan plan;
  private final Pacing pacing;
  private final long patienceNs;
  private final long fromNs;
  private final long endNs;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  /**
   * @param patienceNs how long after the last request answers are waited for
   */
  public LoadRun(RunPlan plan, Pacing pacing, long patienceNs) {
    this.plan = plan;
    this.pacing = pacing;
    this.patienceNs = patienceNs;
    this.fromNs = Math.round(plan.warmupSeconds() * SECOND);
    this.endNs = fromNs + Math.round(plan.seconds() * SECOND);
  }

  /**
   * What was done, with the durability that the server stated, and what came of it.
   *
   * @param fromNs when the recorded part began, by {@link System#nanoTime}
   * @param toNs when it ended
   */
  public record Done(RunPlan plan, RunResult result, long fromNs, long toNs) {}

  /**
   * Runs against a Zaiko, in the way that the plan says, or a yardstick.
   *
   * @see #run(Conversations, IntervalLog)
   */
  Done run(InetSocketAddress server, IntervalLog log) throws IOException, InterruptedException {
    return plan.target() == Target.ZAIKO_CLIENT
        ? run(caller -> ClientConversation.open(plan, server, caller), log)
        : run(caller -> ZaikoConversation.open(plan, server, caller), log);
  }

  /**
   * Runs against what holds the plan's stock records.
   *
   * @param with whom; they are closed at the end
   * @param log keeps the latencies; stays the caller's
   * @throws IOException when the server cannot be reached or does not answer as it should while the
   *     run is prepared; what breaks later is a failure of the run
   */
  public Done run(Conversations with, IntervalLog log) throws IOException, InterruptedException {
    long run = System.currentTimeMillis();
    List<LoadConnection> connections = new ArrayList<>();
    try {
      for (int i = 0; i < plan.loops(); i++) {
        Conversation conversation =
            plan.isCrowd()
                ? Crowd.open(run, plan.connections(), with)
                : with.open(Caller.of(run, i));
        connections.add(new LoadConnection(plan, conversation, i, new Measured(fromNs, endNs)));
      }
      return run(connections, log);
    } finally {
      closeAll(connections);
    }
  }

  private Done run(List<LoadConnection> connections, IntervalLog log)
      throws IOException, InterruptedException {
    long expiring = plan.reservations().expiring();
    long beginNs = System.nanoTime() + expiring * PREPARING_A_HOLD_NS;
    for (LoadConnection connection : connections) {
      connection.prepareExpiring(beginNs + (fromNs + endNs) / 2);
    }
    for (LoadConnection connection : connections) {
      connection.prepare();
    }
    if (expiring > 0) {
      TimeUnit.NANOSECONDS.sleep(beginNs - System.nanoTime());
    }
    RunClock clock = new RunClock();
    connections.forEach(connection -> connection.begin(clock));
    List<Task> tasks = tasks(connections, clock);
    await(start(tasks, connections), connections, clock, log);
    if (failure.get() == null) {
      for (LoadConnection connection : connections) {
        connection.clearUp();
      }
    }
    String durability = connections.get(0).durability();
    List<Measured> measured = connections.stream().map(LoadConnection::measured).toList();
    return new Done(
        plan.withDurability(durability),
        result(measured, log),
        clock.startNs() + fromNs,
        clock.startNs() + endNs);
  }

  private List<Task> tasks(List<LoadConnection> connections, RunClock clock) {
    List<Task> tasks = new ArrayList<>();
    long giveUpNs = endNs + Math.max(LEAST_GRACE_NS, (endNs - fromNs) / 2);
    for (int i = 0; i < connections.size(); i++) {
      LoadConnection connection = connections.get(i);
      if (plan.isOpenLoop()) {
        Schedule schedule = new Schedule(plan.rate(), plan.loops(), i, endNs);
        OpenLoop loop = new OpenLoop(connection, schedule, clock, pacing, giveUpNs);
        tasks.add(loop::send);
        tasks.add(loop::receive);
      } else {
        int share = plan.window() / plan.loops();
        tasks.add(new ClosedLoop(connection, clock, share, endNs)::run);
      }
    }
    return tasks;
  }

  private CountDownLatch start(List<Task> tasks, List<LoadConnection> connections) {
    CountDownLatch running = new CountDownLatch(tasks.size());
    for (Task task : tasks) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  task.run();
                } catch (Throwable e) {
                  // Whatever ends a loop but itself: its figures must not pass for those of a run.
                  stop(e, connections);
                } finally {
                  running.countDown();
                }
              },
              "zaiko-load");
      thread.setDaemon(true);
      thread.start();
    }
    return running;
  }

  /** The first to fail ends the others, by closing what they wait for. */
  private void stop(Throwable cause, List<LoadConnection> connections) {
    if (failure.compareAndSet(null, cause)) {
      try {
        closeAll(connections);
      } catch (IOException e) {
        cause.addSuppressed(e);
      }
    }
  }

  private void await(
      CountDownLatch running, List<LoadConnection> connections, RunClock clock, IntervalLog log)
      throws InterruptedException {
    List<Measured> measured = connections.stream().map(LoadConnection::measured).toList();
    long deadlineNs = endNs + (endNs - fromNs) / 2 + LEAST_GRACE_NS + patienceNs;
    while (!running.await(1, TimeUnit.SECONDS)) {
      log.take(measured, clock.now());
      if (clock.now() > deadlineNs) {
        long missing = connections.stream().mapToLong(LoadConnection::outstanding).sum();
        stop(new IOException(missing + " requests were never answered"), connections);
      }
    }
    log.take(measured, clock.now());
  }

  private static void closeAll(List<LoadConnection> connections) throws IOException {
    for (LoadConnection connection : connections) {
      connection.close();
    }
  }

  private RunResult result(List<Measured> measured, IntervalLog log) {
    Map<String, Long> refused = new TreeMap<>();
    Histogram lateness = Measured.newHistogram();
    long inside = 0;
    long lastSentNs = 0;
    for (Measured one : measured) {
      one.addRefusedTo(refused);
      lateness.add(one.lateness());
      inside += one.answersInside();
      lastSentNs = Math.max(lastSentNs, one.lastSentNs());
    }
    Histogram all = Measured.newHistogram();
    Map<String, LatencySummary> latency = new LinkedHashMap<>();
    log.totals().values().forEach(all::add);
    latency.put(RunResult.ALL, LatencySummary.of(all));
    log.totals()
        .forEach((operation, total) -> latency.put(operation.word(), LatencySummary.of(total)));
    double sent =
        plan.isOpenLoop()
            ? lateness.getTotalCount() * SECOND / (Math.max(lastSentNs, endNs) - fromNs)
            : 0;
    Throwable broken = failure.get();
    return new RunResult(
        all.getTotalCount(),
        inside * SECOND / (endNs - fromNs),
        sent,
        refused,
        latency,
        plan.isOpenLoop() ? LatencySummary.of(lateness) : null,
        RunResult.failures(
            plan.rate(),
            sent,
            all.getTotalCount(),
            refused,
            broken == null ? null : "broke off: " + broken));
  }

  /** Opens conversations. */
  public interface Conversations {
    /** Opens one. */
    Conversation open(Caller caller) throws IOException;
  }

  private interface Task {
    void run() throws IOException;
  }
}

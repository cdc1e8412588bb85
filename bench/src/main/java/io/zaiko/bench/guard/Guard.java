package io.zaiko.bench.guard;

import com.sun.management.ThreadMXBean;
import io.zaiko.bench.micro.AvailabilityBenchmark;
import io.zaiko.bench.micro.CommandBenchmark;
import io.zaiko.bench.micro.RandomReadBenchmark;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Measures the engine's main operations in relation to a random read of this machine's memory, in
 * rounds: in each the yardstick comes first, then every operation has its turn. A machine that is
 * twice as fast, or half as busy, changes both, and their ratio little. So the ratios can be held
 * against those of another day, with a tolerance; times could not.
 *
 * <p>The work is that of the JMH benchmarks, in this very process. One thread.
 */
public final class Guard implements AutoCloseable {
  private static final int BATCHED = 64;
  private static final int CALLS_BETWEEN_LOOKS = 256;
  private static final int TURNS_OF_WARM_UP = 10;
  private static final double SECOND = 1e9;

  /**
   * One operation.
   *
   * @param call does it so many times, and returns what depends on all it did
   */
  private record Work(String name, int times, LongSupplier call) {}

  private final RandomReadBenchmark memory = new RandomReadBenchmark();
  private final AvailabilityBenchmark reads = new AvailabilityBenchmark();
  private final CommandBenchmark commands = new CommandBenchmark();
  private final Work yardstick = new Work("random read", 1, memory::dependent);
  private final List<Work> works =
      List.of(
          new Work("ATS at one location", 1, reads::byHandle),
          new Work("one SKU at 200 locations", 1, reads::everywhere),
          new Work("basket of 20", 1, reads::basket),
          new Work("reserve + release", 1, commands::reserveAndRelease),
          new Work("reserve + release, batched", BATCHED, commands::reserveAndReleaseBatched));
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final long turnNanos;
  private long sum;

  /**
   * Fills engines, which takes some seconds.
   *
   * @param turnSeconds how long each operation is measured in a round
   */
  public Guard(int stockRecords, int openReservations, double turnSeconds) {
    turnNanos = Math.round(turnSeconds * SECOND);
    memory.records = stockRecords;
    reads.records = stockRecords;
    commands.records = stockRecords;
    commands.open = openReservations;
    memory.fill();
    reads.fill();
    commands.fill();
  }

  /**
   * Measures, after a warm-up of ten turns each.
   *
   * @param rounds 1 or more
   */
  public List<GuardFigure> run(int rounds) {
    warmUp(yardstick);
    works.forEach(this::warmUp);
    double[][] nanos = new double[works.size()][rounds];
    double[][] ratios = new double[works.size()][rounds];
    double[] bytes = new double[works.size()];
    for (int round = 0; round < rounds; round++) {
      double read = turn(yardstick).nanos;
      for (int i = 0; i < works.size(); i++) {
        Turn turn = turn(works.get(i));
        nanos[i][round] = turn.nanos;
        ratios[i][round] = turn.nanos / read;
        bytes[i] += turn.bytes / rounds;
      }
    }
    List<GuardFigure> figures = new ArrayList<>();
    for (int i = 0; i < works.size(); i++) {
      String name = works.get(i).name;
      figures.add(new GuardFigure(name, median(nanos[i]), median(ratios[i]), bytes[i]));
    }
    return figures;
  }

  private void warmUp(Work work) {
    for (int i = 0; i < TURNS_OF_WARM_UP; i++) {
      turn(work);
    }
  }

  /** What one of an operation took in a turn. */
  private record Turn(double nanos, double bytes) {}

  private Turn turn(Work work) {
    long bytes = threads.getCurrentThreadAllocatedBytes();
    long begin = System.nanoTime();
    long calls = 0;
    long now;
    do {
      for (int i = 0; i < CALLS_BETWEEN_LOOKS; i++) {
        sum += work.call.getAsLong();
      }
      calls += CALLS_BETWEEN_LOOKS;
      now = System.nanoTime();
    } while (now - begin < turnNanos);
    double count = (double) calls * work.times;
    return new Turn(
        (now - begin) / count, (threads.getCurrentThreadAllocatedBytes() - bytes) / count);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** A number that depends on all that was done, so that all of it really was. */
  public long sum() {
    return sum;
  }

  /** Gives the memory back. */
  @Override
  public void close() {
    commands.free();
    reads.free();
    memory.free();
  }
}

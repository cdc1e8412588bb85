package io.zaiko.bench.micro;

import io.zaiko.bench.messages.CommandMessages;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long the command takes before which many holds of random pairs end, among a hundred thousand
 * that stay: nobody is answered meanwhile.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 10)
@Measurement(iterations = 10)
@Fork(3)
public class DueBenchmark {
  private static final int LOCATIONS = 200;
  private static final int SKUS = 5_000;
  private static final int STAYING = 100_000;

  /** Far more than it takes to make the holds: one passes for each. */
  private static final long HOLD_MICROS = 60_000_000;

  /** Holds that end. */
  @Param({"100000"})
  public int due;

  /** Whether all are due at one and the same moment, as pickups are, or each at its own. */
  @Param({"false", "true"})
  public boolean sameMoment;

  private final Universe universe = new Universe(SKUS, LOCATIONS);
  private final CommandMessages messages = universe.messages();
  private final SplittableRandom random = new SplittableRandom(3);
  private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
  private long nextId;
  private int length;

  @Setup(Level.Trial)
  public void fill() {
    for (int i = 0; i < STAYING; i++) {
      apply(messages.reserve(buffer, nextId++, sku(), location(), true));
    }
  }

  @Setup(Level.Iteration)
  public void hold() {
    long end = universe.nextTimeMicros() + HOLD_MICROS;
    for (int i = 0; i < due; i++) {
      long micros = sameMoment ? end - universe.nextTimeMicros() : HOLD_MICROS;
      apply(messages.hold(buffer, nextId++, sku(), location(), micros));
    }
    universe.pass(2 * HOLD_MICROS);
    length = messages.sell(buffer, sku(), location(), 1);
  }

  @TearDown(Level.Trial)
  public void free() {
    universe.close();
  }

  @Benchmark
  public int afterAllEnded() {
    return apply(length);
  }

  private int apply(int length) {
    return universe.apply(buffer, length);
  }

  private int sku() {
    return random.nextInt(SKUS);
  }

  private int location() {
    return random.nextInt(LOCATIONS);
  }
}

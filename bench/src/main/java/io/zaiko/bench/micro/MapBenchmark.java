package io.zaiko.bench.micro;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * {@link HandWrittenStock} at random pairs and random open reservations. Its methods are named as
 * those of Zaiko's benchmarks that do the same, where reservations are messages that are decoded,
 * checked and answered.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class MapBenchmark {
  private static final int LOCATIONS = 200;
  private static final int BASKET = 20;
  private static final int KEYS = 1 << 20;
  private static final int UNITS = 1_000_000;

  /** Stock records in the map. */
  @Param({"1000000"})
  public int records;

  /** Reservations that are held all the time. */
  @Param({"100000"})
  public int open;

  private HandWrittenStock stock;
  private SplittableRandom random;
  private int skus;
  private long[] held;
  private long nextId;
  private final int[] keys = new int[KEYS];
  private int next;

  @Setup(Level.Trial)
  public void fill() {
    skus = records / LOCATIONS;
    stock = new HandWrittenStock();
    random = new SplittableRandom(1);
    for (int sku = 0; sku < skus; sku++) {
      for (int location = 0; location < LOCATIONS; location++) {
        stock.receive(sku, location, UNITS);
      }
    }
    for (int i = 0; i < KEYS; i++) {
      keys[i] = random.nextInt(skus) << Byte.SIZE | random.nextInt(LOCATIONS);
    }
    held = new long[open];
    for (int i = 0; i < open; i++) {
      held[i] = reserve();
    }
  }

  @Benchmark
  public long byHandle() {
    int key = keys[next++ & (KEYS - 1)];
    return stock.available(key >>> Byte.SIZE, key & 0xFF);
  }

  /** One SKU at all 200 locations. */
  @Benchmark
  public long everywhere() {
    int sku = random.nextInt(skus);
    long sum = 0;
    for (int location = 0; location < LOCATIONS; location++) {
      sum += stock.available(sku, location);
    }
    return sum;
  }

  /** 20 SKUs at one location. */
  @Benchmark
  public long basket() {
    int location = keys[next & (KEYS - 1)] & 0xFF;
    long sum = 0;
    for (int i = 0; i < BASKET; i++) {
      sum += stock.available(keys[next++ & (KEYS - 1)] >>> Byte.SIZE, location);
    }
    return sum;
  }

  @Benchmark
  public boolean reserveAndRelease() {
    int victim = random.nextInt(open);
    boolean released = stock.release(held[victim]);
    held[victim] = reserve();
    return released;
  }

  private long reserve() {
    long number = nextId++;
    if (!stock.reserve(number, random.nextInt(skus), random.nextInt(LOCATIONS), 1)) {
      throw new IllegalStateException("there is plenty of everything");
    }
    return number;
  }
}

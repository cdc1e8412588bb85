package io.zaiko.bench.micro;

import io.zaiko.engine.memory.OffHeapMemory;
import io.zaiko.engine.memory.Region;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the memory of this machine takes for one random cache line, off heap as the engine's tables
 * are: what the engine's own times are held against as they grow with the number of records.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class RandomReadBenchmark {
  private static final int LINE_LENGTH = 64;
  private static final int KEYS = 1 << 20;

  /** Cache lines to choose from. */
  @Param({"1000000"})
  public int records;

  private final int[] keys = new int[KEYS];
  private OffHeapMemory memory;
  private Region lines;
  private int next;
  private int place;

  /** Each line names the next of one ring through all of them, in random order. */
  @Setup(Level.Trial)
  public void fill() {
    memory = new OffHeapMemory();
    lines = memory.allocate("lines", (long) records * LINE_LENGTH);
    SplittableRandom random = new SplittableRandom(1);
    int[] order = new int[records];
    for (int i = 0; i < records; i++) {
      int other = random.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    for (int i = 0; i < records; i++) {
      lines.putLong((long) order[i] * LINE_LENGTH, order[(i + 1) % records]);
    }
    for (int i = 0; i < KEYS; i++) {
      keys[i] = random.nextInt(records);
    }
  }

  @TearDown(Level.Trial)
  public void free() {
    memory.close();
  }

  /** Which lines is known beforehand, so that a processor waits for several at a time. */
  @Benchmark
  public long independent() {
    return lines.getLong((long) keys[next++ & (KEYS - 1)] * LINE_LENGTH);
  }

  /** Each line says which the next one is. */
  @Benchmark
  public int dependent() {
    place = (int) lines.getLong((long) place * LINE_LENGTH);
    return place;
  }
}

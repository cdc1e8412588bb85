package io.zaiko.bench.micro;

import io.zaiko.bench.messages.CommandMessages;
import io.zaiko.bench.messages.StoreFill;
import io.zaiko.protocol.sbe.Disposition;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Decode, core, encode, without journal and network, at random pairs and random open reservations,
 * never the one just made. Times include the encoding of the command by the client. Where an
 * operation is several commands, its name says so, and the time is for all of them.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(3)
public class CommandBenchmark {
  private static final int LOCATIONS = 200;
  private static final int BATCH = 64;

  /** Stock records in the engine. */
  @Param({"1000000"})
  public int records;

  /** Reservations that are held, and as many that are committed, all the time. */
  @Param({"100000"})
  public int open;

  private Universe universe;
  private CommandMessages messages;
  private SplittableRandom random;
  private int skus;
  private long[] held;
  private long[] committed;
  private long nextId;
  private final UnsafeBuffer[] buffers = new UnsafeBuffer[2 * BATCH];
  private final int[] lengths = new int[2 * BATCH];
  private UnsafeBuffer buffer;

  @Setup(Level.Trial)
  public void fill() {
    skus = records / LOCATIONS;
    universe = new Universe(skus, LOCATIONS);
    messages = universe.messages();
    random = new SplittableRandom(2);
    for (int i = 0; i < buffers.length; i++) {
      buffers[i] = new UnsafeBuffer(new byte[512]);
    }
    buffer = buffers[0];
    held = new long[open];
    committed = new long[open];
    for (int i = 0; i < open; i++) {
      held[i] = reserve(false);
      committed[i] = reserve(true);
    }
  }

  @TearDown(Level.Trial)
  public void free() {
    universe.close();
  }

  @Benchmark
  public int sell() {
    return apply(messages.sell(buffer, sku(), location(), 1));
  }

  @Benchmark
  public int receive() {
    return apply(messages.receive(buffer, sku(), location(), 1));
  }

  @Benchmark
  public int adjust() {
    return apply(messages.adjust(buffer, sku(), location(), -1));
  }

  @Benchmark
  public int count() {
    return apply(messages.count(buffer, sku(), location(), StoreFill.UNITS));
  }

  @Benchmark
  public int returnToSellable() {
    return apply(messages.goodsBack(buffer, sku(), location(), 1, Disposition.RESELLABLE));
  }

  @Benchmark
  public int returnToQualityControl() {
    return apply(messages.goodsBack(buffer, sku(), location(), 1, Disposition.QUALITY_CHECK));
  }

  @Benchmark
  public int setSafety() {
    return apply(messages.safety(buffer, random.nextInt(100), location(), 1));
  }

  @Benchmark
  public int extend() {
    return apply(messages.extend(buffer, held[random.nextInt(open)]));
  }

  @Benchmark
  public int stageAndUnstage() {
    long number = committed[random.nextInt(open)];
    return apply(messages.stage(buffer, number)) + apply(messages.unstage(buffer, number));
  }

  @Benchmark
  public int reserveAndRelease() {
    int victim = random.nextInt(open);
    int bytes = apply(messages.release(buffer, held[victim]));
    held[victim] = reserve(false);
    return bytes;
  }

  @Benchmark
  public int reserveCommitFulfil() {
    int victim = random.nextInt(open);
    int bytes = apply(messages.commit(buffer, held[victim]));
    bytes += apply(messages.fulfil(buffer, held[victim]));
    held[victim] = reserve(false);
    return bytes;
  }

  @Benchmark
  public int reservePaidAndShort() {
    int victim = random.nextInt(open);
    int bytes = apply(messages.shorten(buffer, committed[victim]));
    committed[victim] = reserve(true);
    return bytes;
  }

  /** In batches of 64 pairs: a first pass touches, a second applies. Time is still for one pair. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public int reserveAndReleaseBatched() {
    for (int i = 0; i < 2 * BATCH; i += 2) {
      int victim = random.nextInt(open);
      lengths[i] = messages.release(buffers[i], held[victim]);
      held[victim] = nextId++;
      lengths[i + 1] = messages.reserve(buffers[i + 1], held[victim], sku(), location(), false);
    }
    for (int i = 0; i < 2 * BATCH; i++) {
      universe.dispatcher.touch(buffers[i], 0);
    }
    int bytes = (int) universe.dispatcher.endTouch();
    for (int i = 0; i < 2 * BATCH; i++) {
      bytes += universe.apply(buffers[i], lengths[i]);
    }
    return bytes;
  }

  private long reserve(boolean paid) {
    long number = nextId++;
    apply(messages.reserve(buffer, number, sku(), location(), paid));
    return number;
  }

  private int apply(int length) {
    return universe.apply(buffer, length);
  }

  private int sku() {
    return random.nextInt(skus);
  }

  private int location() {
    return random.nextInt(LOCATIONS);
  }
}

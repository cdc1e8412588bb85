package io.zaiko.bench.micro;

import io.zaiko.protocol.sbe.MessageHeaderEncoder;
import io.zaiko.protocol.sbe.ReleaseEncoder;
import io.zaiko.protocol.sbe.ReserveEncoder;
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
 * Decode, core, encode, without journal and network: one reserve of a random pair and one release
 * of a random open reservation, never the one just made. Time is for the two together.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(3)
public class CommandBenchmark {
  private static final int LOCATIONS = 200;
  private static final int ID_LENGTH = 16;
  private static final int BATCH = 64;

  /** Stock records in the engine. */
  @Param({"1000000"})
  public int records;

  /** Reservations that are open all the time. */
  @Param({"100000"})
  public int open;

  private Universe universe;
  private SplittableRandom random;
  private int skus;
  private long[] ids;
  private long nextId;
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final ReserveEncoder reserve = new ReserveEncoder();
  private final ReleaseEncoder release = new ReleaseEncoder();
  private final byte[] id = new byte[ID_LENGTH];
  private final UnsafeBuffer[] messages = new UnsafeBuffer[2 * BATCH];
  private final int[] lengths = new int[2 * BATCH];

  @Setup(Level.Trial)
  public void fill() {
    skus = records / LOCATIONS;
    universe = new Universe(skus, LOCATIONS);
    random = new SplittableRandom(2);
    ids = new long[open];
    for (int i = 0; i < messages.length; i++) {
      messages[i] = new UnsafeBuffer(new byte[512]);
    }
    for (int i = 0; i < open; i++) {
      ids[i] = nextId++;
      universe.apply(messages[0], encodeReserve(messages[0], ids[i]));
    }
  }

  @TearDown(Level.Trial)
  public void free() {
    universe.close();
  }

  /** One by one. */
  @Benchmark
  public int reserveAndRelease() {
    int victim = random.nextInt(open);
    int length = encodeRelease(messages[0], ids[victim]);
    ids[victim] = nextId++;
    int reserved = universe.apply(messages[1], encodeReserve(messages[1], ids[victim]));
    return reserved + universe.apply(messages[0], length);
  }

  /** In batches of 64 pairs: a first pass touches, a second applies. Time is still for one pair. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public int reserveAndReleaseBatched() {
    for (int i = 0; i < 2 * BATCH; i += 2) {
      int victim = random.nextInt(open);
      lengths[i] = encodeRelease(messages[i], ids[victim]);
      ids[victim] = nextId++;
      lengths[i + 1] = encodeReserve(messages[i + 1], ids[victim]);
    }
    for (int i = 0; i < 2 * BATCH; i++) {
      universe.dispatcher.touch(messages[i], 0);
    }
    universe.dispatcher.endTouch();
    int bytes = 0;
    for (int i = 0; i < 2 * BATCH; i++) {
      bytes += universe.apply(messages[i], lengths[i]);
    }
    return bytes;
  }

  private int encodeReserve(UnsafeBuffer message, long number) {
    reserve
        .wrapAndApplyHeader(message, 0, header)
        .requestId(universe.nextRequestId())
        .session(universe.session)
        .referenceTime(0)
        .hold(3_600_000_000L)
        .channel((short) 1);
    reserve.flags().clear();
    ReserveEncoder.LinesEncoder lines = reserve.linesCount(1);
    lines.next().sku(random.nextInt(skus)).location(random.nextInt(LOCATIONS)).quantity(1);
    reserve.codesCount(0);
    reserve.putReservationId(idBytes(number), 0, ID_LENGTH);
    return MessageHeaderEncoder.ENCODED_LENGTH + reserve.encodedLength();
  }

  private int encodeRelease(UnsafeBuffer message, long number) {
    release
        .wrapAndApplyHeader(message, 0, header)
        .requestId(universe.nextRequestId())
        .session(universe.session)
        .referenceTime(0);
    release.linesCount(0);
    release.codesCount(0);
    release.putReservationId(idBytes(number), 0, ID_LENGTH);
    return MessageHeaderEncoder.ENCODED_LENGTH + release.encodedLength();
  }

  private byte[] idBytes(long number) {
    long rest = number;
    for (int i = ID_LENGTH - 1; i >= 0; i--) {
      id[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return id;
  }
}

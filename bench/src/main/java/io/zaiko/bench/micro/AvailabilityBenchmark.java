package io.zaiko.bench.micro;

import io.zaiko.bench.messages.StoreFill;
import io.zaiko.engine.stock.AvailabilityReader;
import java.nio.charset.StandardCharsets;
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
 * "In stock at store X?" in process: random SKU and store out of 200 stores. The keys are drawn
 * beforehand, as drawing one takes as long as a good part of the answer.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class AvailabilityBenchmark {
  private static final int LOCATIONS = 200;
  private static final int EC = 1;
  private static final int CODES = 1 << 16;
  private static final int KEYS = 1 << 20;
  private static final int CODE_LENGTH = 13;
  private static final int BASKET = 20;

  /** Stock records in the engine. */
  @Param({"1000000"})
  public int records;

  /** Whether the writer reserves and releases meanwhile, as fast as it can. */
  @Param({"false"})
  public boolean writer;

  private Universe universe;
  private BusyWriter busy;
  private AvailabilityReader reader;
  private SplittableRandom random;
  private UnsafeBuffer skuCodes;
  private UnsafeBuffer locationCodes;
  private int skus;
  private final int[] keys = new int[KEYS];
  private int next;

  @Setup(Level.Trial)
  public void fill() {
    skus = records / LOCATIONS;
    universe = new Universe(skus, LOCATIONS);
    reader = universe.dispatcher.newReader();
    random = new SplittableRandom(1);
    for (int i = 0; i < KEYS; i++) {
      keys[i] = random.nextInt(skus) << Byte.SIZE | random.nextInt(LOCATIONS);
    }
    skuCodes = new UnsafeBuffer(new byte[CODES * CODE_LENGTH]);
    locationCodes = new UnsafeBuffer(new byte[LOCATIONS * CODE_LENGTH]);
    for (int i = 0; i < CODES; i++) {
      String code = StoreFill.skuCode(random.nextInt(skus));
      skuCodes.putBytes(i * CODE_LENGTH, code.getBytes(StandardCharsets.UTF_8));
    }
    for (int i = 0; i < LOCATIONS; i++) {
      byte[] code = StoreFill.locationCode(i).getBytes(StandardCharsets.UTF_8);
      locationCodes.putBytes(i * CODE_LENGTH, code);
    }
    if (writer) {
      busy = BusyWriter.start(universe, skus, LOCATIONS);
    }
  }

  @TearDown(Level.Trial)
  public void free() {
    if (busy != null) {
      busy.close();
    }
    universe.close();
  }

  /** By handles, as the client library asks. */
  @Benchmark
  public int byHandle() {
    int key = keys[next++ & (KEYS - 1)];
    reader.read(key >>> Byte.SIZE, key & 0xFF, EC);
    return reader.ats();
  }

  /** By codes, as a one-shot caller asks. */
  @Benchmark
  public int byCode() {
    int location = random.nextInt(LOCATIONS);
    int sku = reader.skuHandle(skuCodes, random.nextInt(CODES) * CODE_LENGTH, CODE_LENGTH);
    int length = location < 10 ? 7 : location < 100 ? 8 : 9;
    int at = reader.locationHandle(locationCodes, location * CODE_LENGTH, length);
    reader.read(sku, at, EC);
    return reader.ats();
  }

  /** One SKU at all 200 locations. */
  @Benchmark
  public long everywhere() {
    int sku = random.nextInt(skus);
    int count = reader.placeCount(sku);
    long sum = 0;
    for (int n = 0; n < count; n++) {
      sum += reader.readAt(sku, n, EC) ? reader.ats() : 0;
    }
    return sum;
  }

  /** 20 SKUs at one location. */
  @Benchmark
  public long basket() {
    int location = keys[next & (KEYS - 1)] & 0xFF;
    long sum = 0;
    for (int i = 0; i < BASKET; i++) {
      reader.read(keys[next++ & (KEYS - 1)] >>> Byte.SIZE, location, EC);
      sum += reader.ats();
    }
    return sum;
  }
}

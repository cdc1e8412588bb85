package io.zaiko.bench.micro;

import io.zaiko.engine.stock.AvailabilityReader;
import io.zaiko.engine.stock.NearestSearch;
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
 * The nearest ten of 6,729 pharmacies, 3,983 of which have coordinates, that have a SKU, in
 * process: random SKU out of 20, a point near a random pharmacy.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class NearestBenchmark {
  private static final int SKUS = 20;
  private static final int EC = 1;
  private static final int RESULTS = 10;
  private static final int NEAR_MICRODEGREES = 20_000;

  /** Published list of pharmacies, gzipped; empty = strewn places of the same number. */
  @Param({""})
  public String list;

  private Universe universe;
  private Places places;
  private NearestSearch search;
  private SplittableRandom random;

  @Setup(Level.Trial)
  public void fill() {
    places = Places.pharmacies(list);
    universe = new Universe(SKUS, places);
    AvailabilityReader reader = universe.dispatcher.newReader();
    search = universe.dispatcher.engine().newNearestSearch(reader, RESULTS);
    random = new SplittableRandom(1);
  }

  @TearDown(Level.Trial)
  public void free() {
    universe.close();
  }

  /** Ten near a random pharmacy. */
  @Benchmark
  public long nearestTen() {
    int at;
    do {
      at = random.nextInt(places.count());
    } while (!places.isLocated(at));
    int latitude = places.latitude(at) + random.nextInt(NEAR_MICRODEGREES);
    int longitude = places.longitude(at) + random.nextInt(NEAR_MICRODEGREES);
    int sku = random.nextInt(SKUS);
    int found = search.search(sku, EC, latitude, longitude, 0, 1, RESULTS);
    return search.distanceMetres(found - 1);
  }
}

package io.zaiko.bench.report;

import io.zaiko.bench.load.LatencySummary;
import io.zaiko.bench.load.RunResult;
import io.zaiko.bench.load.SnapshotLine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What the lines of a {@link io.zaiko.bench.load.SnapshotSession} come to: ratios are taken pair by
 * pair. Immutable.
 */
public final class SnapshotFigures {
  private final List<Pair> pairs;

  private SnapshotFigures(List<Pair> pairs) {
    this.pairs = pairs;
  }

  /** One load, once without snapshots beside it and once with. */
  public record Pair(SnapshotLine without, SnapshotLine with) {
    /** Its number, from 1. */
    public int number() {
      return with.run().round();
    }

    /** Whether both may be used. */
    public boolean isGood() {
      return !without.run().result().isFailed() && !with.run().result().isFailed();
    }

    /** How many times as long 99.9 % of the requests take at most. */
    public double p999Ratio() {
      return latency(with).p999Us() / latency(without).p999Us();
    }

    /** Which part of the requests a second is left. */
    public double rateRatio() {
      return with.run().result().perSecond() / without.run().result().perSecond();
    }
  }

  /** The latencies of all operations of a line. */
  public static LatencySummary latency(SnapshotLine line) {
    return line.run().result().latency().get(RunResult.ALL);
  }

  /** Puts lines together that belong together. */
  public static SnapshotFigures of(List<SnapshotLine> lines) {
    List<Pair> pairs = new ArrayList<>();
    for (SnapshotLine with : lines) {
      for (SnapshotLine without : lines) {
        if (with.with()
            && !without.with()
            && without.run().round() == with.run().round()
            && without.run().plan().equals(with.run().plan())) {
          pairs.add(new Pair(without, with));
        }
      }
    }
    return new SnapshotFigures(List.copyOf(pairs));
  }

  /** All pairs of one load, in their order. */
  public List<Pair> pairs(boolean atSaturation) {
    return pairs.stream().filter(pair -> pair.with().isSaturation() == atSaturation).toList();
  }

  /**
   * {@code median (least – most)} of something over the good pairs of a load; null if there are
   * none.
   */
  public String spread(boolean atSaturation, ToDoubleFunction<Pair> value) {
    List<Double> values = values(atSaturation, value);
    return values.isEmpty() ? null : Spread.of(values).text(2);
  }

  /** The median alone; null if there are no good pairs. */
  public Double median(boolean atSaturation, ToDoubleFunction<Pair> value) {
    List<Double> values = values(atSaturation, value);
    return values.isEmpty() ? null : Spread.of(values).median();
  }

  private List<Double> values(boolean atSaturation, ToDoubleFunction<Pair> value) {
    return pairs(atSaturation).stream().filter(Pair::isGood).map(value::applyAsDouble).toList();
  }

  /** Snapshots that were finished in the recorded parts of a load. */
  public int snapshots(boolean atSaturation) {
    return pairs(atSaturation).stream().mapToInt(pair -> pair.with().snapshots().size()).sum();
  }
}

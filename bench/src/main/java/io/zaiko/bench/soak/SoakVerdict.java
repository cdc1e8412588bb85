package io.zaiko.bench.soak;

import io.zaiko.bench.load.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Whether a soak kept what it has to.
 *
 * @param growths of each figure
 * @param rolls journal files that were begun, but the first
 * @param snapshots that were made
 * @param failures what was wrong, for people; empty if all is well
 */
public record SoakVerdict(List<Growth> growths, int rolls, int snapshots, List<String> failures) {
  /** This part of the time, from the beginning, is for getting to a steady state. */
  private static final double SETTLING = 0.2;

  /**
   * How a figure went on once the state was steady: the straight line of least squares through its
   * samples.
   *
   * @param figure what it is called
   * @param mean of its samples
   * @param growth from the line's beginning to its end
   * @param allowed growth
   */
  public record Growth(String figure, double mean, double growth, double allowed) {
    boolean isFlat() {
      return growth <= allowed;
    }
  }

  /**
   * Judges.
   *
   * @param samples in the order of time
   * @param leastRolls that there have to be
   * @param leastSnapshots that there have to be
   * @param others what else was wrong
   */
  static SoakVerdict of(
      List<SoakSample> samples, int leastRolls, int leastSnapshots, List<String> others) {
    List<String> failures = new ArrayList<>(others);
    List<Growth> growths = new ArrayList<>();
    if (samples.isEmpty()) {
      failures.add("there is no sample");
      return new SoakVerdict(growths, 0, 0, failures);
    }
    SoakSample last = samples.get(samples.size() - 1);
    double from = SETTLING * last.seconds();
    List<SoakSample> steady = samples.stream().filter(sample -> sample.seconds() >= from).toList();
    for (SoakFigure figure : SoakFigure.ALL) {
      Growth growth = growth(figure, steady);
      growths.add(growth);
      if (!growth.isFlat()) {
        failures.add(
            String.format(
                Locale.ROOT,
                "%s grew by %,.0f, allowed %,.0f",
                growth.figure(),
                growth.growth(),
                growth.allowed()));
      }
    }
    if (last.rolls() < leastRolls) {
      failures.add("only " + last.rolls() + " rolls, at least " + leastRolls + " were asked for");
    }
    if (last.snapshots() < leastSnapshots) {
      failures.add(
          "only "
              + last.snapshots()
              + " snapshots, at least "
              + leastSnapshots
              + " were asked for");
    }
    return new SoakVerdict(growths, last.rolls(), last.snapshots(), List.copyOf(failures));
  }

  private static Growth growth(SoakFigure figure, List<SoakSample> steady) {
    int count = steady.size();
    double meanX = steady.stream().mapToDouble(SoakSample::seconds).average().orElse(0);
    double meanY = steady.stream().mapToDouble(figure::of).average().orElse(0);
    double products = 0;
    double squares = 0;
    for (SoakSample sample : steady) {
      double x = sample.seconds() - meanX;
      products += x * (figure.of(sample) - meanY);
      squares += x * x;
    }
    double span = steady.get(count - 1).seconds() - steady.get(0).seconds();
    double growth = squares == 0 ? 0 : products / squares * span;
    return new Growth(figure.words(), meanY, growth, figure.allowance(meanY));
  }

  /** Whether nothing was wrong. */
  public boolean isOk() {
    return failures.isEmpty();
  }

  /** As one JSON object, on several lines. */
  String toJson() {
    List<Object> figures = new ArrayList<>();
    for (Growth growth : growths) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("figure", growth.figure());
      fields.put("mean", growth.mean());
      fields.put("growth", growth.growth());
      fields.put("allowed", growth.allowed());
      fields.put("flat", growth.isFlat());
      figures.add(fields);
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("ok", isOk());
    fields.put("failures", failures);
    fields.put("rolls", rolls);
    fields.put("snapshots", snapshots);
    fields.put("settling", SETTLING);
    fields.put("figures", figures);
    return Json.writePretty(fields);
  }
}

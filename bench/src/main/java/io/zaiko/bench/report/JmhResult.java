package io.zaiko.bench.report;

import io.zaiko.bench.load.Json;
import io.zaiko.bench.load.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * One benchmark of a file that JMH wrote with {@code -rf json}.
 *
 * @param name class and method
 * @param parameters {@code name=value}, separated by spaces; empty if it has none
 * @param unit of the score
 * @param score over all iterations of all forks
 * @param forks processes it ran in
 */
record JmhResult(String name, String parameters, String unit, Spread score, int forks) {

  /**
   * Reads a file's text.
   *
   * @throws IOException when it is no JSON
   * @throws IllegalArgumentException when it is not JMH's
   */
  static List<JmhResult> read(String json) throws IOException {
    if (!(Json.read(json) instanceof List<?> results)) {
      throw new IllegalArgumentException("not a list of benchmarks");
    }
    List<JmhResult> all = new ArrayList<>();
    for (Object result : results) {
      all.add(of(JsonObject.of(result)));
    }
    return all;
  }

  private static JmhResult of(JsonObject result) {
    String[] path = result.text("benchmark").split("\\.", -1);
    String name = path.length < 2 ? path[0] : path[path.length - 2] + "." + path[path.length - 1];
    StringJoiner parameters = new StringJoiner(" ");
    if (result.names().contains("params")) {
      JsonObject given = result.object("params");
      given.names().forEach(key -> parameters.add(key + "=" + given.text(key)));
    }
    JsonObject metric = result.object("primaryMetric");
    List<Double> scores = new ArrayList<>();
    if (metric.names().contains("rawData")) {
      for (Object fork : metric.list("rawData")) {
        for (Object score : (List<?>) fork) {
          scores.add(((Number) score).doubleValue());
        }
      }
    } else {
      scores.add(metric.decimal("score")); // Sampled times: JMH writes their histogram instead.
    }
    return new JmhResult(
        name,
        parameters.toString(),
        metric.text("scoreUnit"),
        Spread.of(scores),
        (int) result.integer("forks"));
  }
}

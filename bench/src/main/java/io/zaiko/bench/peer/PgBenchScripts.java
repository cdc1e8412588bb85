package io.zaiko.bench.peer;

import io.zaiko.bench.load.Mix;
import io.zaiko.bench.load.Operation;
import io.zaiko.bench.load.RunPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The load of a plan in the language of pgbench. With one request in flight per connection there is
 * a script for the questions of each kind and one for commands, which pgbench draws by weight; with
 * more, one script that sends as many as a pipeline, which is one transaction and one commit:
 * latencies are those of a whole pipeline then. Keys are uniform. What is released is the
 * reservation made longest ago, not a random one, which favours PostgreSQL. Stateless.
 */
final class PgBenchScripts {
  private static final long SEED = 7450;

  private PgBenchScripts() {}

  /**
   * The scripts with their weights.
   *
   * @param window requests in flight on each connection
   * @throws IllegalArgumentException for what pgbench is not asked here: another operation, keys
   *     that are not uniform
   */
  static Map<String, Integer> of(RunPlan plan, int window) {
    if (!plan.keys().equals("uniform")) {
      throw new IllegalArgumentException("PostgreSQL is measured with uniform keys");
    }
    Mix mix = Mix.parse(plan.mix());
    return window == 1 ? single(mix, plan) : Map.of(pipeline(mix, plan, window), 1);
  }

  private static Map<String, Integer> single(Mix mix, RunPlan plan) {
    Map<String, Integer> scripts = new LinkedHashMap<>();
    mix.weights()
        .forEach(
            (operation, weight) -> {
              if (operation == Operation.RESERVE) {
                scripts.put(inTurns(plan), 2 * weight);
              } else if (operation != Operation.RELEASE) {
                scripts.put(lines(operation, plan), weight);
              }
            });
    return scripts;
  }

  private static String inTurns(RunPlan plan) {
    return "\\set turn 1 - :turn\n\\if :turn\n"
        + lines(Operation.RESERVE, plan)
        + "\\else\n"
        + lines(Operation.RELEASE, plan)
        + "\\endif\n";
  }

  private static String pipeline(Mix mix, RunPlan plan, int window) {
    StringBuilder script = new StringBuilder("\\startpipeline\n");
    drawn(mix, window).forEach(operation -> script.append(lines(operation, plan)));
    return script.append("\\endpipeline\n").toString();
  }

  /** As many as go into a pipeline, with as many reservations as releases, in turns. */
  private static List<Operation> drawn(Mix mix, int window) {
    SplittableRandom random = new SplittableRandom(SEED);
    while (true) {
      List<Operation> operations = new ArrayList<>();
      int commands = 0;
      for (int i = 0; i < window; i++) {
        Operation operation = mix.next(random);
        if (operation == Operation.RESERVE || operation == Operation.RELEASE) {
          operation = commands % 2 == 0 ? Operation.RESERVE : Operation.RELEASE;
          commands++;
        }
        operations.add(operation);
      }
      if (commands % 2 == 0) {
        return operations;
      }
    }
  }

  private static String lines(Operation operation, RunPlan plan) {
    int lastSku = plan.stockRecords() / RunPlan.LOCATIONS - 1;
    String sku = "\\set sku random(0, " + lastSku + ")\n";
    String location = "\\set location random(0, " + (RunPlan.LOCATIONS - 1) + ")\n";
    return switch (operation) {
      case QUERY ->
          sku
              + location
              + """
              SELECT on_hand - reserved - safety FROM stock
                WHERE sku = :sku AND location = :location;
              """;
      case EVERYWHERE ->
          sku + "SELECT location, on_hand - reserved - safety FROM stock WHERE sku = :sku;\n";
      case BASKET -> basket(lastSku, location);
      case RESERVE ->
          sku
              + location
              + """
              \\set n :n + 1
              \\set id (:run * 1000 + :client_id) * 1000000000 + :n
              SELECT reserve(:id, :sku, :location, 1);
              """;
      case RELEASE ->
          """
          \\set id (:run * 1000 + :client_id) * 1000000000 + :n - :open
          SELECT release(:id);
          """;
      case SELL, RECEIVE ->
          throw new IllegalArgumentException(
              "PostgreSQL is not asked to " + operation.word() + " here");
    };
  }

  private static String basket(int lastSku, String location) {
    StringBuilder script = new StringBuilder(location);
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= Operation.BASKET_SKUS; i++) {
      script.append("\\set sku%d random(0, %d)%n".formatted(i, lastSku));
      names.add(":sku" + i);
    }
    return script
        .append("SELECT sku, on_hand - reserved - safety FROM stock WHERE location = :location")
        .append(" AND sku IN (")
        .append(String.join(", ", names))
        .append(");\n")
        .toString();
  }
}

package io.zaiko.bench.load;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.StringJoiner;

/**
 * Which operations a load consists of, by weight. Reserve and release weigh the same, so that the
 * number of open reservations stays where it is. Immutable.
 */
public final class Mix {
  private static final int MOST_WEIGHT = 10_000;

  private final Map<Operation, Integer> weights;
  private final Operation[] table;

  private Mix(Map<Operation, Integer> weights) {
    this.weights = weights;
    this.table =
        weights.entrySet().stream()
            .flatMap(w -> Collections.nCopies(w.getValue(), w.getKey()).stream())
            .toArray(Operation[]::new);
  }

  /**
   * Reads {@code query=80,reserve=10,release=10}.
   *
   * @throws IllegalArgumentException with a message for people
   */
  public static Mix parse(String text) {
    Map<Operation, Integer> weights = new EnumMap<>(Operation.class);
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException("'" + part + "' is not OPERATION=WEIGHT");
      }
      Operation operation = operation(part.substring(0, equals).strip());
      if (weights.put(operation, weight(part.substring(equals + 1).strip())) != null) {
        throw new IllegalArgumentException(operation.word() + " stands twice in '" + text + "'");
      }
    }
    if (!weights
        .getOrDefault(Operation.RESERVE, 0)
        .equals(weights.getOrDefault(Operation.RELEASE, 0))) {
      throw new IllegalArgumentException(
          "'" + text + "' must reserve as often as it releases, or reservations pile up");
    }
    return new Mix(weights);
  }

  private static Operation operation(String word) {
    for (Operation operation : Operation.values()) {
      if (operation.word().equals(word)) {
        return operation;
      }
    }
    throw new IllegalArgumentException(
        "'" + word + "' is none of query, everywhere, basket, reserve, release, sell, receive");
  }

  private static int weight(String digits) {
    try {
      int weight = Integer.parseInt(digits);
      if (weight >= 1 && weight <= MOST_WEIGHT) {
        return weight;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + digits + "' is not a weight", e);
    }
    throw new IllegalArgumentException("a weight is 1 to " + MOST_WEIGHT + ", not " + digits);
  }

  /** The weight of each operation. */
  public Map<Operation, Integer> weights() {
    return Collections.unmodifiableMap(weights);
  }

  /** The next operation. */
  public Operation next(SplittableRandom random) {
    return table.length == 1 ? table[0] : table[random.nextInt(table.length)];
  }

  /** Whether anything but questions is in it. */
  public boolean hasCommands() {
    return !weights.keySet().stream().allMatch(Operation::isQuestion);
  }

  /** Whether it makes reservations. */
  public boolean reserves() {
    return weights.containsKey(Operation.RESERVE);
  }

  /** As it is parsed, in the operations' order. */
  @Override
  public String toString() {
    StringJoiner text = new StringJoiner(",");
    weights.forEach(
        (operation, weight) ->
            text.add(String.format(Locale.ROOT, "%s=%d", operation.word(), weight)));
    return text.toString();
  }
}

package io.zaiko.simulator.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Chance, reproducible from a seed. */
final class Dice {
  private final SplittableRandom random;

  Dice(long seed) {
    random = new SplittableRandom(seed);
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  /** From 0 to below the bound. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** From the least to below the bound. */
  int between(int least, int bound) {
    return random.nextInt(least, bound);
  }

  long between(long least, long bound) {
    return random.nextLong(least, bound);
  }

  <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  /** Things of which one is chosen, each as often as its weight says. */
  static final class Weighted<T> {
    private final List<Supplier<T>> makers = new ArrayList<>();

    Weighted<T> add(int weight, Supplier<T> maker) {
      for (int i = 0; i < weight; i++) {
        makers.add(maker);
      }
      return this;
    }

    T choose(Dice dice) {
      return dice.pick(makers).get();
    }
  }
}

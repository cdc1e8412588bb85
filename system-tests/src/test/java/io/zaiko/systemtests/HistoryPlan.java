package io.zaiko.systemtests;

import java.util.SplittableRandom;

/**
 * What the clients of one history do: it follows from a seed, while how they get into each other's
 * way does not.
 */
final class HistoryPlan {
  static final int CLIENTS = 8;

  /** Different reservations of one SKU: few, so that clients meet at them. */
  static final int RESERVATIONS = 10;

  /** Units of each SKU at the beginning. */
  static final int INITIAL_UNITS = 5;

  private static final int MAX_SKUS = 3;
  private static final int MOST_UNITS = 4;
  private static final int LEAST_OPERATIONS = 6;

  private final int skus;
  private final SkuOperation[][] operations;
  private final GivingUp[][] patience;

  /** How long a client waits for an answer. */
  enum GivingUp {
    NEVER,
    SOON,
    BY_CLOSING
  }

  HistoryPlan(long seed, int number) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
    skus = 1 + random.nextInt(MAX_SKUS);
    int most = LinearizabilityChecker.MAX_EVENTS / CLIENTS;
    int each = LEAST_OPERATIONS + random.nextInt(most - LEAST_OPERATIONS + 1);
    operations = new SkuOperation[CLIENTS][each];
    patience = new GivingUp[CLIENTS][each];
    for (int client = 0; client < CLIENTS; client++) {
      for (int i = 0; i < each; i++) {
        operations[client][i] = operation(random);
        patience[client][i] = givingUp(random);
      }
    }
  }

  int skus() {
    return skus;
  }

  /** What a client does, in this order. */
  SkuOperation[] operationsOf(int client) {
    return operations[client];
  }

  GivingUp patience(int client, int operation) {
    return patience[client][operation];
  }

  private SkuOperation operation(SplittableRandom random) {
    SkuOperation.Kind kind = kind(random.nextInt(20));
    int reservation =
        switch (kind) {
          case RESERVE, COMMIT, FULFIL, RELEASE -> random.nextInt(RESERVATIONS);
          default -> 0;
        };
    int quantity =
        switch (kind) {
          case RECEIVE, SELL, SELL_ENFORCED, RESERVE -> 1 + random.nextInt(MOST_UNITS);
          case COUNT -> random.nextInt(2 * MOST_UNITS);
          default -> 0;
        };
    return new SkuOperation(kind, random.nextInt(skus), reservation, quantity);
  }

  private static SkuOperation.Kind kind(int chance) {
    return switch (chance) {
      case 0, 1 -> SkuOperation.Kind.RECEIVE;
      case 2 -> SkuOperation.Kind.SELL;
      case 3, 4 -> SkuOperation.Kind.SELL_ENFORCED;
      case 5 -> SkuOperation.Kind.COUNT;
      case 6, 7, 8, 9, 10 -> SkuOperation.Kind.RESERVE;
      case 11, 12 -> SkuOperation.Kind.COMMIT;
      case 13 -> SkuOperation.Kind.FULFIL;
      case 14 -> SkuOperation.Kind.RELEASE;
      default -> SkuOperation.Kind.STOCK;
    };
  }

  private static GivingUp givingUp(SplittableRandom random) {
    int chance = random.nextInt(200);
    if (chance == 0) {
      return GivingUp.BY_CLOSING;
    }
    return chance <= 10 ? GivingUp.SOON : GivingUp.NEVER;
  }
}

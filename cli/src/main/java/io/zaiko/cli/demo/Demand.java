package io.zaiko.cli.demo;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What people want: few SKUs and stores are wanted much, most little (Zipf). The same seed wants
 * the same. Not thread safe.
 */
final class Demand {
  private static final int MOST_LINES = 3;
  private static final int MOST_UNITS = 3;
  private static final double SKU_SKEW = 1.0;
  private static final double STORE_SKEW = 0.6;

  private final Assortment assortment;
  private final double[] skuShares;
  private final double[] storeShares;
  private final SplittableRandom random;

  Demand(Assortment assortment, long seed) {
    this.assortment = assortment;
    this.random = new SplittableRandom(seed);
    skuShares = zipf(assortment.skuCount(), SKU_SKEW);
    storeShares = zipf(assortment.storeCount(), STORE_SKEW);
  }

  /** The share of the first n, for each n, if the n-th is wanted 1/n^skew as much as the first. */
  private static double[] zipf(int count, double skew) {
    double[] shares = new double[count];
    double sum = 0;
    for (int n = 0; n < count; n++) {
      sum += 1 / Math.pow(n + 1, skew);
      shares[n] = sum;
    }
    for (int n = 0; n < count; n++) {
      shares[n] /= sum;
    }
    return shares;
  }

  private int pick(double[] shares) {
    int found = Arrays.binarySearch(shares, random.nextDouble());
    return Math.min(found < 0 ? -found - 1 : found, shares.length - 1);
  }

  int store() {
    return pick(storeShares);
  }

  int sku() {
    return pick(skuShares);
  }

  int pair() {
    return assortment.pair(store(), sku());
  }

  /** 1 to 3 SKUs at one store, 1 to 3 units each. */
  Basket basket() {
    int store = store();
    int[] pairs = new int[1 + random.nextInt(MOST_LINES)];
    int[] quantities = new int[pairs.length];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = assortment.pair(store, sku());
      quantities[i] = 1 + random.nextInt(MOST_UNITS);
    }
    return new Basket(pairs, quantities);
  }

  /** True so many times in a hundred. */
  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  /** A number from 0, evenly. */
  int below(int bound) {
    return random.nextInt(bound);
  }
}

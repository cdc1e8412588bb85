package io.zaiko.cli.demo;

/** So many units of so many pairs; the quantities are what the command makes of them. */
final class Basket {
  static final Basket EMPTY = new Basket(new int[0], new int[0]);

  private final int[] pairs;
  private final int[] quantities;

  /** Keeps both arrays, which must be of one length and nobody changes any more. */
  Basket(int[] pairs, int[] quantities) {
    this.pairs = pairs;
    this.quantities = quantities;
  }

  static Basket of(int pair, int quantity) {
    return new Basket(new int[] {pair}, new int[] {quantity});
  }

  int size() {
    return pairs.length;
  }

  int pair(int line) {
    return pairs[line];
  }

  int quantity(int line) {
    return quantities[line];
  }
}

package io.zaiko.cli.demo;

import io.zaiko.client.Line;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What the demo sells where. Stores and SKUs are numbered from 0; a <em>pair</em> of both is one
 * number too. Immutable, so safe for any thread.
 */
final class Assortment {
  private static final int OPENING_LEAST = 20;
  private static final int OPENING_SPREAD = 41;

  private final String[] stores;
  private final String[] skus;
  private final byte[][] storeBytes;
  private final byte[][] skuBytes;
  private final Map<String, Integer> storeNumbers = new HashMap<>();

  Assortment(int storeCount, int skuCount) {
    stores = new String[storeCount];
    storeBytes = new byte[storeCount][];
    for (int i = 0; i < storeCount; i++) {
      stores[i] = String.format(Locale.ROOT, "STORE-%03d", i + 1);
      storeBytes[i] = stores[i].getBytes(StandardCharsets.UTF_8);
      storeNumbers.put(stores[i], i);
    }
    skus = new String[skuCount];
    skuBytes = new byte[skuCount][];
    for (int i = 0; i < skuCount; i++) {
      skus[i] = gtin13(i);
      skuBytes[i] = skus[i].getBytes(StandardCharsets.UTF_8);
    }
  }

  /** A JAN code: 12 digits and the one that checks them. */
  private static String gtin13(int number) {
    String digits = String.format(Locale.ROOT, "49%010d", number + 1);
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      sum += (digits.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
    }
    return digits + (10 - sum % 10) % 10;
  }

  int storeCount() {
    return stores.length;
  }

  int skuCount() {
    return skus.length;
  }

  int pairCount() {
    return stores.length * skus.length;
  }

  int pair(int store, int sku) {
    return store * skus.length + sku;
  }

  String store(int store) {
    return stores[store];
  }

  /** Number of a store by its code, or -1. */
  int storeNumber(String code) {
    return storeNumbers.getOrDefault(code, -1);
  }

  String sku(int sku) {
    return skus[sku];
  }

  String storeOf(int pair) {
    return stores[pair / skus.length];
  }

  String skuOf(int pair) {
    return skus[pair % skus.length];
  }

  /** The store's code as it stands in a message; not to be changed. */
  byte[] storeBytesOf(int pair) {
    return storeBytes[pair / skus.length];
  }

  /** The SKU's code as it stands in a message; not to be changed. */
  byte[] skuBytesOf(int pair) {
    return skuBytes[pair % skus.length];
  }

  Line line(int pair, int quantity) {
    return new Line(skuOf(pair), storeOf(pair), quantity);
  }

  /** For people: which SKU at which store. */
  String describe(int pair) {
    return skuOf(pair) + " at " + storeOf(pair);
  }

  /** Units that a pair is given before the traffic begins. */
  int openingStock(int pair) {
    return OPENING_LEAST + Math.floorMod(pair * 0x9E3779B1, OPENING_SPREAD);
  }
}

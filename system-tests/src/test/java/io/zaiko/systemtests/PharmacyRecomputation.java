package io.zaiko.systemtests;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * Works out what the pharmacies' stock must be in the end, from the publisher's file alone. It
 * neither reads the trace nor shares a class with the product, so that a fault in the converter,
 * the client or the engine cannot hide in it.
 *
 * <p>Two ways must agree for every pair: the last level that was published, and the opening level
 * plus all deltas. What refuses a command is predicted too: counts, receipts and recorded sales are
 * facts, which nothing refuses for lack of stock (rule 7), so no refusal is expected; and since no
 * level is below zero no sale opens an oversell (rule 9).
 */
final class PharmacyRecomputation {
  private static final String HEADER = "observed_at,store_id,sku,on_hand,delta,changed_at";
  private static final long MAX_QUANTITY = 1_000_000_000L;

  /** A store and a SKU. */
  record Pair(String store, String sku) {}

  private final Map<Pair, Long> published = new HashMap<>();
  private final Map<Pair, Long> summed = new HashMap<>();
  private final Map<String, Long> refusals = new TreeMap<>();
  private long rows;
  private long oversellsOpened;

  private PharmacyRecomputation() {}

  /**
   * Reads the gzipped source file.
   *
   * @throws IllegalStateException when the file contradicts itself, naming the row
   */
  static PharmacyRecomputation of(Path source) throws IOException {
    PharmacyRecomputation recomputation = new PharmacyRecomputation();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(source)), StandardCharsets.UTF_8))) {
      String header = lines.readLine();
      if (!HEADER.equals(header)) {
        throw new IllegalStateException("another file than expected, it begins with: " + header);
      }
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        recomputation.take(line);
      }
    }
    if (!recomputation.published.equals(recomputation.summed)) {
      throw new IllegalStateException("published levels and summed deltas differ");
    }
    return recomputation;
  }

  private void take(String line) {
    String[] fields = line.split(",", -1);
    if (fields.length != 6 || line.indexOf('"') >= 0) {
      throw new IllegalStateException("not a plain row of six fields: " + line);
    }
    rows++;
    Pair pair = new Pair(fields[1], fields[2]);
    long level = Long.parseLong(fields[3]);
    boolean opening = fields[4].isEmpty();
    Long before = summed.get(pair);
    if (opening != (before == null)) {
      throw new IllegalStateException("an opening that is not the first row of its pair: " + line);
    }
    long sum = opening ? level : before + Long.parseLong(fields[4]);
    if (sum != level) {
      throw new IllegalStateException("level and delta do not fit: " + line);
    }
    if (level > MAX_QUANTITY) {
      refusals.merge("LIMIT_EXCEEDED", 1L, Long::sum);
      return;
    }
    if (level < 0 && (before == null || before >= 0)) {
      oversellsOpened++;
    }
    published.put(pair, level);
    summed.put(pair, sum);
  }

  /** Sellable units of every pair at the end; nothing is reserved. */
  Map<Pair, Long> finalStock() {
    return Map.copyOf(published);
  }

  /** How many commands are refused, by result code. */
  Map<String, Long> refusals() {
    return Map.copyOf(refusals);
  }

  /** How often a pair's available-to-fulfil falls below zero. */
  long oversellsOpened() {
    return oversellsOpened;
  }

  /** Rows of the source, so rows of the trace. */
  long rows() {
    return rows;
  }
}

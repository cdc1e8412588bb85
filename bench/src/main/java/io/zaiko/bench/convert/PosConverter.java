package io.zaiko.bench.convert;

import java.io.IOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns the sales of stores into a trace: a basket is one {@code sell} through POS with the
 * basket's number as its reference; one of more than 256 lines becomes {@code ID/1}, {@code ID/2}
 * ….
 *
 * <p>Lines of quantity 0 and of what is not counted in pieces (a {@code qty_unit} other than {@code
 * each}) are left out. Opening stock is the peak of the running demand per store and SKU, which is
 * all that was sold there, or half of it, as {@code receive} at the time of the first sale. Sales
 * are recorded, never refused, so half the stock opens oversells.
 *
 * <p>Stateless, so safe for any thread.
 */
public final class PosConverter {
  private static final List<String> COLUMNS =
      List.of("event_time", "store_id", "basket_id", "sku", "qty", "qty_unit");
  private static final String CHANNEL = "POS";
  private static final int BASKETS_BETWEEN_REPORTS = 1_000;

  /** What one shopper took to the till. */
  private record Basket(String id, String store, long epochSeconds, List<Item> items) {}

  /** Reads the baskets; their lines stand together in the source. Not thread safe. */
  private static final class Baskets {
    private final List<Basket> baskets = new ArrayList<>();
    private final Map<String, String> codes = new HashMap<>();
    private long leftOut;

    void take(SourceRow row) {
      int quantity = row.integer("qty");
      if (quantity < 0) {
        throw row.error("qty is below 0");
      }
      if (quantity == 0 || !row.text("qty_unit").equals("each")) {
        leftOut++;
        return;
      }
      String id = row.id("basket_id");
      String store = codes.computeIfAbsent(row.code("store_id"), code -> code);
      String sku = codes.computeIfAbsent(row.code("sku"), code -> code);
      long time =
          row.epochSeconds("event_time", text -> OffsetDateTime.parse(text).toEpochSecond());
      Basket last = baskets.isEmpty() ? null : baskets.get(baskets.size() - 1);
      if (last == null
          || !last.id().equals(id)
          || !last.store().equals(store)
          || last.epochSeconds() != time) {
        last = new Basket(id, store, time, new ArrayList<>());
        baskets.add(last);
      }
      last.items().add(new Item(store, sku, quantity));
    }
  }

  private PosConverter() {}

  /**
   * Converts a source. File names may end in {@code .gz}. An existing output is replaced.
   *
   * @param opening how much of the peak of demand is there at the start
   * @param progress told how far it is
   * @throws ConversionException when an input is not such a file, naming the line
   * @throws IOException when a file cannot be read or written
   */
  public static ConversionSummary convert(
      List<Path> inputs, Path output, Opening opening, ConversionProgress progress)
      throws IOException {
    Source source = new Source(inputs, COLUMNS, progress);
    Baskets read = new Baskets();
    source.forEach(read::take);
    List<Basket> baskets = read.baskets;
    baskets.sort(Comparator.comparingLong(Basket::epochSeconds)); // stable: ties as they came
    OpeningStock stock = new OpeningStock();
    for (Basket basket : baskets) {
      basket.items().forEach(item -> stock.take(item.location(), item.sku(), item.quantity()));
    }
    Map<String, Long> counts = new LinkedHashMap<>();
    try (TraceWriter trace = new TraceWriter(output)) {
      if (!baskets.isEmpty()) {
        stock.write(trace, baskets.get(0).epochSeconds(), opening);
      }
      write(baskets, trace, progress);
      counts.put("rows", trace.rows());
      counts.put("receipts", trace.rows(Verb.RECEIVE));
      counts.put("sales", trace.rows(Verb.SELL));
    }
    counts.put("baskets", (long) baskets.size());
    counts.put("pairs", stock.pairs());
    counts.put("left_out", read.leftOut);
    counts.put("trimmed", source.trimmed());
    return new ConversionSummary(counts);
  }

  private static void write(List<Basket> baskets, TraceWriter trace, ConversionProgress progress)
      throws IOException {
    int done = 0;
    for (Basket basket : baskets) {
      for (DocumentPart<Item> part : DocumentPart.of(basket.id(), basket.items())) {
        for (Item item : part.lines()) {
          trace.item(basket.epochSeconds(), Verb.SELL, CHANNEL, item, part.reference());
        }
      }
      if (++done % BASKETS_BETWEEN_REPORTS == 0) {
        progress.update(trace.rows(), 0.5 + 0.5 * done / baskets.size());
      }
    }
  }
}

package io.zaiko.systemtests;

import io.zaiko.systemtests.Prediction.Pair;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Works out from the publisher's file alone what must come of the stores' baskets: the stock of
 * every store and SKU, and how many oversells open when only half of what was sold was there. It
 * neither reads the trace nor shares a class with the product.
 */
final class PosRecomputation {
  private static final String HEADER =
      "event_time,store_id,basket_id,sku,qty,qty_unit,sales_value_usd,household_id";
  private static final int MOST_LINES = 256;

  private final List<Sale> sales = new ArrayList<>();
  private final Map<String, Map<String, Long>> sold = new LinkedHashMap<>(); // by store, then SKU

  private record Sale(String basket, Pair pair, long units) {}

  private PosRecomputation() {}

  /** Predicts, with the opening stock divided by 1 or by 2. */
  static Prediction of(Path source, int divisor) throws IOException {
    PosRecomputation recomputation = new PosRecomputation();
    SourceLines.forEach(source, HEADER, recomputation::read);
    PlainBook book = new PlainBook();
    recomputation.open(book, divisor);
    for (Sale sale : recomputation.sales) {
      book.row("sell", sale.basket(), sale.pair(), sale.units());
    }
    return book.predict();
  }

  private void read(String[] fields) {
    long units = Long.parseLong(fields[4]);
    if (units > 0 && fields[5].equals("each")) {
      sales.add(new Sale(fields[2], new Pair(fields[1], fields[3]), units));
      sold.computeIfAbsent(fields[1], store -> new LinkedHashMap<>())
          .merge(fields[3], units, Long::sum);
    }
  }

  /** Demand only grows, so its peak is all that was sold. */
  private void open(PlainBook book, int divisor) {
    sold.forEach(
        (store, skus) -> {
          List<Map.Entry<String, Long>> opening =
              skus.entrySet().stream().filter(sku -> sku.getValue() / divisor > 0).toList();
          for (int line = 0; line < opening.size(); line++) {
            String part = opening.size() > MOST_LINES ? "/" + (line / MOST_LINES + 1) : "";
            Map.Entry<String, Long> sku = opening.get(line);
            book.row(
                "receive",
                "OPENING/" + store + part,
                new Pair(store, sku.getKey()),
                sku.getValue() / divisor);
          }
        });
  }
}

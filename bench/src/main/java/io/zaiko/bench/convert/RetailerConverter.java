package io.zaiko.bench.convert;

import io.zaiko.bench.convert.RetailerDocuments.Document;
import io.zaiko.bench.convert.RetailerDocuments.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns an online retailer's orders, cancellations and adjustments into a trace of one warehouse.
 *
 * <ol>
 *   <li>An order is a {@code reserve} and a {@code commit} at its time, under its number; one of
 *       more than 256 lines becomes {@code ID/1}, {@code ID/2} …, cut in the order of its lines.
 *   <li>It ships {@value #HOURS_TO_SHIP} hours later: a {@code fulfil} of all that is still open of
 *       each part that has anything open, before anything else of that moment.
 *   <li>A cancelled line whose matched order has not shipped is a {@code release} from the parts of
 *       that order, the first part that holds the SKU first, as far as they hold it. What is left,
 *       and a line whose order has shipped or is not known, is a {@code return} under the
 *       cancellation's number. The releases of a cancellation stand before its returns.
 *   <li>An adjustment is an {@code adjust} of its signed quantity.
 *   <li>Opening stock is the peak of the running net demand per SKU (ordered less cancelled and
 *       adjusted), or half of it, as {@code receive} at the time of the first document.
 * </ol>
 *
 * <p>The trace does not depend on what a server answers: commands about an order that is refused
 * for lack of stock are there all the same, and its returns, being facts, are recorded.
 *
 * <p>Not thread safe; used once.
 */
public final class RetailerConverter {
  /** Where everything happens; the source has one location. */
  static final String WAREHOUSE = "WAREHOUSE";

  private static final int HOURS_TO_SHIP = 24;
  private static final long SECONDS_TO_SHIP = HOURS_TO_SHIP * 3_600L;
  private static final String CHANNEL = "EC";
  private static final int DOCUMENTS_BETWEEN_REPORTS = 500;

  private final TraceWriter trace;
  private final Map<String, OpenOrder> unshipped = new HashMap<>();
  private final Deque<OpenOrder> shipping = new ArrayDeque<>();

  /** An order on its way out of the warehouse. */
  private record OpenOrder(String id, long shipsAt, List<OpenPart> parts) {}

  /** What is open of one reservation, by SKU; a SKU with nothing open is not there. */
  private record OpenPart(String reference, Map<String, Integer> open) {
    static OpenPart of(DocumentPart<RetailerDocuments.Line> part) {
      Map<String, Integer> open = new LinkedHashMap<>();
      part.lines().forEach(line -> open.merge(line.sku(), line.quantity(), Integer::sum));
      return new OpenPart(part.reference(), open);
    }

    /** Takes up to so many units out and returns how many. */
    int take(String sku, int most) {
      int units = Math.min(most, open.getOrDefault(sku, 0));
      open.computeIfPresent(sku, (code, held) -> held == units ? null : held - units);
      return units;
    }
  }

  private RetailerConverter(TraceWriter trace) {
    this.trace = trace;
  }

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
    RetailerDocuments documents = RetailerDocuments.read(inputs, progress);
    try (TraceWriter trace = new TraceWriter(output)) {
      new RetailerConverter(trace).write(documents.inOrder(), opening, progress);
      return summary(documents, trace);
    }
  }

  private static ConversionSummary summary(RetailerDocuments documents, TraceWriter trace) {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("rows", trace.rows());
    counts.put("receipts", trace.rows(Verb.RECEIVE));
    counts.put("order_lines", trace.rows(Verb.RESERVE));
    counts.put("reservations", trace.rows(Verb.COMMIT));
    counts.put("fulfilments", trace.rows(Verb.FULFIL));
    counts.put("releases", trace.rows(Verb.RELEASE));
    counts.put("returns", trace.rows(Verb.RETURN));
    counts.put("adjustments", trace.rows(Verb.ADJUST));
    counts.put("left_out", documents.leftOut());
    counts.put("trimmed", documents.trimmed());
    return new ConversionSummary(counts);
  }

  private void write(List<Document> documents, Opening opening, ConversionProgress progress)
      throws IOException {
    if (!documents.isEmpty()) {
      openingStock(documents).write(trace, documents.get(0).epochSeconds(), opening);
    }
    int done = 0;
    for (Document document : documents) {
      ship(document.epochSeconds());
      switch (document.kind()) {
        case ORDER -> order(document);
        case CANCEL -> cancel(document);
        case ADJUST -> adjust(document);
      }
      if (++done % DOCUMENTS_BETWEEN_REPORTS == 0) {
        progress.update(trace.rows(), 0.5 + 0.5 * done / documents.size());
      }
    }
    ship(Long.MAX_VALUE);
  }

  private static OpeningStock openingStock(List<Document> documents) {
    OpeningStock stock = new OpeningStock();
    for (Document document : documents) {
      int sign = document.kind() == Kind.ORDER ? 1 : -1;
      for (RetailerDocuments.Line line : document.lines()) {
        stock.take(WAREHOUSE, line.sku(), (long) sign * line.quantity());
      }
    }
    return stock;
  }

  /** Sends out what is due at or before this moment. */
  private void ship(long epochSeconds) throws IOException {
    while (!shipping.isEmpty() && shipping.peek().shipsAt() <= epochSeconds) {
      OpenOrder order = shipping.poll();
      unshipped.remove(order.id());
      for (OpenPart part : order.parts()) {
        if (!part.open().isEmpty()) {
          trace.whole(order.shipsAt(), Verb.FULFIL, CHANNEL, part.reference());
        }
      }
    }
  }

  private void order(Document document) throws IOException {
    long time = document.epochSeconds();
    List<OpenPart> parts = new ArrayList<>();
    for (DocumentPart<RetailerDocuments.Line> part :
        DocumentPart.of(document.id(), document.lines())) {
      for (RetailerDocuments.Line line : part.lines()) {
        Item item = new Item(WAREHOUSE, line.sku(), line.quantity());
        trace.item(time, Verb.RESERVE, CHANNEL, item, part.reference());
      }
      trace.whole(time, Verb.COMMIT, CHANNEL, part.reference());
      parts.add(OpenPart.of(part));
    }
    OpenOrder order = new OpenOrder(document.id(), time + SECONDS_TO_SHIP, parts);
    unshipped.put(order.id(), order);
    shipping.add(order);
  }

  private void cancel(Document document) throws IOException {
    Map<String, List<Item>> releases = new LinkedHashMap<>(); // by reservation
    List<Item> returns = new ArrayList<>();
    for (RetailerDocuments.Line line : document.lines()) {
      int left = line.quantity();
      OpenOrder order = unshipped.get(line.matchedOrder());
      for (OpenPart part : order == null ? List.<OpenPart>of() : order.parts()) {
        int units = part.take(line.sku(), left);
        if (units > 0) {
          releases
              .computeIfAbsent(part.reference(), id -> new ArrayList<>())
              .add(new Item(WAREHOUSE, line.sku(), units));
          left -= units;
        }
      }
      if (left > 0) {
        returns.add(new Item(WAREHOUSE, line.sku(), left));
      }
    }
    for (Map.Entry<String, List<Item>> release : releases.entrySet()) {
      for (Item item : release.getValue()) {
        trace.item(document.epochSeconds(), Verb.RELEASE, CHANNEL, item, release.getKey());
      }
    }
    write(document, Verb.RETURN, CHANNEL, returns);
  }

  private void adjust(Document document) throws IOException {
    List<Item> items =
        document.lines().stream()
            .map(line -> new Item(WAREHOUSE, line.sku(), line.quantity()))
            .toList();
    write(document, Verb.ADJUST, "", items);
  }

  private void write(Document document, Verb verb, String channel, List<Item> items)
      throws IOException {
    for (DocumentPart<Item> part : DocumentPart.of(document.id(), items)) {
      for (Item item : part.lines()) {
        trace.item(document.epochSeconds(), verb, channel, item, part.reference());
      }
    }
  }
}

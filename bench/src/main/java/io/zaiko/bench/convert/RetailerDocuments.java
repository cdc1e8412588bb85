package io.zaiko.bench.convert;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The orders, cancellations and adjustments of an online retailer, each as one document: the rows
 * of one number, at the time of the first of them. What moves no goods is left out.
 *
 * <p>Not thread safe.
 */
final class RetailerDocuments {
  private static final List<String> COLUMNS =
      List.of("event_time", "order_id", "kind", "is_stock_sku", "sku", "qty", "matched_order_id");
  private static final ZoneId WALL_CLOCK = ZoneId.of("Europe/London");

  private final Source source;
  private final Map<String, Document> byId = new HashMap<>();
  private final List<Document> documents = new ArrayList<>();
  private final Map<String, String> codes = new HashMap<>();
  private long leftOut;

  /** What a document is. */
  enum Kind {
    ORDER,
    CANCEL,
    ADJUST
  }

  /**
   * A document.
   *
   * @param lines in the order of the source, a SKU possibly more than once
   */
  record Document(String id, Kind kind, long epochSeconds, List<Line> lines) {}

  /**
   * A line of a document.
   *
   * @param quantity units ordered or cancelled, 1 or more; of an adjustment signed, not 0
   * @param matchedOrder the order that a cancellation is about, or empty
   */
  record Line(String sku, int quantity, String matchedOrder) {}

  private RetailerDocuments(Source source) {
    this.source = source;
  }

  /**
   * Reads a source.
   *
   * @throws ConversionException when it is not such a source, naming the line
   * @throws IOException when a file cannot be read
   */
  static RetailerDocuments read(List<Path> files, ConversionProgress progress) throws IOException {
    RetailerDocuments read = new RetailerDocuments(new Source(files, COLUMNS, progress));
    read.source.forEach(read::take);
    read.documents.sort(Comparator.comparingLong(Document::epochSeconds)); // stable
    return read;
  }

  private void take(SourceRow row) {
    String kind = row.text("kind");
    if (kind.equals("ledger") || !row.text("is_stock_sku").equals("1")) {
      leftOut++;
      return;
    }
    switch (kind) {
      case "order" -> add(row, Kind.ORDER, positive(row, row.integer("qty")));
      case "cancel" -> add(row, Kind.CANCEL, positive(row, -row.integer("qty")));
      case "adjust" -> add(row, Kind.ADJUST, notZero(row, row.integer("qty")));
      default -> throw row.error("kind '" + kind + "' is none of order, cancel, adjust and ledger");
    }
  }

  private static int positive(SourceRow row, int units) {
    if (units < 1) {
      throw row.error("qty " + row.text("qty") + " has the wrong sign for " + row.text("kind"));
    }
    return units;
  }

  private static int notZero(SourceRow row, int units) {
    if (units == 0) {
      throw row.error("qty is 0");
    }
    return units;
  }

  private void add(SourceRow row, Kind kind, int quantity) {
    String id = row.id("order_id");
    Document document = byId.get(id);
    if (document == null) {
      long epochSeconds = row.epochSeconds("event_time", RetailerDocuments::epochSeconds);
      document = new Document(id, kind, epochSeconds, new ArrayList<>());
      byId.put(id, document);
      documents.add(document);
    } else if (document.kind() != kind) {
      throw row.error("document " + id + " was of kind " + document.kind() + " before");
    }
    String sku = codes.computeIfAbsent(row.code("sku"), code -> code);
    String matched = kind == Kind.CANCEL ? row.text("matched_order_id").strip() : "";
    document.lines().add(new Line(sku, quantity, matched));
  }

  private static long epochSeconds(String wallClock) {
    return LocalDateTime.parse(wallClock).atZone(WALL_CLOCK).toEpochSecond();
  }

  /** The documents, sorted by time; at equal times in the order of the source. */
  List<Document> inOrder() {
    return documents;
  }

  /** How often spaces around a number or a code were taken away. */
  long trimmed() {
    return source.trimmed();
  }

  /** Rows that move no goods. */
  long leftOut() {
    return leftOut;
  }
}

package io.zaiko.systemtests;

import io.zaiko.systemtests.Prediction.Pair;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Works out from the publisher's file alone what must come of the online retailer's orders: which
 * of them are refused, what every later command about those answers, and the stock in the end. It
 * neither reads the trace nor shares a class with the product.
 *
 * <p>First every cancelled unit is assigned to the part of an order that it takes away, or to none;
 * then documents and shipments are sorted into one list and entered into a book.
 */
final class RetailerRecomputation {
  private static final String HEADER =
      "event_time,order_id,line_no,kind,is_stock_sku,sku,qty,unit_price_gbp,customer_id,country,"
          + "matched_order_id";
  private static final ZoneId LONDON = ZoneId.of("Europe/London");
  private static final Duration TO_SHIPMENT = Duration.ofDays(1);
  private static final String LOCATION = "WAREHOUSE";
  private static final int MOST_LINES = 256;

  private final Map<String, Document> documents = new LinkedHashMap<>();
  private final PlainBook book = new PlainBook();

  private record Line(String sku, long units, String order) {}

  private record Reversal(String reference, String sku, long units) {}

  private record Event(Instant time, boolean shipment, Document document) {}

  private static final class Document {
    private final String id;
    private final String kind;
    private final Instant time;
    private final int place;
    private final List<Line> lines = new ArrayList<>();
    private final List<Map<String, Long>> open = new ArrayList<>(); // by part, of an order
    private final List<Reversal> released = new ArrayList<>(); // by a cancellation
    private final List<Line> returned = new ArrayList<>();

    Document(String id, String kind, Instant time, int place) {
      this.id = id;
      this.kind = kind;
      this.time = time;
      this.place = place;
    }

    String part(int number, int lineCount) {
      return lineCount > MOST_LINES ? id + "/" + (number + 1) : id;
    }
  }

  private RetailerRecomputation() {}

  /** Predicts, with the opening stock divided by 1 or by 2. */
  static Prediction of(Path source, int divisor) throws IOException {
    RetailerRecomputation recomputation = new RetailerRecomputation();
    SourceLines.forEach(source, HEADER, recomputation::read);
    recomputation.assignCancellations();
    recomputation.open(divisor);
    recomputation.events().forEach(recomputation::enter);
    return recomputation.book.predict();
  }

  private void read(String[] fields) {
    String kind = fields[3];
    if (kind.equals("ledger") || fields[4].equals("0")) {
      return;
    }
    Document document =
        documents.computeIfAbsent(
            fields[1],
            id ->
                new Document(
                    id,
                    kind,
                    LocalDateTime.parse(fields[0]).atZone(LONDON).toInstant(),
                    documents.size()));
    long units = Long.parseLong(fields[6]);
    if (!document.kind.equals(kind) || (units > 0) != kind.equals("order")) {
      throw new IllegalStateException("a row that fits neither its document nor its kind");
    }
    document.lines.add(new Line(fields[5], units, fields[10]));
  }

  /** Cuts orders into parts, then takes away what is cancelled less than a day later. */
  private void assignCancellations() {
    for (Document document : documents.values()) {
      if (document.kind.equals("order")) {
        for (int line = 0; line < document.lines.size(); line++) {
          if (line % MOST_LINES == 0) {
            document.open.add(new LinkedHashMap<>());
          }
          Line ordered = document.lines.get(line);
          document.open.get(line / MOST_LINES).merge(ordered.sku(), ordered.units(), Long::sum);
        }
      }
    }
    for (Document document : documents.values()) {
      if (document.kind.equals("cancel")) {
        document.lines.forEach(line -> assign(document, line));
      }
    }
  }

  private void assign(Document cancellation, Line line) {
    long left = -line.units();
    Document order = documents.get(line.order());
    boolean inTime =
        order != null
            && order.place < cancellation.place
            && cancellation.time.isBefore(order.time.plus(TO_SHIPMENT));
    for (int part = 0; inTime && part < order.open.size(); part++) {
      long units = Math.min(left, order.open.get(part).getOrDefault(line.sku(), 0L));
      if (units > 0) {
        order.open.get(part).merge(line.sku(), -units, Long::sum);
        String reference = order.part(part, order.lines.size());
        cancellation.released.add(new Reversal(reference, line.sku(), units));
        left -= units;
      }
    }
    if (left > 0) {
      cancellation.returned.add(new Line(line.sku(), left, ""));
    }
  }

  /** Enters the highest that the running sum of each SKU reaches, divided. */
  private void open(int divisor) {
    Map<String, Long> running = new LinkedHashMap<>();
    Map<String, Long> highest = new LinkedHashMap<>();
    for (Document document : documents.values()) {
      for (Line line : document.lines) {
        long sum = running.merge(line.sku(), line.units(), Long::sum);
        if (document.kind.equals("adjust")) { // negative as well, but goods that went
          sum = running.merge(line.sku(), -2 * line.units(), Long::sum);
        }
        highest.merge(line.sku(), sum, Math::max);
      }
    }
    List<Map.Entry<String, Long>> opening =
        highest.entrySet().stream().filter(sku -> sku.getValue() / divisor > 0).toList();
    for (int line = 0; line < opening.size(); line++) {
      String reference = "OPENING/" + LOCATION + "/" + (line / MOST_LINES + 1);
      Map.Entry<String, Long> sku = opening.get(line);
      book.row("receive", reference, new Pair(LOCATION, sku.getKey()), sku.getValue() / divisor);
    }
  }

  /** Documents and shipments in order; of one moment the shipments first. */
  private List<Event> events() {
    List<Event> events = new ArrayList<>();
    for (Document document : documents.values()) {
      events.add(new Event(document.time, false, document));
      if (document.kind.equals("order")) {
        events.add(new Event(document.time.plus(TO_SHIPMENT), true, document));
      }
    }
    events.sort(
        Comparator.comparing(Event::time)
            .thenComparing(event -> !event.shipment())
            .thenComparing(event -> event.document().place));
    return events;
  }

  private void enter(Event event) {
    Document document = event.document();
    if (event.shipment()) {
      for (int part = 0; part < document.open.size(); part++) {
        if (document.open.get(part).values().stream().anyMatch(units -> units > 0)) {
          book.whole("fulfil", document.part(part, document.lines.size()));
        }
      }
      return;
    }
    switch (document.kind) {
      case "order" -> enterOrder(document);
      case "cancel" -> enterCancellation(document);
      default -> enterLines("adjust", document, document.lines);
    }
  }

  private void enterOrder(Document order) {
    for (int from = 0; from < order.lines.size(); from += MOST_LINES) {
      String reference = order.part(from / MOST_LINES, order.lines.size());
      for (Line line : order.lines.subList(from, Math.min(from + MOST_LINES, order.lines.size()))) {
        book.row("reserve", reference, new Pair(LOCATION, line.sku()), line.units());
      }
      book.whole("commit", reference);
    }
  }

  private void enterCancellation(Document cancellation) {
    Map<String, List<Reversal>> byReservation = new LinkedHashMap<>();
    for (Reversal release : cancellation.released) {
      byReservation.computeIfAbsent(release.reference(), id -> new ArrayList<>()).add(release);
    }
    byReservation.forEach(
        (reference, releases) ->
            releases.forEach(
                release ->
                    book.row(
                        "release", reference, new Pair(LOCATION, release.sku()), release.units())));
    enterLines("return", cancellation, cancellation.returned);
  }

  private void enterLines(String verb, Document document, List<Line> lines) {
    for (int line = 0; line < lines.size(); line++) {
      String reference = document.part(line / MOST_LINES, lines.size());
      Pair pair = new Pair(LOCATION, lines.get(line).sku());
      book.row(verb, reference, pair, lines.get(line).units());
    }
  }
}

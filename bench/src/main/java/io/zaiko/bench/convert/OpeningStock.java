package io.zaiko.bench.convert;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The opening stock that a source without receipts is assumed to have had: per SKU and location the
 * peak of the running net demand, that is, just as much as makes everything go that went.
 *
 * <p>Not thread safe.
 */
final class OpeningStock {
  private final Map<String, Map<String, Demand>> byLocation = new LinkedHashMap<>();

  private static final class Demand {
    private long running;
    private long peak;
  }

  /** So many units were asked for; below 0 when they came back. In the order of time. */
  void take(String location, String sku, long quantity) {
    Demand demand =
        byLocation
            .computeIfAbsent(location, code -> new LinkedHashMap<>())
            .computeIfAbsent(sku, code -> new Demand());
    demand.running += quantity;
    demand.peak = Math.max(demand.peak, demand.running);
  }

  /** Writes a receipt for each SKU and location that opens with at least one unit. */
  void write(TraceWriter trace, long epochSeconds, Opening opening) throws IOException {
    for (Map.Entry<String, Map<String, Demand>> location : byLocation.entrySet()) {
      List<Item> items = new ArrayList<>();
      location
          .getValue()
          .forEach(
              (sku, demand) -> {
                long units = opening.of(demand.peak);
                if (units > 0) {
                  items.add(new Item(location.getKey(), sku, units));
                }
              });
      for (DocumentPart<Item> part : DocumentPart.of("OPENING/" + location.getKey(), items)) {
        for (Item item : part.lines()) {
          trace.item(epochSeconds, Verb.RECEIVE, "", item, part.reference());
        }
      }
    }
  }

  /** SKUs at locations that were asked for at all. */
  long pairs() {
    return byLocation.values().stream().mapToLong(Map::size).sum();
  }
}

package io.zaiko.simulator.reference;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a transfer has beyond its reservation (rule 19a). */
final class Transfer {
  /** What moved of one SKU: dispatched + found = received + lost + in transit. */
  static final class Moved {
    long dispatched;
    long received;
    long lost;
    long found;

    long inTransit() {
      return dispatched + found - received - lost;
    }
  }

  final int source;
  final int destination;

  /** By SKU, in the order in which they first moved. */
  final Map<Integer, Moved> moved = new LinkedHashMap<>();

  boolean over;

  Transfer(int source, int destination) {
    this.source = source;
    this.destination = destination;
  }

  /** Whether anything was ever dispatched, or found at the destination. */
  boolean hasMoved() {
    return !moved.isEmpty();
  }

  long inTransit(int sku) {
    return moved.containsKey(sku) ? moved.get(sku).inTransit() : 0;
  }
}

package io.zaiko.bench.micro;

import java.util.concurrent.ConcurrentHashMap;
import org.agrona.collections.MutableBoolean;

/**
 * What one would write by hand in an afternoon, and keep in the shop's own process: stock and
 * reservations in two maps, each record changed under its own lock. It promises no unit twice. It
 * has no order among commands, no journal, no channels, no safety stock, no repeated answers, and
 * nothing ever expires.
 *
 * <p>Thread safe.
 */
final class HandWrittenStock {
  private record Place(int sku, int location) {}

  private record Held(Place place, int units) {}

  /** Guarded by itself. */
  private static final class Units {
    private long sellable;
    private long reserved;
  }

  private final ConcurrentHashMap<Place, Units> stock = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Long, Held> reservations = new ConcurrentHashMap<>();

  void receive(int sku, int location, int units) {
    Units there = stock.computeIfAbsent(new Place(sku, location), place -> new Units());
    synchronized (there) {
      there.sellable += units;
    }
  }

  /** Units that may be promised. */
  long available(int sku, int location) {
    Units there = stock.get(new Place(sku, location));
    if (there == null) {
      return 0;
    }
    synchronized (there) {
      return Math.max(0, there.sellable - there.reserved);
    }
  }

  /** Whether it could be promised; a number that is taken is refused. */
  boolean reserve(long number, int sku, int location, int units) {
    Place place = new Place(sku, location);
    Units there = stock.get(place);
    if (there == null) {
      return false;
    }
    MutableBoolean granted = new MutableBoolean(false);
    reservations.computeIfAbsent(
        number,
        unused -> {
          synchronized (there) {
            if (there.sellable - there.reserved < units) {
              return null;
            }
            there.reserved += units;
          }
          granted.set(true);
          return new Held(place, units);
        });
    return granted.get();
  }

  /** Whether there was something to give back. */
  boolean release(long number) {
    Held held = reservations.remove(number);
    if (held == null) {
      return false;
    }
    Units there = stock.get(held.place);
    synchronized (there) {
      there.reserved -= held.units;
    }
    return true;
  }
}

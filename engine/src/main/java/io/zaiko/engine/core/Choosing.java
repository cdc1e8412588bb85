package io.zaiko.engine.core;

import io.zaiko.engine.stock.Catalog;
import io.zaiko.engine.stock.StockTable;

/**
 * Finds a place for the lines that may be served by one of several locations, or by a region (rule
 * 13): in the order sent, from what the lines with a location of their own leave. Whole: the first
 * choice that has all of a line. Split: in order, from each what it has.
 *
 * <p>Works on the pairs of the command: amount = units claimed, limit = ATS. Not thread safe.
 */
final class Choosing {
  private final Catalog catalog;
  private final StockTable stock;
  private final Pairs pairs;
  private final Ats ats;
  private final int[] had = new int[Lines.MAX];
  private final int[] firstPlacement = new int[Lines.MAX + 1];
  private final int[] placedPairs = new int[2 * Lines.MAX];
  private final int[] placedUnits = new int[2 * Lines.MAX];
  private int placements;
  private int grantedPairs;
  private boolean tooManyPairs;

  /** What may be promised of a pair. */
  @FunctionalInterface
  interface Ats {
    int ats(int sku, int location, int record, int channel);
  }

  Choosing(Catalog catalog, StockTable stock, Pairs pairs, Ats ats) {
    this.catalog = catalog;
    this.stock = stock;
    this.pairs = pairs;
    this.ats = ats;
  }

  /**
   * Whether every line that has choices got all it asked for.
   *
   * @param granted pairs of which lines with a location of their own get something: only these, and
   *     those taken here, are pairs of the reservation
   */
  boolean choose(Lines lines, ReserveTerms terms, int granted) {
    placements = 0;
    grantedPairs = granted;
    tooManyPairs = false;
    boolean whole = true;
    for (int i = 0; i < lines.count(); i++) {
      firstPlacement[i] = placements;
      if (lines.hasChoices(i)) {
        had[i] = terms.maySplit() ? split(lines, i, terms) : fromOne(lines, i, terms);
        whole &= had[i] == lines.quantity(i);
      }
      firstPlacement[i + 1] = placements;
    }
    return whole;
  }

  /** Whether a reservation would have more pairs than one may have. */
  boolean needsTooManyPairs() {
    return tooManyPairs;
  }

  /** Units that a line got, or could have had. */
  int had(int line) {
    return had[line];
  }

  private int fromOne(Lines lines, int line, ReserveTerms terms) {
    int quantity = lines.quantity(line);
    int best = Lines.UNKNOWN;
    int most = 0;
    for (int n = 0; n < choiceCount(lines, line) && most < quantity; n++) {
      int location = choice(lines, line, n);
      int left = left(lines.sku(line), location, terms.channel());
      if (left > most) {
        best = location;
        most = left;
      }
    }
    int had = Math.min(most, quantity);
    if (had == quantity || (terms.isPartial() && had > 0)) {
      take(lines.sku(line), best, had, terms.channel());
    }
    return had;
  }

  private int split(Lines lines, int line, ReserveTerms terms) {
    int had = hadFromAll(lines, line, terms.channel());
    if (had < lines.quantity(line) && !terms.isPartial()) {
      return had;
    }
    int wanted = had;
    for (int n = 0; wanted > 0; n++) {
      int location = choice(lines, line, n);
      int units = Math.min(left(lines.sku(line), location, terms.channel()), wanted);
      if (units > 0) {
        take(lines.sku(line), location, units, terms.channel());
        wanted -= units;
      }
    }
    return had;
  }

  /** What all choices of a line have together, at most what it asks for. */
  private int hadFromAll(Lines lines, int line, int channel) {
    int quantity = lines.quantity(line);
    int had = 0;
    for (int n = 0; n < choiceCount(lines, line) && had < quantity; n++) {
      if (!isNamedBefore(lines, line, n)) {
        int left = left(lines.sku(line), choice(lines, line, n), channel);
        had += Math.min(left, quantity - had);
      }
    }
    return had;
  }

  private static boolean isNamedBefore(Lines lines, int line, int n) {
    for (int before = 0; before < n && !lines.isFromRegion(line); before++) {
      if (lines.choice(line, before) == lines.choice(line, n)) {
        return true;
      }
    }
    return false;
  }

  private int choiceCount(Lines lines, int line) {
    if (!lines.isFromRegion(line)) {
      return lines.choiceCount(line);
    }
    return lines.region(line) == Lines.UNKNOWN ? 0 : catalog.regionSize(lines.region(line));
  }

  private int choice(Lines lines, int line, int n) {
    return lines.isFromRegion(line)
        ? catalog.regionMember(lines.region(line), n)
        : lines.choice(line, n);
  }

  /** Units that a pair has left after what was claimed of it. */
  private int left(int sku, int location, int channel) {
    int place = pairs.find(sku, location);
    if (place == Pairs.NONE) {
      return ats.ats(sku, location, stock.find(sku, location), channel);
    }
    return (int) Math.max(0, pairs.limit(place) - pairs.amount(place));
  }

  private void take(int sku, int location, int units, int channel) {
    boolean isNew = pairs.find(sku, location) == Pairs.NONE;
    if (tooManyPairs || (isNew && grantedPairs == Lines.MAX)) {
      tooManyPairs = true;
      return;
    }
    int place = pairs.place(sku, location, stock);
    if (isNew) {
      grantedPairs++;
      pairs.setLimit(place, ats.ats(sku, location, pairs.record(place), channel));
    }
    pairs.add(place, units);
    placedPairs[placements] = place;
    placedUnits[placements] = units;
    placements++;
  }

  /** Says what a line got, and where. */
  void report(int line, int quantity, Outcome outcome) {
    if (had[line] < quantity) {
      outcome.line(line, ResultCode.PARTIAL, had[line]);
    }
    for (int i = firstPlacement[line]; i < firstPlacement[line + 1]; i++) {
      outcome.placed(line, pairs.location(placedPairs[i]), placedUnits[i]);
    }
  }
}

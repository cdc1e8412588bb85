package io.zaiko.engine.core;

import io.zaiko.engine.stock.StockTable;

/** Says whom the oversells of a fact endanger (rules 8, 9). Engine thread only. */
final class Warning {
  private final StockTable stock;
  private final StockBook book;
  private final OversellReport oversells;
  private final OversellReport.Visitor visitor = this::endangered;
  private final Pairs named = new Pairs();
  private Outcome outcome;

  Warning(StockTable stock, StockBook book, OversellReport oversells) {
    this.stock = stock;
    this.book = book;
    this.oversells = oversells;
  }

  /** Of the pairs whose oversell the fact opened and that are still below zero. */
  Outcome ofOpened(Outcome outcome) {
    named.clear();
    for (int i = 0; i < book.openedCount(); i++) {
      report(book.opened(i), outcome);
    }
    return outcome;
  }

  /** Of all pairs of known lines that are below zero. */
  Outcome ofAll(Lines lines, Outcome outcome) {
    named.clear();
    for (int i = 0; i < lines.count(); i++) {
      int record = lines.isKnown(i) ? stock.find(lines.sku(i), lines.location(i)) : StockTable.NONE;
      if (record != StockTable.NONE) {
        report(record, outcome);
      }
    }
    return outcome;
  }

  private void report(int record, Outcome outcome) {
    int sku = stock.sku(record);
    int location = stock.location(record);
    if (named.find(sku, location) == Pairs.NONE) {
      named.place(sku, location, stock);
      this.outcome = outcome;
      oversells.visit(record, visitor);
    }
  }

  private void endangered(int reservation, int line) {
    outcome.endangered().add(reservation, line);
  }
}

package io.zaiko.engine.core;

import io.zaiko.engine.stock.StockTable;

/** Where units on hand are; in the order of the schema. */
public enum Bucket {
  SELLABLE(StockTable.NONE),
  DAMAGED(StockTable.DAMAGED),
  QUALITY_CONTROL(StockTable.QUALITY_CONTROL),
  BLOCKED(StockTable.BLOCKED);

  private final int field;

  Bucket(int field) {
    this.field = field;
  }

  /** How the stock table calls it; NONE for sellable. */
  int field() {
    return field;
  }
}

package io.zaiko.replay;

import io.zaiko.engine.stock.StockTable;

/** Where units come from and go to (rule 5). */
public enum Place {
  SUPPLIER("supplier"),
  SELLABLE("sellable"),
  DAMAGED("damaged"),
  QUALITY_CONTROL("qualityControl"),
  BLOCKED("blocked"),
  IN_TRANSIT("inTransit"),
  CUSTOMER("customer"),
  SHRINKAGE("shrinkage");

  private final String text;

  Place(String text) {
    this.text = text;
  }

  /** The word that rule 5 has for it. */
  public String text() {
    return text;
  }

  /** The place of a bucket of {@link StockTable}. */
  static Place ofBucket(int bucket) {
    return switch (bucket) {
      case StockTable.DAMAGED -> DAMAGED;
      case StockTable.QUALITY_CONTROL -> QUALITY_CONTROL;
      case StockTable.BLOCKED -> BLOCKED;
      case StockTable.IN_TRANSIT -> IN_TRANSIT;
      default -> throw new IllegalArgumentException("no bucket " + bucket);
    };
  }
}

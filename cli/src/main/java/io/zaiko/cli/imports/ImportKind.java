package io.zaiko.cli.imports;

import java.util.List;

/** What a file holds. */
enum ImportKind {
  SKUS("skus", "sku,name"),
  LOCATIONS("locations", "location,name,type,latitude,longitude,region,channels"),
  STOCK("stock", "sku,location,quantity");

  private final String word;
  private final String columns;

  ImportKind(String word, String columns) {
    this.word = word;
    this.columns = columns;
  }

  /** The columns such a file must have. */
  List<String> columns() {
    return List.of(columns.split(","));
  }

  @Override
  public String toString() {
    return word;
  }
}

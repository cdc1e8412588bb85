package io.zaiko.cli.imports;

import java.util.List;

/** What a file holds. */
enum ImportKind {
  SKUS("skus", List.of("sku", "name")),
  LOCATIONS(
      "locations",
      List.of("location", "name", "type", "latitude", "longitude", "region", "channels")),
  STOCK("stock", List.of("sku", "location", "quantity"));

  private final String word;
  private final List<String> columns;

  ImportKind(String word, List<String> columns) {
    this.word = word;
    this.columns = columns;
  }

  /** The columns such a file must have. */
  List<String> columns() {
    return columns;
  }

  @Override
  public String toString() {
    return word;
  }
}

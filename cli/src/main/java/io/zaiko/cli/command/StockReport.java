package io.zaiko.cli.command;

import io.zaiko.cli.output.JsonFields;
import io.zaiko.cli.output.Output;
import io.zaiko.cli.output.Table;
import io.zaiko.client.StockLevels;
import java.util.ArrayList;
import java.util.List;

/** Prints rows of stock: each at once as JSON, all together as a table. Not thread safe. */
public final class StockReport {
  private static final String[] COLUMNS = {
    "sku",
    "location",
    "#ats",
    "#atf",
    "#on hand",
    "#sellable",
    "#reserved",
    "#safety",
    "#in transit",
    "#oversold",
    "band"
  };

  private final Output output;
  private final List<StockRow> rows = new ArrayList<>();
  private final List<Integer> distances = new ArrayList<>();

  /** Prints to this output. */
  public StockReport(Output output) {
    this.output = output;
  }

  /** Takes a row. */
  public void add(StockRow row) {
    if (output.isJson()) {
      output.json(json -> fields(json, row));
    } else {
      rows.add(row);
    }
  }

  /** Takes a row that is so many metres away; of one report all rows or none are taken so. */
  void add(StockRow row, int distanceMetres) {
    if (output.isJson()) {
      output.json(json -> fields(json, row).number("distance_metres", distanceMetres));
    } else {
      rows.add(row);
      distances.add(distanceMetres);
    }
  }

  /** Prints what was gathered for people; nothing when there were no rows. */
  public void finish() {
    if (rows.isEmpty()) {
      return;
    }
    boolean near = !distances.isEmpty();
    List<String> columns = new ArrayList<>(List.of(COLUMNS));
    if (near) {
      columns.add("#metres");
    }
    Table table = new Table(columns.toArray(String[]::new));
    for (int i = 0; i < rows.size(); i++) {
      List<Object> cells = cells(rows.get(i));
      if (near) {
        cells.add("%,d".formatted(distances.get(i)));
      }
      table.row(cells.toArray());
    }
    output.table(table);
  }

  private static List<Object> cells(StockRow row) {
    StockLevels levels = row.levels();
    List<Object> cells = new ArrayList<>();
    cells.add(row.sku());
    cells.add(row.location());
    cells.add(row.ats());
    cells.add(levels.atf());
    cells.add(levels.onHand());
    cells.add(levels.sellable());
    cells.add(levels.reserved());
    cells.add(row.safety());
    cells.add(levels.inTransit());
    cells.add(levels.oversold());
    cells.add(StockRow.sign(row.band()));
    return cells;
  }

  static JsonFields fields(JsonFields json, StockRow row) {
    StockLevels levels = row.levels();
    return json.text("sku", row.sku())
        .text("location", row.location())
        .text("channel", row.channel())
        .numberOrNull("ats", row.ats())
        .number("atf", levels.atf())
        .number("on_hand", levels.onHand())
        .number("sellable", levels.sellable())
        .number("reserved", levels.reserved())
        .numberOrNull("safety", row.safety())
        .number("in_transit", levels.inTransit())
        .number("oversold", levels.oversold())
        .text("band", StockRow.sign(row.band()))
        .number("sequence", row.sequence())
        .time("time", row.timeMicros());
  }
}

package io.zaiko.cli.command;

import io.zaiko.cli.output.JsonFields;
import io.zaiko.cli.output.Output;
import io.zaiko.cli.output.Table;
import io.zaiko.client.StockLevels;
import java.util.ArrayList;
import java.util.List;

/** Prints rows of stock: each at once as JSON, all together as a table. Not thread safe. */
public final class StockReport {
  private final Output output;
  private final List<StockRow> rows = new ArrayList<>();

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

  /** Prints what was gathered for people; nothing when there were no rows. */
  public void finish() {
    if (rows.isEmpty()) {
      return;
    }
    Table table =
        new Table(
            "sku",
            "location",
            "#ats",
            "#atf",
            "#on hand",
            "#sellable",
            "#reserved",
            "#safety",
            "#in transit",
            "#oversold");
    for (StockRow row : rows) {
      StockLevels levels = row.levels();
      table.row(
          row.sku(),
          row.location(),
          row.ats(),
          levels.atf(),
          levels.onHand(),
          levels.sellable(),
          levels.reserved(),
          row.safety(),
          levels.inTransit(),
          levels.oversold());
    }
    output.table(table);
  }

  private static void fields(JsonFields json, StockRow row) {
    StockLevels levels = row.levels();
    json.text("sku", row.sku())
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
        .text("band", null)
        .number("sequence", row.sequence())
        .time("time", row.timeMicros());
  }
}

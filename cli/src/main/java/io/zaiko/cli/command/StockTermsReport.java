package io.zaiko.cli.command;

import io.zaiko.cli.output.JsonFields;
import io.zaiko.cli.output.Output;
import io.zaiko.cli.output.Table;
import io.zaiko.client.StockLevels;
import io.zaiko.client.StockTerms;
import java.util.OptionalInt;

/** Prints what decides about ATS, term by term. */
final class StockTermsReport {
  private StockTermsReport() {}

  /**
   * Prints the terms of one location.
   *
   * @param distanceMetres how far it is; null where nobody asked what is near
   */
  static void print(Output output, StockRow row, StockTerms terms, Integer distanceMetres) {
    if (output.isJson()) {
      output.json(json -> fields(json, row, terms, distanceMetres));
    } else {
      output.table(table(row, terms));
    }
  }

  private static void fields(
      JsonFields json, StockRow row, StockTerms terms, Integer distanceMetres) {
    boolean asked = row.channel() != null;
    StockReport.fields(json, row)
        .text("safety_of", asked ? safetyOf(terms) : null)
        .numberOrNull("quota", number(terms.quota()))
        .numberOrNull("quota_used", asked ? (long) terms.quotaUsed() : null)
        .flag("suspended", terms.suspended())
        .flagOrNull("channel_disabled", asked ? terms.channelDisabled() : null);
    if (distanceMetres != null) {
      json.number("distance_metres", distanceMetres);
    }
  }

  private static Table table(StockRow row, StockTerms terms) {
    StockLevels levels = row.levels();
    Table table = new Table("term", "日本語", "#units", "");
    table.row("sellable", "販売可能な現物", levels.sellable(), "");
    table.row("− reserved", "引当済", levels.reserved(), "");
    table.row("= available to fulfil (atf)", "引当可能在庫", levels.atf(), "");
    if (row.channel() != null) {
      table.row("− safety stock", "安全在庫", row.safety(), safetyWords(terms));
      long left = levels.atf() - row.safety();
      table.row("= left of it", "", left, "");
      String quota = terms.quota().isPresent() ? null : "no cap";
      table.row(
          "quota of " + row.channel(), "販売枠", number(terms.quota()), quota == null ? "" : quota);
      table.row("− reserved by " + row.channel(), "", terms.quotaUsed(), "");
    }
    table.row("location suspended", "", null, terms.suspended() ? "yes" : "no");
    if (row.channel() != null) {
      table.row("channel disabled there", "", null, terms.channelDisabled() ? "yes" : "no");
      table.row(
          "= available to sell (ats)",
          "販売可能在庫",
          row.ats(),
          StockRow.sign(row.band()) == null ? "" : "band " + StockRow.sign(row.band()));
    }
    return table;
  }

  private static String safetyWords(StockTerms terms) {
    return terms.ownSafety() ? "of this SKU" : "of the location";
  }

  private static String safetyOf(StockTerms terms) {
    return terms.ownSafety() ? "sku" : "location";
  }

  private static Long number(OptionalInt value) {
    return value.isPresent() ? (long) value.getAsInt() : null;
  }
}

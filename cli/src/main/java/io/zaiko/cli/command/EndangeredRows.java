package io.zaiko.cli.command;

import io.zaiko.cli.output.JsonFields;
import io.zaiko.cli.output.Table;
import io.zaiko.client.Endangered;

/** Reservations that go without if an oversell stays, as they are printed. Not thread safe. */
final class EndangeredRows {
  private final Table table = new Table("endangered", "state", "sku", "location", "#units");

  void add(Endangered one) {
    table.row(one.reservationId(), one.state(), one.sku(), one.location(), one.units());
  }

  Table table() {
    return table;
  }

  static void fields(JsonFields json, Endangered one) {
    json.text("id", one.reservationId())
        .text("state", one.state().name())
        .text("sku", one.sku())
        .text("location", one.location())
        .number("units", one.units());
  }
}

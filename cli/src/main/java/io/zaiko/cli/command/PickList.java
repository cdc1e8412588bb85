package io.zaiko.cli.command;

import io.zaiko.cli.output.Counted;
import io.zaiko.cli.output.ExitCode;
import io.zaiko.cli.output.JsonFields;
import io.zaiko.cli.output.Output;
import io.zaiko.cli.output.Table;
import io.zaiko.cli.output.Times;
import io.zaiko.cli.server.Answers;
import io.zaiko.client.OpenReservation;
import io.zaiko.client.OpenReservationsAnswer;
import io.zaiko.client.ZaikoClient;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Prints what is open at a location: what is to be picked, what waits for its customer, what is
 * only held, and what is to leave on a transfer.
 */
final class PickList {
  /** What is due first comes first, what has no time last. */
  private static final Comparator<OpenReservation> MOST_URGENT =
      Comparator.comparing(OpenReservation::dueMicros, PickList::compareDue)
          .thenComparing(OpenReservation::reservationId)
          .thenComparing(OpenReservation::sku);

  private final Output output;

  PickList(Output output) {
    this.output = output;
  }

  int print(ZaikoClient client, String location) {
    List<OpenReservation> rows = new ArrayList<>();
    OpenReservationsAnswer last =
        Answers.await(
            client.openReservationsPages(location, page -> rows.addAll(page.reservations())));
    if (!last.ok()) {
      return QuestionReport.refused(output, last.code(), last.reason());
    }
    rows.sort(MOST_URGENT);
    long reservations = rows.stream().map(OpenReservation::reservationId).distinct().count();
    long units = rows.stream().mapToLong(OpenReservation::open).sum();
    if (output.isJson()) {
      rows.forEach(row -> output.json(json -> fields(json, location, row)));
      output.json(
          json ->
              json.text("location", location)
                  .number("reservations", reservations)
                  .number("units", units)
                  .number("sequence", last.sequence()));
    } else {
      printText(rows);
      output.line(
          Counted.of(reservations, "open reservation")
              + ", "
              + Counted.of(units, "unit")
              + "; "
              + QuestionReport.asOf(last.sequence(), last.timeMicros()));
    }
    return ExitCode.DONE;
  }

  private static int compareDue(long left, long right) {
    return Long.compare(left == 0 ? Long.MAX_VALUE : left, right == 0 ? Long.MAX_VALUE : right);
  }

  private static void fields(JsonFields json, String location, OpenReservation row) {
    json.text("location", location)
        .text("id", row.reservationId())
        .text("sku", row.sku())
        .number("open", row.open())
        .text("channel", row.channel())
        .text("state", row.state().name())
        .time("due", row.dueMicros())
        .flag("overdue", row.overdue())
        .text("destination", row.destination().isEmpty() ? null : row.destination());
  }

  private void printText(List<OpenReservation> rows) {
    if (rows.isEmpty()) {
      return;
    }
    Table table =
        new Table("due", "to do", "reservation", "state", "channel", "sku", "#open", "to");
    for (OpenReservation row : rows) {
      String due = Times.iso(row.dueMicros());
      table.row(
          row.overdue() ? due + " overdue" : due,
          toDo(row),
          row.reservationId(),
          row.state(),
          row.channel(),
          row.sku(),
          row.open(),
          row.destination().isEmpty() ? null : row.destination());
    }
    output.table(table);
  }

  private static String toDo(OpenReservation row) {
    return switch (row.state()) {
      case COMMITTED -> row.destination().isEmpty() ? "pick" : "pick, dispatch";
      case STAGED -> row.destination().isEmpty() ? "hand over" : "dispatch";
      case HELD -> "keep";
      default -> throw new IllegalStateException(row + " is not open");
    };
  }
}

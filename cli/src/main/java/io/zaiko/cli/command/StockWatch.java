package io.zaiko.cli.command;

import io.zaiko.cli.output.ExitCode;
import io.zaiko.cli.output.JsonFields;
import io.zaiko.cli.output.Output;
import io.zaiko.cli.output.PlannedStop;
import io.zaiko.client.Change;
import io.zaiko.client.ChangeListener;
import io.zaiko.client.SubscribeRequest;
import io.zaiko.client.Subscription;
import io.zaiko.client.SubscriptionEnd;
import io.zaiko.client.ZaikoClient;
import io.zaiko.protocol.sbe.ChangeKind;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Prints changes of stock as the server tells them. One thread follows, the client's tells. */
final class StockWatch {
  private final Output output;
  private final WatchOptions options;
  private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();

  StockWatch(Output output, WatchOptions options) {
    this.output = output;
    this.options = options;
  }

  /** What came: some changes, or the end. */
  private record Told(List<Change> changes, SubscriptionEnd end) {}

  private final class Listener implements ChangeListener {
    @Override
    public void onChanges(List<Change> changes) {
      told.add(new Told(List.copyOf(changes), null));
    }

    @Override
    public void onEnd(SubscriptionEnd end) {
      told.add(new Told(List.of(), end));
    }
  }

  /** Prints until the options, the server, a closed pipe or Ctrl-C end it. */
  int follow(ZaikoClient client, SubscribeRequest request) {
    long end = System.nanoTime() + options.longest().toNanos();
    long left = options.mostChanges();
    try (PlannedStop stop = PlannedStop.ofThisProcess()) {
      Subscription subscription = client.subscribe(request, new Listener());
      while (left > 0 && !output.isClosed()) {
        Told next = told.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (next == null) {
          break;
        }
        if (next.end() != null) {
          return QuestionReport.refused(output, next.end().code(), next.end().reason());
        }
        for (Change change : next.changes()) {
          if (left > 0) {
            stop.whole(() -> print(change));
            left--;
          }
        }
      }
      subscription.cancel();
      return ExitCode.DONE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.DONE; // told to stop, as by Ctrl-C
    }
  }

  private void print(Change change) {
    if (output.isJson()) {
      output.json(json -> fields(json, change));
    } else {
      output.line(text(change));
    }
  }

  private static void fields(JsonFields json, Change change) {
    json.number("sequence", change.sequence())
        .text("kind", change.kind().name())
        .text("sku", change.sku())
        .text("location", change.location())
        .text("channel", nullIfEmpty(change.channel()))
        .numberOrNull("ats", number(change.ats()))
        .number("atf", (long) change.sellable() - change.reserved())
        .number("sellable", change.sellable())
        .number("reserved", change.reserved())
        .number("oversold", Math.max(0, (long) change.reserved() - change.sellable()))
        .text("band", StockRow.sign(change.band().orElse(null)))
        .text("band_before", StockRow.sign(change.bandBefore().orElse(null)))
        .text("reservation", nullIfEmpty(change.reservationId()));
  }

  private static String text(Change change) {
    StringBuilder line = new StringBuilder();
    line.append(
        String.format(
            Locale.ROOT,
            "%8d  %-16s  %s",
            change.sequence(),
            change.kind().name(),
            change.location()));
    if (change.kind() == ChangeKind.PICKUP_OVERDUE) {
      return line.append("  ").append(change.reservationId()).toString();
    }
    if (!change.channel().isEmpty()) {
      line.append("  ").append(change.channel());
    }
    change.ats().ifPresent(ats -> line.append("  ats ").append(ats));
    line.append("  sellable ").append(change.sellable());
    line.append("  reserved ").append(change.reserved());
    int atf = change.sellable() - change.reserved();
    line.append(atf < 0 ? "  oversold " + -atf : "");
    change.bandBefore().ifPresent(before -> line.append("  ").append(StockRow.sign(before)));
    change
        .band()
        .ifPresent(
            band ->
                line.append(change.bandBefore().isPresent() ? "→" : "  ")
                    .append(StockRow.sign(band)));
    return line.toString();
  }

  private static String nullIfEmpty(String text) {
    return text.isEmpty() ? null : text;
  }

  private static Long number(OptionalInt value) {
    return value.isPresent() ? (long) value.getAsInt() : null;
  }
}

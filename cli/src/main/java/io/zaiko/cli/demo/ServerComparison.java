package io.zaiko.cli.demo;

import io.zaiko.cli.output.Output;
import io.zaiko.cli.output.Progress;
import io.zaiko.cli.server.Answers;
import io.zaiko.client.CommandAnswer;
import io.zaiko.client.StockEverywhereAnswer;
import io.zaiko.client.ZaikoClient;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/** Asks the running server and compares its answers with the ledgers. One thread. */
final class ServerComparison {
  /** The server remembers so many request ids of a session (rule 21). */
  private static final int REQUEST_WINDOW = 1_024;

  private static final int QUESTIONS_AT_ONCE = 32;

  private ServerComparison() {}

  /** Asks for the stock of every pair. */
  static Findings stock(
      ZaikoClient client, StockRecomputation expected, Assortment assortment, Output output) {
    Findings findings = new Findings();
    Queue<CompletableFuture<StockEverywhereAnswer>> asked = new ArrayDeque<>();
    int compared = 0;
    try (Progress progress = output.progress("SKUs compared")) {
      for (int sku = 0; sku < assortment.skuCount(); sku++) {
        asked.add(client.stockEverywhere(assortment.sku(sku), ""));
        if (asked.size() == QUESTIONS_AT_ONCE) {
          compare(expected, compared++, asked.remove(), findings);
        }
        progress.update(sku, (double) sku / assortment.skuCount());
      }
      while (!asked.isEmpty()) {
        compare(expected, compared++, asked.remove(), findings);
      }
    }
    return findings;
  }

  private static void compare(
      StockRecomputation expected,
      int sku,
      CompletableFuture<StockEverywhereAnswer> asked,
      Findings findings) {
    StockEverywhereAnswer answer = Answers.await(asked);
    if (!answer.ok()) {
      findings.wrong("the server answers " + answer.code() + " to a question for " + answer.sku());
    }
    expected.compare(sku, answer.locations(), findings);
  }

  /** Sends the newest commands of every ledger once more, as many as the server remembers. */
  static Findings repeats(List<ChannelDesk> desks) {
    Findings findings = new Findings();
    for (ChannelDesk desk : desks) {
      Ledger ledger = desk.ledger();
      int first = Math.max(1, ledger.size() - REQUEST_WINDOW + 1);
      List<CompletableFuture<CommandAnswer>> answers = new ArrayList<>();
      for (int id = first; id <= ledger.size(); id++) {
        answers.add(desk.repeat(id));
      }
      for (int id = first; id <= ledger.size(); id++) {
        if (ledger.isAcknowledged(id)) {
          compare(ledger, id, Answers.await(answers.get(id - first)), findings);
        }
      }
    }
    return findings;
  }

  private static void compare(
      Ledger ledger, int requestId, CommandAnswer answer, Findings findings) {
    findings.compared();
    if (!answer.repeated() || !ledger.says(requestId, answer)) {
      findings.wrong(
          "%s was answered %s, but repeated %s"
              .formatted(
                  ledger.describe(requestId),
                  ledger.describeAnswer(requestId),
                  Ledger.describeAnswer(
                      answer.code(),
                      answer.sequence(),
                      answer.timeMicros(),
                      Ledger.detailOf(answer))));
    }
  }
}

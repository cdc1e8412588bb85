package io.zaiko.cli.demo;

import io.zaiko.client.BasketAnswer;
import io.zaiko.client.CommandAnswer;
import io.zaiko.client.CommandOptions;
import io.zaiko.client.CommandRequest;
import io.zaiko.client.StockAnswer;
import io.zaiko.client.StockEverywhereAnswer;
import io.zaiko.client.ZaikoClient;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One channel's client with its ledger: nothing is sent that is not noted before, and no answer
 * comes that is not noted at once. Request ids are given by hand, so that the demo knows them even
 * of commands that were never answered.
 *
 * <p>Commands may be sent by one thread at a time; while traffic runs that is the client's own
 * event loop, on which every answer arrives.
 */
final class ChannelDesk implements AutoCloseable {
  private final ZaikoClient client;
  private final String channel;
  private final Assortment assortment;
  private final Ledger ledger;
  private final Meter meter;

  ChannelDesk(
      ZaikoClient client, String channel, Assortment assortment, Ledger ledger, Meter meter) {
    this.client = client;
    this.channel = channel;
    this.assortment = assortment;
    this.ledger = ledger;
    this.meter = meter;
  }

  ZaikoClient client() {
    return client;
  }

  /** Done on the client's event loop, so that what follows happens there. */
  CompletableFuture<Void> enter() {
    return client.unknownSkus(List.of(assortment.sku(0))).thenAccept(unknown -> {});
  }

  Ledger ledger() {
    return ledger;
  }

  /** Sends a command that is about no reservation, or makes one. */
  CompletableFuture<CommandAnswer> send(Step step, Basket basket) {
    return send(step, 0, basket);
  }

  /**
   * Sends a command.
   *
   * @param reservation the request id that made the reservation it is about
   */
  CompletableFuture<CommandAnswer> send(Step step, int reservation, Basket basket) {
    int requestId = ledger.note(step, reservation, basket);
    long sentNs = System.nanoTime();
    return client
        .send(request(requestId), CommandOptions.NONE.withRequestId(requestId))
        .thenApply(
            answer -> {
              ledger.answered(answer);
              meter.command(answer, sentNs);
              return answer;
            });
  }

  /** Sends a command of the ledger once more, under its id; the ledger stays as it is. */
  CompletableFuture<CommandAnswer> repeat(int requestId) {
    return client.send(request(requestId), CommandOptions.NONE.withRequestId(requestId));
  }

  private CommandRequest request(int requestId) {
    return Requests.of(ledger, requestId, channel, assortment);
  }

  /** Asks for the stock of a pair, as the channel sees it. */
  CompletableFuture<StockAnswer> look(int pair) {
    return counted(client.stock(assortment.skuOf(pair), assortment.storeOf(pair), channel));
  }

  /** Asks where else a SKU is. */
  CompletableFuture<StockEverywhereAnswer> lookEverywhere(int sku) {
    return counted(client.stockEverywhere(assortment.sku(sku), channel));
  }

  /** Asks whether all of a basket can be had. */
  CompletableFuture<BasketAnswer> look(Basket basket) {
    return counted(client.basket(Requests.basket(basket, channel, assortment)));
  }

  private <A> CompletableFuture<A> counted(CompletableFuture<A> answer) {
    return answer.thenApply(
        there -> {
          meter.query();
          return there;
        });
  }

  @Override
  public void close() {
    client.close();
  }
}

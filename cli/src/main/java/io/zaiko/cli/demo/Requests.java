package io.zaiko.cli.demo;

import io.zaiko.client.AdjustRequest;
import io.zaiko.client.BasketRequest;
import io.zaiko.client.CommandRequest;
import io.zaiko.client.CommitRequest;
import io.zaiko.client.CountRequest;
import io.zaiko.client.DefineLocationRequest;
import io.zaiko.client.DefineSkuRequest;
import io.zaiko.client.FulfilRequest;
import io.zaiko.client.Line;
import io.zaiko.client.ReceiveRequest;
import io.zaiko.client.ReleaseRequest;
import io.zaiko.client.ReserveRequest;
import io.zaiko.client.ReturnRequest;
import io.zaiko.client.SellRequest;
import io.zaiko.client.ShortRequest;
import io.zaiko.client.StageRequest;
import io.zaiko.protocol.sbe.Disposition;
import io.zaiko.protocol.sbe.SellPolicy;
import java.time.Duration;

/**
 * Makes requests out of entries of a ledger. The same entry makes the same request however often,
 * so that a repeat is one. Stateless, so safe for any thread.
 */
final class Requests {
  /** How long a hold lasts: short, so that people see holds expire within a demo. */
  static final Duration HOLD = Duration.ofSeconds(1);

  private Requests() {}

  /**
   * The request that was noted under an id.
   *
   * @param channel name of the channel of the ledger's client
   */
  static CommandRequest of(Ledger ledger, int requestId, String channel, Assortment assortment) {
    Step step = ledger.step(requestId);
    Basket basket = ledger.basket(requestId);
    Line[] lines = lines(basket, assortment);
    int maker = ledger.reservation(requestId);
    String reservation =
        step.makesReservation()
            ? ledger.reservationId(requestId)
            : maker == 0 ? "" : ledger.reservationId(maker);
    return switch (step) {
      case DEFINE_STORE -> DefineLocationRequest.of(assortment.storeOf(basket.pair(0)));
      case DEFINE_SKU -> new DefineSkuRequest(assortment.skuOf(basket.pair(0)), "");
      case RECEIVE -> ReceiveRequest.of(lines);
      case SELL -> SellRequest.of(lines).withChannel(channel);
      case SELL_IF_THERE ->
          SellRequest.of(lines).withChannel(channel).withPolicy(SellPolicy.ENFORCE);
      case RETURN -> ReturnRequest.of(lines).withChannel(channel).withReservation(reservation);
      case RETURN_TO_SHELF ->
          ReturnRequest.of(lines).withChannel(channel).withDisposition(Disposition.RESELLABLE);
      case COUNT -> CountRequest.of(lines);
      case ADJUST -> AdjustRequest.of(lines);
      case RESERVE -> ReserveRequest.of(reservation, channel, lines).withHold(HOLD);
      case RESERVE_PAID -> ReserveRequest.of(reservation, channel, lines).asPaid();
      case COMMIT -> CommitRequest.of(reservation);
      case STAGE -> new StageRequest(reservation);
      case FULFIL -> FulfilRequest.of(reservation);
      case SHORT -> ShortRequest.of(reservation);
      case RELEASE -> ReleaseRequest.of(reservation);
    };
  }

  /** The question whether a channel can have all of a basket. */
  static BasketRequest basket(Basket basket, String channel, Assortment assortment) {
    return BasketRequest.of(channel, lines(basket, assortment));
  }

  private static Line[] lines(Basket basket, Assortment assortment) {
    Line[] lines = new Line[basket.size()];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = assortment.line(basket.pair(i), basket.quantity(i));
    }
    return lines;
  }
}

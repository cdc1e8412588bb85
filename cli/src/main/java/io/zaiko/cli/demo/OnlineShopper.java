package io.zaiko.cli.demo;

import static io.zaiko.cli.demo.Visitor.leaveAfter;

import io.zaiko.client.CommandAnswer;
import java.util.concurrent.CompletableFuture;

/**
 * EC: looks, puts something into the cart (a hold), then pays and gets it, changes their mind, or
 * forgets it, so that the hold expires; now and then somebody pays too late.
 */
final class OnlineShopper implements Visitor {
  private static final int NONE = 0;

  private final ChannelDesk desk;
  private final Demand demand;
  private int forgotten = NONE;
  private long forgottenUntilNs;

  OnlineShopper(ChannelDesk desk, Demand demand) {
    this.desk = desk;
    this.demand = demand;
  }

  @Override
  public CompletableFuture<Void> visit() {
    if (forgotten != NONE && System.nanoTime() - forgottenUntilNs > 0) {
      int late = forgotten;
      forgotten = NONE;
      return leaveAfter(desk.send(Step.COMMIT, late, Basket.EMPTY));
    }
    if (demand.chance(2)) {
      return leaveAfter(desk.lookEverywhere(demand.sku()));
    }
    Basket basket = demand.basket();
    if (demand.chance(20)) {
      return fillCart(basket); // in a hurry
    }
    return desk.look(basket.pair(0))
        .thenCompose(stock -> stock.inStock() ? fillCart(basket) : NOTHING_MORE);
  }

  private CompletableFuture<Void> fillCart(Basket basket) {
    return desk.send(Step.RESERVE, basket)
        .thenCompose(answer -> answer.ok() ? decide(answer, basket) : NOTHING_MORE);
  }

  private CompletableFuture<Void> decide(CommandAnswer reserved, Basket basket) {
    int reservation = (int) reserved.requestId();
    if (demand.chance(60)) {
      return desk.send(Step.COMMIT, reservation, Basket.EMPTY)
          .thenCompose(answer -> answer.ok() ? deliver(reservation, basket) : NOTHING_MORE);
    }
    if (demand.chance(50)) {
      return leaveAfter(desk.send(Step.RELEASE, reservation, Basket.EMPTY));
    }
    if (forgotten == NONE) {
      forgotten = reservation;
      forgottenUntilNs = System.nanoTime() + 2 * Requests.HOLD.toNanos();
    }
    return NOTHING_MORE;
  }

  private CompletableFuture<Void> deliver(int reservation, Basket basket) {
    if (demand.chance(5)) {
      return leaveAfter(desk.send(Step.RELEASE, reservation, Basket.EMPTY)); // cancelled
    }
    return desk.send(Step.FULFIL, reservation, Basket.EMPTY)
        .thenCompose(
            answer ->
                answer.ok() && demand.chance(10)
                    ? leaveAfter(desk.send(Step.RETURN, reservation, Basket.of(basket.pair(0), 1)))
                    : NOTHING_MORE);
  }
}

package io.zaiko.cli.demo;

import static io.zaiko.cli.demo.Visitor.leaveAfter;

import java.util.concurrent.CompletableFuture;

/**
 * BOPIS: orders online, the store picks the goods and keeps them, somebody comes for them. Some
 * have paid before; some goods are not found on the shelf; some are never fetched.
 */
final class PickupShopper implements Visitor {
  private final ChannelDesk desk;
  private final Demand demand;

  PickupShopper(ChannelDesk desk, Demand demand) {
    this.desk = desk;
    this.demand = demand;
  }

  @Override
  public CompletableFuture<Void> visit() {
    Basket basket = demand.basket();
    if (demand.chance(15)) {
      return order(basket); // in a hurry
    }
    return desk.look(basket)
        .thenCompose(answer -> answer.available() ? order(basket) : NOTHING_MORE);
  }

  private CompletableFuture<Void> order(Basket basket) {
    boolean paid = demand.chance(40);
    return desk.send(paid ? Step.RESERVE_PAID : Step.RESERVE, basket)
        .thenCompose(
            answer -> {
              int reservation = (int) answer.requestId();
              return !answer.ok() ? NOTHING_MORE : paid ? pick(reservation) : commit(reservation);
            });
  }

  private CompletableFuture<Void> commit(int reservation) {
    return desk.send(Step.COMMIT, reservation, Basket.EMPTY)
        .thenCompose(answer -> answer.ok() ? pick(reservation) : NOTHING_MORE);
  }

  private CompletableFuture<Void> pick(int reservation) {
    if (demand.chance(3)) {
      return leaveAfter(desk.send(Step.SHORT, reservation, Basket.EMPTY));
    }
    return desk.send(Step.STAGE, reservation, Basket.EMPTY)
        .thenCompose(
            answer -> answer.ok() && !demand.chance(5) ? handOver(reservation) : NOTHING_MORE);
  }

  private CompletableFuture<Void> handOver(int reservation) {
    return leaveAfter(
        desk.send(demand.chance(8) ? Step.RELEASE : Step.FULFIL, reservation, Basket.EMPTY));
  }
}

package io.zaiko.cli.demo;

import static io.zaiko.cli.demo.Visitor.leaveAfter;

import java.util.concurrent.CompletableFuture;

/**
 * POS: the till and the shelf of a store. Customers take what they find there, promised to somebody
 * else or not, so a sale may oversell (rule 7); staff refill, count, correct and take goods back.
 */
final class Till implements Visitor {
  private static final int BOX = 24;

  private final ChannelDesk desk;
  private final Demand demand;

  Till(ChannelDesk desk, Demand demand) {
    this.desk = desk;
    this.demand = demand;
  }

  @Override
  public CompletableFuture<Void> visit() {
    int kind = demand.below(100);
    if (kind < 80) {
      return sell(demand.basket());
    }
    if (kind < 88) {
      return leaveAfter(desk.send(Step.SELL_IF_THERE, demand.basket()));
    }
    if (kind < 92) {
      return leaveAfter(desk.send(Step.RETURN_TO_SHELF, Basket.of(demand.pair(), 1)));
    }
    if (kind < 95) {
      return count(demand.pair());
    }
    if (kind < 97) {
      return leaveAfter(
          desk.send(Step.ADJUST, Basket.of(demand.pair(), demand.chance(70) ? -1 : 1)));
    }
    return leaveAfter(desk.lookEverywhere(demand.sku())); // "do you have it at another store?"
  }

  private CompletableFuture<Void> sell(Basket basket) {
    return desk.look(basket.pair(0))
        .thenCompose(
            stock ->
                leaveAfter(
                    stock.levels().sellable() > 0
                        ? desk.send(Step.SELL, basket)
                        : desk.send(Step.RECEIVE, Basket.of(basket.pair(0), BOX))));
  }

  /** What people count is what the book says, give or take one. */
  private CompletableFuture<Void> count(int pair) {
    int error = demand.below(3) - 1;
    return desk.look(pair)
        .thenCompose(
            stock -> {
              int counted = Math.max(0, stock.levels().sellable() + error);
              return leaveAfter(desk.send(Step.COUNT, Basket.of(pair, counted)));
            });
  }
}

package io.zaiko.cli.demo;

import io.zaiko.cli.output.Progress;
import io.zaiko.protocol.Protocol;
import java.util.concurrent.CompletableFuture;

/**
 * Defines what an assortment has and receives its opening stock, 256 pairs a command. Runs on the
 * event loop of its desk; one load per object.
 */
final class Loader {
  private static final int AT_ONCE = 48;

  private final ChannelDesk desk;
  private final Assortment assortment;
  private final Progress progress;
  private int next;
  private long received;

  /** Loads through this desk; the progress counts stock records. */
  Loader(ChannelDesk desk, Assortment assortment, Progress progress) {
    this.desk = desk;
    this.assortment = assortment;
    this.progress = progress;
  }

  /** Done when everything is there. */
  CompletableFuture<Void> load() {
    return desk.enter()
        .thenCompose(here -> all(assortment.storeCount(), this::defineStore))
        .thenCompose(defined -> all(assortment.skuCount(), this::defineSku))
        .thenCompose(defined -> all(receipts(), this::receive));
  }

  private int receipts() {
    return (assortment.pairCount() + Protocol.MAX_LINES - 1) / Protocol.MAX_LINES;
  }

  /** One of many like it. */
  private interface Piece {
    CompletableFuture<Void> send(int number);
  }

  private CompletableFuture<Void> all(int count, Piece piece) {
    next = 0;
    CompletableFuture<?>[] lanes = new CompletableFuture<?>[AT_ONCE];
    for (int i = 0; i < lanes.length; i++) {
      lanes[i] = oneAfterTheOther(count, piece);
    }
    return CompletableFuture.allOf(lanes);
  }

  private CompletableFuture<Void> oneAfterTheOther(int count, Piece piece) {
    if (next == count) {
      return Visitor.NOTHING_MORE;
    }
    return piece.send(next++).thenCompose(sent -> oneAfterTheOther(count, piece));
  }

  private CompletableFuture<Void> defineStore(int store) {
    return must(Step.DEFINE_STORE, Basket.of(assortment.pair(store, 0), 0));
  }

  private CompletableFuture<Void> defineSku(int sku) {
    return must(Step.DEFINE_SKU, Basket.of(assortment.pair(0, sku), 0));
  }

  private CompletableFuture<Void> receive(int receipt) {
    int first = receipt * Protocol.MAX_LINES;
    int count = Math.min(Protocol.MAX_LINES, assortment.pairCount() - first);
    int[] pairs = new int[count];
    int[] quantities = new int[count];
    for (int i = 0; i < count; i++) {
      pairs[i] = first + i;
      quantities[i] = assortment.openingStock(first + i);
    }
    return must(Step.RECEIVE, new Basket(pairs, quantities))
        .thenAccept(
            done -> {
              received += count;
              progress.update(received, (double) received / assortment.pairCount());
            });
  }

  private CompletableFuture<Void> must(Step step, Basket basket) {
    return desk.send(step, basket)
        .thenAccept(
            answer -> {
              if (!answer.ok()) {
                throw new DemoException(
                    "The demo's server answered " + answer.code() + " to a " + step, null);
              }
            });
  }
}

package io.zaiko.engine.journal;

import io.zaiko.engine.pipeline.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;

/** Batches of a hundred bytes to more than a hundred kilobytes, by a seed. Not thread safe. */
final class RandomBatches {
  private static final int SKUS = 20;
  private static final int LOCATIONS = 4;

  private final Messages messages = new Messages();
  private final SplittableRandom random;

  RandomBatches(SplittableRandom random) {
    this.random = random;
  }

  /** Registers a client. */
  void register(LoneServer server, String client) {
    server.execute(List.of(messages.register(client)));
    messages.session(server.lastSession());
  }

  /** Defines a few SKUs and locations. */
  void define(LoneServer server) {
    List<UnsafeBuffer> definitions = new ArrayList<>();
    for (int i = 0; i < SKUS; i++) {
      definitions.add(messages.defineSku("sku-" + i, "name " + random.nextInt()));
    }
    for (int i = 0; i < LOCATIONS; i++) {
      definitions.add(messages.defineLocation("store-" + i));
    }
    server.execute(definitions);
  }

  /** One more batch. */
  List<UnsafeBuffer> next() {
    int commands = random.nextInt(4) == 0 ? 1 + random.nextInt(40) : 1 + random.nextInt(4);
    List<UnsafeBuffer> batch = new ArrayList<>();
    for (int i = 0; i < commands; i++) {
      batch.add(command());
    }
    return batch;
  }

  private UnsafeBuffer command() {
    int sku = random.nextInt(SKUS);
    int location = random.nextInt(LOCATIONS);
    if (random.nextInt(3) == 0) {
      return messages.reserve("r-" + random.nextInt(1_000), sku, location, 1, 60_000_000);
    }
    int lines = random.nextInt(3) == 0 ? 1 + random.nextInt(256) : 1 + random.nextInt(3);
    return messages.receive(sku, location, 1 + random.nextInt(1_000), lines);
  }
}

package io.zaiko.bench.micro;

import io.zaiko.bench.messages.CommandMessages;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;

/** Reserves and releases at random as fast as it can, in a thread of its own, until closed. */
final class BusyWriter implements AutoCloseable {
  private static final int OPEN = 100_000;
  private static final int MESSAGE_LENGTH = 512;

  private final Universe universe;
  private final int skus;
  private final int locations;
  private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[MESSAGE_LENGTH]);
  private final SplittableRandom random = new SplittableRandom(3);
  private final long[] held = new long[OPEN];
  private final Thread thread = new Thread(this::write, "busy-writer");
  private volatile boolean stopped;
  private long nextId;

  private BusyWriter(Universe universe, int skus, int locations) {
    this.universe = universe;
    this.skus = skus;
    this.locations = locations;
  }

  /** From now on nobody else may apply anything. */
  static BusyWriter start(Universe universe, int skus, int locations) {
    BusyWriter writer = new BusyWriter(universe, skus, locations);
    writer.thread.start();
    return writer;
  }

  private void write() {
    CommandMessages messages = universe.messages();
    for (int i = 0; i < OPEN; i++) {
      held[i] = reserve(messages);
    }
    while (!stopped) {
      int victim = random.nextInt(OPEN);
      universe.apply(buffer, messages.release(buffer, held[victim]));
      held[victim] = reserve(messages);
    }
  }

  private long reserve(CommandMessages messages) {
    long number = nextId++;
    int sku = random.nextInt(skus);
    int location = random.nextInt(locations);
    universe.apply(buffer, messages.reserve(buffer, number, sku, location, false));
    return number;
  }

  /** Returns when it has stopped, which is at once. */
  @Override
  public void close() {
    stopped = true;
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

package io.zaiko.engine.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zaiko.engine.core.EngineConfig;
import io.zaiko.engine.core.InventoryEngine;
import io.zaiko.engine.journal.JournalPlace;
import io.zaiko.engine.journal.JournalPosition;
import io.zaiko.engine.stock.StockTable;
import io.zaiko.protocol.sbe.Durability;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A million stock records: prints what they cost, and asserts that they are the same. */
final class ManyRecordsTest {
  private static final int SKUS = 50_000;
  private static final int LOCATIONS = 20;

  @TempDir private Path data;

  private static EngineConfig largeConfig() {
    EngineConfig defaults = EngineConfig.defaults(1, 2);
    return new EngineConfig(
        1,
        2,
        SKUS,
        LOCATIONS,
        SKUS * LOCATIONS,
        defaults.reservationCapacity(),
        defaults.lineCapacity(),
        64,
        128,
        defaults.requestWindow(),
        10_000,
        1_000,
        defaults.defaultHoldMicros(),
        defaults.closedRetentionMicros(),
        defaults.fulfilledRetentionMicros(),
        16,
        256,
        16,
        4_096,
        defaults.channels());
  }

  /** Straight into the tables: a million commands would take longer than what is looked at here. */
  private static void fill(SnapshotFixture fixture) {
    for (int sku = 2; sku < SKUS; sku++) {
      fixture.apply(fixture.messages.defineSku("4901234" + sku, "An article of a shop"));
    }
    for (int location = 2; location < LOCATIONS; location++) {
      fixture.apply(fixture.messages.defineLocation("branch-" + location));
    }
    InventoryEngine engine = fixture.engine().engine();
    StockTable stock = engine.stock();
    for (int sku = 0; sku < SKUS; sku++) {
      for (int location = 0; location < LOCATIONS; location++) {
        stock.setWord(stock.findOrCreate(sku, location), sku % 1_000, 0);
      }
    }
  }

  @Test
  void shouldKeepAMillionRecords() throws IOException {
    Path file = data.resolve("million.snapshot");
    try (SnapshotFixture fixture = new SnapshotFixture(data, largeConfig())) {
      fill(fixture);
      JournalPosition position =
          new JournalPosition(fixture.sequence(), fixture.timeMicros(), new byte[32]);
      long begin = System.nanoTime();
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
        Snapshots.write(fixture.engine(), position, JournalPlace.START, out);
      }
      double seconds = (System.nanoTime() - begin) / 1e9;
      System.out.printf("1,000,000 stock records: %d bytes, %.2f s%n", Files.size(file), seconds);
      for (int round = 0; round < 2; round++) {
        read(file, fixture.engine().digest());
      }
    }
  }

  private static void read(Path file, long digest) {
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    try (Restored restored = Snapshots.read(file, Durability.PROCESS)) {
      long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
      System.out.printf("read in %.2f s, %d bytes of garbage%n", restored.seconds(), allocated);
      assertEquals(digest, restored.dispatcher().digest());
    }
  }
}

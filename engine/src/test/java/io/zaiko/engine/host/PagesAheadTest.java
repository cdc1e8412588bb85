package io.zaiko.engine.host;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zaiko.engine.memory.OffHeapMemory;
import io.zaiko.engine.memory.Region;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PagesAheadTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MEGABYTE = 1 << 20;
  private static final int AHEAD = 8 * MEGABYTE;
  private static final Path STATM = Path.of("/proc/self/statm");

  private final OffHeapMemory memory = new OffHeapMemory();

  @AfterEach
  void tearDown() {
    memory.close();
  }

  private PagesAhead start() {
    PagesAhead pages = new PagesAhead(memory.growths(), AHEAD);
    pages.start();
    memory.watch(pages);
    return pages;
  }

  private static void awaitTouched(PagesAhead pages, long... ends) {
    await().atMost(PATIENCE).untilAsserted(() -> assertArrayEquals(ends, pages.touched()));
  }

  @Test
  void shouldStayAheadOfEachTableWithinIt() {
    Region large = memory.allocateGrowing("large", 4L * AHEAD);
    Region small = memory.allocateGrowing("small", MEGABYTE);
    large.grownTo(100);
    PagesAhead pages = start();
    awaitTouched(pages, AHEAD, MEGABYTE);
    large.grownTo(3 * MEGABYTE);
    large.grownTo(2 * MEGABYTE);
    awaitTouched(pages, AHEAD + 3 * MEGABYTE, MEGABYTE);
    small.grownTo(MEGABYTE);
    large.grownTo(4L * AHEAD);
    awaitTouched(pages, 4L * AHEAD, MEGABYTE);
  }

  @Test
  void shouldBeToldOfATableThatHadGrownBefore() {
    Region table = memory.allocateGrowing("table", 4L * AHEAD);
    table.grownTo(2 * MEGABYTE);
    awaitTouched(start(), AHEAD + 2 * MEGABYTE);
  }

  @Test
  void shouldGiveAllOfATable() {
    memory.allocateGrowing("table", 4L * AHEAD).grownTo(2 * MEGABYTE);
    PagesAhead pages = new PagesAhead(memory.growths(), Long.MAX_VALUE);
    pages.start();
    memory.watch(pages);
    awaitTouched(pages, 4L * AHEAD);
  }

  @Test
  void shouldGetThePages() throws IOException {
    assumeTrue(Files.isReadable(STATM), "no such count on this system");
    for (int table = 0; table < 16; table++) {
      memory.allocateGrowing("table", 4L * AHEAD);
    }
    long before = residentBytes();
    start();
    await().atMost(PATIENCE).until(() -> residentBytes() - before > 15L * AHEAD);
  }

  private static long residentBytes() throws IOException {
    return Long.parseLong(Files.readString(STATM).split(" ", 3)[1]) * 4096;
  }

  @Test
  void shouldChangeNothingThatIsWrittenMeanwhile() {
    int length = 3 * AHEAD;
    Region table = memory.allocateGrowing("table", length);
    PagesAhead pages = start();
    long seed = 7;
    SplittableRandom random = new SplittableRandom(seed);
    for (int offset = 0; offset < length; offset += Long.BYTES) {
      table.putLong(offset, random.nextLong());
      table.grownTo(offset + Long.BYTES);
    }
    awaitTouched(pages, length);
    SplittableRandom again = new SplittableRandom(seed);
    for (int offset = 0; offset < length; offset += Long.BYTES) {
      assertEquals(again.nextLong(), table.getLong(offset));
    }
  }

  @Test
  void shouldEndBeforeTheMemoryIsGone() {
    boolean interrupted = false;
    for (int round = 0; round < 50; round++) {
      try (OffHeapMemory one = new OffHeapMemory()) {
        one.allocateGrowing("table", 4L * AHEAD);
        PagesAhead pages = new PagesAhead(one.growths(), AHEAD);
        pages.start();
        one.watch(pages);
        Thread.currentThread().interrupt();
      }
      interrupted = Thread.interrupted();
    }
    assertTrue(interrupted, "an interrupt waits for whom it concerns");
  }
}

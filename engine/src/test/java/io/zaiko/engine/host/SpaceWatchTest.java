package io.zaiko.engine.host;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** NO_SPACE comes in time, goes by itself, and does not flutter; see rule 21. */
final class SpaceWatchTest {
  private static final long RESERVE = 1_000;

  private final MadeUpDisk disk = new MadeUpDisk(RESERVE);

  private SpaceWatch watch(long reserve) {
    return new SpaceWatch(disk, Path.of("data"), reserve);
  }

  private boolean seen(SpaceWatch watch, long usable) {
    disk.setUsable(usable);
    watch.look();
    return watch.hasRoom();
  }

  @Test
  void shouldRefuseBelowTheReserveAndTakeAgainWithAQuarterMore() {
    SpaceWatch watch = watch(RESERVE);
    assertTrue(watch.hasRoom());
    assertFalse(seen(watch, RESERVE - 1));
    assertFalse(seen(watch, RESERVE));
    assertFalse(seen(watch, RESERVE + RESERVE / 4 - 1));
    assertTrue(seen(watch, RESERVE + RESERVE / 4));
    assertTrue(seen(watch, RESERVE));
    assertFalse(seen(watch, 0));
  }

  @Test
  void shouldKnowFromTheFirstMoment() {
    disk.setUsable(RESERVE - 1);
    assertFalse(watch(RESERVE).hasRoom());
  }

  @Test
  void shouldNeverRefuseWithoutAReserve() {
    SpaceWatch watch = watch(0);
    assertTrue(seen(watch, 0));
  }

  @Test
  void shouldRefuseAReserveThatIsNone() {
    assertThrows(IllegalArgumentException.class, () -> new RoomSettings(-1, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new RoomSettings(0, -1, 0));
    assertThrows(IllegalArgumentException.class, () -> new RoomSettings(0, 0, -1));
  }

  @Test
  void shouldKeepToWhatItSawLastWhenTheDiskDoesNotTell() {
    SpaceWatch watch = watch(RESERVE);
    assertTrue(seen(watch, MadeUpDisk.BROKEN));
    assertFalse(seen(watch, 1));
    assertFalse(seen(watch, MadeUpDisk.BROKEN));
    assertTrue(seen(watch, 2 * RESERVE));
  }

  @Test
  void shouldLookByItselfUntilClosed() {
    try (SpaceWatch watch = watch(RESERVE)) {
      watch.start();
      disk.setUsable(0);
      await().atMost(Duration.ofSeconds(30)).until(() -> !watch.hasRoom());
      disk.setUsable(Long.MAX_VALUE);
      await().atMost(Duration.ofSeconds(30)).until(watch::hasRoom);
      assertTrue(disk.asked() >= 3);
      assertEquals(1, Thread.getAllStackTraces().keySet().stream().filter(this::isWatch).count());
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> Thread.getAllStackTraces().keySet().stream().noneMatch(this::isWatch));
  }

  private boolean isWatch(Thread thread) {
    return thread.getName().equals("zaiko-disk-space");
  }
}

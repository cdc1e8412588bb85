package io.zaiko.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CreditPoolTest {
  @Test
  void shouldSetAFloorAsideForEveryConnectionThatMayCome() {
    CreditPool pool = new CreditPool(65_536, 1024, 4096);

    int granted = pool.grantExtra();

    assertEquals(4080, granted, "an eighth of 65,536 - 1,024 x 16, but at most 4,080");
  }

  @Test
  void shouldGrantAnEighthOfWhatRemains() {
    CreditPool pool = new CreditPool(1024, 4, 4096);

    assertEquals((1024 - 64) / 8, pool.grantExtra());
    assertEquals((1024 - 64 - 120) / 8, pool.grantExtra());
  }

  @Test
  void shouldGrantNothingOnTopWhenTheFloorsTakeItAll() {
    CreditPool pool = new CreditPool(64, 4, 4096);

    assertEquals(0, pool.grantExtra());
  }

  @Test
  void shouldGrantNoMoreThanConfigured() {
    assertEquals(84, new CreditPool(65_536, 4, 100).grantExtra());
    assertEquals(0, new CreditPool(65_536, 4, 16).grantExtra());
  }

  @Test
  void shouldNeverGrantMoreThanTheRingHasSlots() {
    Random random = new Random(7450);
    for (int round = 0; round < 100; round++) {
      int seats = 1 + random.nextInt(100);
      int slots = seats * CreditPool.FLOOR + random.nextInt(10_000);
      CreditPool pool = new CreditPool(slots, seats, 4096);
      int total = 0;
      for (int i = 0; i < seats; i++) {
        assertTrue(pool.takeSeat());
        total += CreditPool.FLOOR + pool.grantExtra();
      }
      assertTrue(total <= slots, () -> "round with " + seats + " seats and " + slots + " slots");
      assertFalse(pool.takeSeat());
    }
  }

  @Test
  void shouldGrantAgainWhatWasGivenBack() {
    CreditPool pool = new CreditPool(1024, 1, 4096);
    assertTrue(pool.takeSeat());
    int granted = pool.grantExtra();

    pool.leaveSeat(granted);

    assertTrue(pool.takeSeat());
    assertEquals(granted, pool.grantExtra());
  }

  @Test
  void shouldRefuseARingThatCannotHoldAllFloors() {
    GatewayException refused =
        assertThrows(GatewayException.class, () -> new CreditPool(8192, 1024, 4096));

    assertEquals(
        "A command ring of 8192 slots is too small for 1024 connections with 16 commands each:"
            + " allow at most 512 connections, or give the ring 16384 slots",
        refused.getMessage());
  }

  @Test
  void shouldTellWhenTheLastSeatIsLeft() throws InterruptedException {
    CreditPool pool = new CreditPool(1024, 2, 4096);
    pool.takeSeat();
    assertFalse(pool.awaitEmpty(1_000));
    Thread leaving = new Thread(() -> pool.leaveSeat(0));

    leaving.start();

    assertTrue(pool.awaitEmpty(60_000_000_000L));
    leaving.join();
  }
}

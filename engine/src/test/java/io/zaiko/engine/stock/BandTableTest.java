package io.zaiko.engine.stock;

import static io.zaiko.engine.stock.BandTable.ALL_CHANNELS;
import static io.zaiko.engine.stock.BandTable.ALL_SKUS;
import static io.zaiko.engine.stock.BandTable.GOOD;
import static io.zaiko.engine.stock.BandTable.LOW;
import static io.zaiko.engine.stock.BandTable.OUT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.engine.memory.OffHeapMemory;
import io.zaiko.engine.memory.StateHash;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Rule 29: bands, their marks and their hysteresis. */
final class BandTableTest {
  private static final int APPLE = 3;
  private static final int PEAR = 4;
  private static final int EC = 1;
  private static final int POS = 0;
  private static final int BILLION = 1_000_000_000;

  @AutoClose private final OffHeapMemory memory = new OffHeapMemory();
  private final StateHash stateHash = new StateHash();
  private final BandTable bands = new BandTable(memory, 2, stateHash);

  private void assertMarks(int low, int hysteresis, int sku, int channel) {
    long marks = bands.marks(sku, channel);
    assertEquals(low, BandTable.low(marks));
    assertEquals(hysteresis, BandTable.hysteresis(marks));
  }

  @Test
  void shouldHaveMarksOfZeroWhereNothingWasSaid_rule29() {
    assertFalse(bands.isSet());
    assertEquals(0, bands.marks(APPLE, EC));
  }

  @Test
  void shouldAskTheSkuBeforeAllAndTheChannelBeforeAll_rule29() {
    bands.set(ALL_SKUS, ALL_CHANNELS, 1, 10);
    assertTrue(bands.isSet());
    assertMarks(1, 10, APPLE, EC);

    bands.set(ALL_SKUS, EC, 2, 20);
    assertMarks(2, 20, APPLE, EC);
    assertMarks(1, 10, APPLE, POS);

    bands.set(APPLE, ALL_CHANNELS, 3, 30);
    assertMarks(3, 30, APPLE, EC);
    assertMarks(2, 20, PEAR, EC);

    bands.set(APPLE, EC, 4, 40);
    assertMarks(4, 40, APPLE, EC);
    assertMarks(3, 30, APPLE, POS);

    bands.set(APPLE, EC, 0, 0);
    assertMarks(0, 0, APPLE, EC);
    assertEquals(0, bands.marks(APPLE, EC), "marks of 0 go before what is said of all");
  }

  @Test
  void shouldHoldTheLargestMarks_rule1() {
    bands.set(APPLE, EC, BILLION, BILLION);

    assertMarks(BILLION, BILLION, APPLE, EC);
    assertEquals(LOW, BandTable.band(BILLION, bands.marks(APPLE, EC), true));
  }

  @Test
  void shouldForgetWhatWasSaidOfADeletedSku_rule24() {
    bands.set(ALL_SKUS, EC, 2, 20);
    long before = stateHash.value();
    bands.forget(PEAR);
    assertEquals(before, stateHash.value(), "nothing was said of it");

    bands.set(APPLE, EC, 4, 40);
    bands.forget(APPLE);

    assertMarks(2, 20, APPLE, EC);
    assertEquals(bands.recomputeHash(10), stateHash.value());
  }

  @Test
  void shouldCountSkusWithBandsOfTheirOwnAgainstTheCapacity_rule29() {
    bands.set(APPLE, EC, 1, 1);
    bands.set(APPLE, POS, 1, 1);
    assertTrue(bands.hasRoomFor(PEAR));
    bands.set(PEAR, EC, 1, 1);

    assertFalse(bands.hasRoomFor(5));
    assertTrue(bands.hasRoomFor(PEAR));
    assertTrue(bands.hasRoomFor(ALL_SKUS));
    bands.forget(PEAR);
    assertFalse(bands.hasRoomFor(5), "deleting frees no capacity");
  }

  @Test
  void shouldJudgeAnAtsByItsMarks_rule29() {
    bands.set(ALL_SKUS, ALL_CHANNELS, 3, 2);
    long marks = bands.marks(APPLE, EC);

    assertEquals(OUT, BandTable.band(0, marks, true));
    assertEquals(LOW, BandTable.band(1, marks, false));
    assertEquals(LOW, BandTable.band(3, marks, false));
    assertEquals(GOOD, BandTable.band(4, marks, false));
    assertEquals(LOW, BandTable.band(4, marks, true));
    assertEquals(LOW, BandTable.band(5, marks, true));
    assertEquals(GOOD, BandTable.band(6, marks, true));
    assertEquals(OUT, BandTable.band(0, 0, false));
    assertEquals(GOOD, BandTable.band(1, 0, false));
  }

  @Test
  void shouldStayLowUntilAboveTheHysteresis_rule29() {
    bands.set(ALL_SKUS, ALL_CHANNELS, 3, 2);
    long marks = bands.marks(APPLE, EC);
    int[] units = {6, 4, 3, 4, 5, 6, 5, 4, 0, 4};
    int[] expected = {GOOD, GOOD, LOW, LOW, LOW, GOOD, GOOD, GOOD, OUT, LOW};

    boolean lowered = false;
    for (int i = 0; i < units.length; i++) {
      lowered = BandTable.isLowered(units[i], marks, lowered);
      assertEquals(expected[i], BandTable.band(units[i], marks, lowered), "step " + i);
    }
  }

  @Test
  void shouldOnlyEndBeingLowWhileBothMarksAreZero_rule29() {
    assertFalse(BandTable.isLowered(0, 0, false));
    assertTrue(BandTable.isLowered(0, 0, true));
    assertFalse(BandTable.isLowered(1, 0, true));
  }

  @Test
  void shouldKeepItsHashUpToDate_rule26() {
    try (OffHeapMemory other = new OffHeapMemory()) {
      StateHash hash = new StateHash();
      BandTable table = new BandTable(other, 50, hash);
      Random random = new Random(29);
      for (int i = 0; i < 2_000; i++) {
        int sku = random.nextInt(101) - 1;
        if (sku != ALL_SKUS && random.nextInt(5) == 0) {
          table.forget(sku);
        } else if (table.hasRoomFor(sku)) {
          int channel = random.nextInt(17);
          int slot = channel == 16 ? ALL_CHANNELS : channel;
          table.set(sku, slot, random.nextInt(4), random.nextInt(4));
        }
      }
      assertEquals(table.recomputeHash(100), hash.value());
    }
  }
}

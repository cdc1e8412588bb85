package io.zaiko.engine.stock;

import static io.zaiko.engine.stock.ChangeLog.BAND;
import static io.zaiko.engine.stock.ChangeLog.LEAST_CAPACITY;
import static io.zaiko.engine.stock.ChangeLog.LEVEL;
import static io.zaiko.engine.stock.ChangeLog.OVERSELL_CHANGED;
import static io.zaiko.engine.stock.ChangeLog.OVERSELL_CLOSED;
import static io.zaiko.engine.stock.ChangeLog.OVERSELL_OPENED;
import static io.zaiko.engine.stock.ChangeLog.PICKUP_OVERDUE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.engine.memory.OffHeapMemory;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule 30: the change feed's memory. */
final class ChangeLogTest {
  private static final int EC = 1;

  @AutoClose private final OffHeapMemory memory = new OffHeapMemory();
  private final ChangeLog log = new ChangeLog(memory, LEAST_CAPACITY);
  private final ChangeReader reader = new ChangeReader(log);

  private void overdue(long sequence, String id) {
    byte[] bytes = ("xx" + id).getBytes(StandardCharsets.UTF_8);
    log.overdue(sequence, 3, 4, EC, new UnsafeBuffer(bytes), 2, bytes.length - 2);
  }

  private void publishLevels(long first, long last) {
    for (long sequence = first; sequence <= last; sequence++) {
      log.level(sequence, 1, 2);
    }
    log.publish();
  }

  private String id() {
    return reader.id().getStringWithoutLengthUtf8(0, reader.idLength());
  }

  private void assertNext(int kind, long sequence) {
    assertTrue(reader.next());
    assertEquals(kind, reader.kind());
    assertEquals(sequence, reader.sequence());
  }

  @Test
  void shouldStopBeforeWhatIsBeyondASequenceAndGoOnThereLater_rule30() {
    publishLevels(1, 3);
    overdue(3, "order-1");
    log.publish();
    assertTrue(reader.seek(0));

    assertTrue(reader.next(2));
    assertTrue(reader.next(2));
    assertEquals(2, reader.sequence());
    assertFalse(reader.next(2));
    assertFalse(reader.lapped());
    assertTrue(reader.next(3));
    assertEquals(LEVEL, reader.kind());
    assertTrue(reader.next(3));
    assertEquals("order-1", id());
    assertFalse(reader.next(3));
  }

  @Test
  void shouldSayThatItWasOvertakenBeforeItSaysThatNothingIsLeft_rule30() {
    assertTrue(reader.seek(0));
    publishLevels(1, LEAST_CAPACITY + 1);

    assertFalse(reader.next(0));

    assertTrue(reader.lapped());
  }

  @Test
  void shouldTellEachKindOfChangeWhole_rule30() {
    log.level(1, 5, 6);
    log.band(1, 1_999_999, 32_767, EC, BandTable.GOOD, BandTable.OUT);
    log.oversell(2, OVERSELL_OPENED, 3, 4, -1_000_000_000, 1_000_000_000);
    log.oversell(3, OVERSELL_CHANGED, 3, 4, -1, 0);
    log.oversell(4, OVERSELL_CLOSED, 3, 4, 0, 0);
    overdue(4, "order-1");
    log.publish();
    assertTrue(reader.seek(0));

    assertNext(LEVEL, 1);
    assertEquals(5, reader.sku());
    assertEquals(6, reader.location());
    assertEquals(AvailabilityReader.NO_CHANNEL, reader.channel());
    assertEquals(0, reader.idLength());
    assertNext(BAND, 1);
    assertEquals(1_999_999, reader.sku());
    assertEquals(32_767, reader.location());
    assertEquals(EC, reader.channel());
    assertEquals(BandTable.GOOD, reader.bandBefore());
    assertEquals(BandTable.OUT, reader.band());
    assertNext(OVERSELL_OPENED, 2);
    assertEquals(-1_000_000_000, reader.sellable());
    assertEquals(1_000_000_000, reader.reserved());
    assertNext(OVERSELL_CHANGED, 3);
    assertEquals(-1, reader.sellable());
    assertNext(OVERSELL_CLOSED, 4);
    assertEquals(0, reader.sellable());
    assertNext(PICKUP_OVERDUE, 4);
    assertEquals(EC, reader.channel());
    assertEquals("order-1", id());
    assertFalse(reader.next());
    assertFalse(reader.lapped());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 23, 24, 25, 48, 49, 64})
  void shouldTellAnIdOfAnyLength_rule30(int length) {
    overdue(1, "é".repeat(length / 2) + "x".repeat(length % 2));
    overdue(2, "z".repeat(length));
    log.level(3, 1, 2);
    log.publish();
    assertTrue(reader.seek(0));

    assertNext(PICKUP_OVERDUE, 1);
    assertEquals("é".repeat(length / 2) + "x".repeat(length % 2), id());
    assertNext(PICKUP_OVERDUE, 2);
    assertEquals("z".repeat(length), id());
    assertNext(LEVEL, 3);
  }

  @Test
  void shouldShowNothingBeforeItIsPublished_rule27() {
    assertTrue(reader.seek(0));
    log.level(1, 1, 2);
    assertFalse(reader.next());

    log.publish();
    assertNext(LEVEL, 1);
    assertFalse(reader.next());
  }

  @Test
  void shouldFollowFromAnySequenceThatIsKept_rule30() {
    for (long sequence = 1; sequence <= 300; sequence++) {
      if (sequence % 3 != 0) {
        log.level(sequence, 1, 2);
        overdue(sequence, "an-id-that-takes-two-entries-more");
      }
    }
    log.publish();
    for (long from = 0; from < 299; from++) {
      assertTrue(reader.seek(from));
      assertNext(LEVEL, (from + 1) % 3 == 0 ? from + 2 : from + 1);
    }
    assertTrue(reader.seek(299));
    assertFalse(reader.next());
  }

  @Test
  void shouldTellNothingUpToASequenceThatIsStillToCome_rule30() {
    assertTrue(reader.seek(2));
    publishLevels(1, 4);

    assertNext(LEVEL, 3);
    assertNext(LEVEL, 4);
    assertFalse(reader.next());
  }

  @Test
  void shouldSayThatThePointIsTooOldBeforeTheLogBegan_rule30() {
    log.startAt(500);
    assertFalse(reader.seek(499));
    assertFalse(reader.next());
    assertFalse(reader.lapped(), "it never followed");
    assertTrue(reader.seek(500));

    publishLevels(501, 502);
    assertNext(LEVEL, 501);
    assertFalse(reader.seek(499));
  }

  @Test
  void shouldSayThatThePointIsTooOldOnceItIsOverwritten_rule30() {
    publishLevels(1, LEAST_CAPACITY);
    assertTrue(reader.seek(0), "all that ever was is kept");

    publishLevels(LEAST_CAPACITY + 1, LEAST_CAPACITY + 1);
    assertFalse(reader.seek(0));
    assertFalse(reader.seek(LEAST_CAPACITY / 8), "about to be overwritten");
    long kept = LEAST_CAPACITY / 8 + 2;
    assertTrue(reader.seek(kept));
    assertNext(LEVEL, kept + 1);
  }

  @Test
  void shouldFollowTheRingRoundAndRound_rule30() {
    assertTrue(reader.seek(0));
    for (long sequence = 1; sequence <= 5 * LEAST_CAPACITY; sequence++) {
      if (sequence % 7 == 0) {
        overdue(sequence, "an-id-that-takes-two-entries-more-" + sequence);
      } else {
        log.level(sequence, 1, 2);
      }
      log.publish();
      assertNext(sequence % 7 == 0 ? PICKUP_OVERDUE : LEVEL, sequence);
      if (sequence % 7 == 0) {
        assertEquals("an-id-that-takes-two-entries-more-" + sequence, id());
      }
    }
    assertFalse(reader.next());
    assertFalse(reader.lapped());
  }

  @Test
  void shouldNoticeThatItWasLappedUntilItSeeksAnew_rule30() {
    publishLevels(1, 10);
    assertTrue(reader.seek(0));
    assertNext(LEVEL, 1);
    publishLevels(11, LEAST_CAPACITY + 1);
    assertNext(LEVEL, 2);

    publishLevels(LEAST_CAPACITY + 2, LEAST_CAPACITY + 3);
    assertFalse(reader.next());
    assertTrue(reader.lapped());
    assertFalse(reader.next(), "for good");

    assertFalse(reader.seek(2));
    assertTrue(reader.seek(LEAST_CAPACITY));
    assertFalse(reader.lapped());
    assertNext(LEVEL, LEAST_CAPACITY + 1);
  }

  /** A batch may write more than the ring holds before it is published. */
  @Test
  void shouldBeLappedByABatchLargerThanTheRing_rule30() {
    publishLevels(1, 1);
    assertTrue(reader.seek(0));
    for (int i = 0; i < 3 * LEAST_CAPACITY; i++) {
      log.level(2, i, 2);
    }
    assertFalse(reader.next());
    assertTrue(reader.lapped());
    assertFalse(reader.seek(1), "nothing that is kept is shown yet");

    log.publish();
    assertFalse(reader.seek(1), "part of sequence 2 is lost");
    assertTrue(reader.seek(2));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 512, 1_000, 1_025, 1 << 26})
  void shouldRefuseACapacityThatIsNoRing(int capacity) {
    assertThrows(IllegalArgumentException.class, () -> new ChangeLog(memory, capacity));
  }
}

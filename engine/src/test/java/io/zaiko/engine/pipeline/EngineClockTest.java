package io.zaiko.engine.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Rule 25: engine time never goes back. Time is what the test says. */
final class EngineClockTest {
  private static final long NOON = 1_795_348_800_000_000L;
  private static final long SECOND = 1_000_000;
  private static final long HOUR = 3600 * SECOND;

  private long wall = NOON;
  private long nanos = 5_000_000_000L;

  private EngineClock clock(long journalMicros) {
    return new EngineClock(() -> wall, () -> nanos, journalMicros);
  }

  private void pass(long micros) {
    wall += micros;
    nanos += micros * 1_000;
  }

  @Test
  void shouldRunWithTheWallClockThatDoesNotJump() {
    EngineClock clock = clock(0);
    assertEquals(NOON, clock.timeMicros());
    pass(123);
    assertEquals(NOON + 123, clock.timeMicros());
    pass(HOUR);
    assertEquals(NOON + 123 + HOUR, clock.timeMicros());
    assertEquals(0, clock.jumps());
  }

  @Test
  void shouldLoseNothingOfNanosecondsThatMakeNoMicrosecond() {
    long start = nanos;
    EngineClock clock = new EngineClock(() -> NOON + (nanos - start) / 1_000, () -> nanos, 0);
    for (int i = 0; i < 10_000; i++) {
      nanos += 999;
      clock.timeMicros();
    }
    assertEquals(NOON + 9_990, clock.timeMicros());
  }

  @Test
  void shouldLeanHoweverOftenItIsRead() {
    EngineClock clock = clock(0);
    wall -= HOUR;
    for (int i = 0; i < 10_000; i++) {
      pass(1);
      clock.timeMicros();
    }
    assertEquals(NOON + 9_000, clock.timeMicros());
  }

  @Test
  void shouldIgnoreTheGranularityOfTheWallClock() {
    EngineClock clock = new EngineClock(() -> wall / 1_000 * 1_000, () -> nanos, 0);
    for (int i = 0; i < 10_000; i++) {
      pass(7);
      clock.timeMicros();
    }
    assertEquals(wall, clock.timeMicros());
  }

  @Test
  void shouldFollowAJumpForwardATenthFaster() {
    EngineClock clock = clock(0);
    wall += HOUR;
    assertEquals(NOON, clock.timeMicros());
    assertEquals(1, clock.jumps());
    pass(10 * SECOND);
    assertEquals(NOON + 11 * SECOND, clock.timeMicros());
    pass(20 * HOUR);
    assertEquals(wall, clock.timeMicros());
    assertEquals(1, clock.jumps());
  }

  @Test
  void shouldFollowAJumpBackATenthSlower() {
    EngineClock clock = clock(0);
    wall -= HOUR;
    assertEquals(NOON, clock.timeMicros());
    assertEquals(1, clock.jumps());
    pass(10 * SECOND);
    assertEquals(NOON + 9 * SECOND, clock.timeMicros());
    pass(20 * HOUR);
    assertEquals(wall, clock.timeMicros());
  }

  @Test
  void shouldNotRaiseTheAlarmForASmallCorrection() {
    EngineClock clock = clock(0);
    wall += SECOND;
    clock.timeMicros();
    wall -= SECOND;
    clock.timeMicros();
    assertEquals(0, clock.jumps());
    wall += SECOND + 1;
    clock.timeMicros();
    assertEquals(1, clock.jumps());
  }

  @Test
  void shouldStartAtTheJournalsTimeIfThatIsLater() {
    EngineClock clock = clock(NOON + HOUR);
    assertEquals(NOON + HOUR, clock.timeMicros());
    assertEquals(1, clock.jumps());
    pass(10 * SECOND);
    assertEquals(NOON + HOUR + 9 * SECOND, clock.timeMicros());
  }

  @Test
  void shouldStartAtTheWallClockIfThatIsLater() {
    EngineClock clock = clock(NOON - 1_000 * HOUR);
    assertEquals(NOON, clock.timeMicros());
    assertEquals(0, clock.jumps());
  }

  @Test
  void shouldNeverGoBackWhateverTheClocksDo() {
    long seed = 20_261_122;
    SplittableRandom random = new SplittableRandom(seed);
    EngineClock clock = clock(0);
    long last = 0;
    int jumps = 0;
    for (int i = 0; i < 20_000; i++) {
      pass(random.nextLong(random.nextBoolean() ? 10 : 10 * SECOND));
      if (random.nextInt(1_000) == 0) {
        long jump = random.nextLong(-HOUR, HOUR);
        wall += jump;
        jumps += Math.abs(jump) > SECOND ? 1 : 0;
      }
      long before = last;
      last = clock.timeMicros();
      assertTrue(last >= before, "seed " + seed + ", reading " + i);
    }
    assertTrue(jumps > 0);
    assertEquals(jumps, clock.jumps());
  }
}

package io.zaiko.bench.recover;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {
  private final Pace pace = new Pace();

  private void at(long records, long seconds) {
    pace.at(records, TimeUnit.SECONDS.toNanos(seconds));
  }

  @Test
  void shouldTellTheRateFromWhereHalfWasDone() {
    at(100, 10);
    at(600, 14);
    at(700, 15);
    at(1_000, 16);

    assertEquals(200, pace.lastHalfPerSecond());
  }

  @Test
  void shouldTellNothingOfWhatWasTooShort() {
    assertEquals(0, pace.lastHalfPerSecond());
    at(400, 10);
    at(1_000, 16);

    assertEquals(0, pace.lastHalfPerSecond());
  }
}

package io.zaiko.cli.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class PaceTest {
  private static final long TEN_SECONDS_MICROS = TimeUnit.SECONDS.toMicros(10);

  @Test
  void shouldNeverWaitAtMaximumSpeed() {
    assertEquals(0, pace("max").waitNs(TEN_SECONDS_MICROS, 0));
  }

  @Test
  void shouldWaitAsLongAsItTookWhenReal() {
    assertEquals(
        TimeUnit.SECONDS.toNanos(7),
        pace("real").waitNs(TEN_SECONDS_MICROS, TimeUnit.SECONDS.toNanos(3)));
  }

  @Test
  void shouldDivideTimeByTheFactor() {
    assertEquals(TimeUnit.SECONDS.toNanos(2), pace("5").waitNs(TEN_SECONDS_MICROS, 0));
    assertEquals(TimeUnit.SECONDS.toNanos(20), pace("0.5").waitNs(TEN_SECONDS_MICROS, 0));
  }

  @Test
  void shouldNotWaitForARowThatIsLate() {
    assertTrue(pace("real").waitNs(TEN_SECONDS_MICROS, TimeUnit.SECONDS.toNanos(11)) < 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "fast", "0", "-1", "NaN", "Infinity", "1x"})
  void shouldRefuseWhatIsNoSpeed(String text) {
    assertThrows(TypeConversionException.class, () -> pace(text));
  }

  private static Pace pace(String text) {
    return new Pace.Converter().convert(text);
  }
}

package io.zaiko.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final StringWriter written = new StringWriter();
  private long nowNs = 42;

  private Progress progress(Style style) {
    return new Progress(new PrintWriter(written), style, () -> nowNs, "rows");
  }

  private void pass(long milliseconds) {
    nowNs += TimeUnit.MILLISECONDS.toNanos(milliseconds);
  }

  @Test
  void shouldSayNothingInTheFirstTwoSeconds() {
    try (Progress progress = progress(Style.PLAIN)) {
      pass(1_999);
      progress.update(500, 0.5);
    }

    assertEquals("", written.toString());
  }

  @Test
  void shouldShowRateAndTimeLeft() {
    try (Progress progress = progress(Style.PLAIN)) {
      pass(4_000);
      progress.update(1_000, 0.25);
    }

    assertEquals(
        "[######..................]  25%  1,000 rows  250/s  ETA 12s",
        written.toString().stripTrailing());
  }

  @Test
  void shouldShowMinutesWhenALotIsLeft() {
    try (Progress progress = progress(Style.PLAIN)) {
      pass(2_000);
      progress.update(10, 0.01);
    }

    assertEquals(
        "[........................]   1%  10 rows  5/s  ETA 3m18s",
        written.toString().stripTrailing());
  }

  @Test
  void shouldLeaveTheTimeLeftOutWhenTheShareIsNotKnown() {
    try (Progress progress = progress(Style.PLAIN)) {
      pass(2_000);
      progress.update(10, -1);
    }

    assertEquals("10 rows  5/s", written.toString().stripTrailing());
  }

  @Test
  void shouldAddALineOnlyNowAndThenWhereThereIsNoTerminal() {
    try (Progress progress = progress(Style.PLAIN)) {
      for (int i = 0; i < 13; i++) {
        pass(1_000);
        progress.update(i, -1);
      }
    }

    assertEquals(2, written.toString().lines().count(), "at 2 s and at 12 s");
  }

  @Test
  void shouldMakeWayForAResultOnATerminal() {
    try (Progress progress = progress(Style.TERMINAL)) {
      progress.clear();
      pass(2_000);
      progress.update(10, -1);
      progress.clear();
      progress.clear();
    }

    String erase = "\r\u001B[K";
    assertEquals(erase + "10 rows  5/s" + erase, written.toString());
  }

  @Test
  void shouldRedrawOneLineOnATerminalAndRemoveIt() {
    try (Progress progress = progress(Style.TERMINAL)) {
      pass(2_000);
      progress.update(10, -1);
      pass(200);
      progress.update(22, -1);
    }

    String erase = "\r\u001B[K";
    assertEquals(erase + "10 rows  5/s" + erase + "22 rows  10/s" + erase, written.toString());
  }
}

package io.zaiko.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.client.CommandAnswer;
import io.zaiko.protocol.sbe.Durability;
import io.zaiko.protocol.sbe.ResultCode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MeterTest {
  private static final long MINUTE_NS = TimeUnit.MINUTES.toNanos(1);

  private final Meter meter = new Meter();

  @Test
  void shouldCountSinceTheLastSampleAndAltogether() {
    meter.command(answer(ResultCode.OK, false), System.nanoTime());
    meter.command(answer(ResultCode.INSUFFICIENT, false), System.nanoTime());
    meter.query();
    Meter.Sample first = meter.sample();
    meter.command(answer(ResultCode.INSUFFICIENT, false), System.nanoTime());
    Meter.Sample second = meter.sample();

    assertEquals(2, first.commands());
    assertEquals(1, first.queries());
    assertEquals(Map.of("INSUFFICIENT", 1L), first.refused());
    assertEquals(1, second.commands());
    assertEquals(0, second.queries());
    assertEquals(Map.of("INSUFFICIENT", 1L), second.refused());
    assertEquals(2, meter.totals().refused(ResultCode.INSUFFICIENT));
    assertEquals(6, meter.totals().oversellsOpened());
  }

  @Test
  void shouldTimeWhatWaitedForTheRestartApart() {
    long longAgo = System.nanoTime() - MINUTE_NS;
    meter.killed();
    meter.command(answer(ResultCode.OK, true), longAgo);
    meter.back();
    meter.command(answer(ResultCode.OK, false), longAgo);
    meter.command(answer(ResultCode.OK, false), System.nanoTime());
    Meter.Sample sample = meter.sample();

    assertEquals(3, sample.commands());
    assertEquals(2, meter.waitedForRestart());
    assertEquals(1, meter.answeredAgain());
    assertTrue(meter.longestWaitNs() >= MINUTE_NS);
    assertTrue(sample.p999Ns() < MINUTE_NS, "an answer, not a restart");
  }

  private static CommandAnswer answer(ResultCode code, boolean repeated) {
    return new CommandAnswer(
        code, 1, 1, 1, 1, Durability.PROCESS, repeated, 2, 0, List.of(), 0, List.of());
  }
}

package io.zaiko.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.zaiko.cli.JsonShape;
import io.zaiko.cli.Terminal;
import io.zaiko.engine.recovery.JournalVerification;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DemoReportTest {
  private final Terminal terminal = new Terminal();
  private final Findings lost = new Findings();

  @Test
  void shouldBeOkWhenNothingIsWrong() throws Exception {
    DemoReport report = report(true);
    report.print(terminal.console().output(true));

    JsonNode json = JsonShape.parse(terminal.outLines().get(0));
    assertTrue(report.isOk());
    assertEquals(
        List.of(
            "stores",
            "skus",
            "seconds",
            "commands",
            "commands_per_second",
            "queries",
            "queries_per_second",
            "p50_us",
            "p99_us",
            "p999_us",
            "refused",
            "holds_expired",
            "oversold_opened",
            "acknowledged_before_kill",
            "away_seconds",
            "recovered",
            "waited",
            "answered_again",
            "longest_wait_seconds",
            "on_hand",
            "reserved",
            "oversold",
            "compared",
            "wrong",
            "digests_checked",
            "state_hash",
            "ok",
            "problem"),
        JsonShape.fields(json));
    assertTrue(json.get("ok").booleanValue());
    assertTrue(json.get("problem").isNull());
  }

  @Test
  void shouldNotBeOkWhenSomethingIsLost() {
    lost.compared();
    lost.wrong("ec request 7 is gone");
    DemoReport report = report(true);
    report.print(terminal.console().output(false));

    assertFalse(report.isOk());
    assertTrue(terminal.out().contains("wrong  ec request 7 is gone"), terminal::out);
    assertTrue(terminal.out().contains("not ok"), terminal::out);
  }

  @Test
  void shouldNotBeOkWhenTheHashesDisagree() {
    DemoReport report = report(false);
    report.print(terminal.console().output(false));

    assertFalse(report.isOk());
    assertTrue(terminal.out().contains("wrong  another state"), terminal::out);
  }

  private DemoReport report(boolean hashesAgree) {
    return new DemoReport(
        new Assortment(2, 3),
        new Meter.Sample(10, 20, new TreeMap<>(), 1, 2, 3, 4),
        2.0,
        new DemoReport.Restart(5, 6, 7, 8, 9, 10),
        new StockRecomputation.Totals(100, 10, 1, 3),
        new DemoReport.Checks(lost, new Findings(), new Findings(), new Findings(), new Findings()),
        new JournalVerification(
            9,
            1,
            9,
            4,
            15,
            hashesAgree,
            hashesAgree ? null : "another state",
            null,
            1,
            9,
            List.of(),
            List.of(),
            false));
  }
}

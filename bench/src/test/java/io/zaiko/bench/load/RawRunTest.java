package io.zaiko.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RawRunTest {
  private static final LatencySummary LATENCY =
      new LatencySummary(7, 1.5, 0.25, 1.125, 2, 3, 4, 5, 6.875);

  @Test
  void shouldReadWhatItWrote() throws IOException {
    RawRun open =
        new RawRun(
            "20261123-101500-000",
            2,
            new Placement("0", null, true),
            Pacing.SPIN,
            Plans.open("query=3,sell=1", 1_000, 2.5).withDurability("disk"),
            new RunResult(
                7,
                2.8,
                999.5,
                Map.of("OVERLOADED", 3L),
                Map.of("all", LATENCY),
                LATENCY,
                List.of("missed \"its\" rate")),
            "a.hlog",
            new DeviceRun(61.5, 5_000.25, 4_100, LATENCY));
    RawRun closed =
        new RawRun(
            "20261123-101500-000",
            1,
            new Placement(null, "1-3", false),
            Pacing.PARK,
            Plans.closed(Target.NETTY_ECHO, "query=1", 256, 1),
            new RunResult(7, 7, 0, Map.of(), Map.of("all", LATENCY), null, List.of()),
            "b.hlog",
            null);

    assertEquals(open, RawRun.fromJson(open.toJson()));
    assertEquals(closed, RawRun.fromJson(closed.toJson()));
    assertEquals(1, open.toJson().lines().count());
  }

  @Test
  void shouldNameTheFieldThatIsWrong() {
    IOException e =
        assertThrows(IOException.class, () -> RawRun.fromJson("{\"target\":\"zaiko\",\"mix\":1}"));
    assertTrue(e.getMessage().contains("durability"), e.getMessage());
    assertThrows(IOException.class, () -> RawRun.fromJson("no json"));
    assertThrows(IOException.class, () -> RawRun.fromJson(""));
  }
}

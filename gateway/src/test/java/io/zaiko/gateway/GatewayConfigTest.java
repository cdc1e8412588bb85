package io.zaiko.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.gateway.GatewayConfig.Deadlines;
import io.zaiko.gateway.GatewayConfig.Limits;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class GatewayConfigTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void shouldListenOnLoopbackByDefault() {
    GatewayConfig config = GatewayConfig.defaults();

    assertTrue(config.listen().getAddress().isLoopbackAddress());
    assertEquals(7450, config.listen().getPort());
    assertFalse(config.insecure());
    assertEquals(1024, config.limits().connections());
  }

  @Test
  void shouldLeaveCoresToTheEngine() {
    assertEquals(1, GatewayConfig.eventLoopsFor(1));
    assertEquals(1, GatewayConfig.eventLoopsFor(2));
    assertEquals(2, GatewayConfig.eventLoopsFor(4));
    assertEquals(4, GatewayConfig.eventLoopsFor(8));
    assertEquals(4, GatewayConfig.eventLoopsFor(64));
  }

  @Test
  void shouldNameWhatIsOutOfRange() {
    assertRefused(
        "Connections must be 1 to 32768, not 0", () -> new Limits(0, 16, 1 << 18, 1 << 20));
    assertRefused(
        "Connections must be 1 to 32768, not 32769",
        () -> new Limits(32_769, 16, 1 << 18, 1 << 20));
    assertRefused(
        "Commands in flight must be 16 or more, not 15", () -> new Limits(1, 15, 1 << 18, 1 << 20));
    assertRefused(
        "The reply ring must be a power of two, 262144 bytes or more, not 300000",
        () -> new Limits(1, 16, 300_000, 1 << 20));
    assertRefused(
        "The reply ring must be a power of two, 262144 bytes or more, not 131072",
        () -> new Limits(1, 16, 1 << 17, 1 << 20));
    assertRefused(
        "The backlog must be 1048576 bytes or more, not 1000",
        () -> new Limits(1, 16, 1 << 18, 1000));
    assertRefused(
        "I/O threads must be 1 to 64, not 0", () -> GatewayConfig.defaults().withEventLoops(0));
    assertRefused(
        "The stall deadline must be a millisecond or more, not PT0S",
        () -> new Deadlines(SECOND, SECOND, Duration.ZERO, SECOND));
  }

  @Test
  void shouldKnowItsShortestDeadline() {
    Duration two = Duration.ofSeconds(2);
    assertEquals(SECOND, new Deadlines(SECOND, two, two, two).shortest());
    assertEquals(SECOND, new Deadlines(two, SECOND, two, two).shortest());
    assertEquals(SECOND, new Deadlines(two, two, SECOND, two).shortest());
    assertEquals(SECOND, new Deadlines(two, two, two, SECOND).shortest());
  }

  private static void assertRefused(String message, Executable executable) {
    assertEquals(message, assertThrows(GatewayException.class, executable).getMessage());
  }
}

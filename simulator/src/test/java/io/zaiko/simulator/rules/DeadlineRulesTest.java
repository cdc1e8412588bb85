package io.zaiko.simulator.rules;

import static io.zaiko.protocol.sbe.ResultCode.ALREADY_EXISTS;
import static io.zaiko.protocol.sbe.ResultCode.ILLEGAL_STATE;
import static io.zaiko.protocol.sbe.ResultCode.OK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.engine.core.EngineConfig;
import io.zaiko.protocol.sbe.ReservationState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules 11 and 12: orders that are not picked up, and how long what is over is kept. */
final class DeadlineRulesTest {
  private static final Duration DAY = Duration.ofDays(1);

  @AutoClose private final EngineFixture engine = new EngineFixture();

  @BeforeEach
  void holdTwo() {
    engine.receive("apple@shibuya=2");
    engine.reserve("order-1", "apple@shibuya=2");
  }

  private long in(Duration duration) {
    return engine.timeMicros() + duration.toNanos() / 1_000;
  }

  @Test
  void shouldTellOnceThatAPickupIsOverdue_rule11() {
    engine.commit("order-1", in(DAY), false);
    long before = engine.sequence();

    engine.after(DAY).tick();
    engine.after(DAY).tick();

    assertEquals(List.of("PICKUP_OVERDUE"), engine.changesAfter(before));
    assertTrue(engine.reservation("order-1").overdue());
    assertEquals(ReservationState.COMMITTED, engine.state("order-1"), "it is only told");
  }

  @Test
  void shouldExpireAtTheDeadlineOnlyIfTheOrderSaysSo_rule11() {
    engine.commit("order-1", in(DAY), true);
    engine.stage("order-1");

    engine.after(DAY.minusNanos(1_000)).tick();
    assertEquals(ReservationState.STAGED, engine.state("order-1"));
    engine.after(Duration.ofNanos(1_000)).tick();

    assertEquals(ReservationState.EXPIRED, engine.state("order-1"));
    assertEquals(2, engine.ats("apple@shibuya", EngineFixture.EC));
  }

  @Test
  void shouldGiveAnOrderAnotherDeadline_rule11() {
    engine.commit("order-1", in(DAY), false);
    engine.after(DAY).tick();

    engine.extendTo("order-1", in(DAY));

    assertFalse(engine.reservation("order-1").overdue());
    assertEquals(in(DAY), engine.reservation("order-1").deadline());
  }

  @Test
  void shouldNotGiveAHoldADeadlineNorAnOrderAHold_rule11() {
    assertEquals(ILLEGAL_STATE, engine.extendTo("order-1", in(DAY)).code());
    engine.commit("order-1");
    assertEquals(ILLEGAL_STATE, engine.extend("order-1", DAY).code());
  }

  @Test
  void shouldKeepWhatWasClosedForAnHour_rule12() {
    engine.release("order-1");
    engine.after(Duration.ofMinutes(60).minusNanos(1_000));
    assertEquals(ALREADY_EXISTS, engine.reserve("order-1", "apple@shibuya=1").code());

    engine.after(Duration.ofNanos(1_000));
    assertEquals(OK, engine.reserve("order-1", "apple@shibuya=1").code(), "the id is free again");
  }

  @Test
  void shouldKeepWhatWasFulfilledForThirtyDays_rule12() {
    engine.commit("order-1");
    engine.fulfil("order-1", "apple@shibuya=1");
    engine.release("order-1");

    engine.after(DAY.multipliedBy(30).minusNanos(1_000));
    assertEquals(ALREADY_EXISTS, engine.reserve("order-1", "apple@shibuya=1").code());
    engine.after(Duration.ofNanos(1_000));
    assertEquals(OK, engine.reserve("order-1", "apple@shibuya=1").code());
  }

  /** However many there are to forget at once: none of them takes the room of one that is kept. */
  @Test
  void shouldForgetWhatIsOverBeforeWhatIsKept_rule12() {
    EngineConfig scarce = new TestConfig().skus(300).lines(256).build();
    try (EngineFixture small = new EngineFixture(scarce)) {
      String[] lines = new String[254];
      for (int i = 0; i < lines.length; i++) {
        small.defineSku("sku-" + i);
        lines[i] = "sku-" + i + "@shibuya=1";
      }
      small.receive(lines);
      small.receive("apple@shibuya=30");
      small.reservePaid("handed-over", "apple@shibuya=1");
      small.fulfil("handed-over");
      small.after(Duration.ofMinutes(1));
      for (int i = 0; i < 20; i++) {
        small.reserve("hold-" + i, "apple@shibuya=1");
        small.release("hold-" + i);
      }

      small.after(Duration.ofHours(1));
      assertEquals(OK, small.reserve("large", lines).code());

      assertEquals(ReservationState.FULFILLED, small.state("handed-over"), "kept for 30 days");
    }
  }
}

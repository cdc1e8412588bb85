package io.zaiko.simulator.rules;

import static io.zaiko.protocol.sbe.ResultCode.EXPIRED;
import static io.zaiko.protocol.sbe.ResultCode.OK;
import static io.zaiko.protocol.sbe.ResultCode.UNKNOWN_RESERVATION;
import static io.zaiko.simulator.rules.EngineFixture.EC;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zaiko.protocol.sbe.ReservationState;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules 15 and 25: holds end in engine time, before the record that comes at or after it. */
final class ExpiryRulesTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration MICROSECOND = Duration.ofNanos(1_000);

  @AutoClose private final EngineFixture engine = new EngineFixture();

  @BeforeEach
  void stock() {
    engine.receive("apple@shibuya=5");
  }

  @Test
  void shouldFreeTheUnitsOfAHoldThatIsDue_rule15() {
    engine.reserve("order-1", EC, MINUTE, "apple@shibuya=5");
    assertEquals(0, engine.ats("apple@shibuya", EC));

    engine.after(MINUTE).tick();

    assertEquals(5, engine.ats("apple@shibuya", EC));
    assertEquals(ReservationState.EXPIRED, engine.state("order-1"));
    assertEquals(5, engine.onlyLine("order-1").expired());
  }

  @Test
  void shouldNotExpireAMicrosecondEarly_rule15() {
    engine.reserve("order-1", EC, MINUTE, "apple@shibuya=5");

    engine.after(MINUTE.minus(MICROSECOND)).tick();
    assertEquals(ReservationState.HELD, engine.state("order-1"));

    engine.after(MICROSECOND).tick();
    assertEquals(ReservationState.EXPIRED, engine.state("order-1"));
  }

  @Test
  void shouldExpireBeforeTheCommandOfThatMomentIsApplied_rule15() {
    engine.reserve("order-1", EC, MINUTE, "apple@shibuya=5");

    assertEquals(OK, engine.after(MINUTE).reserve("order-2", "apple@shibuya=5").code());
  }

  @Test
  void shouldShowTheStateOfItsSequenceUntilTheEngineGetsToIt_rule15() {
    engine.reserve("order-1", EC, MINUTE, "apple@shibuya=5");
    long expiry = engine.timeMicros() + 60_000_000;

    assertEquals(expiry, engine.reservation("order-1").expiresAt());
    assertEquals(expiry, engine.dispatcher().nextDeadlineMicros());
    engine.after(MINUTE);
    assertEquals(ReservationState.HELD, engine.state("order-1"), "nothing was applied since");
  }

  @Test
  void shouldAnswerExpiredToAnyCommand_rule11() {
    engine.reserve("order-1", EC, MINUTE, "apple@shibuya=5");
    engine.after(MINUTE);

    assertEquals(EXPIRED, engine.commit("order-1").code());
    assertEquals(EXPIRED, engine.extend("order-1", MINUTE).code());
    assertEquals(EXPIRED, engine.release("order-1").code());
    assertEquals(EXPIRED, engine.fulfil("order-1").code());
  }

  @Test
  void shouldHoldFromNowOnWhenExtended_rule15() {
    engine.reserve("order-1", EC, MINUTE, "apple@shibuya=5");
    engine.after(Duration.ofSeconds(59)).extend("order-1", MINUTE);

    engine.after(Duration.ofSeconds(59)).tick();
    assertEquals(ReservationState.HELD, engine.state("order-1"));
    engine.after(Duration.ofSeconds(1)).tick();
    assertEquals(ReservationState.EXPIRED, engine.state("order-1"));
  }

  @Test
  void shouldHoldAsConfiguredWhenNothingIsSaid_rule15() {
    engine.reserve("order-1", "apple@shibuya=1");

    assertEquals(engine.timeMicros() + 15 * 60_000_000L, engine.reservation("order-1").expiresAt());
  }

  @Test
  void shouldNeverExpireWhatIsCommitted_rule11() {
    engine.reserve("order-1", EC, MINUTE, "apple@shibuya=5");
    engine.commit("order-1");

    engine.after(Duration.ofDays(1_000)).tick();

    assertEquals(ReservationState.COMMITTED, engine.state("order-1"));
    assertEquals(Long.MAX_VALUE, engine.dispatcher().nextDeadlineMicros());
  }

  @Test
  void shouldExpireOnlyWhatIsStillOpen_rule10() {
    engine.reserve("order-1", EC, MINUTE, "apple@shibuya=5");
    engine.release("order-1", "apple@shibuya=2");

    engine.after(MINUTE).tick();

    assertEquals(ReservationState.EXPIRED, engine.state("order-1"));
    assertEquals(2, engine.onlyLine("order-1").released());
    assertEquals(3, engine.onlyLine("order-1").expired());
  }

  /** What was closed first is forgotten first, so the order of expiry can be told. */
  @Test
  void shouldExpireInTheOrderOfDeadlineThenId_rule15() {
    try (EngineFixture small = new EngineFixture(new TestConfig().reservations(3).build())) {
      small.receive("apple@shibuya=10");
      small.reserve("c", EC, MINUTE, "apple@shibuya=1");
      small.reserve("z", EC, MINUTE.minus(MICROSECOND), "apple@shibuya=1");
      small.reserve("b", EC, MINUTE, "apple@shibuya=1");
      small.after(Duration.ofHours(1)).tick();

      small.reserve("1", "apple@shibuya=1");
      assertEquals(UNKNOWN_RESERVATION, small.reservation("z").code());
      assertEquals(ReservationState.EXPIRED, small.state("b"));
      small.reserve("2", "apple@shibuya=1");
      assertEquals(UNKNOWN_RESERVATION, small.reservation("b").code());
      assertEquals(ReservationState.EXPIRED, small.state("c"));
    }
  }
}

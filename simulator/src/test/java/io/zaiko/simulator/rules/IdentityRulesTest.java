package io.zaiko.simulator.rules;

import static io.zaiko.protocol.sbe.ResultCode.IDEMPOTENCY_CONFLICT;
import static io.zaiko.protocol.sbe.ResultCode.INSUFFICIENT;
import static io.zaiko.protocol.sbe.ResultCode.OK;
import static io.zaiko.protocol.sbe.ResultCode.REQUEST_TOO_OLD;
import static io.zaiko.protocol.sbe.ResultCode.SESSION_EXPIRED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.protocol.sbe.SellPolicy;
import io.zaiko.simulator.action.Action;
import io.zaiko.simulator.reference.Answer.Reply;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Rule 21: who sent what before. */
final class IdentityRulesTest {
  private static final int WINDOW = 4;

  @AutoClose
  private final EngineFixture engine =
      new EngineFixture(new TestConfig().requestWindow(WINDOW).sessions(2).clients(3).build());

  private final long session = engine.register("web").session();

  private Reply receive(long session, long requestId, String... lines) {
    return (Reply)
        engine.send(
            new Action.Receive(
                session, requestId, Action.Origin.HERE_AND_NOW, EngineFixture.lines(lines)));
  }

  private long apples() {
    return engine.stock("apple@shibuya").sellable();
  }

  @Test
  void shouldRunACommandOnceHoweverOftenItIsSent_rule21() {
    Reply first = receive(session, 1, "apple@shibuya=5", "kiwi@shibuya=2");
    engine.after(Duration.ofSeconds(1));
    Reply again = receive(session, 1, "apple@shibuya=5", "kiwi@shibuya=2");

    assertEquals(5, apples());
    assertFalse(first.repeated());
    assertTrue(again.repeated());
    assertEquals(first.sequence(), again.sequence());
    assertEquals(first.time(), again.time());
    assertEquals(first.lines(), again.lines());
  }

  @Test
  void shouldRememberRefusalsToo_rule21() {
    Action sale =
        new Action.Sell(
            session,
            1,
            Action.Origin.HERE_AND_NOW,
            SellPolicy.ENFORCE,
            "",
            EngineFixture.lines("apple@shibuya=5"));
    assertEquals(INSUFFICIENT, ((Reply) engine.send(sale)).code());
    receive(session, 2, "apple@shibuya=5");

    assertEquals(INSUFFICIENT, ((Reply) engine.send(sale)).code(), "the first answer again");
  }

  @Test
  void shouldRefuseOtherContentUnderAKnownId_rule21() {
    receive(session, 1, "apple@shibuya=5");

    assertEquals(IDEMPOTENCY_CONFLICT, receive(session, 1, "apple@shibuya=6").code());
    assertEquals(5, apples());
    assertTrue(receive(session, 1, "apple@shibuya=5").repeated(), "the first is still known");
  }

  @Test
  void shouldRunUnseenIdsOfTheWindowInWhateverOrder_rule21() {
    assertEquals(OK, receive(session, 9, "apple@shibuya=1").code());
    assertEquals(OK, receive(session, 6, "apple@shibuya=1").code());
    assertEquals(OK, receive(session, 8, "apple@shibuya=1").code());

    assertEquals(REQUEST_TOO_OLD, receive(session, 5, "apple@shibuya=1").code(), "9 - 4");
    assertEquals(3, apples());
  }

  @Test
  void shouldTakeIdsUpToTheLargestNumber_rule21() {
    assertEquals(OK, receive(session, Long.MAX_VALUE, "apple@shibuya=1").code());
    assertEquals(OK, receive(session, Long.MAX_VALUE - 3, "apple@shibuya=1").code());
    assertEquals(REQUEST_TOO_OLD, receive(session, Long.MAX_VALUE - 4, "apple@shibuya=1").code());
    assertTrue(receive(session, Long.MAX_VALUE, "apple@shibuya=1").repeated());
  }

  @Test
  void shouldForgetIdsThatLeaveTheWindow_rule21() {
    receive(session, 1, "apple@shibuya=5");
    receive(session, 1 + WINDOW, "apple@shibuya=5");

    assertEquals(REQUEST_TOO_OLD, receive(session, 1, "apple@shibuya=5").code());
    assertEquals(10, apples());
  }

  @Test
  void shouldContinueTheSessionOfAName_rule21() {
    receive(session, 7, "apple@shibuya=5");

    assertEquals(session, engine.register("web").session());
    assertEquals(7, engine.register("web").highestRequestId());
  }

  @Test
  void shouldDropTheSessionUsedLongestAgo_rule21() {
    receive(session, 1, "apple@shibuya=1");
    engine.tick();
    engine.defineSku("plum"); // by the fixture's own client, used last
    long third = engine.register("app").session();

    assertEquals(SESSION_EXPIRED, receive(session, 2, "apple@shibuya=1").code());
    assertEquals(OK, receive(third, 1, "apple@shibuya=1").code());
    assertEquals(OK, engine.defineSku("fig").code());
    assertEquals(2, apples());
  }

  @Test
  void shouldContinueTheIdsOfANameWhoseSessionWasDropped_rule21() {
    receive(session, 7, "apple@shibuya=1");
    engine.defineSku("plum");
    engine.register("app");

    long next = engine.register("web").session();

    assertNotEquals(session, next);
    assertEquals(7, engine.register("web").highestRequestId());
    assertEquals(REQUEST_TOO_OLD, receive(next, 7, "apple@shibuya=1").code(), "ran before");
    assertEquals(REQUEST_TOO_OLD, receive(next, 6, "apple@shibuya=1").code(), "may have run");
    assertEquals(OK, receive(next, 8, "apple@shibuya=1").code());
  }

  @Test
  void shouldForgetTheNameDroppedLongestAgo_rule21() {
    receive(session, 7, "apple@shibuya=1");
    engine.register("app");
    engine.register("kiosk"); // the fourth name: the table has room for three

    assertEquals(7, engine.register("web").highestRequestId(), "dropped after till-1");
    assertEquals(0, engine.register("till-1").highestRequestId(), "dropped first");
  }

  @Test
  void shouldNotUseUpAnIdByAnAnswerAboutIdentity_rule21() {
    receive(session, 9, "apple@shibuya=1");
    receive(session, 5, "apple@shibuya=1"); // too old
    receive(session + 1, 10, "apple@shibuya=1"); // no such session

    assertEquals(OK, receive(session, 10, "apple@shibuya=1").code());
    assertEquals(2, apples());
  }

  @Test
  void shouldTreatAnIdWhoseLinesWereOverwrittenAsTooOld_rule21() {
    try (EngineFixture wide = new EngineFixture(new TestConfig().build())) {
      unmatched(wide, 21, 1);
      for (long id = 22; id <= 25; id++) {
        unmatched(wide, id, 255);
      }
      unmatched(wide, 26, 3); // now 1,024 lines are remembered: as many as there is room for

      assertTrue(unmatched(wide, 21, 1).repeated());
      unmatched(wide, 27, 1);
      assertEquals(REQUEST_TOO_OLD, unmatched(wide, 21, 1).code(), "its line is gone");
      assertTrue(unmatched(wide, 22, 255).repeated());
      assertEquals(255, unmatched(wide, 22, 255).lines().size());
    }
  }

  /** A receipt of so many lines, all with an unknown SKU. */
  private static Reply unmatched(EngineFixture engine, long requestId, int count) {
    String[] lines = Collections.nCopies(count, "kiwi@shibuya=1").toArray(String[]::new);
    return (Reply)
        engine.send(
            new Action.Receive(
                engine.session(),
                requestId,
                Action.Origin.HERE_AND_NOW,
                EngineFixture.lines(lines)));
  }
}

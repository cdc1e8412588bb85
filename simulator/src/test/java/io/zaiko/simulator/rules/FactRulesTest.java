package io.zaiko.simulator.rules;

import static io.zaiko.protocol.sbe.ResultCode.CAPACITY_EXCEEDED;
import static io.zaiko.protocol.sbe.ResultCode.INSUFFICIENT;
import static io.zaiko.protocol.sbe.ResultCode.OK;
import static io.zaiko.protocol.sbe.ResultCode.UNMATCHED;
import static io.zaiko.simulator.rules.EngineFixture.EC;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zaiko.protocol.sbe.Bucket;
import io.zaiko.simulator.reference.Answer.LineReply;
import io.zaiko.simulator.reference.Answer.Reply;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Rules 6 to 9: requests may be refused, facts have happened. */
final class FactRulesTest {
  @AutoClose private final EngineFixture engine = new EngineFixture();

  @Test
  void shouldNeverOversellByRequestsAlone_rule6() {
    engine.receive("apple@shibuya=3");

    assertEquals(OK, engine.reserve("order-1", "apple@shibuya=2").code());
    Reply refused = engine.reserve("order-2", "apple@shibuya=2");

    assertEquals(INSUFFICIENT, refused.code());
    assertEquals(List.of(new LineReply(0, INSUFFICIENT, 1)), refused.lines(), "one is left");
    assertEquals(2, engine.stock("apple@shibuya").reserved());
  }

  @Test
  void shouldRecordASaleOfWhatIsNotThere_rule7() {
    assertEquals(OK, engine.sell("apple@shibuya=2").code());

    assertEquals(-2, engine.stock("apple@shibuya").sellable());
    assertEquals(0, engine.ats("apple@shibuya", EC));
  }

  @Test
  void shouldApplyKnownLinesAndListUnknownOnes_rule7() {
    Reply reply =
        engine.receive("apple@shibuya=5", "kiwi@shibuya=6", "apple@mars=7", "pear@umeda=8");

    assertEquals(OK, reply.code());
    assertEquals(
        List.of(new LineReply(1, UNMATCHED, 6), new LineReply(2, UNMATCHED, 7)), reply.lines());
    assertEquals(5, engine.stock("apple@shibuya").sellable());
    assertEquals(8, engine.stock("pear@umeda").sellable());
  }

  @Test
  void shouldRefuseAnEnforcedSaleBeyondAtf_rule8() {
    engine.receive("apple@shibuya=5", "pear@shibuya=1");
    engine.reserve("order-1", "apple@shibuya=3");

    Reply refused = engine.sellEnforced("pear@shibuya=1", "apple@shibuya=2", "apple@shibuya=1");

    assertEquals(INSUFFICIENT, refused.code());
    assertEquals(
        List.of(new LineReply(1, INSUFFICIENT, 2), new LineReply(2, INSUFFICIENT, 2)),
        refused.lines(),
        "both lines of the pair that falls short, with its ATF");
    assertEquals(5, engine.stock("apple@shibuya").sellable());
    assertEquals(1, engine.stock("pear@shibuya").sellable());
  }

  @Test
  void shouldTakeAnEnforcedSaleUpToAtfWhateverTheSafetyStock_rule8() {
    engine.receive("apple@shibuya=5");
    engine.setSafety("shibuya", EngineFixture.POS, 5);

    assertEquals(OK, engine.sellEnforced("apple@shibuya=5").code());
  }

  @Test
  void shouldNotCheckUnknownLinesOfAnEnforcedSale_rule8() {
    engine.receive("apple@shibuya=1");

    Reply reply = engine.sellEnforced("apple@shibuya=1", "kiwi@shibuya=9");

    assertEquals(OK, reply.code());
    assertEquals(List.of(new LineReply(1, UNMATCHED, 9)), reply.lines());
  }

  @Test
  void shouldTellHowManyOversellsAFactOpens_rule9() {
    engine.receive("apple@shibuya=2", "pear@shibuya=2");
    engine.reserve("order-1", "apple@shibuya=1");

    assertEquals(0, engine.sell("apple@shibuya=1").oversellsOpened(), "ATF is 0");
    assertEquals(2, engine.sell("apple@shibuya=1", "pear@shibuya=3").oversellsOpened());
    assertEquals(0, engine.sell("apple@shibuya=1").oversellsOpened(), "open already");
    engine.count(Bucket.SELLABLE, "apple@shibuya=1");
    assertEquals(1, engine.adjust("apple@shibuya=-1").oversellsOpened(), "closed, open again");
  }

  @Test
  void shouldChangeNothingWhenThereIsNoRoomForARecord_rule7() {
    try (EngineFixture small = new EngineFixture(new TestConfig().stock(1).build())) {
      assertEquals(CAPACITY_EXCEEDED, small.receive("apple@shibuya=1", "pear@shibuya=1").code());
      assertEquals(0, small.stock("apple@shibuya").sellable());

      assertEquals(OK, small.receive("apple@shibuya=1").code());
      assertEquals(OK, small.receive("apple@shibuya=1").code(), "needs no new record");
      assertEquals(CAPACITY_EXCEEDED, small.receive("apple@umeda=1").code());
    }
  }
}

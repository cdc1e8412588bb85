package io.zaiko.simulator.rules;

import static io.zaiko.protocol.sbe.ResultCode.INSUFFICIENT;
import static io.zaiko.protocol.sbe.ResultCode.OK;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zaiko.protocol.sbe.Bucket;
import io.zaiko.protocol.sbe.SellPolicy;
import io.zaiko.simulator.reference.Answer.Endangered;
import io.zaiko.simulator.reference.Answer.LineReply;
import io.zaiko.simulator.reference.Answer.Reply;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules 8 and 9: facts that take what was promised, and who is told. */
final class OversellRulesTest {
  @AutoClose private final EngineFixture engine = new EngineFixture();

  @BeforeEach
  void promiseTenOfTen() {
    engine.receive("apple@shibuya=10");
    engine.reservePaid("staged", "apple@shibuya=2");
    engine.stage("staged");
    engine.reserve("old-hold", "apple@shibuya=3");
    engine.reservePaid("order", "apple@shibuya=3");
    engine.reserve("new-hold", "apple@shibuya=2");
  }

  @Test
  void shouldEndangerHoldsFirstTheNewestOfThemBeforeTheOthers_rule9() {
    engine.sell("apple@shibuya=1");
    assertEquals(List.of("new-hold"), engine.endangered("apple@shibuya"));
    engine.sell("apple@shibuya=2");
    assertEquals(List.of("new-hold", "old-hold"), engine.endangered("apple@shibuya"));
    engine.sell("apple@shibuya=6");
    assertEquals(
        List.of("new-hold", "old-hold", "order", "staged"), engine.endangered("apple@shibuya"));
  }

  @Test
  void shouldNameTheEndangeredInTheReplyToAWarnedSale_rule8() {
    Reply reply = engine.sell(SellPolicy.WARN, "", "apple@shibuya=1");

    assertEquals(OK, reply.code(), "the goods are gone, whatever was promised");
    assertEquals(1, reply.oversellsOpened());
    assertEquals(1, reply.endangered());
    assertEquals(
        List.of(new Endangered(0, 0, 2, engine.state("new-hold"), "new-hold")),
        reply.firstEndangered());
  }

  @Test
  void shouldOnlyRecordUnlessAskedToWarn_rule8() {
    Reply reply = engine.sell(SellPolicy.RECORD, "", "apple@shibuya=1");

    assertEquals(1, reply.oversellsOpened());
    assertEquals(0, reply.endangered(), "nobody asked");
  }

  @Test
  void shouldCountWhatAnEnforcedSaleRedeems_rule8() {
    Reply refused = engine.sell(SellPolicy.ENFORCE, "old-hold", "apple@shibuya=4");
    assertEquals(INSUFFICIENT, refused.code(), "3 are its own, nothing else is free");
    assertEquals(List.of(new LineReply(0, INSUFFICIENT, 3)), refused.lines());

    assertEquals(OK, engine.sell(SellPolicy.ENFORCE, "old-hold", "apple@shibuya=3").code());
  }

  @Test
  void shouldNameTheEndangeredWhenACountFindsTooLittle_rule9() {
    Reply reply = engine.count(Bucket.SELLABLE, "apple@shibuya=9");

    assertEquals(1, reply.oversellsOpened());
    assertEquals("new-hold", reply.firstEndangered().get(0).id());
  }

  @Test
  void shouldTellWhenAnOversellOpensChangesAndCloses_rule9() {
    long before = engine.sequence();
    engine.sell("apple@shibuya=1");
    engine.sell("apple@shibuya=1");
    engine.receive("apple@shibuya=5");

    assertEquals(
        List.of("OVERSELL_OPENED", "OVERSELL_CHANGED", "OVERSELL_CLOSED"),
        engine.changesAfter(before).stream().filter(told -> !told.startsWith("BAND")).toList());
  }

  @Test
  void shouldFollowFromAnySequence_rule30() {
    engine.sell("apple@shibuya=1");
    long between = engine.sequence();
    engine.release("staged");

    assertEquals(
        List.of("OVERSELL_CLOSED"),
        engine.changesAfter(between).stream().filter(told -> !told.startsWith("BAND")).toList());
    assertEquals(List.of(), engine.changesAfter(engine.sequence()));
  }

  @Test
  void shouldNameTheFirst16AndCountTheRest_rule9() {
    engine.receive("pear@umeda=20");
    for (int i = 0; i < 20; i++) {
      engine.reserve("hold-" + i, "pear@umeda=1");
    }

    Reply reply = engine.adjust("pear@umeda=-20");

    assertEquals(20, reply.endangered());
    assertEquals(16, reply.firstEndangered().size());
    assertEquals("hold-19", reply.firstEndangered().get(0).id(), "newest first");
    assertEquals("hold-4", reply.firstEndangered().get(15).id());
    assertEquals(20, engine.endangered("pear@umeda").size(), "the rest by query");
  }

  @Test
  void shouldEndangerByTheMomentOfThePromiseNotOfTheCommit_rule9() {
    engine.commit("old-hold");

    engine.sell("apple@shibuya=4");

    assertEquals(List.of("new-hold", "order"), engine.endangered("apple@shibuya"));
  }

  @Test
  void shouldLeaveAtfAsItIsWhenPromisedUnitsLeave_rule9() {
    engine.sell("apple@shibuya=9");
    long before = engine.sequence();

    engine.fulfil("order");
    engine.shorten("staged");

    assertEquals(List.of(), engine.changesAfter(before));
    assertEquals(-4, engine.stock("apple@shibuya").sellable());
    assertEquals(5, engine.stock("apple@shibuya").reserved());
  }
}

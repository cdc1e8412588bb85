package io.zaiko.simulator.rules;

import static io.zaiko.protocol.sbe.ResultCode.INSUFFICIENT;
import static io.zaiko.protocol.sbe.ResultCode.OK;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zaiko.protocol.sbe.Band;
import io.zaiko.protocol.sbe.Bucket;
import io.zaiko.simulator.reference.Answer.LineReply;
import io.zaiko.simulator.reference.Answer.Reply;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Rules 3 and 29: what a channel may have at most, and pages that show no numbers. */
final class QuotaAndBandRulesTest {
  @AutoClose private final EngineFixture engine = new EngineFixture();

  @Test
  void shouldCapWhatAChannelMayHaveOpen_rule3() {
    engine.receive("apple@shibuya=10");
    engine.setQuota("apple@shibuya=3", EngineFixture.EC);
    engine.reserve("order-1", "apple@shibuya=2");

    Reply refused = engine.reserve("order-2", "apple@shibuya=2");

    assertEquals(INSUFFICIENT, refused.code());
    assertEquals(List.of(new LineReply(0, INSUFFICIENT, 1)), refused.lines(), "one is left of 3");
    assertEquals(8, engine.ats("apple@shibuya", EngineFixture.BOPIS), "another channel is free");
  }

  @Test
  void shouldGiveTheQuotaBackWhenAReservationCloses_rule3() {
    engine.receive("apple@shibuya=10");
    engine.setQuota("apple@shibuya=3", EngineFixture.EC);
    engine.reserve("released", "apple@shibuya=1");
    engine.reservePaid("fulfilled", "apple@shibuya=1");
    engine.reserve("expired", EngineFixture.EC, Duration.ofMinutes(1), "apple@shibuya=1");
    assertEquals(0, engine.ats("apple@shibuya", EngineFixture.EC));

    engine.release("released");
    assertEquals(1, engine.ats("apple@shibuya", EngineFixture.EC));
    engine.fulfil("fulfilled");
    assertEquals(2, engine.ats("apple@shibuya", EngineFixture.EC));
    engine.after(Duration.ofMinutes(1)).tick();
    assertEquals(3, engine.ats("apple@shibuya", EngineFixture.EC));
  }

  @Test
  void shouldKeepPromisesWhenTheQuotaFallsBelowThem_rule3() {
    engine.receive("apple@shibuya=10");
    engine.reservePaid("order-1", "apple@shibuya=5");

    assertEquals(OK, engine.setQuota("apple@shibuya=2", EngineFixture.EC).code());

    assertEquals(0, engine.ats("apple@shibuya", EngineFixture.EC));
    assertEquals(OK, engine.fulfil("order-1").code());
  }

  @Test
  void shouldTakeTheCapAway_rule3() {
    engine.receive("apple@shibuya=10");
    engine.setQuota("apple@shibuya=0", EngineFixture.EC);
    engine.setQuota("apple@shibuya=-1", EngineFixture.EC);

    assertEquals(10, engine.ats("apple@shibuya", EngineFixture.EC));
  }

  @Test
  void shouldShowLittleUpToTheLowMark_rule29() {
    engine.setBands(3, 0);
    assertEquals(Band.OUT, engine.band("apple@shibuya", EngineFixture.EC));
    engine.receive("apple@shibuya=3");
    assertEquals(Band.LOW, engine.band("apple@shibuya", EngineFixture.EC));
    engine.receive("apple@shibuya=1");
    assertEquals(Band.GOOD, engine.band("apple@shibuya", EngineFixture.EC));
  }

  @Test
  void shouldNotFlickerBetweenTheMarks_rule29() {
    engine.setBands(3, 2);
    engine.receive("apple@shibuya=6");
    engine.sell("apple@shibuya=2");
    assertEquals(Band.GOOD, engine.band("apple@shibuya", EngineFixture.EC), "4, coming from above");
    engine.sell("apple@shibuya=1");
    assertEquals(Band.LOW, engine.band("apple@shibuya", EngineFixture.EC), "3 is low");
    engine.receive("apple@shibuya=2");
    assertEquals(Band.LOW, engine.band("apple@shibuya", EngineFixture.EC), "5, from below");
    engine.receive("apple@shibuya=1");
    assertEquals(Band.GOOD, engine.band("apple@shibuya", EngineFixture.EC), "6 is above both");
  }

  @Test
  void shouldNotJudgeByACountThatAgreesWithTheBook_rule29() {
    engine.receive("apple@shibuya=4");
    engine.setBands(5, 0);
    assertEquals(Band.LOW, engine.band("apple@shibuya", EngineFixture.EC), "4 is low now");
    engine.count(Bucket.SELLABLE, "apple@shibuya=4");
    engine.setBands(3, 2);

    assertEquals(Band.GOOD, engine.band("apple@shibuya", EngineFixture.EC), "it never changed");
  }
}

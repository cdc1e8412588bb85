package io.zaiko.simulator.rules;

import static io.zaiko.protocol.sbe.ResultCode.CAPACITY_EXCEEDED;
import static io.zaiko.protocol.sbe.ResultCode.ILLEGAL_STATE;
import static io.zaiko.protocol.sbe.ResultCode.INSUFFICIENT;
import static io.zaiko.protocol.sbe.ResultCode.LOCATION_SUSPENDED;
import static io.zaiko.protocol.sbe.ResultCode.OK;
import static io.zaiko.protocol.sbe.ResultCode.UNKNOWN_LOCATION;
import static io.zaiko.protocol.sbe.ResultCode.UNKNOWN_SKU;
import static io.zaiko.protocol.sbe.ResultCode.UNMATCHED;
import static io.zaiko.protocol.sbe.ResultCode.UNREFERENCED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zaiko.protocol.sbe.Bucket;
import io.zaiko.protocol.sbe.Disposition;
import io.zaiko.protocol.sbe.ReservationState;
import io.zaiko.simulator.action.Action.LocationStep;
import io.zaiko.simulator.action.Action.TransferStep;
import io.zaiko.simulator.reference.Answer.LineReply;
import io.zaiko.simulator.reference.Answer.Moved;
import io.zaiko.simulator.reference.Answer.Reply;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules 5, 19a, 20 and 24: goods change their place, and places come and go. */
final class TransferRulesTest {
  @AutoClose private final EngineFixture engine = new EngineFixture();

  @BeforeEach
  void stock() {
    engine.receive("apple@shibuya=10");
  }

  @Test
  void shouldMoveUnitsBetweenBuckets_rule5() {
    engine.move(Bucket.SELLABLE, Bucket.DAMAGED, "apple@shibuya=4");
    engine.move(Bucket.DAMAGED, Bucket.QUALITY_CONTROL, "apple@shibuya=3");

    assertEquals(6, engine.stock("apple@shibuya").sellable());
    assertEquals(1, engine.stock("apple@shibuya").damaged());
    assertEquals(3, engine.stock("apple@shibuya").qualityControl());
  }

  @Test
  void shouldNotMoveWhatIsPromisedOrNotThere_rule5() {
    engine.reserve("order-1", "apple@shibuya=7");

    Reply promised = engine.move(Bucket.SELLABLE, Bucket.DAMAGED, "apple@shibuya=4");
    Reply missing = engine.move(Bucket.BLOCKED, Bucket.SELLABLE, "apple@shibuya=1");

    assertEquals(List.of(new LineReply(0, INSUFFICIENT, 3)), promised.lines());
    assertEquals(List.of(new LineReply(0, INSUFFICIENT, 0)), missing.lines());
  }

  @Test
  void shouldPromiseSendAndReceive_rule19a() {
    engine.requestTransfer("move-1", "shibuya", "umeda", "apple=6");
    assertEquals(ReservationState.COMMITTED, engine.state("move-1"));
    assertEquals(4, engine.ats("apple@shibuya", EngineFixture.EC));

    engine.transfer("move-1", TransferStep.DISPATCH);
    assertEquals(4, engine.stock("apple@shibuya").sellable());
    assertEquals(6, engine.stock("apple@umeda").inTransit());
    assertEquals(0, engine.ats("apple@umeda", EngineFixture.EC), "what is on its way is no stock");

    engine.transfer("move-1", TransferStep.RECEIVE, "apple=2");
    assertEquals(4, engine.stock("apple@umeda").inTransit());
    assertEquals(2, engine.ats("apple@umeda", EngineFixture.EC));
  }

  @Test
  void shouldLoseWhatDidNotArriveAndFindWhatWasNotSent_rule19a() {
    engine.receive("pear@shibuya=5");
    engine.requestTransfer("move-1", "shibuya", "umeda", "apple=6", "pear=5");
    engine.transfer("move-1", TransferStep.DISPATCH);

    engine.transfer("move-1", TransferStep.CLOSE, "apple=4", "pear=7");

    assertEquals(
        List.of(new Moved(0, 6, 4, 2, 0), new Moved(1, 5, 7, 0, 2)),
        engine.reservation("move-1").moved(),
        "two apples lost, two pears found");
    assertEquals(0, engine.stock("apple@umeda").inTransit());
    assertEquals(7, engine.stock("pear@umeda").sellable());
  }

  @Test
  void shouldSendMoreThanWasAskedFor_rule19a() {
    engine.requestTransfer("move-1", "shibuya", "umeda", "apple=2");

    Reply reply = engine.transfer("move-1", TransferStep.DISPATCH, "apple=11");

    assertEquals(OK, reply.code(), "the truck has left");
    assertEquals(-1, engine.stock("apple@shibuya").sellable());
    assertEquals(1, reply.oversellsOpened());
  }

  @Test
  void shouldGiveBackWhatWasNotSent_rule19a() {
    engine.requestTransfer("move-1", "shibuya", "umeda", "apple=6");
    engine.transfer("move-1", TransferStep.DISPATCH, "apple=1");

    assertEquals(OK, engine.cancelTransfer("move-1").code());

    assertEquals(9, engine.ats("apple@shibuya", EngineFixture.EC));
    assertEquals(1, engine.stock("apple@umeda").inTransit(), "that one is on its way");
  }

  @Test
  void shouldListWhatBelongsToNoTransfer_rule19a() {
    Reply reply = engine.transfer("nobody-knows", TransferStep.RECEIVE, "apple=3");

    assertEquals(OK, reply.code());
    assertEquals(List.of(new LineReply(0, UNMATCHED, 3)), reply.lines());
    assertEquals(0, engine.stock("apple@umeda").sellable());
  }

  @Test
  void shouldLetASuspendedLocationFinishButNotBegin_rule20() {
    engine.reservePaid("order-1", "apple@shibuya=2");
    engine.at("shibuya", LocationStep.SUSPEND);

    assertEquals(0, engine.ats("apple@shibuya", EngineFixture.EC));
    assertEquals(LOCATION_SUSPENDED, engine.reserve("order-2", "apple@shibuya=1").code());
    assertEquals(LOCATION_SUSPENDED, engine.sellEnforced("apple@shibuya=1").code());
    assertEquals(
        LOCATION_SUSPENDED, engine.requestTransfer("move-1", "shibuya", "umeda", "apple=1").code());
    assertEquals(OK, engine.sell("apple@shibuya=1").code(), "facts are facts");
    assertEquals(OK, engine.fulfil("order-1").code(), "promises are kept");

    engine.at("shibuya", LocationStep.REOPEN);
    assertEquals(OK, engine.reserve("order-2", "apple@shibuya=1").code());
  }

  @Test
  void shouldNotDeleteWhatStillHoldsSomething_rule24() {
    engine.requestTransfer("move-1", "shibuya", "umeda", "apple=10");
    engine.transfer("move-1", TransferStep.DISPATCH);

    assertEquals(ILLEGAL_STATE, engine.deleteSku("apple").code(), "all of it is on its way");
    assertEquals(ILLEGAL_STATE, engine.deleteLocation("umeda").code());
    assertEquals(ILLEGAL_STATE, engine.deleteLocation("shibuya").code(), "the transfer is live");

    engine.transfer("move-1", TransferStep.CLOSE, "apple=10");
    assertEquals(OK, engine.deleteLocation("shibuya").code());
    assertEquals(UNKNOWN_LOCATION, engine.reserve("order-1", "apple@shibuya=1").code());
  }

  @Test
  void shouldGiveACodeThatComesBackAnotherHandle_rule24() {
    int before = engine.skuHandle("pear");
    engine.deleteSku("pear");
    assertEquals(UNKNOWN_SKU, engine.reserve("order-1", "pear@shibuya=1").code());

    engine.defineSku("pear");

    assertEquals(2, engine.skuHandle("pear"), "not " + before);
  }

  @Test
  void shouldNotLetForgottenTransfersTakeRoom_rule12() {
    try (EngineFixture small = new EngineFixture(new TestConfig().skus(300).build())) {
      String[] skus = new String[200];
      for (int i = 0; i < skus.length; i++) {
        small.defineSku("sku-" + i);
        skus[i] = "sku-" + i + "=1";
      }
      small.receive("apple@shibuya=30");
      small.requestTransfer("live", "shibuya", "umeda", "apple=1");
      for (int i = 0; i < 25; i++) {
        small.requestTransfer("old-" + i, "shibuya", "umeda", "apple=1");
        small.transfer("old-" + i, TransferStep.DISPATCH, Arrays.copyOf(skus, 10));
        small.transfer("old-" + i, TransferStep.CLOSE);
      }
      assertEquals(
          CAPACITY_EXCEEDED,
          small.transfer("live", TransferStep.DISPATCH, skus).code(),
          "250 kept");

      small.after(Duration.ofDays(31));
      assertEquals(OK, small.transfer("live", TransferStep.DISPATCH, skus).code());
    }
  }

  @Test
  void shouldNotBindTermsNorReservationsToACodeThatComesBack_rule24() {
    engine.setQuota("pear@shibuya=1", EngineFixture.EC);
    engine.setPairSafety("pear@shibuya=2", EngineFixture.POS);
    engine.receive("pear@shibuya=1");
    engine.reservePaid("order-1", "pear@shibuya=1");
    engine.fulfil("order-1");
    assertEquals(OK, engine.deleteSku("pear").code());

    engine.defineSku("pear");
    engine.receive("pear@shibuya=5");

    assertEquals(5, engine.ats("pear@shibuya", EngineFixture.EC), "no quota");
    assertEquals(5, engine.ats("pear@shibuya", EngineFixture.POS), "no safety stock");
    Reply back = engine.goodsBack(Disposition.RESELLABLE, "order-1", "pear@shibuya=1");
    assertEquals(List.of(new LineReply(0, UNREFERENCED, 1)), back.lines(), "that was another pear");
  }

  @Test
  void shouldForgetSafetyAndCountOfALocationThatComesBack_rule24() {
    engine.setSafety("umeda", EngineFixture.EC, 3);
    engine.at("umeda", LocationStep.COUNT_OPEN);
    engine.at("umeda", LocationStep.SUSPEND);
    engine.deleteLocation("umeda");

    engine.defineLocation("umeda");
    engine.receive("apple@umeda=5");

    assertEquals(5, engine.ats("apple@umeda", EngineFixture.EC), "open, and nothing hidden");
    assertEquals(OK, engine.at("umeda", LocationStep.COUNT_OPEN).code());
  }
}

package io.zaiko.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.protocol.MessageLines;
import io.zaiko.protocol.MessageShape;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.*;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Offline facts, choices, deadlines, buckets, transfers: everything arrives as it was put in. */
class EncodingOperationsTest {
  private static final Line TEA = Line.of("tea", "ueno", 3);
  private static final Instant DEADLINE = Instant.parse("2020-02-29T12:34:56.789012Z");
  private static final long DEADLINE_MICROS = 1_582_979_696_789_012L;
  private static final Occurrence LATE = Occurrence.ofDevice("till-7", 4711).withTime(DEADLINE);

  private final FakeServer server = new FakeServer();
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final ZaikoClient zaiko = server.client();

  @AfterEach
  void close() {
    zaiko.close();
    server.close();
  }

  private Heard arrived(CommandRequest request) {
    assertEquals(ResultCode.OK, Answers.of(zaiko.send(request)).code());
    List<Heard> commands = server.commands();
    return commands.get(commands.size() - 1);
  }

  /** Rule 22: a fact carries the device, its sequence and when it happened. */
  @Test
  void shouldSendWhereAndWhenAFactOccurred_rule22() {
    Heard receive =
        arrived(ReceiveRequest.of(TEA).withReason("late delivery").withOccurrence(LATE));
    ReceiveDecoder received = new ReceiveDecoder().wrapAndApplyHeader(receive.buffer(), 0, header);
    assertEquals(DEADLINE_MICROS, received.occurredAt());
    assertEquals(4711, received.deviceSequence());
    assertEquals(List.of("", "late delivery", "till-7"), receive.texts());

    Heard sell = arrived(SellRequest.of(TEA).redeeming("R-1").withOccurrence(LATE));
    SellDecoder sold = new SellDecoder().wrapAndApplyHeader(sell.buffer(), 0, header);
    assertEquals(DEADLINE_MICROS, sold.occurredAt());
    assertEquals(4711, sold.deviceSequence());
    assertEquals(List.of("", "R-1", "till-7"), sell.texts());

    Heard returned = arrived(ReturnRequest.of(TEA).withOccurrence(LATE));
    ReturnDecoder back = new ReturnDecoder().wrapAndApplyHeader(returned.buffer(), 0, header);
    assertEquals(DEADLINE_MICROS, back.occurredAt());
    assertEquals(4711, back.deviceSequence());
    assertEquals(List.of("", "", "till-7"), returned.texts());

    Heard adjust = arrived(AdjustRequest.of(TEA).withOccurrence(Occurrence.at(DEADLINE)));
    AdjustDecoder adjusted = new AdjustDecoder().wrapAndApplyHeader(adjust.buffer(), 0, header);
    assertEquals(DEADLINE_MICROS, adjusted.occurredAt());
    assertEquals(0, adjusted.deviceSequence());
    assertEquals(List.of("", "", ""), adjust.texts());
  }

  @Test
  void shouldSendThePolicyThatWarns_rule8() {
    Heard heard = arrived(SellRequest.of(TEA).withPolicy(SellPolicy.WARN));
    SellDecoder sold = new SellDecoder().wrapAndApplyHeader(heard.buffer(), 0, header);
    assertEquals(SellPolicy.WARN, sold.policy());
  }

  @Test
  void shouldSendTheBookThatACountExpects_rule19() {
    CountDecoder decoder = new CountDecoder();
    Heard expecting = arrived(CountRequest.of(TEA).withCut(99).expecting(-2));
    decoder.wrapAndApplyHeader(expecting.buffer(), 0, header);
    assertEquals(YesNo.YES, decoder.expects());
    assertEquals(-2, decoder.expected());
    Heard plain = arrived(CountRequest.of(TEA));
    decoder.wrapAndApplyHeader(plain.buffer(), 0, header);
    assertEquals(YesNo.NO, decoder.expects());
    assertEquals(0, decoder.cut());
  }

  @Test
  void shouldSendTheChoicesOfALine_rule13() {
    server.replies().define("cup", "shibuya");
    Answers.of(zaiko.stock("cup", "shibuya")); // their handles are known now
    Heard heard =
        arrived(
            ReserveRequest.of(
                    "R-1",
                    "EC",
                    TEA,
                    Line.atAnyOf("cup", List.of("ginza", "shibuya"), 2),
                    Line.inRegion("cup", "kanto", 4),
                    Line.atAnyOf("tea", List.of("ginza", "ueno"), 1))
                .asSplit());
    assertEquals(List.of("tea", "ueno", "tea", "ginza", "kanto", "ueno"), heard.codes());
    MessageLines lines = heard.lines();
    assertEquals(Protocol.NO_REF, lines.location(1));
    assertEquals(Protocol.NO_REF, lines.location(2));
    List<List<Integer>> choices = new ArrayList<>();
    for (int i = 0; i < lines.choiceCount(); i++) {
      choices.add(List.of(lines.choiceLine(i), lines.choicePlace(i)));
      assertEquals(i == 2, lines.choiceIsRegion(i));
    }
    assertEquals(
        List.of(List.of(1, -4), List.of(1, 0), List.of(2, -5), List.of(3, -4), List.of(3, -6)),
        choices);
    ReserveDecoder decoder = new ReserveDecoder().wrapAndApplyHeader(heard.buffer(), 0, header);
    assertTrue(decoder.flags().split());
    assertEquals(List.of("R-1", ""), heard.texts());
  }

  @Test
  void shouldKeepChoicesToReservationsAndOnePlaceToALine() {
    Line choosing = Line.atAnyOf("tea", List.of("ueno"), 1);
    assertThrows(IllegalArgumentException.class, () -> SellRequest.of(choosing));
    assertThrows(IllegalArgumentException.class, () -> FulfilRequest.of("R-1", choosing));
    assertThrows(IllegalArgumentException.class, () -> BasketRequest.of("EC", choosing));
    assertThrows(IllegalArgumentException.class, () -> Line.atAnyOf("tea", List.of(), 1));
    assertThrows(IllegalArgumentException.class, () -> Line.inRegion("tea", "", 1));
    assertThrows(
        IllegalArgumentException.class, () -> new Line("tea", "ueno", choosing.choices(), 1));
    assertThrows(IllegalArgumentException.class, () -> new Choices(List.of("ueno"), "kanto"));
  }

  @Test
  void shouldSendWhenAnOrderIsToBePickedUp_rule11() {
    Heard paid =
        arrived(ReserveRequest.of("R-1", "EC", TEA).withDeadline(DEADLINE, OnDeadline.EXPIRE));
    ReserveDecoder reserve = new ReserveDecoder().wrapAndApplyHeader(paid.buffer(), 0, header);
    assertEquals(DEADLINE_MICROS, reserve.deadline());
    assertTrue(reserve.flags().paid());
    assertTrue(reserve.flags().expireAtDeadline());

    Heard committed = arrived(CommitRequest.of("R-1").withDeadline(DEADLINE, OnDeadline.EXPIRE));
    CommitDecoder commit = new CommitDecoder().wrapAndApplyHeader(committed.buffer(), 0, header);
    assertEquals(DEADLINE_MICROS, commit.deadline());
    assertEquals(OnDeadline.EXPIRE, commit.onDeadline());

    Heard extended = arrived(ExtendRequest.until("R-1", DEADLINE));
    ExtendDecoder extend = new ExtendDecoder().wrapAndApplyHeader(extended.buffer(), 0, header);
    assertEquals(DEADLINE_MICROS, extend.deadline());
    assertEquals(0, extend.hold());
  }

  @Test
  void shouldSendWhichReservationAnotherSupersedes_rule16() {
    Heard heard =
        arrived(
            ReserveRequest.of("R-2", "EC", TEA).withHold(Duration.ofMinutes(1)).superseding("R-1"));
    assertEquals(List.of("R-2", "R-1"), heard.texts());
    ReserveDecoder decoder = new ReserveDecoder().wrapAndApplyHeader(heard.buffer(), 0, header);
    assertFalse(decoder.flags().split());
    assertFalse(decoder.flags().expireAtDeadline());
  }

  @Test
  void shouldSendWhereLinesAreReallocated_rule16() {
    Heard heard = arrived(ReallocateRequest.of("R-1", Relocation.of("tea", "ueno", "ginza")));
    assertEquals(List.of("tea", "ueno", "ginza"), heard.codes());
    assertEquals(-1, heard.lines().sku(0));
    assertEquals(-2, heard.lines().location(0));
    assertEquals(-3, heard.lines().destination(0));
    assertEquals(List.of("R-1"), heard.texts());
  }

  @Test
  void shouldSendBetweenWhichBucketsUnitsMove_rule5() {
    Heard heard =
        arrived(MoveRequest.of(Bucket.QUALITY_CONTROL, Bucket.DAMAGED, TEA).withReference("slip"));
    MoveDecoder decoder = new MoveDecoder().wrapAndApplyHeader(heard.buffer(), 0, header);
    assertEquals(Bucket.QUALITY_CONTROL, decoder.from());
    assertEquals(Bucket.DAMAGED, decoder.to());
    assertEquals(3, heard.lines().quantity(0));
    assertEquals(List.of("slip"), heard.texts());
  }

  @Test
  void shouldSendWhatIsSuspendedReopenedCountedOrDeleted() {
    for (CommandRequest request :
        List.of(
            new SuspendRequest("ueno"),
            new ReopenRequest("ueno"),
            new CountOpenRequest("ueno"),
            new CountCloseRequest("ueno"))) {
      Heard heard = arrived(request);
      assertEquals(List.of("ueno"), heard.codes());
      SuspendDecoder same = new SuspendDecoder();
      same.wrap(heard.buffer(), 8, SuspendDecoder.BLOCK_LENGTH, SuspendDecoder.SCHEMA_VERSION);
      assertEquals(-1, same.location());
    }
    DeleteDecoder decoder = new DeleteDecoder();
    Heard sku = arrived(DeleteRequest.sku("tea"));
    assertEquals(CatalogKind.SKU, decoder.wrapAndApplyHeader(sku.buffer(), 0, header).kind());
    assertEquals(List.of("tea"), sku.codes());
    Heard location = arrived(DeleteRequest.location("ueno"));
    assertEquals(
        CatalogKind.LOCATION, decoder.wrapAndApplyHeader(location.buffer(), 0, header).kind());
    assertEquals(-1, decoder.target());
  }

  @Test
  void shouldSendQuotas_rule3() {
    SetQuotaDecoder decoder = new SetQuotaDecoder();
    Heard capped = arrived(new SetQuotaRequest("tea", "ueno", "BOPIS", 5));
    decoder.wrapAndApplyHeader(capped.buffer(), 0, header);
    assertEquals(5, decoder.quantity());
    assertEquals(2, decoder.channel());
    assertEquals(List.of("tea", "ueno"), capped.codes());
    Heard free = arrived(SetQuotaRequest.unlimited("tea", "ueno", "BOPIS"));
    decoder.wrapAndApplyHeader(free.buffer(), 0, header);
    assertEquals(Protocol.NO_QUOTA, decoder.quantity());
  }

  @Test
  void shouldSendBands_rule29() {
    SetBandsDecoder decoder = new SetBandsDecoder();
    Heard all = arrived(SetBandsRequest.ofAll(5, 2));
    decoder.wrapAndApplyHeader(all.buffer(), 0, header);
    assertEquals(5, decoder.low());
    assertEquals(2, decoder.hysteresis());
    assertEquals(YesNo.NO, decoder.forSku());
    assertEquals(Protocol.NO_CHANNEL, decoder.channel());
    Heard one = arrived(SetBandsRequest.ofAll(5, 2).withSku("tea").withChannel("EC"));
    decoder.wrapAndApplyHeader(one.buffer(), 0, header);
    assertEquals(YesNo.YES, decoder.forSku());
    assertEquals(-1, decoder.sku());
    assertEquals(1, decoder.channel());
  }

  @Test
  void shouldSendTransfers_rule19a() {
    Heard request =
        arrived(
            TransferRequest.of("T-1", "ueno", "ginza", SkuLine.of("tea", 7), SkuLine.of("cup", 8)));
    TransferRequestDecoder decoder =
        new TransferRequestDecoder().wrapAndApplyHeader(request.buffer(), 0, header);
    assertEquals(List.of("ueno", "ginza", "tea", "cup"), request.codes());
    assertEquals(-1, decoder.from());
    assertEquals(-2, decoder.to());
    assertEquals(-4, request.lines().sku(1));
    assertEquals(8, request.lines().quantity(1));
    assertEquals(List.of("T-1"), request.texts());
    for (CommandRequest step :
        List.of(
            TransferDispatchRequest.of("T-1", SkuLine.of("tea", 7)),
            TransferReceiveRequest.of("T-1", SkuLine.of("tea", 7)),
            TransferCloseRequest.of("T-1", SkuLine.of("tea", 7)))) {
      Heard heard = arrived(step);
      assertEquals(List.of("tea"), heard.codes());
      assertEquals(7, heard.lines().quantity(0));
      assertEquals(List.of("T-1"), heard.texts());
    }
    assertEquals(0, arrived(TransferDispatchRequest.of("T-1")).lines().count(), "all there is");
    assertEquals(MessageShape.TRANSFER_CANCEL, arrived(new TransferCancelRequest("T-1")).shape());
  }
}

package io.zaiko.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.protocol.MessageShape;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.*;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every request arrives with everything that was put into it. The fake server checks its syntax.
 */
class EncodingTest {
  private static final Line TEA = Line.of("tea", "渋谷", 3);
  private static final Line CUP = Line.of("cup", "ueno", 4);

  private final FakeServer server = new FakeServer();
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private ZaikoClient zaiko;

  @BeforeEach
  void connect() {
    zaiko = ZaikoClient.connect(server.clientConfig().clientName("till").build());
  }

  @AfterEach
  void close() {
    zaiko.close();
    server.close();
  }

  /** Sends a command and returns how it arrived. */
  private Heard arrived(CommandRequest request) {
    return arrived(request, CommandOptions.NONE);
  }

  private Heard arrived(CommandRequest request, CommandOptions options) {
    assertEquals(ResultCode.OK, Answers.of(zaiko.send(request, options)).code());
    List<Heard> commands = server.commands();
    return commands.get(commands.size() - 1);
  }

  private static void assertLines(Heard heard) {
    assertEquals(2, heard.lines().count());
    assertEquals(List.of("tea", "渋谷", "cup", "ueno"), heard.codes());
    assertEquals(3, heard.lines().quantity(0));
    assertEquals(4, heard.lines().quantity(1));
    assertEquals(Protocol.codeRef(0), heard.lines().sku(0));
    assertEquals(Protocol.codeRef(3), heard.lines().location(1));
  }

  @Test
  void shouldBeginEveryCommandWithIdSessionAndReferenceTime() {
    Instant time = Instant.parse("2020-02-29T12:34:56.789012Z");
    Heard heard =
        arrived(
            CommitRequest.of("R-1"), CommandOptions.NONE.withRequestId(17).withReferenceTime(time));
    CommitDecoder decoder = new CommitDecoder().wrapAndApplyHeader(heard.buffer(), 0, header);
    assertEquals(17, decoder.requestId());
    assertEquals(server.replies().session("till"), decoder.session());
    assertEquals(1_582_979_696_789_012L, decoder.referenceTime());
    assertEquals("R-1", decoder.reservationId());
    assertEquals(
        1_582_979_696_789_012L,
        CommandOptions.NONE.withReferenceTimeMicros(1_582_979_696_789_012L).referenceTimeMicros());
  }

  @Test
  void shouldEncodeDefineSku() {
    Heard heard = arrived(new DefineSkuRequest("tea", "緑茶"));
    assertEquals(MessageShape.DEFINE_SKU, heard.shape());
    assertEquals(List.of("tea", "緑茶"), heard.texts());
  }

  @Test
  void shouldEncodeDefineLocation() {
    Heard heard =
        arrived(
            DefineLocationRequest.of("shibuya")
                .withName("Shibuya")
                .withType(LocationType.WAREHOUSE)
                .withChannels(List.of("POS", "BOPIS"))
                .at(35_658_034, 139_701_636)
                .withRegion("Tokyo"));
    DefineLocationDecoder decoder =
        new DefineLocationDecoder().wrapAndApplyHeader(heard.buffer(), 0, header);
    assertEquals(LocationType.WAREHOUSE, decoder.locationType());
    assertEquals(0b101, decoder.channels());
    assertEquals(35_658_034, decoder.latitude());
    assertEquals(139_701_636, decoder.longitude());
    assertEquals(List.of("shibuya", "Shibuya", "Tokyo"), heard.texts());
  }

  @Test
  void shouldLeaveOutWhatIsNotKnownOfALocation() {
    Heard heard = arrived(DefineLocationRequest.of("shibuya"));
    DefineLocationDecoder decoder =
        new DefineLocationDecoder().wrapAndApplyHeader(heard.buffer(), 0, header);
    assertEquals(0, decoder.channels());
    assertEquals(Protocol.NO_COORDINATE, decoder.latitude());
    assertEquals(Protocol.NO_COORDINATE, decoder.longitude());
  }

  @Test
  void shouldEncodeSetSafety() {
    Heard heard = arrived(new SetSafetyRequest("tea", "shibuya", "EC", 5));
    SetSafetyDecoder decoder = new SetSafetyDecoder().wrapAndApplyHeader(heard.buffer(), 0, header);
    assertEquals(YesNo.YES, decoder.forSku());
    assertEquals(Protocol.codeRef(0), decoder.sku());
    assertEquals(Protocol.codeRef(1), decoder.location());
    assertEquals(1, decoder.channel());
    assertEquals(5, decoder.quantity());
    assertEquals(List.of("tea", "shibuya"), heard.codes());

    Heard ofLocation = arrived(SetSafetyRequest.ofLocation("shibuya", "EC", 6));
    decoder.wrapAndApplyHeader(ofLocation.buffer(), 0, header);
    assertEquals(YesNo.NO, decoder.forSku());
    assertEquals(List.of("shibuya"), ofLocation.codes());
  }

  @Test
  void shouldEncodeReceive() {
    Heard heard =
        arrived(ReceiveRequest.of(TEA, CUP).withChannel("POS").withReference("delivery 1"));
    ReceiveDecoder decoder = new ReceiveDecoder().wrapAndApplyHeader(heard.buffer(), 0, header);
    assertEquals(0, decoder.channel());
    assertLines(heard);
    assertEquals(List.of("delivery 1", "", ""), heard.texts());
  }

  @Test
  void shouldEncodeSell() {
    Heard heard =
        arrived(
            SellRequest.of(TEA, CUP)
                .withChannel("EC")
                .withPolicy(SellPolicy.ENFORCE)
                .withReference("receipt"));
    SellDecoder decoder = new SellDecoder().wrapAndApplyHeader(heard.buffer(), 0, header);
    assertEquals(1, decoder.channel());
    assertEquals(SellPolicy.ENFORCE, decoder.policy());
    assertLines(heard);
    assertEquals(List.of("receipt", "", ""), heard.texts());
  }

  @Test
  void shouldSendNoChannelWhenNoneIsNamed() {
    Heard heard = arrived(SellRequest.of(TEA));
    SellDecoder decoder = new SellDecoder().wrapAndApplyHeader(heard.buffer(), 0, header);
    assertEquals(Protocol.NO_CHANNEL, decoder.channel());
    assertEquals(SellPolicy.RECORD, decoder.policy());
  }

  @Test
  void shouldEncodeReturn() {
    Heard heard =
        arrived(
            ReturnRequest.of(TEA, CUP)
                .withChannel("BOPIS")
                .withDisposition(Disposition.DAMAGED)
                .withReservation("R-1")
                .withReference("slip"));
    ReturnDecoder decoder = new ReturnDecoder().wrapAndApplyHeader(heard.buffer(), 0, header);
    assertEquals(2, decoder.channel());
    assertEquals(Disposition.DAMAGED, decoder.disposition());
    assertLines(heard);
    assertEquals(List.of("R-1", "slip", ""), heard.texts());
  }

  @Test
  void shouldEncodeAdjust() {
    Heard heard =
        arrived(
            AdjustRequest.of(Line.of("tea", "ueno", -7))
                .withChannel("POS")
                .withReference("doc")
                .withReason("broken glass"));
    AdjustDecoder decoder = new AdjustDecoder().wrapAndApplyHeader(heard.buffer(), 0, header);
    assertEquals(0, decoder.channel());
    assertEquals(-7, heard.lines().quantity(0));
    assertEquals(List.of("doc", "broken glass", ""), heard.texts());
  }

  @Test
  void shouldEncodeCount() {
    Heard heard =
        arrived(
            CountRequest.of(TEA, CUP)
                .withBucket(Bucket.QUALITY_CONTROL)
                .withCut(99)
                .withChannel("POS")
                .withReference("sheet"));
    CountDecoder decoder = new CountDecoder().wrapAndApplyHeader(heard.buffer(), 0, header);
    assertEquals(Bucket.QUALITY_CONTROL, decoder.bucket());
    assertEquals(99, decoder.cut());
    assertEquals(0, decoder.channel());
    assertLines(heard);
    assertEquals(List.of("sheet"), heard.texts());
  }

  @Test
  void shouldEncodeReserve() {
    Heard heard =
        arrived(
            ReserveRequest.of("R-1", "EC", TEA, CUP).withHold(Duration.ofMinutes(15)).asPartial());
    ReserveDecoder decoder = new ReserveDecoder().wrapAndApplyHeader(heard.buffer(), 0, header);
    assertEquals(900_000_000, decoder.hold());
    assertEquals(1, decoder.channel());
    assertTrue(decoder.flags().partial());
    assertFalse(decoder.flags().paid());
    assertLines(heard);
    assertEquals(List.of("R-1", ""), heard.texts());

    Heard paid = arrived(ReserveRequest.of("R-2", "EC", TEA).asPaid());
    decoder.wrapAndApplyHeader(paid.buffer(), 0, header);
    assertEquals(0, decoder.hold());
    assertFalse(decoder.flags().partial());
    assertTrue(decoder.flags().paid());
  }

  @Test
  void shouldEncodeTheStepsOfAReservation() {
    for (CommandRequest request :
        List.of(CommitRequest.of("R-1"), new StageRequest("R-1"), new UnstageRequest("R-1"))) {
      Heard heard = arrived(request);
      String step = request.getClass().getSimpleName().replace("Request", "");
      assertEquals(MessageShape.valueOf(step.toUpperCase(Locale.ROOT)), heard.shape());
      assertEquals(List.of("R-1"), heard.texts());
    }
  }

  @Test
  void shouldEncodeStepsThatNameLines() {
    for (CommandRequest request :
        List.of(
            FulfilRequest.of("R-1", TEA, CUP),
            ShortRequest.of("R-1", TEA, CUP),
            ReleaseRequest.of("R-1", TEA, CUP))) {
      Heard heard = arrived(request, CommandOptions.NONE);
      assertLines(heard);
      assertEquals(List.of("R-1"), heard.texts());
    }
    assertEquals(0, arrived(FulfilRequest.of("R-1")).lines().count(), "all that is open");
  }

  @Test
  void shouldEncodeWhatBecomesOfUnitsNotFound() {
    ShortDecoder decoder = new ShortDecoder();
    Heard toBlocked = arrived(ShortRequest.of("R-1"));
    assertFalse(decoder.wrapAndApplyHeader(toBlocked.buffer(), 0, header).flags().keepSellable());
    Heard kept = arrived(ShortRequest.of("R-1").keepingSellable());
    assertTrue(decoder.wrapAndApplyHeader(kept.buffer(), 0, header).flags().keepSellable());
  }

  @Test
  void shouldEncodeExtend() {
    Heard heard = arrived(ExtendRequest.holding("R-1", Duration.ofSeconds(2)));
    ExtendDecoder decoder = new ExtendDecoder().wrapAndApplyHeader(heard.buffer(), 0, header);
    assertEquals(2_000_000, decoder.hold());
    assertEquals("R-1", decoder.reservationId());
  }

  @Test
  void shouldOfferEveryCommandByName() {
    Line line = TEA;
    SkuLine units = SkuLine.of("tea", 1);
    Answers.of(
        List.of(
            zaiko.defineSku(new DefineSkuRequest("tea", "")),
            zaiko.defineLocation(DefineLocationRequest.of("渋谷")),
            zaiko.setSafety(new SetSafetyRequest("tea", "渋谷", "EC", 1)),
            zaiko.receive(ReceiveRequest.of(line)),
            zaiko.sell(SellRequest.of(line)),
            zaiko.returnGoods(ReturnRequest.of(line)),
            zaiko.adjust(AdjustRequest.of(line)),
            zaiko.count(CountRequest.of(line)),
            zaiko.reserve(ReserveRequest.of("R-1", "EC", line)),
            zaiko.commit("R-1"),
            zaiko.stage("R-1"),
            zaiko.unstage("R-1"),
            zaiko.fulfil(FulfilRequest.of("R-1")),
            zaiko.markShort(ShortRequest.of("R-1")),
            zaiko.release(ReleaseRequest.of("R-1")),
            zaiko.extend(ExtendRequest.holding("R-1", Duration.ZERO)),
            zaiko.reallocate(ReallocateRequest.of("R-1", Relocation.of("tea", "渋谷", "ueno"))),
            zaiko.move(MoveRequest.of(Bucket.SELLABLE, Bucket.BLOCKED, line)),
            zaiko.openCount("渋谷"),
            zaiko.closeCount("渋谷"),
            zaiko.suspend("渋谷"),
            zaiko.reopen("渋谷"),
            zaiko.delete(DeleteRequest.sku("tea")),
            zaiko.setQuota(new SetQuotaRequest("tea", "渋谷", "EC", 1)),
            zaiko.setBands(SetBandsRequest.ofAll(1, 2)),
            zaiko.requestTransfer(TransferRequest.of("T-1", "渋谷", "ueno", units)),
            zaiko.cancelTransfer("T-1"),
            zaiko.dispatchTransfer(TransferDispatchRequest.of("T-1")),
            zaiko.receiveTransfer(TransferReceiveRequest.of("T-1")),
            zaiko.closeTransfer(TransferCloseRequest.of("T-1"))));
    List<MessageShape> expected =
        Arrays.stream(MessageShape.values())
            .filter(shape -> shape.origin() == MessageShape.Origin.COMMAND)
            .filter(shape -> shape != MessageShape.REGISTER)
            .toList();
    assertEquals(expected, server.commands().stream().map(Heard::shape).toList());
  }

  @Test
  void shouldLetTheServerAnswerALineTooMany() {
    Line[] lines = new Line[Protocol.MAX_LINES + 1];
    Arrays.fill(lines, TEA);
    arrived(ReceiveRequest.of(lines));
    assertEquals(257, server.commands().get(0).lines().count());
  }

  @Test
  void shouldAnswerTooManyLinesItselfWhereNoFrameHoldsThem() {
    for (int count : new int[] {3_000, 60_000}) {
      Line[] lines = new Line[count];
      Arrays.setAll(lines, i -> Line.of("sku" + i, "shibuya", 1));
      CommandAnswer answer = Answers.of(zaiko.receive(ReceiveRequest.of(lines)));
      assertEquals(ResultCode.TOO_MANY_LINES, answer.code());
      assertEquals(0, answer.sequence());
    }
    assertEquals(1, Answers.of(zaiko.commit("R-1")).requestId(), "no id was used up");
  }

  @Test
  void shouldRefuseWhatCannotBePutOnTheWire() {
    String tooLong = "x".repeat(Texts.MAX_BYTES + 1);
    assertThrows(IllegalArgumentException.class, () -> Line.of(tooLong, "shibuya", 1));
    assertThrows(IllegalArgumentException.class, () -> Line.of("tea", null, 1));
    assertThrows(IllegalArgumentException.class, () -> CommitRequest.of("half \uD800 pair"));
    assertThrows(IllegalArgumentException.class, () -> CommitRequest.of("茶".repeat(85)));
    assertEquals("茶".repeat(84), CommitRequest.of("茶".repeat(84)).reservationId());
    assertThrows(IllegalArgumentException.class, () -> CommandOptions.NONE.withRequestId(-1));

    Answers.failure(
        IllegalArgumentException.class, zaiko.sell(SellRequest.of(TEA).withChannel("FAX")));
    Line[] longCodes = new Line[Protocol.MAX_LINES];
    Arrays.setAll(longCodes, i -> Line.of("s" + i + "x".repeat(200), "l" + i + "y".repeat(200), 1));
    Answers.failure(IllegalArgumentException.class, zaiko.receive(ReceiveRequest.of(longCodes)));
    assertEquals(List.of(), server.commands());
  }
}

package io.zaiko.protocol;

import io.zaiko.protocol.sbe.*;

/** The messages that a server sends and those that open and close a connection. */
final class GoldenReplies {
  private static final long SESSION = 5;
  private static final long TIME = 1_767_225_601_250_000L;
  private static final long CORRELATION = 0x1122_3344_5566_7788L;

  private final GoldenMessages out;

  private GoldenReplies(GoldenMessages out) {
    this.out = out;
  }

  static void addTo(GoldenMessages out) {
    GoldenReplies replies = new GoldenReplies(out);
    replies.connection();
    replies.commandReplies();
    replies.stockReplies();
    replies.otherReplies();
  }

  private void connection() {
    out.add(
        "Hello",
        new HelloEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .protocolVersion(2)
            .software("zaiko-client 0.1"));
    WelcomeEncoder welcome =
        new WelcomeEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .protocolVersion(2)
            .durability(Durability.DISK)
            .credits(1024)
            .maxFrameLength(65536)
            .maxLines(256)
            .requestWindow(1024)
            .journalIdHigh(0x0123_4567_89AB_CDEFL)
            .journalIdLow(0xFEDC_BA98_7654_3210L);
    welcome.channelsCount(2).next().name("POS").next().name("EC");
    out.add("Welcome", welcome);
    out.add(
        "Goodbye",
        new GoodbyeEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .code(ResultCode.MALFORMED)
            .reason("frame longer than 65536 bytes"));
  }

  private void commandReplies() {
    CommandReplyEncoder reply =
        new CommandReplyEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .requestId(10)
            .session(SESSION)
            .sequence(4711)
            .time(TIME)
            .code(ResultCode.INSUFFICIENT)
            .durability(Durability.PROCESS)
            .oversellsOpened(1)
            .endangered(17)
            .deviceGaps(3);
    reply.flags().clear().repeated(true);
    reply
        .linesCount(2)
        .next()
        .line(0)
        .code(ResultCode.INSUFFICIENT)
        .quantity(1)
        .location(-1)
        .next()
        .line(255)
        .code(ResultCode.PLACED)
        .quantity(3)
        .location(7);
    reply
        .firstEndangeredCount(1)
        .next()
        .sku(3)
        .location(7)
        .units(2)
        .state(ReservationState.HELD)
        .reservationId("cart/5");
    out.add("CommandReply", reply);
    out.add(
        "Registered",
        new RegisteredEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .requestId(1)
            .session(SESSION)
            .sequence(2)
            .time(TIME)
            .highestRequestId(17)
            .code(ResultCode.OK)
            .durability(Durability.PROCESS));
    ResolvedEncoder resolved =
        new ResolvedEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .correlationId(CORRELATION)
            .kind(CatalogKind.LOCATION);
    resolved.handlesCount(2).next().handle(7).next().handle(-1);
    out.add("Resolved", resolved);
    DescribedEncoder described =
        new DescribedEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .correlationId(CORRELATION)
            .kind(CatalogKind.SKU);
    described.codesCount(2).next().code("4901234567894").next().code("");
    out.add("Described", described);
  }

  private void stockReplies() {
    StockReplyEncoder stock =
        new StockReplyEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .correlationId(CORRELATION)
            .sequence(4711)
            .time(TIME)
            .ats(0)
            .sellable(-1)
            .reserved(2)
            .safety(3)
            .damaged(4)
            .qualityControl(5)
            .blocked(6)
            .inTransit(7)
            .quota(20)
            .quotaUsed(2)
            .sku(3)
            .location(7)
            .channel((short) 1)
            .code(ResultCode.OK)
            .band(Band.OUT);
    stock.terms().clear().suspended(true).ownSafety(true);
    out.add("StockReply", stock);
    StockEverywhereReplyEncoder everywhere =
        new StockEverywhereReplyEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .correlationId(CORRELATION)
            .sequence(4711)
            .time(TIME)
            .networkAts(5)
            .sku(3)
            .channel((short) Protocol.NO_CHANNEL)
            .code(ResultCode.OK)
            .last(YesNo.YES)
            .consistent(YesNo.NO);
    everywhere
        .locationsCount(1)
        .next()
        .location(7)
        .ats(5)
        .sellable(9)
        .reserved(3)
        .safety(1)
        .damaged(4)
        .qualityControl(6)
        .blocked(7)
        .inTransit(8)
        .band(Band.NULL_VAL);
    out.add("StockEverywhereReply", everywhere);
    BasketReplyEncoder basket =
        new BasketReplyEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .correlationId(CORRELATION)
            .sequence(4711)
            .time(TIME)
            .channel((short) 1)
            .code(ResultCode.OK)
            .available(YesNo.NO)
            .consistent(YesNo.NO);
    basket
        .linesCount(2)
        .next()
        .ats(5)
        .code(ResultCode.OK)
        .next()
        .ats(0)
        .code(ResultCode.UNKNOWN_SKU);
    out.add("BasketReply", basket);
  }

  private void otherReplies() {
    ReservationReplyEncoder reservation =
        new ReservationReplyEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .correlationId(CORRELATION)
            .sequence(4711)
            .time(TIME)
            .expiresAt(0)
            .deadline(TIME + 900_000_000L)
            .destination(8)
            .channel((short) 1)
            .code(ResultCode.OK)
            .state(ReservationState.STAGED)
            .onDeadline(OnDeadline.EXPIRE)
            .overdue(YesNo.YES);
    reservation
        .linesCount(1)
        .next()
        .sku(3)
        .location(7)
        .requested(15)
        .open(5)
        .fulfilled(4)
        .released(3)
        .expired(2)
        .shorted(1);
    reservation.transferCount(1).next().sku(3).dispatched(9).received(6).lost(2).found(1);
    out.add("ReservationReply", reservation);
    out.add(
        "ErrorReply",
        new ErrorReplyEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .correlationId(CORRELATION)
            .code(ResultCode.OVERLOADED)
            .reason("try again"));
    byte[] digest = new byte[32];
    for (int i = 0; i < digest.length; i++) {
      digest[i] = (byte) (0xF0 + i);
    }
    JournalBatchEncoder batch =
        new JournalBatchEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .firstSequence(4711)
            .time(TIME)
            .digest(0x0F1E_2D3C_4B5A_6978L)
            .count(64)
            .length(8192)
            .headerCrc(0x8BAD_F00D)
            .putPreviousHash(digest, 0, digest.length);
    out.add("JournalBatch", batch);
  }
}

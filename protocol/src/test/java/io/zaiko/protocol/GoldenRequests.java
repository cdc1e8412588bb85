package io.zaiko.protocol;

import io.zaiko.protocol.sbe.*;

/** The commands and queries that a server takes, from clients or from itself. */
final class GoldenRequests {
  private static final long SESSION = 5;
  private static final long REFERENCE_TIME = 1_767_225_600_000_000L;
  private static final long OCCURRED_AT = REFERENCE_TIME - 7_200_000_000L;
  private static final long DEADLINE = REFERENCE_TIME + 86_400_000_000L;

  private final GoldenMessages out;

  private GoldenRequests(GoldenMessages out) {
    this.out = out;
  }

  static void addTo(GoldenMessages out) {
    GoldenRequests requests = new GoldenRequests(out);
    requests.internalCommands();
    requests.definitions();
    requests.facts();
    requests.returnAdjustAndCount();
    requests.reserve();
    requests.lifecycle();
    requests.partialMoves();
  }

  private void internalCommands() {
    ConfigureEncoder configure =
        new ConfigureEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .requestId(1)
            .session(0)
            .referenceTime(0)
            .journalIdHigh(0x0123_4567_89AB_CDEFL)
            .journalIdLow(0xFEDC_BA98_7654_3210L)
            .skuCapacity(1000)
            .locationCapacity(200)
            .stockCapacity(50_000)
            .reservationCapacity(10_000)
            .lineCapacity(20_000)
            .sessionCapacity(64)
            .clientCapacity(128)
            .requestWindow(1024)
            .lineResultCapacity(4096)
            .safetyCapacity(500)
            .defaultHold(900_000_000L)
            .closedRetention(3_600_000_000L)
            .fulfilledRetention(2_592_000_000_000L)
            .deviceCapacity(256)
            .transferLineCapacity(2_000)
            .bandCapacity(100)
            .changeCapacity(65_536);
    configure.channelsCount(3).next().name("POS").next().name("EC").next().name("店頭");
    out.add("Configure", configure);
    out.add(
        "Register",
        new RegisterEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .requestId(1)
            .session(0)
            .referenceTime(0)
            .clientName("till-07"));
    out.add(
        "Tick",
        new TickEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .requestId(1)
            .session(0)
            .referenceTime(0));
    out.add(
        "Void",
        new VoidEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .requestId(0)
            .session(0)
            .referenceTime(0)
            .voided(4_711));
  }

  private void definitions() {
    out.add(
        "DefineSku",
        new DefineSkuEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .requestId(2)
            .session(SESSION)
            .referenceTime(0)
            .code("4901234567894")
            .name("緑茶 500ml"));
    out.add(
        "DefineLocation",
        new DefineLocationEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .requestId(3)
            .session(SESSION)
            .referenceTime(0)
            .locationType(LocationType.WAREHOUSE)
            .channels(0b101)
            .latitude(35_681_236)
            .longitude(139_767_125)
            .code("TYO-1")
            .name("東京倉庫")
            .region("関東"));
    SetSafetyEncoder safety =
        new SetSafetyEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .requestId(4)
            .session(SESSION)
            .referenceTime(0)
            .quantity(2)
            .sku(Protocol.codeRef(0))
            .location(7)
            .channel((short) 1)
            .forSku(YesNo.YES);
    safety.codesCount(1).next().code("4901234567894");
    out.add("SetSafety", safety);
  }

  private void facts() {
    ReceiveEncoder receive =
        new ReceiveEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .requestId(5)
            .session(SESSION)
            .referenceTime(REFERENCE_TIME)
            .occurredAt(0)
            .deviceSequence(0)
            .channel((short) Protocol.NO_CHANNEL);
    receive
        .linesCount(2)
        .next()
        .sku(3)
        .location(7)
        .quantity(24)
        .next()
        .sku(Protocol.codeRef(0))
        .location(Protocol.codeRef(1))
        .quantity(1_000_000_000);
    receive.codesCount(2).next().code("4901234567894").next().code("渋谷");
    receive.reference("delivery 17").reason("second pallet").device("");
    out.add("Receive", receive);

    SellEncoder sell =
        new SellEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .requestId(6)
            .session(SESSION)
            .referenceTime(REFERENCE_TIME)
            .occurredAt(OCCURRED_AT)
            .deviceSequence(4711)
            .channel((short) 0)
            .policy(SellPolicy.ENFORCE);
    sell.linesCount(1).next().sku(3).location(Protocol.codeRef(0)).quantity(2);
    sell.codesCount(1).next().code("TYO-1");
    sell.reference("receipt-9").redeems("order/88").device("till-07");
    out.add("Sell", sell);
  }

  private void returnAdjustAndCount() {
    ReturnEncoder returned =
        new ReturnEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .requestId(7)
            .session(SESSION)
            .referenceTime(0)
            .occurredAt(OCCURRED_AT)
            .deviceSequence(0)
            .channel((short) 0)
            .disposition(Disposition.DAMAGED);
    returned.linesCount(1).next().sku(3).location(7).quantity(1);
    returned.codesCount(0);
    returned.reservationId("order/88").reference("").device("");
    out.add("Return", returned);

    AdjustEncoder adjust =
        new AdjustEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .requestId(8)
            .session(SESSION)
            .referenceTime(0)
            .occurredAt(0)
            .deviceSequence(4712)
            .channel((short) Protocol.NO_CHANNEL);
    adjust.linesCount(1).next().sku(3).location(7).quantity(-3);
    adjust.codesCount(0);
    adjust.reference("adj-1").reason("breakage, aisle 4").device("till-07");
    out.add("Adjust", adjust);

    CountEncoder count =
        new CountEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .requestId(9)
            .session(SESSION)
            .referenceTime(0)
            .cut(4700)
            .expected(-2)
            .bucket(Bucket.BLOCKED)
            .channel((short) 2)
            .expects(YesNo.YES);
    count.linesCount(1).next().sku(3).location(7).quantity(0);
    count.codesCount(0);
    count.reference("stocktake-2026");
    out.add("Count", count);
  }

  private void reserve() {
    ReserveEncoder reserve =
        new ReserveEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .requestId(10)
            .session(SESSION)
            .referenceTime(0)
            .hold(900_000_000L)
            .deadline(0)
            .channel((short) 1);
    reserve.flags().clear().partial(true).split(true);
    reserve
        .linesCount(3)
        .next()
        .sku(Protocol.codeRef(0))
        .location(7)
        .quantity(2)
        .next()
        .sku(3)
        .location(Protocol.NO_REF)
        .quantity(1)
        .next()
        .sku(4)
        .location(Protocol.NO_REF)
        .quantity(5);
    reserve.codesCount(2).next().code("4901234567894").next().code("関東");
    reserve
        .choicesCount(3)
        .next()
        .place(8)
        .line(1)
        .isRegion(YesNo.NO)
        .next()
        .place(7)
        .line(1)
        .isRegion(YesNo.NO)
        .next()
        .place(Protocol.codeRef(1))
        .line(2)
        .isRegion(YesNo.YES);
    reserve.reservationId("order/88").supersedes("cart/5");
    out.add("Reserve", reserve);
  }

  private void lifecycle() {
    out.add(
        "Commit",
        new CommitEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .requestId(11)
            .session(SESSION)
            .referenceTime(0)
            .deadline(DEADLINE)
            .onDeadline(OnDeadline.EXPIRE)
            .reservationId("order/88"));
    out.add(
        "Stage",
        new StageEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .requestId(12)
            .session(SESSION)
            .referenceTime(0)
            .reservationId("order/88"));
    out.add(
        "Unstage",
        new UnstageEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .requestId(13)
            .session(SESSION)
            .referenceTime(0)
            .reservationId("order/88"));
  }

  private void partialMoves() {
    FulfilEncoder fulfil =
        new FulfilEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .requestId(14)
            .session(SESSION)
            .referenceTime(0);
    fulfil.linesCount(0);
    fulfil.codesCount(0);
    fulfil.reservationId("order/88");
    out.add("Fulfil", fulfil);

    ShortEncoder shorted =
        new ShortEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .requestId(15)
            .session(SESSION)
            .referenceTime(0);
    shorted.flags().clear().keepSellable(true);
    shorted.linesCount(1).next().sku(3).location(7).quantity(1);
    shorted.codesCount(0);
    shorted.reservationId("order/88");
    out.add("Short", shorted);

    ReleaseEncoder release =
        new ReleaseEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .requestId(16)
            .session(SESSION)
            .referenceTime(0);
    release.linesCount(1).next().sku(3).location(Protocol.codeRef(0)).quantity(1);
    release.codesCount(1).next().code("TYO-1");
    release.reservationId("order/88");
    out.add("Release", release);
    out.add(
        "Extend",
        new ExtendEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .requestId(17)
            .session(SESSION)
            .referenceTime(0)
            .hold(0)
            .deadline(DEADLINE)
            .reservationId("order/88"));
  }
}

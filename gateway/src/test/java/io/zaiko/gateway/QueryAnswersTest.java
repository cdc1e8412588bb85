package io.zaiko.gateway;

import static io.zaiko.gateway.ClientMessages.EC;
import static io.zaiko.gateway.ClientMessages.basket;
import static io.zaiko.gateway.ClientMessages.describe;
import static io.zaiko.gateway.ClientMessages.everywhere;
import static io.zaiko.gateway.ClientMessages.receive;
import static io.zaiko.gateway.ClientMessages.reserve;
import static io.zaiko.gateway.ClientMessages.resolve;
import static io.zaiko.gateway.ClientMessages.stock;
import static io.zaiko.protocol.Protocol.NO_CHANNEL;
import static io.zaiko.protocol.Protocol.codeRef;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.gateway.ClientMessages.Line;
import io.zaiko.protocol.sbe.BasketReplyDecoder;
import io.zaiko.protocol.sbe.CatalogKind;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.protocol.sbe.StockEverywhereReplyDecoder;
import io.zaiko.protocol.sbe.StockReplyDecoder;
import io.zaiko.protocol.sbe.YesNo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Questions of rule 28, answered beside the engine. SKU 0 is TEA, SKU 1 is 緑茶. */
class QueryAnswersTest {
  private static final int TEA = 0;
  private static final int GREEN_TEA = 1;
  private static final int TOKYO = 0;
  private static final int OSAKA = 1;
  private static final int STORES = 2_300;

  /** Seven locations share a group; the stores do not fill their last one. */
  private static final int FIRST_OF_A_NEW_GROUP = STORES / 7 * 7 + 7;

  private final FakeEngine engine = new FakeEngine(1024, 2_500);
  private final QueryRig rig = new QueryRig(engine);
  private final QueryAnswers answers = rig.answers();
  private long session;
  private long requestId;

  @BeforeEach
  void defineAndStock() {
    session = engine.register("till");
    engine.execute(ClientMessages.defineSku(++requestId, session, "TEA"));
    engine.execute(ClientMessages.defineSku(++requestId, session, "緑茶"));
    engine.execute(ClientMessages.defineLocation(++requestId, session, "TOKYO"));
    engine.execute(ClientMessages.defineLocation(++requestId, session, "OSAKA"));
    engine.execute(
        receive(++requestId, session, new Line(TEA, TOKYO, 10), new Line(TEA, OSAKA, 5)));
    engine.execute(reserve(++requestId, session, "order-1", new Line(TEA, TOKYO, 3)));
  }

  @AfterEach
  void closeEngine() {
    engine.close();
  }

  @Test
  void shouldResolveCodesInTheOrderAsked() {
    var reply = answer(resolve(7, CatalogKind.SKU, "緑茶", "COFFEE", "TEA")).resolved();

    assertEquals(7, reply.correlationId());
    assertEquals(CatalogKind.SKU, reply.kind());
    List<Integer> handles = new ArrayList<>();
    reply.handles().forEach(handle -> handles.add(handle.handle()));
    assertEquals(List.of(GREEN_TEA, -1, TEA), handles);
  }

  @Test
  void shouldResolveLocationsApartFromSkus() {
    var reply = answer(resolve(8, CatalogKind.LOCATION, "OSAKA", "TEA")).resolved();

    List<Integer> handles = new ArrayList<>();
    reply.handles().forEach(handle -> handles.add(handle.handle()));
    assertEquals(List.of(OSAKA, -1), handles);
  }

  @Test
  void shouldResolveAsManyCodesAsAMessageHolds() {
    String[] codes = new String[512];
    Arrays.setAll(codes, i -> "SKU-" + i);
    codes[511] = "TEA";

    var handles = answer(resolve(9, CatalogKind.SKU, codes)).resolved().handles();

    assertEquals(512, handles.count());
    int last = -2;
    while (handles.hasNext()) {
      last = handles.next().handle();
    }
    assertEquals(TEA, last);
  }

  @Test
  void shouldDescribeHandlesInTheOrderAsked() {
    var reply = answer(describe(7, CatalogKind.SKU, GREEN_TEA, 55, TEA, -1)).described();

    assertEquals(7, reply.correlationId());
    List<String> codes = new ArrayList<>();
    reply.codes().forEach(code -> codes.add(code.code()));
    assertEquals(List.of("緑茶", "", "TEA", ""), codes);
  }

  @Test
  void shouldDescribeLocations() {
    var reply = answer(describe(7, CatalogKind.LOCATION, OSAKA, 99)).described();

    List<String> codes = new ArrayList<>();
    reply.codes().forEach(code -> codes.add(code.code()));
    assertEquals(List.of("OSAKA", ""), codes);
  }

  @Test
  void shouldAnswerTheStockOfOnePairByHandlesAndByCodes() {
    StockReplyDecoder byHandle = answer(stock(7, TEA, TOKYO, EC)).stock();
    StockReplyDecoder byCode = answer(stock(7, codeRef(1), codeRef(0), EC, "TOKYO", "TEA")).stock();

    for (StockReplyDecoder reply : List.of(byHandle, byCode)) {
      assertEquals(ResultCode.OK, reply.code());
      assertEquals(7, reply.correlationId());
      assertEquals(engine.sequence(), reply.sequence());
      assertEquals(engine.sequence() * 1_000, reply.time());
      assertEquals(TEA, reply.sku());
      assertEquals(TOKYO, reply.location());
      assertEquals(EC, reply.channel());
      assertEquals(7, reply.ats());
      assertEquals(10, reply.sellable());
      assertEquals(3, reply.reserved());
      assertEquals(0, reply.safety());
      assertEquals(0, reply.damaged());
      assertEquals(0, reply.qualityControl());
      assertEquals(0, reply.blocked());
      assertEquals(0, reply.inTransit());
    }
  }

  @Test
  void shouldAnswerZeroForAPairWithoutARecord() {
    StockReplyDecoder reply = answer(stock(7, GREEN_TEA, TOKYO, EC)).stock();

    assertEquals(ResultCode.OK, reply.code(), "rule 24: it exists, and counts as zero");
    assertEquals(0, reply.ats());
    assertEquals(0, reply.sellable());
  }

  @Test
  void shouldSayWhatIsUnknown() {
    assertUnknown(ResultCode.UNKNOWN_SKU, stock(7, 99, TOKYO, EC));
    assertUnknown(ResultCode.UNKNOWN_SKU, stock(7, codeRef(0), TOKYO, EC, "COFFEE"));
    assertUnknown(ResultCode.UNKNOWN_LOCATION, stock(7, TEA, 4_000, EC));
    assertUnknown(ResultCode.UNKNOWN_LOCATION, stock(7, TEA, codeRef(0), EC, "KYOTO"));
    assertUnknown(ResultCode.UNKNOWN_SKU, stock(7, 99, 4_000, EC));
  }

  private void assertUnknown(ResultCode code, byte[] query) {
    StockReplyDecoder reply = answer(query).stock();
    assertEquals(code, reply.code());
    assertEquals(0, reply.ats());
    assertEquals(7, reply.correlationId());
  }

  @Test
  void shouldLeaveAtsAndSafetyOutWithoutAChannel() {
    StockReplyDecoder reply = answer(stock(7, TEA, TOKYO, NO_CHANNEL)).stock();

    assertEquals(NO_CHANNEL, reply.channel());
    assertEquals(0, reply.ats());
    assertEquals(10, reply.sellable());
    assertEquals(3, reply.reserved());
  }

  @Test
  void shouldAnswerABasketLineByLine() {
    List<Line> lines =
        List.of(
            new Line(TEA, TOKYO, 7),
            new Line(GREEN_TEA, TOKYO, 1),
            new Line(codeRef(0), OSAKA, 5),
            new Line(50, OSAKA, 1),
            new Line(TEA, 4_000, 1));

    BasketReplyDecoder reply = answer(basket(7, EC, lines, "TEA")).basket();

    assertEquals(ResultCode.OK, reply.code());
    assertEquals(engine.sequence(), reply.sequence());
    assertEquals(YesNo.NO, reply.available());
    List<String> found = new ArrayList<>();
    reply.lines().forEach(line -> found.add(line.code() + " " + line.ats()));
    assertEquals(List.of("OK 7", "OK 0", "OK 5", "UNKNOWN_SKU 0", "UNKNOWN_LOCATION 0"), found);
  }

  @Test
  void shouldSumDuplicateLinesOfABasket() {
    Line four = new Line(TEA, TOKYO, 4);
    Line three = new Line(TEA, TOKYO, 3);
    Line other = new Line(TEA, OSAKA, 5);

    assertEquals(
        YesNo.YES, answer(basket(7, EC, List.of(four, other, three))).basket().available());
    assertEquals(YesNo.NO, answer(basket(7, EC, List.of(four, other, four))).basket().available());
  }

  @Test
  void shouldCountWhatIsNotReservedInABasketWithoutAChannel() {
    engine.execute(ClientMessages.adjust(++requestId, session, new Line(TEA, OSAKA, -8)));
    List<Line> lines = List.of(new Line(TEA, TOKYO, 7), new Line(TEA, OSAKA, 1));

    BasketReplyDecoder reply = answer(basket(7, NO_CHANNEL, lines)).basket();

    List<Integer> ats = new ArrayList<>();
    reply.lines().forEach(line -> ats.add(line.ats()));
    assertEquals(List.of(7, 0), ats);
    assertEquals(YesNo.NO, reply.available());
  }

  @Test
  void shouldAnswerABasketOf256Lines() {
    Line[] lines = new Line[256];
    Arrays.fill(lines, new Line(TEA, OSAKA, 1));

    BasketReplyDecoder reply = answer(basket(7, EC, List.of(lines))).basket();

    assertEquals(YesNo.NO, reply.available(), "5 of 256");
    assertEquals(256, reply.lines().count());
  }

  @Test
  void shouldListTheLocationsWithARecordInTheOrderTheyGotIt() {
    StockEverywhereReplyDecoder reply = parts(everywhere(7, TEA, EC)).get(0).everywhere();

    assertEquals(7, reply.correlationId());
    assertEquals(ResultCode.OK, reply.code());
    assertEquals(YesNo.YES, reply.last());
    assertEquals(12, reply.networkAts(), "rule 4: 7 + 5");
    List<String> rows = new ArrayList<>();
    reply
        .locations()
        .forEach(
            row ->
                rows.add(
                    row.location()
                        + ":"
                        + row.ats()
                        + "="
                        + row.sellable()
                        + "-"
                        + row.reserved()));
    assertEquals(List.of(TOKYO + ":7=10-3", OSAKA + ":5=5-0"), rows);
  }

  @Test
  void shouldNotLetOneStoreCancelTheStockOfAnother() {
    engine.execute(ClientMessages.adjust(++requestId, session, new Line(TEA, OSAKA, -100)));

    assertEquals(7, parts(everywhere(7, TEA, EC)).get(0).everywhere().networkAts(), "rule 4");
    assertEquals(7, parts(everywhere(7, TEA, NO_CHANNEL)).get(0).everywhere().networkAts());
  }

  @Test
  void shouldAnswerEverywhereOfAnUnknownSkuAndOfOneWithoutStock() {
    List<Answer> unknown = parts(everywhere(7, codeRef(0), EC, "COFFEE"));
    List<Answer> empty = parts(everywhere(7, codeRef(0), EC, "緑茶"));

    assertEquals(1, unknown.size());
    assertEquals(ResultCode.UNKNOWN_SKU, unknown.get(0).everywhere().code());
    assertEquals(YesNo.YES, unknown.get(0).everywhere().last());
    assertEquals(1, empty.size());
    assertEquals(ResultCode.OK, empty.get(0).everywhere().code());
    assertEquals(GREEN_TEA, empty.get(0).everywhere().sku());
    assertEquals(YesNo.YES, empty.get(0).everywhere().last());
  }

  @Test
  void shouldSplitALongAnswerIntoPartsOfAThousandRows() {
    stockEverywhere();

    List<Answer> parts = parts(everywhere(7, GREEN_TEA, EC));

    List<String> shapes = new ArrayList<>();
    for (Answer part : parts) {
      StockEverywhereReplyDecoder reply = part.everywhere();
      assertEquals(YesNo.NO, reply.consistent(), "several parts are never of one moment");
      shapes.add(reply.locations().count() + " " + reply.last() + " " + reply.networkAts());
    }
    assertEquals(List.of("1000 NO 2000", "1000 NO 4000", "300 YES 4600"), shapes);
  }

  @Test
  void shouldTakeUpLocationsThatComeBetweenTwoParts() {
    stockEverywhere();
    EverywhereCursor cursor = new EverywhereCursor();
    byte[] query = everywhere(7, GREEN_TEA, EC);
    answers.everywhere().begin(cursor, new UnsafeBuffer(query), 0);
    part(cursor);
    part(cursor);
    int maxLength = answers.everywhere().maxPartLength(cursor);
    for (int location = STORES; location <= FIRST_OF_A_NEW_GROUP; location++) {
      engine.execute(ClientMessages.defineLocation(++requestId, session, "NEW-" + location));
    }
    engine.execute(receive(++requestId, session, new Line(GREEN_TEA, FIRST_OF_A_NEW_GROUP, 9)));

    StockEverywhereReplyDecoder third = rig.part(cursor, maxLength).everywhere();
    assertEquals(300, third.locations().count(), "as many as there was room for");
    assertTrue(cursor.isOpen());
    StockEverywhereReplyDecoder fourth = part(cursor).everywhere();
    assertEquals(1, fourth.locations().count());
    assertEquals(YesNo.YES, fourth.last());
    assertEquals(4609, fourth.networkAts());
    assertFalse(cursor.isOpen());
  }

  private void stockEverywhere() {
    for (int location = 2; location < STORES; location++) {
      engine.execute(ClientMessages.defineLocation(++requestId, session, "L" + location));
    }
    for (int location = 0; location < STORES; location++) {
      engine.execute(receive(++requestId, session, new Line(GREEN_TEA, location, 2)));
    }
  }

  private Answer answer(byte[] query) {
    return rig.answer(query);
  }

  private List<Answer> parts(byte[] query) {
    return rig.parts(query);
  }

  private Answer part(EverywhereCursor cursor) {
    return rig.part(cursor, answers.everywhere().maxPartLength(cursor));
  }
}

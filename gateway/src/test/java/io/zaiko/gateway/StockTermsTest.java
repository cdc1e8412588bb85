package io.zaiko.gateway;

import static io.zaiko.gateway.ClientMessages.EC;
import static io.zaiko.gateway.ClientMessages.basket;
import static io.zaiko.gateway.ClientMessages.everywhere;
import static io.zaiko.gateway.ClientMessages.everywhereIn;
import static io.zaiko.gateway.ClientMessages.stock;
import static io.zaiko.protocol.Protocol.NO_CHANNEL;
import static io.zaiko.protocol.Protocol.NO_COORDINATE;
import static io.zaiko.protocol.Protocol.codeRef;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.gateway.ClientMessages.Line;
import io.zaiko.protocol.sbe.Band;
import io.zaiko.protocol.sbe.CatalogKind;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.protocol.sbe.StockEverywhereReplyDecoder;
import io.zaiko.protocol.sbe.StockReplyDecoder;
import io.zaiko.protocol.sbe.YesNo;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What decides about ATS beside the numbers, and whether an answer is of one moment. */
class StockTermsTest {
  private static final int TEA = 0;
  private static final int RICE = 1;
  private static final int GINZA = 0;
  private static final int UENO = 1;
  private static final int NAMBA = 2;
  private static final int POS_ONLY = 1;

  private final FakeEngine engine = new FakeEngine(1024, 100);
  private final QueryRig rig = new QueryRig(engine);
  private final Retailer retailer = new Retailer(engine);

  @BeforeEach
  void stockThreeStores() {
    retailer.defineSkus("TEA", "RICE");
    retailer.definePlace("GINZA", "KANTO", 0, NO_COORDINATE, NO_COORDINATE);
    retailer.definePlace("UENO", "KANTO", 0, NO_COORDINATE, NO_COORDINATE);
    retailer.definePlace("NAMBA", "KANSAI", POS_ONLY, NO_COORDINATE, NO_COORDINATE);
    retailer.receive(TEA, GINZA, 10);
    retailer.receive(TEA, UENO, 20);
    retailer.receive(TEA, NAMBA, 30);
  }

  @AfterEach
  void closeEngine() {
    engine.close();
  }

  @Test
  void shouldTellTheQuotaAndWhatIsUsedOfIt() {
    retailer.setQuota(TEA, GINZA, EC, 4);
    retailer.reserve("order-1", TEA, GINZA, 3);

    StockReplyDecoder reply = rig.answer(stock(1, TEA, GINZA, EC)).stock();

    assertEquals(1, reply.ats(), "rule 3");
    assertEquals(4, reply.quota());
    assertEquals(3, reply.quotaUsed());
    assertEquals(-1, rig.answer(stock(1, TEA, UENO, EC)).stock().quota(), "no cap there");
  }

  @Test
  void shouldTellWhetherTheSafetyStockIsThePairsOwn() {
    retailer.setSafety(TEA, GINZA, EC, 4);

    StockReplyDecoder own = rig.answer(stock(1, TEA, GINZA, EC)).stock();
    StockReplyDecoder none = rig.answer(stock(1, TEA, UENO, EC)).stock();

    assertEquals(4, own.safety());
    assertEquals(6, own.ats());
    assertTrue(own.terms().ownSafety());
    assertFalse(none.terms().ownSafety());
  }

  @Test
  void shouldTellWhyALocationHasNothingForAChannel() {
    retailer.suspend(UENO);

    StockReplyDecoder suspended = rig.answer(stock(1, TEA, UENO, EC)).stock();
    assertEquals(0, suspended.ats(), "rule 20");
    assertTrue(suspended.terms().suspended());
    assertFalse(suspended.terms().channelDisabled());
    StockReplyDecoder notServed = rig.answer(stock(1, TEA, NAMBA, EC)).stock();
    assertEquals(0, notServed.ats());
    assertFalse(notServed.terms().suspended());
    assertTrue(notServed.terms().channelDisabled());
    assertEquals(0, rig.answer(stock(1, TEA, GINZA, EC)).stock().terms().getRaw());
  }

  @Test
  void shouldTellTheBandOfAChannel() {
    retailer.setBands(EC, 5, 0);
    retailer.adjust(TEA, UENO, -16);

    assertEquals(Band.GOOD, rig.answer(stock(1, TEA, GINZA, EC)).stock().band(), "rule 29");
    assertEquals(Band.LOW, rig.answer(stock(1, TEA, UENO, EC)).stock().band());
    assertEquals(Band.OUT, rig.answer(stock(1, TEA, NAMBA, EC)).stock().band());
    assertEquals(Band.OUT, rig.answer(stock(1, RICE, GINZA, EC)).stock().band());
  }

  @Test
  void shouldLeaveTheTermsOfAChannelOutWithoutOne() {
    retailer.setQuota(TEA, GINZA, EC, 4);
    retailer.setSafety(TEA, GINZA, EC, 4);

    StockReplyDecoder reply = rig.answer(stock(1, TEA, GINZA, NO_CHANNEL)).stock();

    assertEquals(Band.NULL_VAL, reply.band());
    assertEquals(-1, reply.quota());
    assertEquals(0, reply.quotaUsed());
    assertEquals(0, reply.safety());
    assertEquals(0, reply.terms().getRaw());
    retailer.suspend(GINZA);
    assertTrue(rig.answer(stock(1, TEA, GINZA, NO_CHANNEL)).stock().terms().suspended());
  }

  @Test
  void shouldNotKnowWhatWasDeleted() {
    retailer.delete(CatalogKind.SKU, RICE);
    retailer.adjust(TEA, UENO, -20);
    retailer.delete(CatalogKind.LOCATION, UENO);

    StockReplyDecoder byHandle = rig.answer(stock(1, RICE, GINZA, EC)).stock();
    assertEquals(ResultCode.UNKNOWN_SKU, byHandle.code(), "rule 24");
    assertEquals(-1, byHandle.quota());
    assertEquals(Band.NULL_VAL, byHandle.band());
    StockReplyDecoder byCode = rig.answer(stock(1, TEA, codeRef(0), EC, "UENO")).stock();
    assertEquals(ResultCode.UNKNOWN_LOCATION, byCode.code());
    assertEquals(ResultCode.UNKNOWN_LOCATION, rig.answer(stock(1, TEA, UENO, EC)).stock().code());
    assertEquals(
        List.of(GINZA, NAMBA), locations(rig.parts(everywhere(1, TEA, EC)).get(0).everywhere()));
  }

  @Test
  void shouldListTheLocationsOfARegionAsTheyAreNow() {
    StockEverywhereReplyDecoder kanto = region("KANTO");
    assertEquals(List.of(GINZA, UENO), locations(kanto));
    assertEquals(30, region("KANTO").networkAts());

    retailer.definePlace("UENO", "KANSAI", 0, NO_COORDINATE, NO_COORDINATE);

    assertEquals(List.of(GINZA), locations(region("KANTO")));
    assertEquals(List.of(UENO, NAMBA), locations(region("KANSAI")));
  }

  @Test
  void shouldListNothingOfARegionThatNobodyNamed() {
    retailer.defineLocations("NOWHERE");
    retailer.receive(TEA, 3, 5);

    StockEverywhereReplyDecoder unknown = region("HOKKAIDO");

    assertEquals(ResultCode.OK, unknown.code());
    assertEquals(YesNo.YES, unknown.last());
    assertEquals(0, unknown.networkAts());
    assertEquals(List.of(), locations(unknown), "not even a location without a region");
  }

  @Test
  void shouldTellAllTermsOfARow() {
    retailer.setSafety(TEA, GINZA, EC, 4);
    retailer.setBands(EC, 5, 4);
    retailer.reserve("order-1", TEA, GINZA, 1);

    var rows = rig.parts(everywhere(1, TEA, EC)).get(0).everywhere().locations();
    StockReplyDecoder alone = rig.answer(stock(1, TEA, GINZA, EC)).stock();

    rows.next();
    assertEquals(GINZA, rows.location());
    assertEquals(alone.ats(), rows.ats());
    assertEquals(10, rows.sellable());
    assertEquals(1, rows.reserved());
    assertEquals(4, rows.safety());
    assertEquals(0, rows.damaged());
    assertEquals(0, rows.qualityControl());
    assertEquals(0, rows.blocked());
    assertEquals(0, rows.inTransit());
    assertEquals(Band.LOW, rows.band());
    assertEquals(Band.LOW, alone.band());
  }

  @Test
  void shouldTellBucketsOfARowInTheirPlaces() {
    retailer.requestTransfer("move-1", GINZA, UENO, TEA, 3);
    engine.answerTo(retailer.dispatch("move-1"));
    engine.answerTo(retailer.returned(0, "", new Line(TEA, UENO, 1)));

    var rows = rig.parts(everywhere(1, TEA, NO_CHANNEL)).get(0).everywhere().locations();

    rows.next();
    rows.next();
    assertEquals(UENO, rows.location());
    assertEquals(21, rows.sellable());
    assertEquals(3, rows.inTransit());
    assertEquals(Band.NULL_VAL, rows.band());
  }

  @Test
  void shouldSayThatAnAnswerBetweenTwoBatchesIsOfOneMoment() {
    assertEquals(YesNo.YES, rig.parts(everywhere(1, TEA, EC)).get(0).everywhere().consistent());
    assertEquals(
        YesNo.YES,
        rig.answer(basket(1, EC, List.of(new Line(TEA, GINZA, 1)))).basket().consistent());
  }

  @Test
  void shouldNotSayThatAnAnswerWithinABatchIsOfOneMoment() {
    engine.stopInTheNextBatch();
    retailer.receive(TEA, GINZA, 1);

    assertEquals(YesNo.NO, rig.parts(everywhere(1, TEA, EC)).get(0).everywhere().consistent());
    assertEquals(
        YesNo.NO,
        rig.answer(basket(1, EC, List.of(new Line(TEA, GINZA, 1)))).basket().consistent());
  }

  private StockEverywhereReplyDecoder region(String region) {
    return rig.parts(everywhereIn(region, 1, TEA, NO_CHANNEL)).get(0).everywhere();
  }

  private static List<Integer> locations(StockEverywhereReplyDecoder reply) {
    List<Integer> locations = new ArrayList<>();
    reply.locations().forEach(row -> locations.add(row.location()));
    return locations;
  }
}

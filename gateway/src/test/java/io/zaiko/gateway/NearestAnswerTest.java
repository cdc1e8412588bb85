package io.zaiko.gateway;

import static io.zaiko.gateway.ClientMessages.EC;
import static io.zaiko.gateway.ClientMessages.stock;
import static io.zaiko.gateway.Questions.near;
import static io.zaiko.protocol.Protocol.NO_CHANNEL;
import static io.zaiko.protocol.Protocol.NO_COORDINATE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.protocol.sbe.Band;
import io.zaiko.protocol.sbe.NearestReplyDecoder;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.protocol.sbe.StockReplyDecoder;
import io.zaiko.protocol.sbe.YesNo;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where near a point a SKU is to be had (rule 28). The point is Tokyo station. */
class NearestAnswerTest {
  private static final int TEA = 0;
  private static final int OSAKA = 0;
  private static final int SHIBUYA = 1;
  private static final int GINZA = 2;
  private static final int LATITUDE = 35_681_000;
  private static final int LONGITUDE = 139_767_000;

  private final FakeEngine engine = new FakeEngine(1024, 2_000);
  private final QueryRig rig = new QueryRig(engine);
  private final Retailer retailer = new Retailer(engine);

  @BeforeEach
  void stockFourStores() {
    retailer.defineSkus("TEA");
    retailer.definePlace("OSAKA", "", 0, 34_702_000, 135_496_000);
    retailer.definePlace("SHIBUYA", "", 0, 35_658_000, 139_702_000);
    retailer.definePlace("GINZA", "", 0, 35_671_000, 139_765_000);
    retailer.definePlace("SOMEWHERE", "", 0, NO_COORDINATE, NO_COORDINATE);
    for (int location = 0; location < 4; location++) {
      retailer.receive(TEA, location, 10);
    }
  }

  @AfterEach
  void closeEngine() {
    engine.close();
  }

  @Test
  void shouldListTheNearestFirst() {
    NearestReplyDecoder reply = ask(EC, 0, 1, 10);

    assertEquals(7, reply.correlationId());
    assertEquals(ResultCode.OK, reply.code());
    assertEquals(engine.sequence(), reply.sequence());
    assertEquals(engine.sequence() * 1_000, reply.time());
    assertEquals(TEA, reply.sku());
    assertEquals(EC, reply.channel());
    assertEquals(YesNo.YES, reply.consistent());
    assertEquals(List.of(GINZA, SHIBUYA, OSAKA), locations(reply), "unknown places are never near");
  }

  @Test
  void shouldTellTheDistanceAndTheStock() {
    retailer.setSafety(TEA, GINZA, EC, 2);
    retailer.reserve("order-1", TEA, GINZA, 3);

    var rows = ask(EC, 0, 1, 1).locations();

    assertEquals(1, rows.count());
    rows.next();
    StockReplyDecoder alone = rig.answer(stock(1, TEA, GINZA, EC)).stock();
    assertEquals(GINZA, rows.location());
    assertTrue(rows.distance() > 1_120 && rows.distance() < 1_130, rows.distance() + " m");
    assertEquals(5, rows.ats());
    assertEquals(alone.ats(), rows.ats());
    assertEquals(10, rows.sellable());
    assertEquals(3, rows.reserved());
    assertEquals(2, rows.safety());
    assertEquals(Band.GOOD, rows.band());
  }

  @Test
  void shouldPassOverWhatHasTooLittleOrIsTooFar() {
    retailer.adjust(TEA, GINZA, -6);

    assertEquals(List.of(SHIBUYA, OSAKA), locations(ask(EC, 0, 5, 10)));
    assertEquals(List.of(GINZA, SHIBUYA), locations(ask(EC, 10_000, 1, 10)));
    assertEquals(List.of(GINZA), locations(ask(EC, 0, 1, 1)));
  }

  @Test
  void shouldCountWhatIsNotReservedWithoutAChannel() {
    retailer.setSafety(TEA, GINZA, EC, 8);
    retailer.reserve("order-1", TEA, SHIBUYA, 7);

    NearestReplyDecoder reply = ask(NO_CHANNEL, 0, 5, 10);

    assertEquals(List.of(GINZA, OSAKA), locations(reply));
    assertEquals(List.of(SHIBUYA, OSAKA), locations(ask(EC, 0, 3, 10)));
  }

  @Test
  void shouldSayThatASkuIsUnknown() {
    NearestReplyDecoder reply =
        rig.answer(near(7, 50, EC, LATITUDE, LONGITUDE, 0, 1, 10)).nearest();

    assertEquals(ResultCode.UNKNOWN_SKU, reply.code());
    assertEquals(-1, reply.sku());
    assertEquals(0, reply.locations().count());
  }

  @Test
  void shouldListAsManyRowsAsAnAnswerMayHave() {
    for (int i = 4; i < 1_300; i++) {
      retailer.definePlace("L" + i, "", 0, 35_000_000 + i * 100, 139_000_000);
      retailer.receive(TEA, i, 1);
    }

    assertEquals(1_000, ask(EC, 0, 1, 1_000).locations().count());
  }

  private NearestReplyDecoder ask(int channel, int within, long least, int mostRows) {
    return rig.answer(near(7, TEA, channel, LATITUDE, LONGITUDE, within, least, mostRows))
        .nearest();
  }

  private static List<Integer> locations(NearestReplyDecoder reply) {
    List<Integer> locations = new ArrayList<>();
    reply.locations().forEach(row -> locations.add(row.location()));
    return locations;
  }
}

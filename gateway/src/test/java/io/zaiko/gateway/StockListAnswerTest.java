package io.zaiko.gateway;

import static io.zaiko.gateway.ClientMessages.EC;
import static io.zaiko.gateway.Questions.list;
import static io.zaiko.protocol.Protocol.NO_CHANNEL;
import static io.zaiko.protocol.Protocol.NO_COORDINATE;
import static io.zaiko.protocol.Protocol.NO_REF;
import static io.zaiko.protocol.Protocol.codeRef;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.protocol.sbe.Band;
import io.zaiko.protocol.sbe.CatalogKind;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.protocol.sbe.StockFilter;
import io.zaiko.protocol.sbe.StockListReplyDecoder;
import io.zaiko.protocol.sbe.YesNo;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists of stock, page by page (rule 31). Rows are written SKU@location. */
class StockListAnswerTest {
  private static final int POS_ONLY = 1;

  private final FakeEngine engine = new FakeEngine(1024, 6_000);
  private final QueryRig rig = new QueryRig(engine);
  private final Retailer retailer = new Retailer(engine);

  @BeforeEach
  void stockSomething() {
    retailer.defineSkus("TEA", "RICE", "SALT", "SOY");
    retailer.defineLocations("A", "B");
    retailer.definePlace("C", "", POS_ONLY, NO_COORDINATE, NO_COORDINATE);
    retailer.receive(0, 0, 10);
    retailer.receive(0, 2, 20);
    retailer.receive(1, 1, 30);
    retailer.receive(3, 0, 40);
    retailer.receive(3, 1, 50);
  }

  @AfterEach
  void closeEngine() {
    engine.close();
  }

  @Test
  void shouldListAllRecordsBySku() {
    StockListReplyDecoder reply = page(NO_REF, EC, StockFilter.ALL, 0, 100);

    assertEquals(7, reply.correlationId());
    assertEquals(ResultCode.OK, reply.code());
    assertEquals(engine.sequence(), reply.sequence());
    assertEquals(engine.sequence() * 1_000, reply.time());
    assertEquals(EC, reply.channel());
    assertEquals(YesNo.YES, reply.consistent());
    assertEquals(0, reply.nextCursor(), "the only page");
    assertEquals(List.of("0@0", "0@2", "1@1", "3@0", "3@1"), rows(reply));
  }

  @Test
  void shouldTellTheStockOfARecord() {
    retailer.setSafety(1, 1, EC, 4);
    retailer.reserve("order-1", 1, 1, 3);

    var rows = page(1, EC, StockFilter.ALL, 0, 1).records();

    rows.next();
    assertEquals(23, rows.ats());
    assertEquals(30, rows.sellable());
    assertEquals(3, rows.reserved());
    assertEquals(4, rows.safety());
    assertEquals(Band.GOOD, rows.band());
  }

  @Test
  void shouldListPageByPageWithoutShowingARecordTwice() {
    List<String> all = new ArrayList<>();
    long cursor = 0;
    int pages = 0;
    do {
      StockListReplyDecoder reply = page(NO_REF, NO_CHANNEL, StockFilter.ALL, cursor, 2);
      cursor = reply.nextCursor();
      all.addAll(rows(reply));
      pages++;
    } while (cursor != 0);

    assertEquals(List.of("0@0", "0@2", "1@1", "3@0", "3@1"), all);
    assertTrue(pages >= 3, pages + " pages of 2");
  }

  @Test
  void shouldListTheRecordsOfALocation() {
    assertEquals(List.of("0@0", "3@0"), rows(page(0, EC, StockFilter.ALL, 0, 100)));
    assertEquals(
        List.of("1@1", "3@1"),
        rows(rig.answer(list(7, codeRef(0), EC, StockFilter.ALL, 0, 100, "B")).list()));
    StockListReplyDecoder first = page(0, EC, StockFilter.ALL, 0, 1);
    assertEquals(List.of("0@0"), rows(first));
    assertEquals(List.of("3@0"), rows(page(0, EC, StockFilter.ALL, first.nextCursor(), 100)));
  }

  @Test
  void shouldListWhatIsOversold() {
    retailer.adjust(1, 1, -31);
    retailer.adjust(3, 0, -40);

    assertEquals(List.of("1@1"), rows(page(NO_REF, NO_CHANNEL, StockFilter.OVERSOLD, 0, 100)));
    assertEquals(List.of(), rows(page(0, NO_CHANNEL, StockFilter.OVERSOLD, 0, 100)));
  }

  @Test
  void shouldListWhatIsLowOrOutWhereTheChannelIsServed() {
    retailer.setBands(EC, 5, 0);
    retailer.adjust(1, 1, -25);
    retailer.adjust(3, 0, -40);
    retailer.adjust(0, 2, -20);

    assertEquals(List.of("1@1", "3@0"), rows(page(NO_REF, EC, StockFilter.LOW, 0, 100)));
    assertEquals(List.of("3@0"), rows(page(0, EC, StockFilter.LOW, 0, 100)));
  }

  @Test
  void shouldLeaveOutWhatWasDeleted() {
    retailer.adjust(1, 1, -30);
    retailer.delete(CatalogKind.SKU, 1);
    retailer.adjust(0, 2, -20);
    retailer.delete(CatalogKind.LOCATION, 2);

    assertEquals(List.of("0@0", "3@0", "3@1"), rows(page(NO_REF, EC, StockFilter.ALL, 0, 100)));
    assertEquals(List.of("3@1"), rows(page(1, EC, StockFilter.ALL, 0, 100)));
    assertEquals(
        ResultCode.UNKNOWN_LOCATION, page(2, EC, StockFilter.ALL, 0, 100).code(), "rule 24");
  }

  @Test
  void shouldEndAPageAfterALongSearchAndGoOnThere() {
    String[] codes = new String[5_000];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = "L" + i;
    }
    retailer.defineLocations(codes);
    for (int location = 3; location < 5_003; location++) {
      retailer.receive(2, location, 1);
    }
    retailer.adjust(3, 1, -51);

    StockListReplyDecoder first = page(NO_REF, NO_CHANNEL, StockFilter.OVERSOLD, 0, 100);
    StockListReplyDecoder second =
        page(NO_REF, NO_CHANNEL, StockFilter.OVERSOLD, first.nextCursor(), 100);

    assertEquals(List.of(), rows(first), "a short page");
    assertEquals(List.of("3@1"), rows(second));
    assertEquals(0, second.nextCursor());
  }

  @Test
  void shouldTakeAnyCursor() {
    for (long cursor : new long[] {4L << 32, Long.MAX_VALUE, (3L << 32) + 1_000_000}) {
      StockListReplyDecoder reply = page(NO_REF, EC, StockFilter.ALL, cursor, 100);
      assertEquals(List.of(), rows(reply), "cursor " + cursor);
      assertEquals(0, reply.nextCursor());
    }
    assertEquals(
        List.of("1@1", "3@0", "3@1"),
        rows(page(NO_REF, EC, StockFilter.ALL, 0x8000_0000L, 100)),
        "beyond the places of the first SKU");
  }

  private StockListReplyDecoder page(
      int location, int channel, StockFilter filter, long cursor, int mostRows) {
    return rig.answer(list(7, location, channel, filter, cursor, mostRows)).list();
  }

  private static List<String> rows(StockListReplyDecoder reply) {
    List<String> rows = new ArrayList<>();
    reply.records().forEach(row -> rows.add(row.sku() + "@" + row.location()));
    return rows;
  }
}

package io.zaiko.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.protocol.sbe.Bucket;
import io.zaiko.protocol.sbe.Disposition;
import io.zaiko.protocol.sbe.ResultCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rule 5: every quantity moves between two named places. */
class StockLedgerTest {
  private static final long HOUR = 3_600_000_000L;

  @TempDir private Path folder;
  private JournalFixture journal;
  private CommandMessages messages;

  @BeforeEach
  void open() {
    journal = new JournalFixture(folder.resolve("data"));
    messages = journal.messages();
    for (String sku : List.of("A", "B")) {
      journal.defineSku(sku);
    }
    for (String location : List.of("S1", "S2")) {
      journal.defineLocation(location);
    }
  }

  @AfterEach
  void close() {
    journal.close();
  }

  private JournalFixture.Answer send(int length) {
    JournalFixture.Answer answer = journal.send(length);
    assertEquals(ResultCode.OK, answer.code());
    return answer;
  }

  private List<Movement> movements(String sku, String location) {
    List<Movement> movements = new ArrayList<>();
    StockLedger.replay(
        folder.resolve("data"), sku, location, movements::add, RecoveryProgress.NONE);
    return movements;
  }

  /** Rows as "COMMAND from>to quantity: sellable reserved". */
  private List<String> rows(String sku, String location) {
    return movements(sku, location).stream().map(StockLedgerTest::text).toList();
  }

  private static String text(Movement row) {
    return "%s %s>%s %d: %d %d"
        .formatted(
            row.command().command(),
            row.from() == null ? "" : row.from().text(),
            row.to() == null ? "" : row.to().text(),
            row.quantity(),
            row.sellableAfter(),
            row.reservedAfter());
  }

  @Test
  void shouldNameThePlacesOfEveryFact() {
    send(messages.receive("", "A@S1=10"));
    send(messages.sell("", "A@S1=4"));
    send(messages.goodsBack(Disposition.QUALITY_CHECK, "", "", "A@S1=3"));
    send(messages.goodsBack(Disposition.RESELLABLE, "", "", "A@S1=1"));
    send(messages.goodsBack(Disposition.DAMAGED, "", "", "A@S1=2"));
    send(messages.adjust("", "A@S1=-3"));
    send(messages.adjust("", "A@S1=5"));
    send(messages.count(Bucket.SELLABLE, "", "A@S1=7"));
    send(messages.count(Bucket.BLOCKED, "", "A@S1=6"));
    send(messages.count(Bucket.QUALITY_CONTROL, "", "A@S1=0"));

    assertEquals(
        List.of(
            "RECEIVE supplier>sellable 10: 10 0",
            "SELL sellable>customer 4: 6 0",
            "RETURN customer>qualityControl 3: 6 0",
            "RETURN customer>sellable 1: 7 0",
            "RETURN customer>damaged 2: 7 0",
            "ADJUST sellable>shrinkage 3: 4 0",
            "ADJUST shrinkage>sellable 5: 9 0",
            "COUNT sellable>shrinkage 2: 7 0",
            "COUNT shrinkage>blocked 6: 7 0",
            "COUNT qualityControl>shrinkage 3: 7 0"),
        rows("A", "S1"));
  }

  /** Rule 5: what moves between buckets is one movement between two named places. */
  @Test
  void shouldTellMovesBetweenBucketsAsOne() {
    send(messages.receive("", "A@S1=10"));
    send(messages.move(Bucket.SELLABLE, Bucket.DAMAGED, "A@S1=4"));
    send(messages.move(Bucket.DAMAGED, Bucket.QUALITY_CONTROL, "A@S1=3"));
    send(messages.move(Bucket.QUALITY_CONTROL, Bucket.SELLABLE, "A@S1=2"));

    assertEquals(
        List.of(
            "RECEIVE supplier>sellable 10: 10 0",
            "MOVE sellable>damaged 4: 6 0",
            "MOVE damaged>qualityControl 3: 6 0",
            "MOVE qualityControl>sellable 2: 8 0"),
        rows("A", "S1"));
  }

  /** Rules 5 and 19a: a transfer leaves one location and arrives at the other, or is lost. */
  @Test
  void shouldFollowGoodsOnTheirWay() {
    send(messages.receive("", "A@S1=10"));
    send(messages.requestTransfer("T", "S1", "S2", "A", 6));
    send(messages.dispatch("T", "A", 7));
    send(messages.receiveTransfer("T", "A", 4));
    send(messages.receiveTransfer("T", "A", 5));
    send(messages.dispatch("T", "A", 2));
    send(messages.closeTransfer("T"));

    assertEquals(
        List.of(
            "RECEIVE supplier>sellable 10: 10 0",
            "TRANSFER_REQUEST > 6: 10 6",
            "TRANSFER_DISPATCH sellable>inTransit 6: 4 0",
            "TRANSFER_DISPATCH sellable>inTransit 1: 3 0",
            "TRANSFER_DISPATCH sellable>inTransit 2: 1 0"),
        rows("A", "S1"));
    assertEquals(
        List.of(
            "TRANSFER_RECEIVE inTransit>sellable 4: 4 0",
            "TRANSFER_RECEIVE inTransit>sellable 3: 7 0",
            "TRANSFER_RECEIVE shrinkage>sellable 2: 9 0",
            "TRANSFER_CLOSE inTransit>shrinkage 2: 9 0"),
        rows("A", "S2"));
  }

  @Test
  void shouldFollowWhatBecomesOfPromises() {
    send(messages.receive("", "A@S1=20"));
    send(messages.reserve("R", 0, "A@S1=9"));
    send(messages.fulfil("R", "A@S1=2"));
    send(messages.shorten("R", false, "A@S1=3"));
    send(messages.shorten("R", true, "A@S1=1"));
    send(messages.release("R"));

    assertEquals(
        List.of(
            "RECEIVE supplier>sellable 20: 20 0",
            "RESERVE > 9: 20 9",
            "FULFIL sellable>customer 2: 18 7",
            "SHORT sellable>blocked 3: 15 4",
            "SHORT > -1: 15 3",
            "RELEASE > -3: 15 0"),
        rows("A", "S1"));
  }

  @Test
  void shouldNameTheHoldsThatTimeEnded() {
    // Rule 15: both holds end before the record that finds them due is applied.
    send(messages.receive("", "A@S1=20", "A@S2=5"));
    send(messages.reserve("LONG", HOUR, "A@S1=1"));
    JournalFixture.Answer held = send(messages.reserve("SHORT", 1, "A@S1=4", "A@S2=2"));
    JournalFixture.Answer sold = send(messages.sell("sale", "A@S1=1"));
    while (sold.timeMicros() == held.timeMicros()) {
      sold = send(messages.sell("sale", "A@S1=1")); // until the clock has moved
    }

    List<Movement> movements = movements("A", null);
    List<Movement> expiries =
        movements.stream().filter(row -> row.command().command().equals("EXPIRE")).toList();

    assertEquals(2, expiries.size());
    Movement expiry = expiries.get(0);
    assertEquals("S1", expiry.location());
    assertEquals("EXPIRE > -4: 20 1", text(expiry));
    assertEquals("EXPIRE > -2: 5 0", text(expiries.get(1)));
    assertEquals("SHORT", expiry.command().reference());
    assertEquals("EC", expiry.command().channel());
    assertEquals(null, expiry.command().client());
    assertTrue(expiry.command().timeMicros() > held.timeMicros());
    assertTrue(
        movements.indexOf(expiry) < movements.size() - 1
            && movements.get(movements.size() - 1).command().reference().equals("sale"),
        "the hold ends first, the sale comes after");
  }

  @Test
  void shouldSayWhoMovedItAndWhy() {
    JournalFixture.Answer received = send(messages.receive("delivery 7", "A@S1=10"));
    send(messages.reserve("R", 0, "A@S1=1"));
    send(messages.fulfil("R"));
    send(messages.goodsBack(Disposition.RESELLABLE, "R", "", "A@S1=1"));
    send(messages.goodsBack(Disposition.RESELLABLE, "R", "slip", "A@S1=1"));

    List<JournaledCommand> commands = movements("A", "S1").stream().map(Movement::command).toList();

    JournaledCommand receive = commands.get(0);
    assertEquals(received.sequence(), receive.sequence());
    assertEquals(received.timeMicros(), receive.timeMicros());
    assertEquals("replay-test", receive.client());
    assertEquals(null, receive.channel());
    assertEquals("delivery 7", receive.reference());
    assertEquals(CommandMessages.REFERENCE_TIME, receive.referenceTimeMicros());
    assertEquals(
        List.of("delivery 7", "R", "R", "R", "slip"),
        commands.stream().map(JournaledCommand::reference).toList());
    assertEquals("EC", commands.get(2).channel(), "that of the reservation");
    assertEquals(0, commands.get(2).referenceTimeMicros());
  }

  @Test
  void shouldHaveARowForEachLineAndNoneForWhatMovedNothing() {
    send(messages.receive("", "A@S1=2", "B@S1=5", "A@S1=3", "A@S2=4"));
    send(messages.again()); // rule 21: sent twice, done once
    send(messages.safety("A", "S1", 1));
    send(messages.count(Bucket.SELLABLE, "", "A@S1=5"));
    send(messages.sell("", "A@nowhere=1"));
    assertEquals(ResultCode.INSUFFICIENT, journal.send(messages.reserve("R", 0, "A@S1=6")).code());

    assertEquals(
        List.of("RECEIVE supplier>sellable 2: 2 0", "RECEIVE supplier>sellable 3: 5 0"),
        rows("A", "S1"));
    assertEquals(3, movements("A", null).size());
    assertEquals(List.of("RECEIVE supplier>sellable 5: 5 0"), rows("B", null));
  }

  @Test
  void shouldSayWhatItLookedAt() {
    long last = send(messages.receive("", "A@S1=2")).sequence();

    StockLedger.End end = end("A", "S1");
    assertTrue(end.skuKnown() && end.locationKnown());
    assertEquals(1, end.movements());
    assertTrue(end.sequence() >= last, "a tick may follow");
    assertFalse(end("C", null).skuKnown());
    assertTrue(end("C", null).locationKnown());
    assertFalse(end("A", "S3").locationKnown());
    assertFalse(end("x".repeat(33), "S1").skuKnown());
    assertEquals(0, end("B", "S2").movements());
  }

  private StockLedger.End end(String sku, String location) {
    return StockLedger.replay(
        folder.resolve("data"), sku, location, row -> {}, RecoveryProgress.NONE);
  }
}

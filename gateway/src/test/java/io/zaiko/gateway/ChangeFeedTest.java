package io.zaiko.gateway;

import static io.zaiko.gateway.ClientMessages.EC;
import static io.zaiko.gateway.Questions.ALL_KINDS;
import static io.zaiko.gateway.Questions.BANDS;
import static io.zaiko.gateway.Questions.LEVELS;
import static io.zaiko.gateway.Questions.OVERSELLS;
import static io.zaiko.gateway.Questions.PICKUPS;
import static io.zaiko.gateway.Questions.subscribe;
import static io.zaiko.gateway.Questions.unsubscribe;
import static io.zaiko.protocol.Protocol.NO_CHANNEL;
import static io.zaiko.protocol.Protocol.NO_REF;
import static io.zaiko.protocol.Protocol.codeRef;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.protocol.sbe.Band;
import io.zaiko.protocol.sbe.ChangesDecoder;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.protocol.sbe.SubscribedDecoder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The change feed (rule 30), round by round. The engine keeps 1,024 changes. */
@ExtendWith(LeakCheck.class)
class ChangeFeedTest {
  private static final int TEA = 0;
  private static final int RICE = 1;
  private static final int GINZA = 0;
  private static final int UENO = 1;

  private final ConnectionRig rig = ConnectionRig.greeted();
  private final Retailer retailer = new Retailer(rig.engine);

  @BeforeEach
  void stockTwoStores() {
    retailer.defineSkus("TEA", "RICE");
    retailer.defineLocations("GINZA", "UENO");
    retailer.receive(TEA, GINZA, 10);
    retailer.receive(TEA, UENO, 20);
  }

  @AfterEach
  void closeRig() {
    rig.close();
    assertEquals(0, rig.buffersInUse(), "every buffer is released");
  }

  private void follow(long correlationId, int channel, int kinds) {
    byte[] query = subscribe(correlationId, 0, NO_REF, NO_REF, channel, kinds);
    assertEquals(ResultCode.OK, rig.answerTo(query).subscribed().code());
  }

  /** Entries as "kind sku@location sellable-reserved", with their sequences checked. */
  private static List<String> entries(ChangesDecoder changes) {
    List<String> entries = new ArrayList<>();
    long last = 0;
    for (var entry : changes.entries()) {
      assertTrue(entry.sequence() >= last, "in the order of the journal");
      last = entry.sequence();
      entries.add(
          entry.kind()
              + " "
              + entry.sku()
              + "@"
              + entry.location()
              + " "
              + entry.sellable()
              + "-"
              + entry.reserved());
      entry.skipReservationId();
    }
    return entries;
  }

  private ChangesDecoder onlyChanges() {
    List<Answer> answers = rig.round();
    assertEquals(1, answers.size());
    ChangesDecoder changes = answers.get(0).changes();
    assertEquals(ResultCode.OK, changes.code());
    return changes;
  }

  @Test
  void shouldTellOfChangesFromNowOn() {
    SubscribedDecoder subscribed =
        rig.answerTo(subscribe(7, 0, NO_REF, NO_REF, EC, LEVELS)).subscribed();
    assertEquals(7, subscribed.correlationId());
    assertEquals(ResultCode.OK, subscribed.code());
    assertEquals(rig.engine.sequence(), subscribed.sequence());
    assertEquals(rig.engine.sequence() * 1_000, subscribed.time());
    assertTrue(rig.round().isEmpty(), "nothing changed");

    retailer.reserve("order-1", TEA, GINZA, 3);

    ChangesDecoder changes = onlyChanges();
    assertEquals(7, changes.correlationId());
    assertEquals(rig.engine.sequence(), changes.sequence());
    assertEquals(rig.engine.sequence() * 1_000, changes.time());
    var entry = changes.entries().next();
    assertEquals(rig.engine.sequence(), entry.sequence());
    assertEquals(7, entry.ats());
    assertEquals(10, entry.sellable());
    assertEquals(3, entry.reserved());
    assertEquals(EC, entry.channel());
    assertEquals(Band.GOOD, entry.band());
    assertEquals(Band.NULL_VAL, entry.bandBefore());
    assertEquals("", entry.reservationId());
    assertTrue(rig.round().isEmpty(), "each change is told once");
  }

  @Test
  void shouldTellOfAllThatChangedAfterASequence() {
    long before = rig.engine.sequence();
    retailer.receive(RICE, GINZA, 5);
    retailer.receive(TEA, GINZA, 5);

    SubscribedDecoder subscribed =
        rig.answerTo(subscribe(7, before, NO_REF, NO_REF, NO_CHANNEL, LEVELS)).subscribed();

    assertEquals(before, subscribed.sequence());
    ChangesDecoder changes = onlyChanges();
    assertEquals(List.of("LEVEL 1@0 5-0", "LEVEL 0@0 15-0"), entries(changes));
    assertEquals(before + 2, changes.sequence());
  }

  @Test
  void shouldTellSeveralChangesOfAPairOnceWithTheStockAsItIs() {
    follow(7, NO_CHANNEL, LEVELS);

    retailer.receive(TEA, GINZA, 5);
    retailer.receive(TEA, UENO, 5);
    retailer.reserve("order-1", TEA, GINZA, 4);
    retailer.receive(TEA, GINZA, 5);

    ChangesDecoder changes = onlyChanges();
    assertEquals(List.of("LEVEL 0@0 20-4", "LEVEL 0@1 25-0"), entries(changes));
    assertEquals(rig.engine.sequence(), changes.sequence());
  }

  @Test
  void shouldLeaveTheTermsOfAChannelOutWithoutOne() {
    follow(7, NO_CHANNEL, LEVELS);
    retailer.receive(TEA, GINZA, 5);

    var entry = onlyChanges().entries().next();

    assertEquals(0, entry.ats());
    assertEquals(NO_CHANNEL, entry.channel());
    assertEquals(Band.NULL_VAL, entry.band());
  }

  @Test
  void shouldTellEachCrossingOnceAndInOrder() {
    retailer.setBands(EC, 5, 0);
    follow(7, EC, BANDS);

    retailer.adjust(TEA, GINZA, -7);
    retailer.adjust(TEA, GINZA, 7);
    retailer.adjust(TEA, GINZA, -10);

    List<String> crossings = new ArrayList<>();
    for (var entry : onlyChanges().entries()) {
      crossings.add(entry.bandBefore() + " " + entry.band() + " " + entry.channel());
      assertEquals(0, entry.sellable(), "the stock is that of now");
      entry.skipReservationId();
    }
    assertEquals(List.of("GOOD LOW 1", "LOW GOOD 1", "GOOD OUT 1"), crossings);
  }

  @Test
  void shouldTellTheBandsOfAllChannelsWithoutOne() {
    follow(7, NO_CHANNEL, BANDS);
    int channels = rig.engine.config().channels().size();

    retailer.adjust(TEA, GINZA, -10);

    assertEquals(channels, onlyChanges().entries().count());
  }

  @Test
  void shouldTellOversellsWithTheUnitsOfTheirMoment() {
    follow(7, NO_CHANNEL, OVERSELLS);

    retailer.adjust(TEA, GINZA, -12);
    retailer.adjust(TEA, GINZA, -1);
    retailer.adjust(TEA, GINZA, 5);

    assertEquals(
        List.of("OVERSELL_OPENED 0@0 -2-0", "OVERSELL_CHANGED 0@0 -3-0", "OVERSELL_CLOSED 0@0 2-0"),
        entries(onlyChanges()),
        "rule 9");
  }

  @Test
  void shouldTellOfAPassedPickupDeadline() {
    follow(7, NO_CHANNEL, PICKUPS);
    retailer.reserve("order-1", TEA, GINZA, 1);
    retailer.commit("order-1", 1);
    retailer.receive(TEA, GINZA, 1);

    var entry = onlyChanges().entries().next();

    assertEquals("PICKUP_OVERDUE", entry.kind().name(), "rule 11");
    assertEquals(TEA, entry.sku());
    assertEquals(GINZA, entry.location());
    assertEquals(EC, entry.channel(), "of the reservation");
    assertEquals(0, entry.sellable());
    assertEquals(Band.NULL_VAL, entry.band());
    assertEquals("order-1", entry.reservationId());
  }

  @Test
  void shouldTellOnlyWhatIsAskedFor() {
    rig.answerTo(subscribe(1, 0, codeRef(0), NO_REF, NO_CHANNEL, LEVELS, "RICE")).subscribed();
    rig.answerTo(subscribe(2, 0, NO_REF, UENO, NO_CHANNEL, LEVELS)).subscribed();
    rig.answerTo(subscribe(3, 0, TEA, UENO, EC, OVERSELLS)).subscribed();
    rig.answerTo(subscribe(4, 0, NO_REF, NO_REF, EC, ALL_KINDS)).subscribed();

    retailer.receive(RICE, GINZA, 1);
    retailer.adjust(TEA, UENO, -21);

    List<String> told = new ArrayList<>();
    for (Answer answer : rig.round()) {
      ChangesDecoder changes = answer.changes();
      told.add(changes.correlationId() + " " + entries(changes));
    }
    told.sort(null);
    assertEquals("1 [LEVEL 1@0 1-0]", told.get(0));
    assertEquals("2 [LEVEL 0@1 -1-0]", told.get(1));
    assertEquals("3 [OVERSELL_OPENED 0@1 -1-0]", told.get(2));
    assertTrue(told.get(3).startsWith("4 ["));
    assertTrue(told.get(3).contains("LEVEL 1@0 1-0"));
    assertTrue(told.get(3).contains("OVERSELL_OPENED 0@1 -1-0"));
    assertTrue(told.get(3).contains("BAND 1@0 1-0"));
  }

  @Test
  void shouldNotBeginWhatItDoesNotKnow() {
    byte[] sku = subscribe(1, 0, 50, NO_REF, NO_CHANNEL, LEVELS);
    byte[] location = subscribe(1, 0, NO_REF, codeRef(0), NO_CHANNEL, LEVELS, "KYOTO");

    assertEquals(ResultCode.UNKNOWN_SKU, rig.answerTo(sku).subscribed().code());
    assertEquals(ResultCode.UNKNOWN_LOCATION, rig.answerTo(location).subscribed().code());
    retailer.receive(TEA, GINZA, 1);
    assertTrue(rig.round().isEmpty());
    follow(1, NO_CHANNEL, LEVELS);
  }

  @Test
  void shouldRefuseASecondSubscriptionOfTheSameName() {
    follow(1, NO_CHANNEL, LEVELS);

    byte[] again = subscribe(1, 0, NO_REF, NO_REF, NO_CHANNEL, LEVELS);

    assertEquals(ResultCode.MALFORMED, rig.answerTo(again).error().code());
    retailer.receive(TEA, GINZA, 1);
    assertEquals(1, rig.round().size(), "the first goes on");
  }

  @Test
  void shouldRefuseMoreThan64Subscriptions() {
    for (int i = 1; i <= 64; i++) {
      follow(i, NO_CHANNEL, LEVELS);
    }

    byte[] oneMore = subscribe(65, 0, NO_REF, NO_REF, NO_CHANNEL, LEVELS);

    assertEquals(ResultCode.OVERLOADED, rig.answerTo(oneMore).error().code());
    retailer.receive(TEA, GINZA, 1);
    assertEquals(64, rig.round().size());
    rig.send(unsubscribe(3));
    assertTrue(rig.answers().isEmpty(), "UNSUBSCRIBE is not answered");
    follow(65, NO_CHANNEL, LEVELS);
  }

  @Test
  void shouldTellNothingMoreAfterUnsubscribe() {
    follow(1, NO_CHANNEL, LEVELS);
    follow(2, NO_CHANNEL, LEVELS);
    rig.send(unsubscribe(1), unsubscribe(99));

    retailer.receive(TEA, GINZA, 1);

    assertEquals(2, onlyChanges().correlationId());
    rig.send(unsubscribe(2));
    retailer.receive(TEA, GINZA, 1);
    assertTrue(rig.round().isEmpty());
  }

  @Test
  void shouldSayThatASequenceIsTooOldToFollowFrom() {
    long before = rig.engine.sequence();
    change(2 * FakeEngine.CHANGES);

    SubscribedDecoder tooOld =
        rig.answerTo(subscribe(1, before, NO_REF, NO_REF, NO_CHANNEL, LEVELS)).subscribed();

    assertEquals(ResultCode.RESUME_TOO_OLD, tooOld.code());
    change(1);
    assertTrue(rig.round().isEmpty(), "it did not begin");
  }

  @Test
  void shouldEndASubscriberThatWasOvertaken() {
    follow(1, NO_CHANNEL, LEVELS);
    rig.writable(false);
    change(2 * FakeEngine.CHANGES);
    assertTrue(rig.round().isEmpty(), "who does not read is not written to");

    rig.writable(true);

    List<Answer> answers = rig.round();
    ChangesDecoder last = answers.get(answers.size() - 1).changes();
    assertEquals(1, last.correlationId());
    assertEquals(ResultCode.RESUME_TOO_OLD, last.code());
    assertEquals(0, last.entries().count());
    change(1);
    assertTrue(rig.round().isEmpty(), "it is over");
    follow(1, NO_CHANNEL, LEVELS);
  }

  @Test
  void shouldGoOnWhereItStoppedWhenThePeerReadsAgain() {
    follow(1, NO_CHANNEL, OVERSELLS);
    rig.writable(false);
    retailer.adjust(TEA, GINZA, -11);
    assertTrue(rig.round().isEmpty());
    retailer.adjust(TEA, GINZA, 11);

    rig.writable(true);

    assertEquals(
        List.of("OVERSELL_OPENED 0@0 -1-0", "OVERSELL_CLOSED 0@0 10-0"), entries(onlyChanges()));
  }

  @Test
  void shouldTellABurstInMessagesThatFit() {
    follow(1, NO_CHANNEL, BANDS);
    int crossings = 0;
    for (int i = 0; i < 50; i++) {
      retailer.adjust(TEA, GINZA, -10);
      retailer.adjust(TEA, GINZA, 10);
      crossings += 2 * rig.engine.config().channels().size();
    }

    List<Answer> answers = rig.round();

    assertEquals(2, answers.size(), crossings + " entries in messages of 490 or so");
    ChangesDecoder first = answers.get(0).changes();
    ChangesDecoder second = answers.get(1).changes();
    long told = 0;
    int count = 0;
    for (var entry : first.entries()) {
      told = entry.sequence();
      count++;
      entry.skipReservationId();
    }
    assertEquals(told - 1, first.sequence(), "of the last record there is more to come");
    assertEquals(crossings, count + second.entries().count());
    assertEquals(rig.engine.sequence(), second.sequence());
  }

  @Test
  void shouldSpreadALotOfWorkOverSeveralRounds() {
    for (int i = 1; i <= 64; i++) {
      follow(i, NO_CHANNEL, LEVELS);
    }
    change(900);

    List<Long> told = new ArrayList<>();
    int rounds = 0;
    while (told.size() < 64) {
      List<Answer> answers = rig.round();
      assertFalse(answers.isEmpty(), "each round tells somebody");
      answers.forEach(answer -> told.add(answer.changes().correlationId()));
      rounds++;
    }

    assertTrue(rounds >= 64 * 900 / ChangeFeed.MOST_CHANGES_PER_ROUND, rounds + " rounds");
    assertEquals(64, told.stream().distinct().count(), "everybody had a turn");
    assertTrue(rig.round().isEmpty());
  }

  @Test
  void shouldTellWhomNothingConcernsHowFarItHasCome() {
    rig.answerTo(subscribe(1, 0, RICE, NO_REF, NO_CHANNEL, LEVELS)).subscribed();
    change(FakeEngine.CHANGES / 16);
    assertTrue(rig.round().isEmpty());

    change(FakeEngine.CHANGES / 8);

    ChangesDecoder changes = onlyChanges();
    assertEquals(0, changes.entries().count());
    assertEquals(rig.engine.sequence(), changes.sequence(), "it can resume after that");
  }

  @Test
  void shouldForgetTheSubscriptionsOfAConnectionThatIsGone() {
    follow(1, NO_CHANNEL, LEVELS);

    rig.disconnect();

    assertEquals(0, rig.credits.seatsTaken());
    retailer.receive(TEA, GINZA, 1);
    assertTrue(rig.round().isEmpty());
  }

  @Test
  void shouldTellNothingMoreWhenItSaysGoodbye() {
    follow(1, NO_CHANNEL, LEVELS);
    retailer.receive(TEA, GINZA, 1);

    rig.loop.leaveAll(ResultCode.OK, "the server is shutting down");
    rig.channel.runPendingTasks();

    List<Answer> answers = rig.round();
    assertEquals(1, answers.size());
    assertEquals(ResultCode.OK, answers.get(0).goodbye().code());
    assertFalse(rig.channel.isOpen());
  }

  /** Changes of one pair, as many as asked for. */
  private void change(int count) {
    for (int i = 0; i < count; i++) {
      retailer.receive(TEA, GINZA, 1);
    }
  }
}

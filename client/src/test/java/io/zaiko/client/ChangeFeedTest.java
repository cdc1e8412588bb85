package io.zaiko.client;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.protocol.MessageShape;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.*;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Following changes across connections (rule 30). */
class ChangeFeedTest {
  private final FakeServer server = new FakeServer();
  private final FakeReplies replies = server.replies();
  private final Told told = new Told();
  private ZaikoClient zaiko;

  /** A listener that remembers. */
  private static final class Told implements ChangeListener {
    private final List<Change> changes = new CopyOnWriteArrayList<>();
    private final List<SubscriptionEnd> ends = new CopyOnWriteArrayList<>();

    @Override
    public void onChanges(List<Change> next) {
      changes.addAll(next);
    }

    @Override
    public void onEnd(SubscriptionEnd end) {
      ends.add(end);
    }

    List<Long> sequences() {
      return changes.stream().map(Change::sequence).toList();
    }
  }

  @BeforeEach
  void connect() {
    for (int i = 0; i < 40; i++) {
      replies.define("sku-" + i, "ueno-" + i);
    }
    zaiko =
        ZaikoClient.connect(
            server
                .clientConfig()
                .reconnectDelay(Duration.ofMillis(1), Duration.ofMillis(5))
                .build());
  }

  @AfterEach
  void close() {
    zaiko.close();
    server.close();
  }

  private List<Heard> subscribes() {
    return server.heard(message -> message.shape() == MessageShape.SUBSCRIBE);
  }

  /** The n-th SUBSCRIBE, once it has come. */
  private Heard subscribe(int number) {
    await().until(() -> subscribes().size() > number);
    return subscribes().get(number);
  }

  private static SubscribeDecoder decoded(Heard subscribe) {
    return new SubscribeDecoder()
        .wrapAndApplyHeader(subscribe.buffer(), 0, new MessageHeaderDecoder());
  }

  @Test
  void shouldSayWhatToTellOf_rule30() {
    zaiko.subscribe(
        SubscribeRequest.after(17)
            .withSku("tea")
            .withLocation("ueno")
            .withChannel("EC")
            .withTopics(ChangeTopic.BANDS, ChangeTopic.OVERSELLS),
        told);
    SubscribeDecoder asked = decoded(subscribe(0));
    assertEquals(17, asked.fromSequence());
    assertEquals(-1, asked.sku());
    assertEquals(-2, asked.location());
    assertEquals(1, asked.channel());
    assertTrue(asked.kinds().bands() && asked.kinds().oversells());
    assertTrue(!asked.kinds().levels() && !asked.kinds().pickups());

    zaiko.subscribe(SubscribeRequest.after(0), told);
    SubscribeDecoder all = decoded(subscribe(1));
    assertEquals(Protocol.NO_REF, all.sku());
    assertEquals(Protocol.NO_REF, all.location());
    assertEquals(Protocol.NO_CHANNEL, all.channel());
    assertTrue(all.kinds().levels() && all.kinds().pickups());
  }

  @Test
  void shouldTellChangesInCodes_rule30() {
    zaiko.subscribe(SubscribeRequest.after(90), told);
    Heard subscribe = subscribe(0);
    subscribe.peer().send(FakeLists.levels(subscribe, 0, List.of(91L)));
    subscribe.peer().send(FakeLists.crossing(subscribe, 92));
    await().until(() -> told.changes.size() == 3);
    Change level = told.changes.get(0);
    assertEquals(ChangeKind.LEVEL, level.kind());
    assertEquals("sku-0", level.sku());
    assertEquals("ueno-0", level.location());
    assertEquals(9, level.sellable());
    assertEquals(2, level.reserved());
    assertEquals(OptionalInt.empty(), level.ats());
    assertEquals(Optional.empty(), level.band());
    assertEquals(
        new Change(
            92,
            ChangeKind.BAND,
            "sku-0",
            "ueno-0",
            "EC",
            OptionalInt.of(1),
            9,
            2,
            Optional.of(Band.LOW),
            Optional.of(Band.GOOD),
            ""),
        told.changes.get(1));
    Change overdue = told.changes.get(2);
    assertEquals("BOPIS", overdue.channel());
    assertEquals("R-1", overdue.reservationId());
    assertEquals(OptionalInt.empty(), overdue.ats());
  }

  @Test
  void shouldKeepTheOrderWhileCodesAreAskedFor_rule30() {
    List<Heard> held = new ArrayList<>();
    server.script(
        message -> {
          boolean hold = message.shape() == MessageShape.DESCRIBE && held.size() < 2;
          if (hold) {
            held.add(message);
          }
          return hold;
        });
    zaiko.subscribe(SubscribeRequest.after(0), told);
    Heard subscribe = subscribe(0);
    subscribe.peer().send(FakeLists.levels(subscribe, 1, List.of(1L, 2L)));
    await().until(() -> server.heard(DescribeDecoder.TEMPLATE_ID).size() == 2);
    subscribe.peer().send(FakeLists.levels(subscribe, 2, List.of(3L)));
    await().until(() -> server.heard(DescribeDecoder.TEMPLATE_ID).size() >= 3);
    assertEquals(List.of(), told.sequences());
    held.forEach(replies::answer);
    await().until(() -> told.changes.size() == 3);
    assertEquals(List.of(1L, 2L, 3L), told.sequences());
  }

  @Test
  void shouldGoOnWhereItWasAfterAReconnect_rule30() {
    Subscription subscription = zaiko.subscribe(SubscribeRequest.after(5), told);
    Heard first = subscribe(0);
    first.peer().send(FakeLists.levels(first, 0, List.of(6L, 9L)));
    await().until(() -> told.changes.size() == 2);
    assertEquals(9, subscription.toldSequence());
    first.peer().drop();
    Heard second = subscribe(1);
    assertEquals(9, decoded(second).fromSequence());
    second.peer().send(FakeLists.levels(second, 0, List.of(10L)));
    await().until(() -> told.changes.size() == 3);
    assertEquals(List.of(6L, 9L, 10L), told.sequences());
    assertEquals(List.of(), told.ends);
  }

  @Test
  void shouldAskForLostCodesByFollowingAnew_rule30() {
    server.script(
        message -> {
          boolean first = server.peers().size() == 1;
          if (first && message.shape() == MessageShape.DESCRIBE) {
            message.peer().drop();
            return true;
          }
          return false;
        });
    zaiko.subscribe(SubscribeRequest.after(5), told);
    Heard first = subscribe(0);
    first.peer().send(FakeLists.levels(first, 3, List.of(6L)));
    Heard second = subscribe(1);
    assertEquals(5, decoded(second).fromSequence(), "it was not told yet");
    second.peer().send(FakeLists.levels(second, 3, List.of(6L)));
    await().until(() -> told.changes.size() == 1);
    assertEquals("sku-3", told.changes.get(0).sku());
  }

  @Test
  void shouldTellThatChangesAreNotKept_rule30() {
    zaiko.subscribe(SubscribeRequest.after(5), told);
    Heard first = subscribe(0);
    first.peer().send(FakeLists.levels(first, 1, List.of(6L)));
    first.peer().send(FakeLists.changesEnd(first, ResultCode.RESUME_TOO_OLD));
    await().until(() -> !told.ends.isEmpty());
    assertEquals(List.of(6L), told.sequences(), "what came before is told before");
    assertEquals(List.of(new SubscriptionEnd(ResultCode.RESUME_TOO_OLD, 6, "")), told.ends);

    server.script(
        message -> {
          boolean subscribe = message.shape() == MessageShape.SUBSCRIBE;
          if (subscribe) {
            message.peer().send(FakeLists.subscribed(message, ResultCode.RESUME_TOO_OLD));
          }
          return subscribe;
        });
    zaiko.subscribe(SubscribeRequest.after(1), told);
    await().until(() -> told.ends.size() == 2);
    assertEquals(new SubscriptionEnd(ResultCode.RESUME_TOO_OLD, 1, ""), told.ends.get(1));
  }

  @Test
  void shouldEndWhenTheServerServesAnotherJournal_rule30() {
    zaiko.subscribe(SubscribeRequest.after(5), told);
    Heard first = subscribe(0);
    Answers.of(zaiko.stock("tea", "ueno")); // SUBSCRIBED has come before this
    replies.journal(new JournalId(2, 2));
    first.peer().drop();
    await().until(() -> !told.ends.isEmpty());
    assertEquals(ResultCode.RESUME_TOO_OLD, told.ends.get(0).code());
  }

  @Test
  void shouldTellNothingAfterItWasCancelled() {
    Subscription subscription = zaiko.subscribe(SubscribeRequest.after(5), told);
    Heard subscribe = subscribe(0);
    subscribe.peer().send(FakeLists.levels(subscribe, 0, List.of(6L)));
    await().until(() -> told.changes.size() == 1);
    subscription.cancel();
    subscription.cancel();
    await().until(() -> server.heard(UnsubscribeDecoder.TEMPLATE_ID).size() == 1);
    Heard unsubscribe = server.heard(UnsubscribeDecoder.TEMPLATE_ID).get(0);
    assertEquals(subscribe.correlationId(), unsubscribe.correlationId());
    subscribe.peer().send(FakeLists.levels(subscribe, 0, List.of(7L)));
    Answers.of(zaiko.stock("tea", "ueno"));
    assertEquals(List.of(6L), told.sequences());
    assertEquals(List.of(new SubscriptionEnd(ResultCode.OK, 6, "")), told.ends);
    assertEquals(1, server.heard(UnsubscribeDecoder.TEMPLATE_ID).size());
  }

  @Test
  void shouldEndWithTheClient() {
    zaiko.subscribe(SubscribeRequest.after(5), told);
    subscribe(0);
    zaiko.close();
    await().until(() -> !told.ends.isEmpty());
    assertEquals(ResultCode.OK, told.ends.get(0).code());
    Told late = new Told();
    zaiko.subscribe(SubscribeRequest.after(5), late);
    await().until(() -> !late.ends.isEmpty());
    assertEquals(1, told.ends.size());
  }

  @Test
  void shouldEndASubscriptionThatCannotBePutOnTheWire() {
    zaiko.subscribe(SubscribeRequest.after(5).withChannel("FAX"), told);
    await().until(() -> !told.ends.isEmpty());
    assertEquals(ResultCode.MALFORMED, told.ends.get(0).code());
    assertTrue(told.ends.get(0).reason().contains("FAX"));
    assertEquals(List.of(), subscribes());
  }

  @Test
  void shouldEndASubscriptionWhoseListenerFails() {
    List<SubscriptionEnd> ends = new CopyOnWriteArrayList<>();
    zaiko.subscribe(
        SubscribeRequest.after(5),
        new ChangeListener() {
          @Override
          public void onChanges(List<Change> changes) {
            throw new IllegalStateException("cannot print");
          }

          @Override
          public void onEnd(SubscriptionEnd end) {
            ends.add(end);
          }
        });
    Heard subscribe = subscribe(0);
    subscribe.peer().send(FakeLists.levels(subscribe, 0, List.of(6L)));
    await().until(() -> !ends.isEmpty());
    assertTrue(ends.get(0).reason().contains("cannot print"));
    assertEquals(5, ends.get(0).toldSequence(), "what was not taken was not told");
    assertEquals(ResultCode.OK, Answers.of(zaiko.stock("tea", "ueno")).code());
    assertEquals(0, zaiko.statistics().connectionsLost());
  }

  /** A server that is slow to describe does not make the client hoard changes. */
  @Test
  void shouldGiveUpForAWhileWhenTooMuchWaitsForCodes_rule30() {
    List<Heard> held = new CopyOnWriteArrayList<>();
    server.script(
        message -> {
          boolean hold = message.shape() == MessageShape.DESCRIBE && subscribes().size() == 1;
          if (hold) {
            held.add(message);
          }
          return hold;
        });
    zaiko.subscribe(SubscribeRequest.after(0), told);
    Heard first = subscribe(0);
    int sent = ChangeFeed.MOST_WAITING + 3;
    for (int i = 1; i <= sent; i++) {
      first.peer().send(FakeLists.levels(first, i, List.of((long) i)));
    }
    await().until(() -> server.heard(UnsubscribeDecoder.TEMPLATE_ID).size() == 1);
    await().until(() -> held.size() == 2 * ChangeFeed.MOST_WAITING); // each a SKU and a location
    assertEquals(List.of(), told.sequences());
    held.forEach(replies::answer);
    Heard second = subscribe(1);
    assertEquals(ChangeFeed.MOST_WAITING, decoded(second).fromSequence());
    second.peer().send(FakeLists.levels(second, 0, List.of(17L, 18L, 19L)));
    await().until(() -> told.changes.size() == sent);
    assertEquals(LongStream.rangeClosed(1, sent).boxed().toList(), told.sequences());
  }
}

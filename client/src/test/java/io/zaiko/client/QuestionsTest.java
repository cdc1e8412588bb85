package io.zaiko.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.protocol.MessageShape;
import io.zaiko.protocol.sbe.Band;
import io.zaiko.protocol.sbe.OnDeadline;
import io.zaiko.protocol.sbe.ReservationState;
import io.zaiko.protocol.sbe.ResultCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Questions and their answers, in codes whatever the wire says (rules 28, 31). */
class QuestionsTest {
  private final FakeServer server = new FakeServer();
  private final FakeReplies replies = server.replies();
  private ZaikoClient zaiko;

  @BeforeEach
  void connect() {
    zaiko =
        ZaikoClient.connect(
            server
                .clientConfig()
                .overloadRetries(2, Duration.ofMillis(1))
                .reconnectDelay(Duration.ofMillis(1), Duration.ofMillis(5))
                .build());
  }

  @AfterEach
  void close() {
    zaiko.close();
    server.close();
  }

  private void define(int locations) {
    replies.define("tea", "shibuya-0");
    for (int i = 1; i < locations; i++) {
      replies.defineLocation("shibuya-" + i);
    }
  }

  private List<Heard> heard(MessageShape shape) {
    return server.heard(message -> message.shape() == shape);
  }

  @Test
  void shouldTellStockAtALocation() {
    define(1);
    StockAnswer answer = Answers.of(zaiko.stock("tea", "shibuya-0", "EC"));
    assertEquals(
        new StockAnswer(
            ResultCode.OK,
            "tea",
            "shibuya-0",
            "EC",
            OptionalInt.of(7),
            OptionalInt.of(2),
            Optional.of(Band.LOW),
            new StockTerms(OptionalInt.of(20), 4, false, true, true),
            new StockLevels(12, 3, 11, 12, 13, 14),
            0,
            1_000_000,
            ""),
        answer);
    assertEquals(7, answer.available());
    assertEquals(9, answer.levels().atf());
    assertEquals(48, answer.levels().onHand());
    assertEquals(0, answer.levels().oversold());
    assertEquals(Instant.ofEpochSecond(1), answer.time());
  }

  @Test
  void shouldTellWhichCodesAreUnknown_rule24() {
    define(2);
    assertEquals(
        List.of("coffee", "milk"), Answers.of(zaiko.unknownSkus(List.of("coffee", "tea", "milk"))));
    assertEquals(List.of(), Answers.of(zaiko.unknownSkus(List.of("tea"))));
    assertEquals(List.of("tea"), Answers.of(zaiko.unknownLocations(List.of("shibuya-1", "tea"))));
  }

  @Test
  void shouldLeaveOutWhatOnlyAChannelHas() {
    define(1);
    StockAnswer answer = Answers.of(zaiko.stock("tea", "shibuya-0"));
    assertEquals(OptionalInt.empty(), answer.ats());
    assertEquals(OptionalInt.empty(), answer.safety());
    assertEquals(Optional.empty(), answer.band());
    assertEquals(OptionalInt.empty(), answer.terms().quota());
    assertEquals(0, answer.terms().quotaUsed());
    assertEquals("", answer.channel());
    assertEquals(9, answer.available());
  }

  @Test
  void shouldSayWhatIsOversold() {
    StockLevels oversold = new StockLevels(-4, 6, 0, 0, 0, 0);
    assertEquals(-10, oversold.atf());
    assertEquals(10, oversold.oversold());
  }

  @Test
  void shouldGiveAnUnknownSkuAsAnAnswer() {
    server.script(
        message -> {
          if (message.shape() == MessageShape.STOCK_QUERY) {
            message.peer().send(replies.stock(message, ResultCode.UNKNOWN_SKU, 0));
          }
          return message.shape() == MessageShape.STOCK_QUERY;
        });
    StockAnswer answer = Answers.of(zaiko.stock("nothing", "nowhere", "EC"));
    assertEquals(ResultCode.UNKNOWN_SKU, answer.code());
    assertFalse(answer.inStock());
  }

  @Test
  void shouldGiveWhatCouldNotBeReadAsAnAnswerWithItsReason() {
    server.script(
        message -> {
          boolean question = message.shape() != null && message.shape() != MessageShape.REGISTER;
          if (question) {
            message.peer().send(replies.error(message, ResultCode.MALFORMED, "no such thing"));
          }
          return question;
        });
    Line line = Line.of("tea", "shibuya", 1);
    StockAnswer stock = Answers.of(zaiko.stock("tea", "shibuya"));
    StockEverywhereAnswer everywhere = Answers.of(zaiko.stockEverywhere("tea", ""));
    BasketAnswer basket = Answers.of(zaiko.basket(BasketRequest.of("", line)));
    ReservationAnswer reservation = Answers.of(zaiko.reservation("R-1"));

    for (ResultCode code :
        List.of(stock.code(), everywhere.code(), basket.code(), reservation.code())) {
      assertEquals(ResultCode.MALFORMED, code);
    }
    for (String reason :
        List.of(stock.reason(), everywhere.reason(), basket.reason(), reservation.reason())) {
      assertEquals("no such thing", reason);
    }
    assertFalse(stock.ok() || everywhere.ok() || basket.ok() || reservation.ok());
  }

  @Test
  void shouldAskAgainWhenOverloadedAndThenSaySo() {
    AtomicInteger refusals = new AtomicInteger(2);
    server.script(
        message -> {
          boolean refuse =
              message.shape() == MessageShape.STOCK_QUERY && refusals.getAndDecrement() > 0;
          if (refuse) {
            message.peer().send(replies.error(message, ResultCode.OVERLOADED, "busy"));
          }
          return refuse;
        });
    assertEquals(ResultCode.OK, Answers.of(zaiko.stock("tea", "shibuya")).code());
    refusals.set(3);
    assertEquals(ResultCode.OVERLOADED, Answers.of(zaiko.stock("tea", "shibuya")).code());
  }

  @Test
  void shouldPutTheAnswerOfAllLocationsTogether() {
    define(1_500);
    server.script(
        message -> {
          boolean everywhere = message.shape() == MessageShape.STOCK_EVERYWHERE_QUERY;
          if (everywhere) {
            message.peer().send(replies.everywhere(message, 0, 700, false));
            message.peer().send(replies.everywhere(message, 700, 1_400, false));
            message.peer().send(replies.everywhere(message, 1_400, 1_500, true));
          }
          return everywhere;
        });
    StockEverywhereAnswer answer = Answers.of(zaiko.stockEverywhere("tea", "EC"));

    assertEquals(15_000, answer.networkAts(), "the last part's total stands");
    assertEquals(50, answer.sequence(), "the first part's position is what it shows at least");
    assertEquals(1_500, answer.locations().size());
    for (int i = 0; i < 1_500; i++) {
      LocationStock location = answer.locations().get(i);
      assertEquals("shibuya-" + i, location.location());
      assertEquals(i, location.levels().sellable());
      assertEquals(OptionalInt.of(10), location.ats());
    }
    assertEquals(3, heard(MessageShape.DESCRIBE).size(), "512 handles at a time");

    Answers.of(zaiko.stockEverywhere("tea", ""));
    assertEquals(3, heard(MessageShape.DESCRIBE).size(), "codes are remembered");
  }

  @Test
  void shouldTellAReservationInCodes() {
    define(3);
    ReservationAnswer answer = Answers.of(zaiko.reservation("R-1"));
    assertEquals(Optional.of(ReservationState.HELD), answer.state());
    assertEquals("BOPIS", answer.channel());
    assertEquals(Optional.of(Instant.ofEpochSecond(5)), answer.expiresAt());
    assertEquals(Optional.of(Instant.ofEpochSecond(6)), answer.deadline());
    assertEquals(OnDeadline.EXPIRE, answer.onDeadline());
    assertTrue(answer.overdue());
    assertEquals("shibuya-0", answer.destination());
    assertEquals(List.of(new TransferLine("tea", 9, 5, 2, 1)), answer.transferLines());
    assertEquals(3, answer.transferLines().get(0).inTransit(), "rule 19a");
    assertEquals(
        List.of(
            new ReservationLine("tea", "shibuya-0", 21, 1, 2, 3, 4, 11),
            new ReservationLine("tea", "shibuya-1", 21, 1, 2, 3, 4, 11),
            new ReservationLine("tea", "shibuya-2", 21, 1, 2, 3, 4, 11)),
        answer.lines());
  }

  @Test
  void shouldGiveAnUnknownReservationAsAnAnswer() {
    ReservationAnswer answer = Answers.of(zaiko.reservation("no-such"));
    assertEquals(ResultCode.UNKNOWN_RESERVATION, answer.code());
    assertEquals(Optional.empty(), answer.state());
    assertEquals(Optional.empty(), answer.expiresAt());
  }

  @Test
  void shouldTellEachLineOfABasket() {
    define(1);
    Line first = Line.of("tea", "shibuya-0", 3);
    Line second = Line.of("cup", "shibuya-0", 1);
    BasketAnswer answer = Answers.of(zaiko.basket(BasketRequest.of("EC", first, second)));
    assertTrue(answer.available());
    assertEquals(
        List.of(
            new BasketLineAnswer(first, 100, ResultCode.OK),
            new BasketLineAnswer(second, 101, ResultCode.OK)),
        answer.lines());
  }

  @Test
  void shouldFailWhenTheServerCannotDescribeItsOwnHandles() {
    define(1);
    server.script(
        message -> {
          boolean everywhere = message.shape() == MessageShape.STOCK_EVERYWHERE_QUERY;
          if (everywhere) {
            message.peer().send(replies.everywhere(message, 0, 2, true));
          }
          return everywhere;
        });
    ZaikoProtocolException failure =
        Answers.failure(ZaikoProtocolException.class, zaiko.stockEverywhere("tea", "EC"));
    assertTrue(failure.getMessage().contains("handle 1 "), failure.getMessage());
  }

  @Test
  void shouldFailAQuestionThatIsAnsweredTwiceWithTheAnswerToAnother() {
    server.script(
        message -> {
          boolean stock = message.shape() == MessageShape.STOCK_QUERY;
          if (stock) {
            message.peer().send(replies.everywhere(message, 0, 0, true));
          }
          return stock;
        });
    Answers.failure(ZaikoProtocolException.class, zaiko.stock("tea", "shibuya"));
    assertEquals(2, heard(MessageShape.STOCK_QUERY).size());
  }

  @Test
  void shouldRefuseAQuestionThatCannotBePutOnTheWire() {
    IllegalArgumentException noChannel =
        Answers.failure(IllegalArgumentException.class, zaiko.stock("tea", "shibuya", "FAX"));
    assertTrue(noChannel.getMessage().contains("[POS, EC, BOPIS]"), noChannel.getMessage());

    Line[] lines = new Line[3_000];
    Arrays.setAll(lines, i -> Line.of("sku" + i, "shibuya", 1));
    CompletableFuture<BasketAnswer> basket = zaiko.basket(BasketRequest.of("EC", lines));
    Answers.failure(IllegalArgumentException.class, basket);
    assertEquals(List.of(), heard(MessageShape.BASKET_QUERY));
  }
}

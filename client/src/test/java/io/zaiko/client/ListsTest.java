package io.zaiko.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.protocol.MessageShape;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.*;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Questions with many rows, and what is known of a device (rules 9, 22, 28, 31). */
class ListsTest {
  private static final StockLevels LEVELS = new StockLevels(9, 2, 3, 4, 5, 7);

  private final FakeServer server = new FakeServer();
  private final FakeReplies replies = server.replies();
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private ZaikoClient zaiko;

  @BeforeEach
  void connect() {
    replies.define("tea", "ueno");
    replies.define("cup", "ginza");
    replies.define("pot", "shibuya");
    zaiko = server.client();
  }

  @AfterEach
  void close() {
    zaiko.close();
    server.close();
  }

  private Heard heard(MessageShape shape) {
    return server.heard(message -> message.shape() == shape).get(0);
  }

  private static LocationStock stockAt(String location, boolean forChannel) {
    return new LocationStock(
        location,
        forChannel ? OptionalInt.of(1) : OptionalInt.empty(),
        forChannel ? OptionalInt.of(6) : OptionalInt.empty(),
        forChannel ? Optional.of(Band.LOW) : Optional.empty(),
        LEVELS);
  }

  @Test
  void shouldAskAndTellWhatIsNear_rule28() {
    NearestRequest request =
        NearestRequest.of("tea", "EC", 35_000_000, -139_000_000)
            .withLeast(3)
            .within(5_000)
            .withMostRows(2);
    NearestAnswer answer = Answers.of(zaiko.nearest(request));
    assertTrue(answer.ok());
    assertEquals(
        List.of(
            new NearLocation(100, stockAt("ueno", true)),
            new NearLocation(200, stockAt("ginza", true))),
        answer.locations());
    assertTrue(answer.consistent());
    assertEquals(80, answer.sequence());
    NearestQueryDecoder asked =
        new NearestQueryDecoder()
            .wrapAndApplyHeader(heard(MessageShape.NEAREST_QUERY).buffer(), 0, header);
    assertEquals(35_000_000, asked.latitude());
    assertEquals(-139_000_000, asked.longitude());
    assertEquals(3, asked.least());
    assertEquals(5_000, asked.within());
    assertEquals(2, asked.mostRows());
    assertEquals(1, asked.channel());
  }

  @Test
  void shouldAskForARegion_rule28() {
    StockEverywhereAnswer answer = Answers.of(zaiko.stockInRegion("tea", "EC", "kanto"));
    assertEquals("kanto", answer.region());
    assertEquals(List.of("kanto"), heard(MessageShape.STOCK_EVERYWHERE_QUERY).texts());
    assertEquals(3, answer.locations().size());
    assertTrue(answer.consistent());
    assertEquals(Optional.of(Band.GOOD), answer.locations().get(0).band());
  }

  @Test
  void shouldCallPartsOfDifferentMomentsNoSingleCut_rule28() {
    server.script(
        message -> {
          boolean everywhere = message.shape() == MessageShape.STOCK_EVERYWHERE_QUERY;
          if (everywhere) {
            message.peer().send(replies.everywhere(message, 0, 1, false));
            message.peer().send(replies.everywhere(message, 1, 3, true));
          }
          return everywhere;
        });
    StockEverywhereAnswer answer = Answers.of(zaiko.stockEverywhere("tea", "EC"));
    assertEquals(3, answer.locations().size());
    assertFalse(answer.consistent());
  }

  @Test
  void shouldTellAPageOfStockAndWhereTheNextBegins_rule31() {
    StockListAnswer page =
        Answers.of(
            zaiko.stockList(
                StockListRequest.of("ueno", "EC", StockFilter.LOW).from(1).withMostRows(50)));
    assertEquals(List.of(new StockRow("cup", stockAt("ueno", true))), page.rows());
    assertEquals(2, page.nextCursor());
    assertFalse(page.consistent());
    StockListQueryDecoder asked =
        new StockListQueryDecoder()
            .wrapAndApplyHeader(heard(MessageShape.STOCK_LIST_QUERY).buffer(), 0, header);
    assertEquals(StockFilter.LOW, asked.filter());
    assertEquals(50, asked.mostRows());
    assertEquals(-1, asked.location());
    assertEquals(1, asked.channel());
  }

  @Test
  void shouldWalkAllPagesOfStock_rule31() {
    List<StockRow> rows = new ArrayList<>();
    StockListAnswer last =
        Answers.of(
            zaiko.stockPages(
                StockListRequest.of("", "", StockFilter.OVERSOLD),
                page -> rows.addAll(page.rows())));
    assertEquals(
        List.of(
            new StockRow("tea", stockAt("ueno", false)),
            new StockRow("cup", stockAt("ueno", false)),
            new StockRow("pot", stockAt("ueno", false))),
        rows);
    assertEquals(0, last.nextCursor());
    StockListQueryDecoder asked =
        new StockListQueryDecoder()
            .wrapAndApplyHeader(heard(MessageShape.STOCK_LIST_QUERY).buffer(), 0, header);
    assertEquals(Protocol.NO_REF, asked.location());
    assertEquals(Protocol.NO_CHANNEL, asked.channel());
    assertEquals(Protocol.MAX_ROWS, asked.mostRows());
  }

  @Test
  void shouldFailAWalkWhoseTakerFails() {
    IllegalStateException failure =
        Answers.failure(
            IllegalStateException.class,
            zaiko.stockPages(
                StockListRequest.of("", "", StockFilter.ALL),
                page -> {
                  throw new IllegalStateException("disk full");
                }));
    assertEquals("disk full", failure.getMessage());
  }

  @Test
  void shouldWalkWhatIsToBePickedAndPickedUp_rule31() {
    List<OpenReservation> rows = new ArrayList<>();
    Answers.of(zaiko.openReservationsPages("ueno", page -> rows.addAll(page.reservations())));
    ReservationState staged = ReservationState.STAGED;
    assertEquals(
        List.of(
            new OpenReservation("R-0", "tea", 4, "BOPIS", staged, 6_000_000, true, ""),
            new OpenReservation("R-1", "cup", 4, "BOPIS", staged, 0, true, "ueno"),
            new OpenReservation("R-2", "pot", 4, "BOPIS", staged, 6_000_000, true, "")),
        rows);
    assertEquals(Optional.empty(), rows.get(1).due());
  }

  @Test
  void shouldTellWhoIsEndangered_rule9() {
    EndangeredAnswer answer = Answers.of(zaiko.endangered("tea", "ueno", 16));
    assertEquals(3, answer.oversold());
    assertEquals(18, answer.count());
    assertEquals(
        List.of(new Endangered("R-1", "tea", "ueno", 2, ReservationState.COMMITTED)),
        answer.reservations());
    EndangeredQueryDecoder asked =
        new EndangeredQueryDecoder()
            .wrapAndApplyHeader(heard(MessageShape.ENDANGERED_QUERY).buffer(), 0, header);
    assertEquals(16, asked.skip());
  }

  @Test
  void shouldTellWhatIsMissingOfADevice_rule22() {
    DeviceAnswer answer = Answers.of(zaiko.device("till-7"));
    assertEquals(
        new DeviceAnswer(ResultCode.OK, "till-7", 9, 4, 2, List.of(5L, 7L), 80, 5_000_000, ""),
        answer);
    assertEquals(List.of("till-7"), heard(MessageShape.DEVICE_QUERY).texts());
  }

  @Test
  void shouldGiveWhatCouldNotBeServedAsAnAnswerWithItsReason() {
    server.script(
        message -> {
          boolean question = message.shape() != null && message.shape() != MessageShape.REGISTER;
          if (question) {
            message.peer().send(replies.error(message, ResultCode.MALFORMED, "no such thing"));
          }
          return question;
        });
    List<String> reasons =
        List.of(
            Answers.of(zaiko.nearest(NearestRequest.of("tea", "EC", 0, 0))).reason(),
            Answers.of(zaiko.stockList(StockListRequest.of("", "", StockFilter.ALL))).reason(),
            Answers.of(zaiko.openReservations("ueno", 0)).reason(),
            Answers.of(zaiko.endangered("tea", "ueno", 0)).reason(),
            Answers.of(zaiko.device("till-7")).reason());
    assertEquals(List.of("no such thing"), reasons.stream().distinct().toList());
    StockListAnswer broken =
        Answers.of(zaiko.stockPages(StockListRequest.of("", "", StockFilter.ALL), page -> {}));
    assertEquals(ResultCode.MALFORMED, broken.code(), "a walk ends where the list breaks off");
  }

  @Test
  void shouldRefuseToAskForNoRowsOrTooMany() {
    StockListRequest all = StockListRequest.of("", "", StockFilter.ALL);
    assertThrows(IllegalArgumentException.class, () -> all.withMostRows(0));
    assertThrows(IllegalArgumentException.class, () -> all.withMostRows(Protocol.MAX_ROWS + 1));
  }
}

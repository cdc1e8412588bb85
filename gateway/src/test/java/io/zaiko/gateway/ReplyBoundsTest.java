package io.zaiko.gateway;

import static io.zaiko.protocol.Protocol.NO_COORDINATE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.engine.command.ReplyBounds;
import io.zaiko.gateway.ClientMessages.Line;
import io.zaiko.protocol.MessageShape;
import io.zaiko.protocol.sbe.CommandReplyDecoder;
import io.zaiko.protocol.sbe.CommitDecoder;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import io.zaiko.protocol.sbe.MessageHeaderEncoder;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.protocol.sbe.SellPolicy;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The room that is set aside for a reply holds the worst one that the engine really gives, and is
 * small for plain commands.
 */
class ReplyBoundsTest {
  /** Header, fixed part and the headers of two groups; then the entries of the two groups. */
  private static final int FIXED = 8 + 43 + 4 + 4;

  private static final int LINE = 11;
  private static final int ENDANGERED = 13 + 1 + 64;
  private static final String LONG_ID = "I".repeat(62);

  private final FakeEngine engine = new FakeEngine(1024, 600);
  private final Retailer retailer = new Retailer(engine);
  private final ReplyBounds bounds = new ReplyBounds();

  @AfterEach
  void closeEngine() {
    engine.close();
  }

  private int bound(byte[] command) {
    return bounds.maxLength(shape(command), new UnsafeBuffer(command), 0);
  }

  private static MessageShape shape(byte[] command) {
    int template = new MessageHeaderDecoder().wrap(new UnsafeBuffer(command), 0).templateId();
    return MessageShape.of(template);
  }

  /** Applies a command whose reply must fit; returns how often each code stands in its lines. */
  private Map<ResultCode, Integer> marks(byte[] command) {
    Answer answer = engine.answerTo(command);
    assertTrue(
        answer.message().capacity() <= bound(command),
        answer.message().capacity() + " bytes where " + bound(command) + " were set aside");
    assertEquals(ResultCode.OK, answer.commandReply().code());
    Map<ResultCode, Integer> marks = new EnumMap<>(ResultCode.class);
    answer.commandReply().lines().forEach(line -> marks.merge(line.code(), 1, Integer::sum));
    return marks;
  }

  private static Line[] lines(int count, int sku, int location, long quantity) {
    Line[] lines = new Line[count];
    Arrays.fill(lines, new Line(sku, location, quantity));
    return lines;
  }

  private void stockLocations(int count, long units) {
    retailer.defineSkus("TEA");
    for (int i = 0; i < count; i++) {
      retailer.definePlace("L" + i, "KANTO", 0, NO_COORDINATE, NO_COORDINATE);
      retailer.receive(0, i, units);
    }
  }

  @Test
  void shouldSetLittleAsideForPlainCommands() {
    assertEquals(FIXED, bound(ClientMessages.commit(1, 1, "order-1")));
    assertEquals(FIXED, bound(ClientMessages.register(1, "till")));
    assertEquals(FIXED, bound(ClientMessages.release(1, 1, "order-1")));
    assertEquals(FIXED + LINE, bound(ClientMessages.reserve(1, 1, "order-1", lines(1, 0, 0, 1))));
    assertEquals(FIXED + LINE, bound(ClientMessages.receive(1, 1, lines(1, 0, 0, 1))));
    assertEquals(
        FIXED + 2 * LINE, bound(retailer.sale(SellPolicy.RECORD, 0, "", lines(1, 0, 0, 1))));
    assertEquals(
        FIXED + 2 * LINE + 16 * ENDANGERED,
        bound(retailer.sale(SellPolicy.WARN, 0, "", lines(1, 0, 0, 1))));
    assertEquals(
        FIXED + 3 * LINE,
        bound(retailer.reservationAtAnyOf(new int[] {0, 1}, "order-1", new Line(0, 0, 1))));
  }

  @Test
  void shouldHoldAFactOfUnmatchedLines() {
    assertEquals(
        Map.of(ResultCode.UNMATCHED, 256),
        marks(
            ClientMessages.receive(
                retailer.nextRequestId(), retailer.session(), lines(256, 9, 9, 1))));
  }

  @Test
  void shouldHoldASaleWhoseLinesAreMarkedTwice() {
    stockLocations(1, 10);
    engine.execute(retailer.count(new Line(0, 0, 10)));

    assertEquals(
        Map.of(ResultCode.REDEEM_PARTIAL, 256, ResultCode.ALREADY_COUNTED, 256),
        marks(retailer.sale(SellPolicy.RECORD, 1, "nothing", lines(256, 0, 0, 1))));
    assertEquals(
        Map.of(ResultCode.UNREFERENCED, 256, ResultCode.ALREADY_COUNTED, 256),
        marks(retailer.returned(1, "nothing", lines(256, 0, 0, 1))));
  }

  @Test
  void shouldHoldAReservationOfPartialLines() {
    stockLocations(1, 300);

    assertEquals(
        Map.of(ResultCode.PARTIAL, 206),
        marks(retailer.partialReservation("order-1", lines(256, 0, 0, 6))));
  }

  @Test
  void shouldHoldALineThatARegionServesFromEverywhere() {
    stockLocations(256, 1);

    assertEquals(
        Map.of(ResultCode.PARTIAL, 1, ResultCode.PLACED, 256),
        marks(retailer.reservationInRegion("order-1", "KANTO", lines(1, 0, 0, 1_000))));
  }

  @Test
  void shouldHoldLinesThatShareTheLocationsOfARegion() {
    stockLocations(255, 2);

    // Each line takes one unit of what the line before left, and one of the next location.
    Line[] lines = lines(256, 0, 0, 2);
    lines[0] = new Line(0, 0, 1);
    Map<ResultCode, Integer> marks = marks(retailer.reservationInRegion("order-1", "KANTO", lines));

    assertEquals(2 * 255, marks.get(ResultCode.PLACED), "one place each at both ends");
    assertEquals(1, marks.get(ResultCode.PARTIAL), "the last line");
  }

  @Test
  void shouldHoldLinesWithAsManyChoicesAsPlaces() {
    stockLocations(16, 1);
    int[] choices = new int[16];
    Arrays.setAll(choices, i -> i);

    assertEquals(
        Map.of(ResultCode.PARTIAL, 1, ResultCode.PLACED, 16),
        marks(retailer.reservationAtAnyOf(choices, "order-1", new Line(0, 0, 100))));
  }

  @Test
  void shouldHoldTheNamesOfEndangeredReservations() {
    stockLocations(2, 100);
    for (int i = 10; i < 40; i++) {
      retailer.reserve(LONG_ID + i, 0, 0, 1);
    }

    assertNamed(16, retailer.sale(SellPolicy.WARN, 0, "", lines(1, 0, 0, 120)));
    retailer.receive(0, 0, 150);
    assertNamed(
        16,
        ClientMessages.adjust(retailer.nextRequestId(), retailer.session(), new Line(0, 0, -130)));
    retailer.receive(0, 0, 150);
    assertNamed(16, retailer.count(new Line(0, 0, 0)));
    assertNamed(0, retailer.sale(SellPolicy.RECORD, 0, "", lines(1, 0, 1, 120)));
  }

  @Test
  void shouldHoldTheNamesThatADispatchBeyondItsRequestEndangers() {
    stockLocations(2, 100);
    retailer.requestTransfer("move", 0, 1, 0, 10);
    for (int i = 10; i < 40; i++) {
      retailer.reserve(LONG_ID + i, 0, 0, 1);
    }

    assertNamed(16, retailer.dispatch("move", new Line(0, 0, 120)));
    assertEquals(FIXED + 16 * ENDANGERED, bound(retailer.dispatch("move")));
  }

  private void assertNamed(int count, byte[] fact) {
    Answer answer = engine.answerTo(fact);
    assertTrue(answer.message().capacity() <= bound(fact));
    CommandReplyDecoder reply = answer.commandReply();
    assertEquals(ResultCode.OK, reply.code());
    reply.lines().forEach(line -> assertEquals(0, line.quantity()));
    assertEquals(count, reply.firstEndangered().count());
  }

  /** Rule 21: other content is a conflict, though length and checksum are the same. */
  @Test
  void shouldNotGiveALongAnswerToAShortCommandThatWasMadeToLookTheSame() {
    stockLocations(256, 1);
    byte[] real = retailer.reservationInRegion("order-1", "KANTO", lines(1, 0, 0, 1_000));
    engine.execute(real);
    byte[] forged = commitWithChecksumOf(real);
    assertEquals(crc(real), crc(forged));
    assertEquals(real.length, forged.length);

    Answer answer = engine.answerTo(forged);

    assertEquals(ResultCode.IDEMPOTENCY_CONFLICT, answer.commandReply().code());
    assertTrue(answer.message().capacity() <= bound(forged));
    CommandReplyDecoder again = engine.answerTo(real).commandReply();
    assertTrue(again.flags().repeated());
    assertEquals(257, again.lines().count());
  }

  /** A COMMIT of the same length, with a fixed part long enough to steer the checksum in. */
  private static byte[] commitWithChecksumOf(byte[] real) {
    byte[] commit = new byte[real.length];
    UnsafeBuffer buffer = new UnsafeBuffer(commit);
    new UnsafeBuffer(real).getBytes(0, commit, 0, 24);
    int idLength = 1;
    new MessageHeaderEncoder()
        .wrap(buffer, 0)
        .blockLength(real.length - 8 - 1 - idLength)
        .templateId(CommitDecoder.TEMPLATE_ID)
        .schemaId(MessageHeaderDecoder.SCHEMA_ID)
        .version(MessageHeaderDecoder.SCHEMA_VERSION);
    commit[real.length - 2] = (byte) idLength;
    commit[real.length - 1] = 'X';
    steer(commit, real.length - 6, crc(real));
    return commit;
  }

  /** Sets four bytes so that the checksum becomes the wanted one: it is linear in their bits. */
  private static void steer(byte[] message, int offset, int wanted) {
    int base = crc(message);
    long[] rows = new long[32];
    for (int bit = 0; bit < 32; bit++) {
      message[offset + bit / 8] ^= (byte) (1 << bit % 8);
      rows[bit] = ((crc(message) ^ base) & 0xFFFF_FFFFL) << 32 | 1L << bit;
      message[offset + bit / 8] ^= (byte) (1 << bit % 8);
    }
    long target = ((base ^ wanted) & 0xFFFF_FFFFL) << 32;
    for (int column = 63; column >= 32; column--) {
      int pivot = 0;
      while (pivot < 32
          && (rows[pivot] == 0 || 63 - Long.numberOfLeadingZeros(rows[pivot]) != column)) {
        pivot++;
      }
      if (pivot < 32) {
        for (int i = 0; i < 32; i++) {
          if (i != pivot && (rows[i] >>> column & 1) != 0) {
            rows[i] ^= rows[pivot];
          }
        }
        target ^= (target >>> column & 1) != 0 ? rows[pivot] : 0;
      }
    }
    for (int bit = 0; bit < 32; bit++) {
      if ((target >>> bit & 1) != 0) {
        message[offset + bit / 8] ^= (byte) (1 << bit % 8);
      }
    }
  }

  private static int crc(byte[] message) {
    CRC32C crc = new CRC32C();
    crc.update(message);
    return (int) crc.getValue();
  }
}

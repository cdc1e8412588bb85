package io.zaiko.engine.command;

import io.zaiko.engine.core.InventoryEngine;
import io.zaiko.engine.core.OversellReport;
import io.zaiko.engine.reservation.DeviceTable;
import io.zaiko.engine.stock.StockTable;
import io.zaiko.engine.stock.TextRef;
import io.zaiko.protocol.MessageShape;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.DeviceQueryDecoder;
import io.zaiko.protocol.sbe.DeviceReplyEncoder;
import io.zaiko.protocol.sbe.EndangeredQueryDecoder;
import io.zaiko.protocol.sbe.EndangeredReplyEncoder;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import io.zaiko.protocol.sbe.MessageHeaderEncoder;
import io.zaiko.protocol.sbe.OpenReservationsQueryDecoder;
import io.zaiko.protocol.sbe.ReservationQueryDecoder;
import io.zaiko.protocol.sbe.ReservationState;
import io.zaiko.protocol.sbe.ResultCode;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Answers the questions about what only the engine thread may read: reservations and devices. They
 * come between two commands; nothing is journaled and nothing changes. Engine thread only;
 * allocates nothing.
 */
final class RingAnswers {
  /** Rows of a page about endangered reservations. */
  private static final int ENDANGERED_ROWS = 100;

  /** Missing sequences that an answer about a device names. */
  private static final int MISSING_ROWS = 256;

  /** Longest answer to ENDANGERED_QUERY, in bytes. */
  static final int MAX_ENDANGERED_LENGTH =
      MessageHeaderEncoder.ENCODED_LENGTH
          + EndangeredReplyEncoder.BLOCK_LENGTH
          + EndangeredReplyEncoder.ReservationsEncoder.sbeHeaderSize()
          + ENDANGERED_ROWS
              * (EndangeredReplyEncoder.ReservationsEncoder.sbeBlockLength()
                  + 1
                  + Protocol.MAX_ID_LENGTH);

  /** Longest answer to DEVICE_QUERY, in bytes. */
  static final int MAX_DEVICE_LENGTH =
      MessageHeaderEncoder.ENCODED_LENGTH
          + DeviceReplyEncoder.BLOCK_LENGTH
          + DeviceReplyEncoder.MissingEncoder.sbeHeaderSize()
          + MISSING_ROWS * DeviceReplyEncoder.MissingEncoder.sbeBlockLength();

  /** Longest answer, in bytes: a reservation of 256 lines, or a page of as many. */
  static final int MAX_LENGTH =
      Math.max(ReservationAnswers.MAX_RESERVATION_LENGTH, ReservationAnswers.MAX_PAGE_LENGTH);

  private final InventoryEngine engine;
  private final MessageReading reading;
  private final ReservationAnswers reservations;
  private final TextRef text = new TextRef();
  private final UnsafeBuffer id = new UnsafeBuffer(new byte[Protocol.MAX_ID_LENGTH]);
  private final MessageHeaderDecoder queryHeader = new MessageHeaderDecoder();
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final ReservationQueryDecoder byId = new ReservationQueryDecoder();
  private final OpenReservationsQueryDecoder open = new OpenReservationsQueryDecoder();
  private final EndangeredQueryDecoder endangered = new EndangeredQueryDecoder();
  private final EndangeredReplyEncoder endangeredReply = new EndangeredReplyEncoder();
  private final DeviceQueryDecoder device = new DeviceQueryDecoder();
  private final DeviceReplyEncoder deviceReply = new DeviceReplyEncoder();
  private final OversellReport.Visitor rowVisitor = this::row;
  private EndangeredReplyEncoder.ReservationsEncoder rows;
  private int skip;
  private int count;

  RingAnswers(InventoryEngine engine) {
    this.engine = engine;
    reading = new MessageReading(engine.catalog());
    reservations = new ReservationAnswers(engine);
  }

  /** Answers a query; returns the length of the reply. */
  int answer(DirectBuffer query, int offset, MutableDirectBuffer reply, int replyOffset) {
    queryHeader.wrap(query, offset);
    MessageShape shape = MessageShape.of(queryHeader.templateId());
    return switch (shape) {
      case RESERVATION_QUERY -> {
        byId.wrapAndApplyHeader(query, offset, queryHeader);
        reading.at(query, offset).next(text);
        yield reservations.one(byId.correlationId(), text, reply, replyOffset);
      }
      case OPEN_RESERVATIONS_QUERY -> {
        open.wrapAndApplyHeader(query, offset, queryHeader);
        int location = reading.atCodes(query, offset).location(open.location());
        yield reservations.openAt(
            open.correlationId(), location, open.cursor(), reply, replyOffset);
      }
      case ENDANGERED_QUERY -> endangered(query, offset, reply, replyOffset);
      case DEVICE_QUERY -> device(query, offset, reply, replyOffset);
      default -> throw new IllegalStateException(shape + " is not answered by the engine thread");
    };
  }

  private int endangered(
      DirectBuffer query, int offset, MutableDirectBuffer reply, int replyOffset) {
    endangered.wrapAndApplyHeader(query, offset, queryHeader);
    reading.atCodes(query, offset);
    int sku = reading.sku(endangered.sku());
    int location = reading.location(endangered.location());
    boolean known = sku >= 0 && location >= 0;
    int record = known ? engine.stock().find(sku, location) : StockTable.NONE;
    int atf = record == StockTable.NONE ? 0 : StockTable.atf(engine.stock().word(record));
    skip = endangered.skip();
    endangeredReply
        .wrapAndApplyHeader(reply, replyOffset, header)
        .correlationId(endangered.correlationId())
        .sequence(engine.sequence())
        .time(engine.timeMicros())
        .oversold(Math.max(0, -atf))
        .code(
            sku < 0 ? ResultCode.UNKNOWN_SKU : known ? ResultCode.OK : ResultCode.UNKNOWN_LOCATION);
    rows = endangeredReply.reservationsCount(ENDANGERED_ROWS);
    count = 0;
    if (record != StockTable.NONE) {
      engine.oversells().visit(record, rowVisitor);
    }
    rows.resetCountToIndex();
    endangeredReply.count(count);
    return MessageHeaderEncoder.ENCODED_LENGTH + endangeredReply.encodedLength();
  }

  private void row(int reservation, int line) {
    boolean shown = count >= skip && count - skip < ENDANGERED_ROWS;
    count++;
    if (!shown) {
      return;
    }
    int length = engine.reservations().copyId(reservation, id, 0);
    rows.next()
        .units(engine.reservations().lines().open(line))
        .state(ReservationState.get((short) engine.reservations().state(reservation)))
        .putReservationId(id, 0, length);
  }

  private int device(DirectBuffer query, int offset, MutableDirectBuffer reply, int replyOffset) {
    device.wrapAndApplyHeader(query, offset, queryHeader);
    DeviceTable devices = engine.devices();
    int record = devices.find(reading.at(query, offset).next(text));
    boolean known = record != DeviceTable.NONE;
    deviceReply
        .wrapAndApplyHeader(reply, replyOffset, header)
        .correlationId(device.correlationId())
        .sequence(engine.sequence())
        .time(engine.timeMicros())
        .highest(known ? devices.highest(record) : 0)
        .lowest(known ? devices.lowest(record) : 0)
        .gaps(known ? devices.gaps(record) : 0)
        .code(ResultCode.OK);
    DeviceReplyEncoder.MissingEncoder missing = deviceReply.missingCount(MISSING_ROWS);
    long gap = known ? devices.nextGap(record, 0) : 0;
    for (int i = 0; i < MISSING_ROWS && gap != 0; i++) {
      missing.next().deviceSequence(gap);
      gap = devices.nextGap(record, gap + 1);
    }
    missing.resetCountToIndex();
    return MessageHeaderEncoder.ENCODED_LENGTH + deviceReply.encodedLength();
  }
}

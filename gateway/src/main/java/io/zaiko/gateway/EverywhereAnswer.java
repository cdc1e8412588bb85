package io.zaiko.gateway;

import static io.zaiko.protocol.Protocol.MESSAGE_HEADER_LENGTH;

import io.zaiko.engine.stock.AvailabilityReader;
import io.zaiko.protocol.MessageLines;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import io.zaiko.protocol.sbe.MessageHeaderEncoder;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.protocol.sbe.StockEverywhereQueryDecoder;
import io.zaiko.protocol.sbe.StockEverywhereReplyEncoder;
import io.zaiko.protocol.sbe.YesNo;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * One SKU at every location that has a record of it (rule 28), in parts of at most 1,000 rows. Each
 * row is right by itself; the whole is no consistent cut. A part's sequence is the one applied
 * before its rows were read; its network total is that of all rows so far, so the last part carries
 * the whole.
 *
 * <p>Allocates nothing. Used by one I/O thread.
 */
final class EverywhereAnswer {
  /** Rows of one part. */
  static final int MOST_ROWS = 1000;

  private final AvailabilityReader reader;
  private final CatalogLookup catalog;
  private final MessageLines codes;
  private final MessageHeaderDecoder queryHeader = new MessageHeaderDecoder();
  private final StockEverywhereQueryDecoder query = new StockEverywhereQueryDecoder();
  private final MessageHeaderEncoder replyHeader = new MessageHeaderEncoder();
  private final StockEverywhereReplyEncoder reply = new StockEverywhereReplyEncoder();

  EverywhereAnswer(AvailabilityReader reader, CatalogLookup catalog, MessageLines codes) {
    this.reader = reader;
    this.catalog = catalog;
    this.codes = codes;
  }

  /** Takes a query up; {@link #part} answers it. */
  void begin(EverywhereCursor cursor, DirectBuffer buffer, int offset) {
    query.wrapAndApplyHeader(buffer, offset, queryHeader);
    codes.wrapCodes(buffer, offset);
    int sku = catalog.sku(query.sku(), buffer, codes);
    cursor.begin(query.correlationId(), sku, query.channel());
  }

  /** Places that the next part may look at: each may give a row. */
  private int placesLeft(EverywhereCursor cursor) {
    return cursor.sku() == CatalogLookup.UNKNOWN
        ? 0
        : reader.placeCount(cursor.sku()) - cursor.next();
  }

  /** Bytes that the next part takes at most. */
  int maxPartLength(EverywhereCursor cursor) {
    return MESSAGE_HEADER_LENGTH
        + StockEverywhereReplyEncoder.BLOCK_LENGTH
        + MessageLines.GROUP_HEADER_LENGTH
        + Math.min(MOST_ROWS, placesLeft(cursor))
            * StockEverywhereReplyEncoder.LocationsEncoder.sbeBlockLength();
  }

  /**
   * Encodes the next part, of at most {@code maxLength} bytes, and closes the cursor with the last
   * one; returns the part's length. More locations may have come since the length was asked for:
   * they are for the next part.
   */
  int part(EverywhereCursor cursor, int maxLength, MutableDirectBuffer to, int toOffset) {
    reader.readPosition();
    int left = placesLeft(cursor);
    int places = Math.min(left, rowsWithin(maxLength));
    boolean last = places == left;
    boolean known = cursor.sku() != CatalogLookup.UNKNOWN;
    reply
        .wrapAndApplyHeader(to, toOffset, replyHeader)
        .correlationId(cursor.correlationId())
        .sequence(reader.sequence())
        .time(reader.timeMicros())
        .sku(cursor.sku())
        .channel((short) cursor.channel())
        .code(known ? ResultCode.OK : ResultCode.UNKNOWN_SKU)
        .last(last ? YesNo.YES : YesNo.NO);
    cursor.advance(places, encodeRows(cursor, places));
    reply.networkAts(cursor.networkAts());
    if (last) {
      cursor.close();
    }
    return MESSAGE_HEADER_LENGTH + reply.encodedLength();
  }

  private static int rowsWithin(int maxLength) {
    int fixed =
        MESSAGE_HEADER_LENGTH
            + StockEverywhereReplyEncoder.BLOCK_LENGTH
            + MessageLines.GROUP_HEADER_LENGTH;
    return (maxLength - fixed) / StockEverywhereReplyEncoder.LocationsEncoder.sbeBlockLength();
  }

  private long encodeRows(EverywhereCursor cursor, int places) {
    StockEverywhereReplyEncoder.LocationsEncoder locations = reply.locationsCount(places);
    boolean anyChannel = cursor.channel() == Protocol.NO_CHANNEL;
    long total = 0;
    for (int i = 0; i < places; i++) {
      if (!reader.readAt(cursor.sku(), cursor.next() + i, cursor.channel())) {
        continue;
      }
      total += anyChannel ? Math.max(0, reader.sellable() - reader.reserved()) : reader.ats();
      locations
          .next()
          .location(reader.location())
          .ats(reader.ats())
          .sellable(reader.sellable())
          .reserved(reader.reserved())
          .safety(reader.safety())
          .damaged(reader.damaged())
          .qualityControl(reader.qualityControl())
          .blocked(reader.blocked())
          .inTransit(reader.inTransit());
    }
    locations.resetCountToIndex();
    return total;
  }
}

package io.zaiko.gateway;

import static io.zaiko.protocol.Protocol.MESSAGE_HEADER_LENGTH;

import io.zaiko.engine.stock.AvailabilityReader;
import io.zaiko.protocol.MessageLines;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import io.zaiko.protocol.sbe.MessageHeaderEncoder;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.protocol.sbe.StockEverywhereQueryDecoder;
import io.zaiko.protocol.sbe.StockEverywhereReplyEncoder;
import io.zaiko.protocol.sbe.YesNo;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * One SKU at every location that has a record of it, or those of a region (rule 28), in parts of at
 * most 1,000 rows. Each row is right by itself; an answer of one part says whether all are of one
 * moment, one of several parts never is. A part's sequence is the one applied before its rows were
 * read; its network total is that of all rows so far, so the last part carries the whole.
 *
 * <p>Allocates nothing. Used by one I/O thread.
 */
final class EverywhereAnswer {
  /** Rows of one part. */
  static final int MOST_ROWS = 1000;

  private final AvailabilityReader reader;
  private final CatalogLookup catalog;
  private final MessageHeaderDecoder queryHeader = new MessageHeaderDecoder();
  private final StockEverywhereQueryDecoder query = new StockEverywhereQueryDecoder();
  private final MessageHeaderEncoder replyHeader = new MessageHeaderEncoder();
  private final StockEverywhereReplyEncoder reply = new StockEverywhereReplyEncoder();

  EverywhereAnswer(AvailabilityReader reader, CatalogLookup catalog) {
    this.reader = reader;
    this.catalog = catalog;
  }

  /** Takes a query up; {@link #part} answers it. */
  void begin(EverywhereCursor cursor, DirectBuffer buffer, int offset) {
    query.wrapAndApplyHeader(buffer, offset, queryHeader);
    MessageLines codes = catalog.atCodes(buffer, offset);
    int sku = catalog.sku(query.sku());
    cursor.begin(query.correlationId(), sku, query.channel(), region(buffer, codes.limit()));
  }

  private int region(DirectBuffer buffer, int textOffset) {
    int length = buffer.getByte(textOffset) & 0xFF;
    return length == 0
        ? EverywhereCursor.ANY_REGION
        : reader.region(buffer, textOffset + 1, length);
  }

  /** Places that the next part may look at: each may give a row. */
  private int placesLeft(EverywhereCursor cursor) {
    boolean nowhere =
        cursor.sku() == CatalogLookup.UNKNOWN || cursor.region() == CatalogLookup.UNKNOWN;
    return nowhere ? 0 : reader.placeCount(cursor.sku()) - cursor.next();
  }

  /** Bytes that the next part takes at most. */
  int maxPartLength(EverywhereCursor cursor) {
    return AnswerLength.of(
        StockEverywhereReplyEncoder.BLOCK_LENGTH,
        Math.min(MOST_ROWS, placesLeft(cursor)),
        StockEverywhereReplyEncoder.LocationsEncoder.sbeBlockLength());
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
    boolean first = cursor.next() == 0;
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
    cursor.advance(places, encodeRows(cursor, places, to));
    boolean consistent = first && last && reader.isConsistent();
    reply.networkAts(cursor.networkAts()).consistent(consistent ? YesNo.YES : YesNo.NO);
    if (last) {
      cursor.close();
    }
    return MESSAGE_HEADER_LENGTH + reply.encodedLength();
  }

  private static int rowsWithin(int maxLength) {
    return AnswerLength.entriesWithin(
        maxLength,
        StockEverywhereReplyEncoder.BLOCK_LENGTH,
        StockEverywhereReplyEncoder.LocationsEncoder.sbeBlockLength());
  }

  private long encodeRows(EverywhereCursor cursor, int places, MutableDirectBuffer to) {
    StockEverywhereReplyEncoder.LocationsEncoder locations = reply.locationsCount(places);
    int channel = cursor.channel();
    long total = 0;
    for (int i = 0; i < places; i++) {
      if (reader.readAt(cursor.sku(), cursor.next() + i, channel) && isInRegion(cursor)) {
        total += StockRow.available(reader, channel);
        locations.next().location(reader.location());
        StockRow.encode(reader, cursor.sku(), channel, to, reply.limit());
      }
    }
    locations.resetCountToIndex();
    return total;
  }

  private boolean isInRegion(EverywhereCursor cursor) {
    return cursor.region() == EverywhereCursor.ANY_REGION
        || cursor.region() == reader.regionOfLocation();
  }
}

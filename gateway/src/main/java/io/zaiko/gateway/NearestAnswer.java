package io.zaiko.gateway;

import static io.zaiko.protocol.Protocol.MESSAGE_HEADER_LENGTH;

import io.zaiko.engine.stock.AvailabilityReader;
import io.zaiko.engine.stock.NearestSearch;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import io.zaiko.protocol.sbe.MessageHeaderEncoder;
import io.zaiko.protocol.sbe.NearestQueryDecoder;
import io.zaiko.protocol.sbe.NearestReplyEncoder;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.protocol.sbe.YesNo;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Where near a point a SKU is to be had (rule 28). What was found is read again for its row; a
 * location that has too little by then is left out, so that no row contradicts the question.
 *
 * <p>Allocates nothing. Used by one I/O thread.
 */
final class NearestAnswer {
  private final AvailabilityReader reader;
  private final CatalogLookup catalog;
  private final NearestSearch search;
  private final MessageHeaderDecoder queryHeader = new MessageHeaderDecoder();
  private final NearestQueryDecoder query = new NearestQueryDecoder();
  private final MessageHeaderEncoder replyHeader = new MessageHeaderEncoder();
  private final NearestReplyEncoder reply = new NearestReplyEncoder();

  /**
   * @param search with the same reader
   */
  NearestAnswer(AvailabilityReader reader, CatalogLookup catalog, NearestSearch search) {
    this.reader = reader;
    this.catalog = catalog;
    this.search = search;
  }

  /** Bytes that the answer to a NEAREST_QUERY takes at most. */
  int maxLength(DirectBuffer buffer, int offset) {
    query.wrapAndApplyHeader(buffer, offset, queryHeader);
    return AnswerLength.of(
        NearestReplyEncoder.BLOCK_LENGTH,
        query.mostRows(),
        NearestReplyEncoder.LocationsEncoder.sbeBlockLength());
  }

  /** Answers a NEAREST_QUERY; returns the length of the reply. */
  int answer(DirectBuffer buffer, int offset, MutableDirectBuffer to, int toOffset) {
    query.wrapAndApplyHeader(buffer, offset, queryHeader);
    catalog.atCodes(buffer, offset);
    int sku = catalog.sku(query.sku());
    boolean known = sku != CatalogLookup.UNKNOWN;
    reader.readPosition();
    reply
        .wrapAndApplyHeader(to, toOffset, replyHeader)
        .correlationId(query.correlationId())
        .sequence(reader.sequence())
        .time(reader.timeMicros())
        .sku(sku)
        .channel(query.channel())
        .code(known ? ResultCode.OK : ResultCode.UNKNOWN_SKU);
    encodeRows(sku, known ? search(sku) : 0, to);
    reply.consistent(reader.isConsistent() ? YesNo.YES : YesNo.NO);
    return MESSAGE_HEADER_LENGTH + reply.encodedLength();
  }

  private int search(int sku) {
    return search.search(
        sku,
        query.channel(),
        query.latitude(),
        query.longitude(),
        query.within(),
        (int) query.least(),
        query.mostRows());
  }

  private void encodeRows(int sku, int found, MutableDirectBuffer to) {
    NearestReplyEncoder.LocationsEncoder rows = reply.locationsCount(found);
    int channel = query.channel();
    for (int i = 0; i < found; i++) {
      reader.read(sku, search.location(i), channel);
      if (StockRow.available(reader, channel) >= query.least()) {
        rows.next().location(search.location(i)).distance(search.distanceMetres(i));
        StockRow.encode(reader, sku, channel, to, reply.limit());
      }
    }
    rows.resetCountToIndex();
  }
}

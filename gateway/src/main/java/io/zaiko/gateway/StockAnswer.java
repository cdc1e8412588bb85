package io.zaiko.gateway;

import static io.zaiko.protocol.Protocol.MESSAGE_HEADER_LENGTH;

import io.zaiko.engine.stock.AvailabilityReader;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.Band;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import io.zaiko.protocol.sbe.MessageHeaderEncoder;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.protocol.sbe.StockQueryDecoder;
import io.zaiko.protocol.sbe.StockReplyEncoder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The stock of one SKU at one location, with all terms that explain its ATS (rule 28).
 *
 * <p>Allocates nothing. Used by one I/O thread.
 */
final class StockAnswer {
  /** Bytes of every answer. */
  static final int LENGTH = MESSAGE_HEADER_LENGTH + StockReplyEncoder.BLOCK_LENGTH;

  private final AvailabilityReader reader;
  private final CatalogLookup catalog;
  private final MessageHeaderDecoder queryHeader = new MessageHeaderDecoder();
  private final StockQueryDecoder query = new StockQueryDecoder();
  private final MessageHeaderEncoder replyHeader = new MessageHeaderEncoder();
  private final StockReplyEncoder reply = new StockReplyEncoder();

  StockAnswer(AvailabilityReader reader, CatalogLookup catalog) {
    this.reader = reader;
    this.catalog = catalog;
  }

  /** Answers a STOCK_QUERY; returns the length of the reply. */
  int answer(DirectBuffer buffer, int offset, MutableDirectBuffer to, int toOffset) {
    query.wrapAndApplyHeader(buffer, offset, queryHeader);
    catalog.atCodes(buffer, offset);
    int sku = catalog.sku(query.sku());
    int location = catalog.location(query.location());
    int channel = query.channel();
    reader.readPosition();
    reply
        .wrapAndApplyHeader(to, toOffset, replyHeader)
        .correlationId(query.correlationId())
        .sequence(reader.sequence())
        .time(reader.timeMicros())
        .sku(sku)
        .location(location)
        .channel((short) channel);
    if (sku == CatalogLookup.UNKNOWN) {
      encodeNothing(ResultCode.UNKNOWN_SKU);
    } else if (location == CatalogLookup.UNKNOWN) {
      encodeNothing(ResultCode.UNKNOWN_LOCATION);
    } else {
      reader.read(sku, location, channel);
      encodeStock(StockRow.band(reader, sku, channel));
    }
    return MESSAGE_HEADER_LENGTH + reply.encodedLength();
  }

  private void encodeStock(Band band) {
    reply
        .code(ResultCode.OK)
        .ats(reader.ats())
        .sellable(reader.sellable())
        .reserved(reader.reserved())
        .safety(reader.safety())
        .damaged(reader.damaged())
        .qualityControl(reader.qualityControl())
        .blocked(reader.blocked())
        .inTransit(reader.inTransit())
        .quota(reader.quota())
        .quotaUsed(reader.quotaUsed())
        .band(band)
        .terms()
        .clear()
        .suspended(reader.isSuspended())
        .channelDisabled(!reader.servesChannel())
        .ownSafety(reader.hasOwnSafety());
  }

  private void encodeNothing(ResultCode code) {
    reply
        .code(code)
        .ats(0)
        .sellable(0)
        .reserved(0)
        .safety(0)
        .damaged(0)
        .qualityControl(0)
        .blocked(0)
        .inTransit(0)
        .quota(Protocol.NO_QUOTA)
        .quotaUsed(0)
        .band(Band.NULL_VAL)
        .terms()
        .clear();
  }
}

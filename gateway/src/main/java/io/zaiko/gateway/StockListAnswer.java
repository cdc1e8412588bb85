package io.zaiko.gateway;

import static io.zaiko.protocol.Protocol.MESSAGE_HEADER_LENGTH;

import io.zaiko.engine.stock.AvailabilityReader;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.Band;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import io.zaiko.protocol.sbe.MessageHeaderEncoder;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.protocol.sbe.StockListQueryDecoder;
import io.zaiko.protocol.sbe.StockListReplyEncoder;
import io.zaiko.protocol.sbe.YesNo;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Stock records page by page (rule 31): all of them, the oversold or the low, everywhere or at one
 * location. Goes by SKU handle and, within a SKU, by its places, which never change; so a cursor
 * names the SKU (upper half) and the place to go on from.
 *
 * <p>A page ends when it is full, or after a number of places without regard to what was found
 * there, so that a search for a needle does not hold up the other connections.
 *
 * <p>Allocates nothing. Used by one I/O thread.
 */
final class StockListAnswer {
  /** Places that are looked at for a page. A SKU without any counts as one. */
  static final int MOST_LOOKS = 4096;

  /** Stands for all locations. */
  private static final int EVERYWHERE = -2;

  private final AvailabilityReader reader;
  private final CatalogLookup catalog;
  private final MessageHeaderDecoder queryHeader = new MessageHeaderDecoder();
  private final StockListQueryDecoder query = new StockListQueryDecoder();
  private final MessageHeaderEncoder replyHeader = new MessageHeaderEncoder();
  private final StockListReplyEncoder reply = new StockListReplyEncoder();
  private StockListReplyEncoder.RecordsEncoder rows;
  private MutableDirectBuffer to;
  private int rowCount;
  private int sku;
  private int place;

  StockListAnswer(AvailabilityReader reader, CatalogLookup catalog) {
    this.reader = reader;
    this.catalog = catalog;
  }

  /** Bytes that the answer to a STOCK_LIST_QUERY takes at most. */
  int maxLength(DirectBuffer buffer, int offset) {
    query.wrapAndApplyHeader(buffer, offset, queryHeader);
    return AnswerLength.of(
        StockListReplyEncoder.BLOCK_LENGTH,
        query.mostRows(),
        StockListReplyEncoder.RecordsEncoder.sbeBlockLength());
  }

  /** Answers a STOCK_LIST_QUERY; returns the length of the reply. */
  int answer(DirectBuffer buffer, int offset, MutableDirectBuffer to, int toOffset) {
    this.to = to;
    query.wrapAndApplyHeader(buffer, offset, queryHeader);
    catalog.atCodes(buffer, offset);
    int location =
        query.location() == Protocol.NO_REF ? EVERYWHERE : catalog.location(query.location());
    boolean known = location != CatalogLookup.UNKNOWN;
    reader.readPosition();
    reply
        .wrapAndApplyHeader(to, toOffset, replyHeader)
        .correlationId(query.correlationId())
        .sequence(reader.sequence())
        .time(reader.timeMicros())
        .channel(query.channel())
        .code(known ? ResultCode.OK : ResultCode.UNKNOWN_LOCATION);
    rows = reply.recordsCount(query.mostRows());
    rowCount = 0;
    sku = (int) (query.cursor() >>> Integer.SIZE);
    place = (int) query.cursor();
    int skuCount = known ? reader.skuCount() : 0;
    if (location == EVERYWHERE) {
      listEverywhere(skuCount);
    } else {
      listAt(location, skuCount);
    }
    rows.resetCountToIndex();
    reply
        .nextCursor(sku < skuCount ? (long) sku << Integer.SIZE | place : 0)
        .consistent(reader.isConsistent() ? YesNo.YES : YesNo.NO);
    return MESSAGE_HEADER_LENGTH + reply.encodedLength();
  }

  private void listEverywhere(int skuCount) {
    int looks = 0;
    while (sku < skuCount && rowCount < query.mostRows() && looks < MOST_LOOKS) {
      looks++;
      // A cursor may be anything that a client makes up.
      boolean isPlace = place >= 0 && place < reader.placeCount(sku) && reader.isSku(sku);
      if (isPlace && reader.readAt(sku, place, query.channel()) && isListed()) {
        addRow();
      }
      place++;
      if (!isPlace || place == reader.placeCount(sku)) {
        sku++;
        place = 0;
      }
    }
  }

  private void listAt(int location, int skuCount) {
    place = 0;
    int looks = 0;
    while (sku < skuCount && rowCount < query.mostRows() && looks < MOST_LOOKS) {
      looks++;
      if (reader.isSku(sku)) {
        reader.read(sku, location, query.channel());
        if (reader.hasRecord() && isListed()) {
          addRow();
        }
      }
      sku++;
    }
  }

  private boolean isListed() {
    return switch (query.filter()) {
      case OVERSOLD -> reader.atf() < 0;
      case LOW ->
          reader.servesChannel() && StockRow.band(reader, sku, query.channel()) != Band.GOOD;
      default -> true;
    };
  }

  private void addRow() {
    rows.next().sku(sku).location(reader.location());
    StockRow.encode(reader, sku, query.channel(), to, reply.limit());
    rowCount++;
  }
}

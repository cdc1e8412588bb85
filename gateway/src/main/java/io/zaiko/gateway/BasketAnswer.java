package io.zaiko.gateway;

import static io.zaiko.protocol.Protocol.MESSAGE_HEADER_LENGTH;

import io.zaiko.engine.stock.AvailabilityReader;
import io.zaiko.protocol.MessageLines;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.BasketQueryDecoder;
import io.zaiko.protocol.sbe.BasketReplyEncoder;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import io.zaiko.protocol.sbe.MessageHeaderEncoder;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.protocol.sbe.YesNo;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * What a basket can have (rule 28): every line against its own pair. Lines are read one after the
 * other while the engine goes on; the answer says whether they are of one moment all the same.
 *
 * <p>Allocates nothing. Used by one I/O thread.
 */
final class BasketAnswer {
  private final AvailabilityReader reader;
  private final CatalogLookup catalog;
  private final int[] skus = new int[Protocol.MAX_LINES];
  private final int[] locations = new int[Protocol.MAX_LINES];
  private final int[] ats = new int[Protocol.MAX_LINES];
  private final MessageHeaderDecoder queryHeader = new MessageHeaderDecoder();
  private final BasketQueryDecoder query = new BasketQueryDecoder();
  private final MessageHeaderEncoder replyHeader = new MessageHeaderEncoder();
  private final BasketReplyEncoder reply = new BasketReplyEncoder();
  private MessageLines lines;

  BasketAnswer(AvailabilityReader reader, CatalogLookup catalog) {
    this.reader = reader;
    this.catalog = catalog;
  }

  /** Bytes that the answer to a basket of so many lines takes at most. */
  static int maxLength(int lineCount) {
    return AnswerLength.of(
        BasketReplyEncoder.BLOCK_LENGTH,
        lineCount,
        BasketReplyEncoder.LinesEncoder.sbeBlockLength());
  }

  /** Answers a BASKET_QUERY; returns the length of the reply. */
  int answer(DirectBuffer buffer, int offset, MutableDirectBuffer to, int toOffset) {
    query.wrapAndApplyHeader(buffer, offset, queryHeader);
    lines = catalog.atLines(buffer, offset);
    reader.readPosition();
    reply
        .wrapAndApplyHeader(to, toOffset, replyHeader)
        .correlationId(query.correlationId())
        .sequence(reader.sequence())
        .time(reader.timeMicros())
        .channel(query.channel())
        .code(ResultCode.OK);
    BasketReplyEncoder.LinesEncoder replyLines = reply.linesCount(lines.count());
    boolean allKnown = true;
    for (int i = 0; i < lines.count(); i++) {
      ResultCode code = readLine(i);
      allKnown &= code == ResultCode.OK;
      replyLines.next().ats(ats[i]).code(code);
    }
    reply
        .consistent(reader.isConsistent() ? YesNo.YES : YesNo.NO)
        .available(allKnown && isEachPairEnough() ? YesNo.YES : YesNo.NO);
    return MESSAGE_HEADER_LENGTH + reply.encodedLength();
  }

  private ResultCode readLine(int line) {
    int sku = catalog.sku(lines.sku(line));
    int location = catalog.location(lines.location(line));
    skus[line] = sku;
    locations[line] = location;
    ats[line] = 0;
    if (sku == CatalogLookup.UNKNOWN) {
      return ResultCode.UNKNOWN_SKU;
    }
    if (location == CatalogLookup.UNKNOWN) {
      return ResultCode.UNKNOWN_LOCATION;
    }
    reader.read(sku, location, query.channel());
    ats[line] = StockRow.available(reader, query.channel());
    return ResultCode.OK;
  }

  /**
   * Whether every pair has what all its lines ask for together (rule 12). Compares each line with
   * the ones before it: at most 256 of them, mostly a handful, so a table would cost more.
   */
  private boolean isEachPairEnough() {
    for (int i = 0; i < lines.count(); i++) {
      long asked = 0;
      for (int j = 0; j <= i; j++) {
        if (skus[j] == skus[i] && locations[j] == locations[i]) {
          asked += lines.quantity(j);
        }
      }
      if (asked > ats[i]) {
        return false;
      }
    }
    return true;
  }
}

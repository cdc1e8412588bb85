package io.zaiko.gateway;

import static io.zaiko.protocol.Protocol.MAX_CODE_LENGTH;
import static io.zaiko.protocol.Protocol.MESSAGE_HEADER_LENGTH;

import io.zaiko.engine.stock.AvailabilityReader;
import io.zaiko.protocol.MessageLines;
import io.zaiko.protocol.MessageShape;
import io.zaiko.protocol.sbe.CatalogKind;
import io.zaiko.protocol.sbe.DescribeDecoder;
import io.zaiko.protocol.sbe.DescribedEncoder;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import io.zaiko.protocol.sbe.MessageHeaderEncoder;
import io.zaiko.protocol.sbe.ResolveDecoder;
import io.zaiko.protocol.sbe.ResolvedEncoder;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.protocol.sbe.StockQueryDecoder;
import io.zaiko.protocol.sbe.StockReplyEncoder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Answers the questions that need no place in the journal's order, from the engine's tables, beside
 * the engine's thread. Queries must have passed {@link io.zaiko.protocol.CommandSyntax}.
 *
 * <p>Allocates nothing. Used by one I/O thread.
 */
final class QueryAnswers {
  private final AvailabilityReader reader;
  private final CatalogLookup catalog;
  private final MessageLines lines = new MessageLines();
  private final BasketAnswer basket;
  private final EverywhereAnswer everywhere;
  private final UnsafeBuffer code = new UnsafeBuffer(new byte[MAX_CODE_LENGTH]);
  private final MessageHeaderDecoder queryHeader = new MessageHeaderDecoder();
  private final MessageHeaderEncoder replyHeader = new MessageHeaderEncoder();
  private final ResolveDecoder resolve = new ResolveDecoder();
  private final ResolvedEncoder resolved = new ResolvedEncoder();
  private final DescribeDecoder describe = new DescribeDecoder();
  private final DescribedEncoder described = new DescribedEncoder();
  private final StockQueryDecoder stock = new StockQueryDecoder();
  private final StockReplyEncoder stockReply = new StockReplyEncoder();

  QueryAnswers(AvailabilityReader reader) {
    this.reader = reader;
    this.catalog = new CatalogLookup(reader);
    this.basket = new BasketAnswer(reader, catalog, lines);
    this.everywhere = new EverywhereAnswer(reader, catalog, lines);
  }

  /** What answers STOCK_EVERYWHERE_QUERY, which may take more than one message. */
  EverywhereAnswer everywhere() {
    return everywhere;
  }

  /** Bytes that the answer to a query takes at most. */
  int maxLength(MessageShape shape, DirectBuffer query, int offset) {
    return switch (shape) {
      case RESOLVE ->
          MESSAGE_HEADER_LENGTH
              + ResolvedEncoder.BLOCK_LENGTH
              + MessageLines.GROUP_HEADER_LENGTH
              + FirstGroup.count(query, offset) * ResolvedEncoder.HandlesEncoder.sbeBlockLength();
      case DESCRIBE ->
          MESSAGE_HEADER_LENGTH
              + DescribedEncoder.BLOCK_LENGTH
              + MessageLines.GROUP_HEADER_LENGTH
              + FirstGroup.count(query, offset) * (1 + MAX_CODE_LENGTH);
      case STOCK_QUERY -> MESSAGE_HEADER_LENGTH + StockReplyEncoder.BLOCK_LENGTH;
      case BASKET_QUERY -> BasketAnswer.maxLength(FirstGroup.count(query, offset));
      default -> throw notOneAnswer(shape);
    };
  }

  /** Answers RESOLVE, DESCRIBE, STOCK_QUERY or BASKET_QUERY; returns the length of the reply. */
  int answer(
      MessageShape shape, DirectBuffer query, int offset, MutableDirectBuffer to, int toOffset) {
    return switch (shape) {
      case RESOLVE -> resolve(query, offset, to, toOffset);
      case DESCRIBE -> describe(query, offset, to, toOffset);
      case STOCK_QUERY -> stock(query, offset, to, toOffset);
      case BASKET_QUERY -> basket.answer(query, offset, to, toOffset);
      default -> throw notOneAnswer(shape);
    };
  }

  private static IllegalArgumentException notOneAnswer(MessageShape shape) {
    return new IllegalArgumentException(shape + " is not answered here");
  }

  private int resolve(DirectBuffer query, int offset, MutableDirectBuffer to, int toOffset) {
    resolve.wrapAndApplyHeader(query, offset, queryHeader);
    lines.wrapCodes(query, offset);
    boolean skus = resolve.kind() == CatalogKind.SKU;
    resolved
        .wrapAndApplyHeader(to, toOffset, replyHeader)
        .correlationId(resolve.correlationId())
        .kind(resolve.kind());
    ResolvedEncoder.HandlesEncoder handles = resolved.handlesCount(lines.codeCount());
    for (int i = 0; i < lines.codeCount(); i++) {
      int codeOffset = lines.codeOffset(i);
      int codeLength = lines.codeLength(i);
      handles
          .next()
          .handle(
              skus
                  ? reader.skuHandle(query, codeOffset, codeLength)
                  : reader.locationHandle(query, codeOffset, codeLength));
    }
    return MESSAGE_HEADER_LENGTH + resolved.encodedLength();
  }

  private int describe(DirectBuffer query, int offset, MutableDirectBuffer to, int toOffset) {
    describe.wrapAndApplyHeader(query, offset, queryHeader);
    boolean skus = describe.kind() == CatalogKind.SKU;
    DescribeDecoder.HandlesDecoder handles = describe.handles();
    described
        .wrapAndApplyHeader(to, toOffset, replyHeader)
        .correlationId(describe.correlationId())
        .kind(describe.kind());
    DescribedEncoder.CodesEncoder codes = described.codesCount(handles.count());
    while (handles.hasNext()) {
      int handle = handles.next().handle();
      int length =
          skus ? reader.copySkuCode(handle, code, 0) : reader.copyLocationCode(handle, code, 0);
      codes.next().putCode(code, 0, length);
    }
    return MESSAGE_HEADER_LENGTH + described.encodedLength();
  }

  private int stock(DirectBuffer query, int offset, MutableDirectBuffer to, int toOffset) {
    stock.wrapAndApplyHeader(query, offset, queryHeader);
    lines.wrapCodes(query, offset);
    int sku = catalog.sku(stock.sku(), query, lines);
    int location = catalog.location(stock.location(), query, lines);
    reader.readPosition();
    stockReply
        .wrapAndApplyHeader(to, toOffset, replyHeader)
        .correlationId(stock.correlationId())
        .sequence(reader.sequence())
        .time(reader.timeMicros())
        .sku(sku)
        .location(location)
        .channel(stock.channel());
    if (sku == CatalogLookup.UNKNOWN) {
      encodeNoStock(ResultCode.UNKNOWN_SKU);
    } else if (location == CatalogLookup.UNKNOWN) {
      encodeNoStock(ResultCode.UNKNOWN_LOCATION);
    } else {
      reader.read(sku, location, stock.channel());
      encodeStock();
    }
    return MESSAGE_HEADER_LENGTH + stockReply.encodedLength();
  }

  private void encodeStock() {
    stockReply
        .code(ResultCode.OK)
        .ats(reader.ats())
        .sellable(reader.sellable())
        .reserved(reader.reserved())
        .safety(reader.safety())
        .damaged(reader.damaged())
        .qualityControl(reader.qualityControl())
        .blocked(reader.blocked())
        .inTransit(reader.inTransit());
  }

  private void encodeNoStock(ResultCode code) {
    stockReply
        .code(code)
        .ats(0)
        .sellable(0)
        .reserved(0)
        .safety(0)
        .damaged(0)
        .qualityControl(0)
        .blocked(0)
        .inTransit(0);
  }
}

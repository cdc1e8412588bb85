package io.zaiko.gateway;

import static io.zaiko.protocol.Protocol.MAX_CODE_LENGTH;
import static io.zaiko.protocol.Protocol.MESSAGE_HEADER_LENGTH;

import io.zaiko.engine.stock.AvailabilityReader;
import io.zaiko.engine.stock.NearestSearch;
import io.zaiko.protocol.MessageLines;
import io.zaiko.protocol.MessageShape;
import io.zaiko.protocol.sbe.CatalogKind;
import io.zaiko.protocol.sbe.DescribeDecoder;
import io.zaiko.protocol.sbe.DescribedEncoder;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import io.zaiko.protocol.sbe.MessageHeaderEncoder;
import io.zaiko.protocol.sbe.ResolveDecoder;
import io.zaiko.protocol.sbe.ResolvedEncoder;
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
  private final StockAhead ahead;
  private final StockAnswer stock;
  private final BasketAnswer basket;
  private final EverywhereAnswer everywhere;
  private final NearestAnswer nearest;
  private final StockListAnswer list;
  private final MessageLines codes = new MessageLines();
  private final UnsafeBuffer code = new UnsafeBuffer(new byte[MAX_CODE_LENGTH]);
  private final MessageHeaderDecoder queryHeader = new MessageHeaderDecoder();
  private final MessageHeaderEncoder replyHeader = new MessageHeaderEncoder();
  private final ResolveDecoder resolve = new ResolveDecoder();
  private final ResolvedEncoder resolved = new ResolvedEncoder();
  private final DescribeDecoder describe = new DescribeDecoder();
  private final DescribedEncoder described = new DescribedEncoder();

  /**
   * @param nearest with the same reader, for {@link io.zaiko.protocol.Protocol#MAX_ROWS} results
   */
  QueryAnswers(AvailabilityReader reader, NearestSearch nearest) {
    this.reader = reader;
    CatalogLookup catalog = new CatalogLookup(reader);
    this.ahead = new StockAhead(reader);
    this.stock = new StockAnswer(reader, catalog);
    this.basket = new BasketAnswer(reader, catalog);
    this.everywhere = new EverywhereAnswer(reader, catalog);
    this.nearest = new NearestAnswer(reader, catalog, nearest);
    this.list = new StockListAnswer(reader, catalog);
  }

  /** What loads the stock that queries will look at. */
  StockAhead ahead() {
    return ahead;
  }

  /** What answers STOCK_EVERYWHERE_QUERY, which may take more than one message. */
  EverywhereAnswer everywhere() {
    return everywhere;
  }

  /** Bytes that the answer to a query takes at most. */
  int maxLength(MessageShape shape, DirectBuffer query, int offset) {
    return switch (shape) {
      case RESOLVE ->
          AnswerLength.of(
              ResolvedEncoder.BLOCK_LENGTH,
              MessageLines.firstGroupCount(query, offset),
              ResolvedEncoder.HandlesEncoder.sbeBlockLength());
      case DESCRIBE ->
          AnswerLength.of(
              DescribedEncoder.BLOCK_LENGTH,
              MessageLines.firstGroupCount(query, offset),
              1 + MAX_CODE_LENGTH);
      case STOCK_QUERY -> StockAnswer.LENGTH;
      case BASKET_QUERY -> BasketAnswer.maxLength(MessageLines.firstGroupCount(query, offset));
      case NEAREST_QUERY -> nearest.maxLength(query, offset);
      case STOCK_LIST_QUERY -> list.maxLength(query, offset);
      default -> throw notOneAnswer(shape);
    };
  }

  /** Answers a query that is answered by one message; returns the length of the reply. */
  int answer(
      MessageShape shape, DirectBuffer query, int offset, MutableDirectBuffer to, int toOffset) {
    return switch (shape) {
      case RESOLVE -> resolve(query, offset, to, toOffset);
      case DESCRIBE -> describe(query, offset, to, toOffset);
      case STOCK_QUERY -> stock.answer(query, offset, to, toOffset);
      case BASKET_QUERY -> basket.answer(query, offset, to, toOffset);
      case NEAREST_QUERY -> nearest.answer(query, offset, to, toOffset);
      case STOCK_LIST_QUERY -> list.answer(query, offset, to, toOffset);
      default -> throw notOneAnswer(shape);
    };
  }

  private static IllegalArgumentException notOneAnswer(MessageShape shape) {
    return new IllegalArgumentException(shape + " is not answered here");
  }

  private int resolve(DirectBuffer query, int offset, MutableDirectBuffer to, int toOffset) {
    resolve.wrapAndApplyHeader(query, offset, queryHeader);
    codes.wrapCodes(query, offset);
    boolean skus = resolve.kind() == CatalogKind.SKU;
    resolved
        .wrapAndApplyHeader(to, toOffset, replyHeader)
        .correlationId(resolve.correlationId())
        .kind(resolve.kind());
    ResolvedEncoder.HandlesEncoder handles = resolved.handlesCount(codes.codeCount());
    for (int i = 0; i < codes.codeCount(); i++) {
      int codeOffset = codes.codeOffset(i);
      int codeLength = codes.codeLength(i);
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
    DescribedEncoder.CodesEncoder names = described.codesCount(handles.count());
    while (handles.hasNext()) {
      int handle = handles.next().handle();
      int length =
          skus ? reader.copySkuCode(handle, code, 0) : reader.copyLocationCode(handle, code, 0);
      names.next().putCode(code, 0, length);
    }
    return MESSAGE_HEADER_LENGTH + described.encodedLength();
  }
}

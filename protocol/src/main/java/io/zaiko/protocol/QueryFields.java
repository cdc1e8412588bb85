package io.zaiko.protocol;

import static io.zaiko.protocol.CommandFields.isRef;
import static io.zaiko.protocol.Protocol.MAX_QUANTITY;
import static io.zaiko.protocol.Protocol.MAX_ROWS;
import static io.zaiko.protocol.Protocol.NO_CHANNEL;
import static io.zaiko.protocol.Protocol.NO_REF;

import io.zaiko.protocol.sbe.*;
import org.agrona.DirectBuffer;

/** The ranges of the fixed fields of each query; a part of {@link CommandSyntax}. */
final class QueryFields {
  private static final int CHANGE_KINDS = 15;

  private final int channelCount;
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final ResolveDecoder resolve = new ResolveDecoder();
  private final DescribeDecoder describe = new DescribeDecoder();
  private final StockQueryDecoder stock = new StockQueryDecoder();
  private final StockEverywhereQueryDecoder everywhere = new StockEverywhereQueryDecoder();
  private final BasketQueryDecoder basket = new BasketQueryDecoder();
  private final NearestQueryDecoder nearest = new NearestQueryDecoder();
  private final StockListQueryDecoder list = new StockListQueryDecoder();
  private final OpenReservationsQueryDecoder open = new OpenReservationsQueryDecoder();
  private final EndangeredQueryDecoder endangered = new EndangeredQueryDecoder();
  private final SubscribeDecoder subscribe = new SubscribeDecoder();

  QueryFields(int channelCount) {
    this.channelCount = channelCount;
  }

  /**
   * @param codeCount entries of the message's codes group
   */
  ResultCode check(MessageShape shape, DirectBuffer buffer, int offset, int codeCount) {
    return switch (shape) {
      case RESOLVE ->
          valid(resolve.wrapAndApplyHeader(buffer, offset, header).kindRaw() <= 1 && codeCount > 0);
      case DESCRIBE -> valid(describe.wrapAndApplyHeader(buffer, offset, header).kindRaw() <= 1);
      case STOCK_QUERY -> stock(stock.wrapAndApplyHeader(buffer, offset, header), codeCount);
      case STOCK_EVERYWHERE_QUERY -> {
        everywhere.wrapAndApplyHeader(buffer, offset, header);
        yield valid(isRef(everywhere.sku(), codeCount) && mayHaveChannel(everywhere.channel()));
      }
      case BASKET_QUERY ->
          valid(mayHaveChannel(basket.wrapAndApplyHeader(buffer, offset, header).channel()));
      case NEAREST_QUERY -> near(nearest.wrapAndApplyHeader(buffer, offset, header), codeCount);
      case STOCK_LIST_QUERY -> list(list.wrapAndApplyHeader(buffer, offset, header), codeCount);
      case OPEN_RESERVATIONS_QUERY -> {
        open.wrapAndApplyHeader(buffer, offset, header);
        yield valid(isRef(open.location(), codeCount) && open.cursor() >= 0);
      }
      case ENDANGERED_QUERY -> {
        endangered.wrapAndApplyHeader(buffer, offset, header);
        yield valid(
            isRef(endangered.sku(), codeCount)
                && isRef(endangered.location(), codeCount)
                && endangered.skip() >= 0);
      }
      case SUBSCRIBE ->
          subscription(subscribe.wrapAndApplyHeader(buffer, offset, header), codeCount);
      default -> ResultCode.OK;
    };
  }

  private static ResultCode valid(boolean condition) {
    return condition ? ResultCode.OK : ResultCode.MALFORMED;
  }

  private boolean mayHaveChannel(int channel) {
    return channel == NO_CHANNEL || channel < channelCount;
  }

  private static boolean isRefOrNone(int ref, int codeCount) {
    return ref == NO_REF || isRef(ref, codeCount);
  }

  private static boolean isRowLimit(int limit) {
    return limit >= 1 && limit <= MAX_ROWS;
  }

  private ResultCode stock(StockQueryDecoder message, int codeCount) {
    return valid(
        isRef(message.sku(), codeCount)
            && isRef(message.location(), codeCount)
            && mayHaveChannel(message.channel()));
  }

  private ResultCode near(NearestQueryDecoder message, int codeCount) {
    boolean sound =
        isRef(message.sku(), codeCount)
            && mayHaveChannel(message.channel())
            && message.least() >= 1
            && message.within() >= 0
            && isRowLimit(message.mostRows())
            && Protocol.isPlace(message.latitude(), message.longitude());
    if (sound && message.least() > MAX_QUANTITY) {
      return ResultCode.LIMIT_EXCEEDED;
    }
    return valid(sound);
  }

  private ResultCode list(StockListQueryDecoder message, int codeCount) {
    boolean bandless =
        message.filterRaw() == StockFilter.LOW.value() && message.channel() == NO_CHANNEL;
    return valid(
        isRefOrNone(message.location(), codeCount)
            && mayHaveChannel(message.channel())
            && message.cursor() >= 0
            && isRowLimit(message.mostRows())
            && message.filterRaw() <= StockFilter.LOW.value()
            && !bandless);
  }

  private ResultCode subscription(SubscribeDecoder message, int codeCount) {
    int kinds = message.kinds().getRaw();
    return valid(
        message.fromSequence() >= 0
            && isRefOrNone(message.sku(), codeCount)
            && isRefOrNone(message.location(), codeCount)
            && mayHaveChannel(message.channel())
            && kinds != 0
            && (kinds & ~CHANGE_KINDS) == 0);
  }
}

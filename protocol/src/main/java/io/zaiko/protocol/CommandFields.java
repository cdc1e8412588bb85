package io.zaiko.protocol;

import static io.zaiko.protocol.Protocol.MAX_HOLD_MICROS;
import static io.zaiko.protocol.Protocol.MAX_QUANTITY;
import static io.zaiko.protocol.Protocol.MESSAGE_HEADER_LENGTH;
import static io.zaiko.protocol.Protocol.NO_CHANNEL;
import static io.zaiko.protocol.Protocol.NO_COORDINATE;

import io.zaiko.protocol.sbe.*;
import org.agrona.DirectBuffer;

/** The ranges of the fixed fields of each message; the second half of {@link CommandSyntax}. */
final class CommandFields {
  private static final int MICRODEGREES_LATITUDE = 90_000_000;
  private static final int MICRODEGREES_LONGITUDE = 180_000_000;

  private final int channelCount;
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final DefineLocationDecoder defineLocation = new DefineLocationDecoder();
  private final SetSafetyDecoder setSafety = new SetSafetyDecoder();
  private final ReceiveDecoder receive = new ReceiveDecoder();
  private final SellDecoder sell = new SellDecoder();
  private final ReturnDecoder returned = new ReturnDecoder();
  private final AdjustDecoder adjust = new AdjustDecoder();
  private final CountDecoder count = new CountDecoder();
  private final ReserveDecoder reserve = new ReserveDecoder();
  private final ShortDecoder shorted = new ShortDecoder();
  private final ExtendDecoder extend = new ExtendDecoder();
  private final ResolveDecoder resolve = new ResolveDecoder();
  private final DescribeDecoder describe = new DescribeDecoder();
  private final StockQueryDecoder stock = new StockQueryDecoder();
  private final StockEverywhereQueryDecoder everywhere = new StockEverywhereQueryDecoder();
  private final BasketQueryDecoder basket = new BasketQueryDecoder();
  private final CommitDecoder anyCommand = new CommitDecoder();

  CommandFields(int channelCount) {
    this.channelCount = channelCount;
  }

  static boolean isRef(int ref, int codeCount) {
    return ref >= 0 || Protocol.codeIndex(ref) < codeCount;
  }

  ResultCode check(MessageShape shape, DirectBuffer buffer, int offset, int codeCount) {
    if (shape.origin() == MessageShape.Origin.COMMAND) {
      // Every command starts with the same three fields, so any decoder reads them. Not
      // wrapAndApplyHeader: that insists on the decoder's own template.
      header.wrap(buffer, offset);
      anyCommand.wrap(
          buffer, offset + MESSAGE_HEADER_LENGTH, header.blockLength(), header.version());
      if (anyCommand.requestId() < 1
          || anyCommand.session() < 0
          || anyCommand.referenceTime() < 0) {
        return ResultCode.MALFORMED;
      }
    }
    return switch (shape) {
      case DEFINE_LOCATION -> location(defineLocation.wrapAndApplyHeader(buffer, offset, header));
      case SET_SAFETY -> safety(setSafety.wrapAndApplyHeader(buffer, offset, header), codeCount);
      case RECEIVE ->
          valid(mayHaveChannel(receive.wrapAndApplyHeader(buffer, offset, header).channel()));
      case SELL -> sale(sell.wrapAndApplyHeader(buffer, offset, header));
      case RETURN -> goodsBack(returned.wrapAndApplyHeader(buffer, offset, header));
      case ADJUST ->
          valid(mayHaveChannel(adjust.wrapAndApplyHeader(buffer, offset, header).channel()));
      case COUNT -> counted(count.wrapAndApplyHeader(buffer, offset, header));
      case RESERVE -> reservation(reserve.wrapAndApplyHeader(buffer, offset, header));
      case SHORT ->
          valid((shorted.wrapAndApplyHeader(buffer, offset, header).flags().getRaw() & ~1) == 0);
      case EXTEND -> hold(extend.wrapAndApplyHeader(buffer, offset, header).hold());
      case RESOLVE ->
          valid(resolve.wrapAndApplyHeader(buffer, offset, header).kindRaw() <= 1 && codeCount > 0);
      case DESCRIBE -> valid(describe.wrapAndApplyHeader(buffer, offset, header).kindRaw() <= 1);
      case STOCK_QUERY -> stock(stock.wrapAndApplyHeader(buffer, offset, header), codeCount);
      case STOCK_EVERYWHERE_QUERY ->
          everywhere(everywhere.wrapAndApplyHeader(buffer, offset, header), codeCount);
      case BASKET_QUERY ->
          valid(mayHaveChannel(basket.wrapAndApplyHeader(buffer, offset, header).channel()));
      default -> ResultCode.OK;
    };
  }

  private static ResultCode valid(boolean condition) {
    return condition ? ResultCode.OK : ResultCode.MALFORMED;
  }

  private boolean isChannel(int channel) {
    return channel < channelCount;
  }

  private boolean mayHaveChannel(int channel) {
    return channel == NO_CHANNEL || isChannel(channel);
  }

  private ResultCode location(DefineLocationDecoder message) {
    boolean known = message.latitude() != NO_COORDINATE && message.longitude() != NO_COORDINATE;
    boolean unknown = message.latitude() == NO_COORDINATE && message.longitude() == NO_COORDINATE;
    boolean onEarth =
        message.latitude() >= -MICRODEGREES_LATITUDE
            && message.latitude() <= MICRODEGREES_LATITUDE
            && message.longitude() >= -MICRODEGREES_LONGITUDE
            && message.longitude() <= MICRODEGREES_LONGITUDE;
    return valid(
        message.locationTypeRaw() <= 1
            && message.channels() < 1 << channelCount
            && (unknown || (known && onEarth)));
  }

  private ResultCode safety(SetSafetyDecoder message, int codeCount) {
    boolean sound =
        isChannel(message.channel())
            && message.forSkuRaw() <= 1
            && isRef(message.location(), codeCount)
            && (message.forSkuRaw() == 0 || isRef(message.sku(), codeCount))
            && message.quantity() >= 0;
    if (sound && message.quantity() > MAX_QUANTITY) {
      return ResultCode.LIMIT_EXCEEDED;
    }
    return valid(sound);
  }

  private ResultCode sale(SellDecoder message) {
    int policy = message.policyRaw();
    return valid(
        mayHaveChannel(message.channel())
            && (policy == SellPolicy.RECORD.value() || policy == SellPolicy.ENFORCE.value()));
  }

  private ResultCode goodsBack(ReturnDecoder message) {
    return valid(
        mayHaveChannel(message.channel())
            && message.dispositionRaw() <= Disposition.DAMAGED.value());
  }

  private ResultCode counted(CountDecoder message) {
    return valid(
        mayHaveChannel(message.channel())
            && message.bucketRaw() <= Bucket.BLOCKED.value()
            && message.cut() >= 0);
  }

  private ResultCode reservation(ReserveDecoder message) {
    boolean paidWithHold = (message.flags().getRaw() & 2) != 0 && message.hold() != 0;
    if (!isChannel(message.channel()) || (message.flags().getRaw() & ~3) != 0 || paidWithHold) {
      return ResultCode.MALFORMED;
    }
    return hold(message.hold());
  }

  private static ResultCode hold(long micros) {
    if (micros < 0) {
      return ResultCode.MALFORMED;
    }
    return micros > MAX_HOLD_MICROS ? ResultCode.LIMIT_EXCEEDED : ResultCode.OK;
  }

  private ResultCode stock(StockQueryDecoder message, int codeCount) {
    return valid(
        isRef(message.sku(), codeCount)
            && isRef(message.location(), codeCount)
            && mayHaveChannel(message.channel()));
  }

  private ResultCode everywhere(StockEverywhereQueryDecoder message, int codeCount) {
    return valid(isRef(message.sku(), codeCount) && mayHaveChannel(message.channel()));
  }
}

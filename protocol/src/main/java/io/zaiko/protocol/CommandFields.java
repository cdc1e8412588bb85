package io.zaiko.protocol;

import static io.zaiko.protocol.Protocol.MAX_HOLD_MICROS;
import static io.zaiko.protocol.Protocol.MAX_QUANTITY;
import static io.zaiko.protocol.Protocol.MESSAGE_HEADER_LENGTH;
import static io.zaiko.protocol.Protocol.NO_CHANNEL;
import static io.zaiko.protocol.Protocol.NO_COORDINATE;

import io.zaiko.protocol.sbe.*;
import org.agrona.DirectBuffer;

/** The ranges of the fixed fields of each command; a part of {@link CommandSyntax}. */
final class CommandFields {
  private static final int PAID = 2;
  private static final int EXPIRE_AT_DEADLINE = 8;
  private static final int RESERVE_FLAGS = 15;

  private final int channelCount;
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final DefineLocationDecoder defineLocation = new DefineLocationDecoder();
  private final SetSafetyDecoder setSafety = new SetSafetyDecoder();
  private final SetQuotaDecoder setQuota = new SetQuotaDecoder();
  private final SetBandsDecoder setBands = new SetBandsDecoder();
  private final DeleteDecoder delete = new DeleteDecoder();
  private final SuspendDecoder atLocation = new SuspendDecoder();
  private final ReceiveDecoder receive = new ReceiveDecoder();
  private final SellDecoder sell = new SellDecoder();
  private final ReturnDecoder returned = new ReturnDecoder();
  private final AdjustDecoder adjust = new AdjustDecoder();
  private final CountDecoder count = new CountDecoder();
  private final MoveDecoder move = new MoveDecoder();
  private final ReserveDecoder reserve = new ReserveDecoder();
  private final CommitDecoder commit = new CommitDecoder();
  private final ShortDecoder shorted = new ShortDecoder();
  private final ExtendDecoder extend = new ExtendDecoder();
  private final TransferRequestDecoder transfer = new TransferRequestDecoder();
  private final StageDecoder anyCommand = new StageDecoder();

  CommandFields(int channelCount) {
    this.channelCount = channelCount;
  }

  static boolean isRef(int ref, int codeCount) {
    return ref >= 0 || Protocol.codeIndex(ref) < codeCount;
  }

  /**
   * @param codeCount entries of the message's codes group
   * @param lastTextGiven whether its last variable-length field is not empty
   */
  ResultCode check(
      MessageShape shape, DirectBuffer buffer, int offset, int codeCount, boolean lastTextGiven) {
    // Every command starts with the same three fields, so any decoder reads them. Not
    // wrapAndApplyHeader: that insists on the decoder's own template.
    header.wrap(buffer, offset);
    anyCommand.wrap(buffer, offset + MESSAGE_HEADER_LENGTH, header.blockLength(), header.version());
    if (anyCommand.requestId() < 1 || anyCommand.session() < 0 || anyCommand.referenceTime() < 0) {
      return ResultCode.MALFORMED;
    }
    return switch (shape) {
      case RECEIVE, SELL, RETURN, ADJUST -> fact(shape, buffer, offset, lastTextGiven);
      case COUNT -> counted(count.wrapAndApplyHeader(buffer, offset, header));
      case MOVE -> moved(move.wrapAndApplyHeader(buffer, offset, header));
      case RESERVE -> reservation(reserve.wrapAndApplyHeader(buffer, offset, header));
      case COMMIT -> committed(commit.wrapAndApplyHeader(buffer, offset, header));
      case SHORT ->
          valid((shorted.wrapAndApplyHeader(buffer, offset, header).flags().getRaw() & ~1) == 0);
      case EXTEND -> extended(extend.wrapAndApplyHeader(buffer, offset, header));
      case TRANSFER_REQUEST -> {
        transfer.wrapAndApplyHeader(buffer, offset, header);
        yield valid(isRef(transfer.from(), codeCount) && isRef(transfer.to(), codeCount));
      }
      default -> setting(shape, buffer, offset, codeCount);
    };
  }

  private ResultCode setting(MessageShape shape, DirectBuffer buffer, int offset, int codeCount) {
    return switch (shape) {
      case DEFINE_LOCATION -> location(defineLocation.wrapAndApplyHeader(buffer, offset, header));
      case SET_SAFETY -> safety(setSafety.wrapAndApplyHeader(buffer, offset, header), codeCount);
      case SET_QUOTA -> quota(setQuota.wrapAndApplyHeader(buffer, offset, header), codeCount);
      case SET_BANDS -> bands(setBands.wrapAndApplyHeader(buffer, offset, header), codeCount);
      case DELETE -> {
        delete.wrapAndApplyHeader(buffer, offset, header);
        yield valid(delete.kindRaw() <= 1 && isRef(delete.target(), codeCount));
      }
      case COUNT_OPEN, COUNT_CLOSE, SUSPEND, REOPEN -> {
        // The four have the same one field.
        atLocation.wrap(
            buffer, offset + MESSAGE_HEADER_LENGTH, header.blockLength(), header.version());
        yield valid(isRef(atLocation.location(), codeCount));
      }
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
    boolean unknown = message.latitude() == NO_COORDINATE && message.longitude() == NO_COORDINATE;
    return valid(
        message.locationTypeRaw() <= 1
            && message.channels() < 1 << channelCount
            && (unknown || Protocol.isPlace(message.latitude(), message.longitude())));
  }

  /** A quantity of 0 or more in a message that is otherwise sound. */
  private static ResultCode amount(boolean sound, long quantity) {
    if (!sound || quantity < 0) {
      return ResultCode.MALFORMED;
    }
    return quantity > MAX_QUANTITY ? ResultCode.LIMIT_EXCEEDED : ResultCode.OK;
  }

  private ResultCode safety(SetSafetyDecoder message, int codeCount) {
    return amount(
        isChannel(message.channel())
            && message.forSkuRaw() <= 1
            && isRef(message.location(), codeCount)
            && (message.forSkuRaw() == 0 || isRef(message.sku(), codeCount)),
        message.quantity());
  }

  private ResultCode quota(SetQuotaDecoder message, int codeCount) {
    boolean none = message.quantity() == Protocol.NO_QUOTA;
    return amount(
        isChannel(message.channel())
            && isRef(message.sku(), codeCount)
            && isRef(message.location(), codeCount),
        none ? 0 : message.quantity());
  }

  private ResultCode bands(SetBandsDecoder message, int codeCount) {
    boolean sound =
        mayHaveChannel(message.channel())
            && message.forSkuRaw() <= 1
            && (message.forSkuRaw() == 0 || isRef(message.sku(), codeCount));
    ResultCode low = amount(sound, message.low());
    ResultCode hysteresis = amount(sound, message.hysteresis());
    return low == ResultCode.MALFORMED || hysteresis == ResultCode.OK ? low : hysteresis;
  }

  private ResultCode fact(MessageShape shape, DirectBuffer buffer, int offset, boolean device) {
    return switch (shape) {
      case RECEIVE -> {
        receive.wrapAndApplyHeader(buffer, offset, header);
        yield offline(
            mayHaveChannel(receive.channel()),
            receive.occurredAt(),
            receive.deviceSequence(),
            device);
      }
      case SELL -> {
        sell.wrapAndApplyHeader(buffer, offset, header);
        yield offline(
            mayHaveChannel(sell.channel()) && sell.policyRaw() <= SellPolicy.ENFORCE.value(),
            sell.occurredAt(),
            sell.deviceSequence(),
            device);
      }
      case RETURN -> {
        returned.wrapAndApplyHeader(buffer, offset, header);
        yield offline(
            mayHaveChannel(returned.channel())
                && returned.dispositionRaw() <= Disposition.DAMAGED.value(),
            returned.occurredAt(),
            returned.deviceSequence(),
            device);
      }
      default -> {
        adjust.wrapAndApplyHeader(buffer, offset, header);
        yield offline(
            mayHaveChannel(adjust.channel()), adjust.occurredAt(), adjust.deviceSequence(), device);
      }
    };
  }

  /** A device and its sequence come together. */
  private static ResultCode offline(
      boolean sound, long occurredAt, long deviceSequence, boolean device) {
    return valid(sound && occurredAt >= 0 && deviceSequence >= 0 && device == (deviceSequence > 0));
  }

  private ResultCode counted(CountDecoder message) {
    boolean sound =
        mayHaveChannel(message.channel())
            && message.bucketRaw() <= Bucket.BLOCKED.value()
            && message.expectsRaw() <= 1
            && message.cut() >= 0;
    // The book may be below zero, so an expectation may be.
    if (sound && (message.expected() > MAX_QUANTITY || message.expected() < -MAX_QUANTITY)) {
      return ResultCode.LIMIT_EXCEEDED;
    }
    return valid(sound);
  }

  private static ResultCode moved(MoveDecoder message) {
    return valid(
        message.fromRaw() <= Bucket.BLOCKED.value()
            && message.toRaw() <= Bucket.BLOCKED.value()
            && message.fromRaw() != message.toRaw());
  }

  private ResultCode reservation(ReserveDecoder message) {
    int flags = message.flags().getRaw();
    boolean paid = (flags & PAID) != 0;
    boolean sound =
        isChannel(message.channel())
            && (flags & ~RESERVE_FLAGS) == 0
            && !(paid && message.hold() != 0)
            && (paid || message.deadline() == 0)
            && (message.deadline() > 0 || (flags & EXPIRE_AT_DEADLINE) == 0)
            && message.deadline() >= 0;
    return sound ? hold(message.hold()) : ResultCode.MALFORMED;
  }

  private static ResultCode committed(CommitDecoder message) {
    return valid(
        message.deadline() >= 0
            && message.onDeadlineRaw() <= OnDeadline.EXPIRE.value()
            && (message.deadline() > 0 || message.onDeadlineRaw() == OnDeadline.REPORT.value()));
  }

  private static ResultCode extended(ExtendDecoder message) {
    boolean sound = message.deadline() >= 0 && (message.deadline() == 0 || message.hold() == 0);
    return sound ? hold(message.hold()) : ResultCode.MALFORMED;
  }

  private static ResultCode hold(long micros) {
    if (micros < 0) {
      return ResultCode.MALFORMED;
    }
    return micros > MAX_HOLD_MICROS ? ResultCode.LIMIT_EXCEEDED : ResultCode.OK;
  }
}

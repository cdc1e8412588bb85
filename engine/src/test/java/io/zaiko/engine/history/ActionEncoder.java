package io.zaiko.engine.history;

import io.zaiko.engine.reference.Action;
import io.zaiko.engine.reference.Action.Line;
import io.zaiko.engine.reference.Ref;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.AdjustEncoder;
import io.zaiko.protocol.sbe.CommitEncoder;
import io.zaiko.protocol.sbe.CountEncoder;
import io.zaiko.protocol.sbe.DefineLocationEncoder;
import io.zaiko.protocol.sbe.DefineSkuEncoder;
import io.zaiko.protocol.sbe.ExtendEncoder;
import io.zaiko.protocol.sbe.FulfilEncoder;
import io.zaiko.protocol.sbe.LocationType;
import io.zaiko.protocol.sbe.MessageHeaderEncoder;
import io.zaiko.protocol.sbe.ReceiveEncoder;
import io.zaiko.protocol.sbe.RegisterEncoder;
import io.zaiko.protocol.sbe.ReleaseEncoder;
import io.zaiko.protocol.sbe.ReserveEncoder;
import io.zaiko.protocol.sbe.ReturnEncoder;
import io.zaiko.protocol.sbe.SellEncoder;
import io.zaiko.protocol.sbe.SetSafetyEncoder;
import io.zaiko.protocol.sbe.ShortEncoder;
import io.zaiko.protocol.sbe.StageEncoder;
import io.zaiko.protocol.sbe.TickEncoder;
import io.zaiko.protocol.sbe.UnstageEncoder;
import io.zaiko.protocol.sbe.YesNo;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.agrona.MutableDirectBuffer;
import org.agrona.sbe.MessageEncoderFlyweight;

/**
 * Actions to SBE messages. Equal actions give equal bytes, different ones different bytes; what a
 * message has beyond its action (references, coordinates) follows from the action.
 */
public final class ActionEncoder implements Action.Visitor<Integer> {
  private static final int GROUP_HEADER_LENGTH = 4;
  private static final int LINE_LENGTH = 16;

  private final LongUnaryOperator sessions;
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private MutableDirectBuffer buffer;
  private int start;

  /**
   * @param sessions from the session of an action to that of the message
   */
  public ActionEncoder(LongUnaryOperator sessions) {
    this.sessions = sessions;
  }

  /** Writes a message and returns its length. */
  public int encode(Action action, MutableDirectBuffer buffer, int offset) {
    this.buffer = buffer;
    this.start = offset;
    return action.accept(this);
  }

  private static int length(MessageEncoderFlyweight message) {
    return MessageHeaderEncoder.ENCODED_LENGTH + message.encodedLength();
  }

  private long session(Action action) {
    return sessions.applyAsLong(action.session());
  }

  /** Every third message has a reference. */
  private static String reference(Action action) {
    return action.requestId() % 3 == 0 ? "ref-" + action.requestId() : "";
  }

  /**
   * Writes the lines group and the codes group, which are alike in every message; returns where
   * they end.
   */
  private int groups(List<Line> lines, int position) {
    List<String> codes = new ArrayList<>();
    int next = groupHeader(position, LINE_LENGTH, lines.size());
    for (Line line : lines) {
      buffer.putInt(next, ref(line.sku(), codes), Protocol.BYTE_ORDER);
      buffer.putInt(next + 4, ref(line.location(), codes), Protocol.BYTE_ORDER);
      buffer.putLong(next + 8, line.quantity(), Protocol.BYTE_ORDER);
      next += LINE_LENGTH;
    }
    return codes(codes, next);
  }

  private int codes(List<String> codes, int position) {
    int next = groupHeader(position, 0, codes.size());
    for (String code : codes) {
      byte[] bytes = code.getBytes(StandardCharsets.UTF_8);
      buffer.putByte(next, (byte) bytes.length);
      buffer.putBytes(next + 1, bytes);
      next += 1 + bytes.length;
    }
    return next;
  }

  private int groupHeader(int position, int entryLength, int count) {
    buffer.putShort(position, (short) entryLength, Protocol.BYTE_ORDER);
    buffer.putShort(position + 2, (short) count, Protocol.BYTE_ORDER);
    return position + GROUP_HEADER_LENGTH;
  }

  private static int ref(Ref ref, List<String> codes) {
    if (ref instanceof Ref.Handle handle) {
      return handle.number();
    }
    String code = ((Ref.Code) ref).text();
    if (!codes.contains(code)) {
      codes.add(code);
    }
    return Protocol.codeRef(codes.indexOf(code));
  }

  @Override
  public Integer onRegister(Action.Register register) {
    return length(
        new RegisterEncoder()
            .wrapAndApplyHeader(buffer, start, header)
            .requestId(register.requestId())
            .session(0)
            .referenceTime(0)
            .clientName(register.client()));
  }

  @Override
  public Integer onTick(Action.Tick tick) {
    return length(
        new TickEncoder()
            .wrapAndApplyHeader(buffer, start, header)
            .requestId(tick.requestId())
            .session(0)
            .referenceTime(0));
  }

  @Override
  public Integer onDefineSku(Action.DefineSku define) {
    return length(
        new DefineSkuEncoder()
            .wrapAndApplyHeader(buffer, start, header)
            .requestId(define.requestId())
            .session(session(define))
            .referenceTime(0)
            .code(define.code())
            .name(define.name()));
  }

  @Override
  public Integer onDefineLocation(Action.DefineLocation define) {
    boolean placed = define.name().length() % 2 == 0;
    return length(
        new DefineLocationEncoder()
            .wrapAndApplyHeader(buffer, start, header)
            .requestId(define.requestId())
            .session(session(define))
            .referenceTime(0)
            .locationType(placed ? LocationType.WAREHOUSE : LocationType.STORE)
            .channels(define.channels())
            .latitude(placed ? 35_681_236 : Protocol.NO_COORDINATE)
            .longitude(placed ? -139_767_125 : Protocol.NO_COORDINATE)
            .code(define.code())
            .name(define.name())
            .region(placed ? "関東" : ""));
  }

  @Override
  public Integer onSetSafety(Action.SetSafety set) {
    List<String> codes = new ArrayList<>();
    SetSafetyEncoder message =
        new SetSafetyEncoder()
            .wrapAndApplyHeader(buffer, start, header)
            .requestId(set.requestId())
            .session(session(set))
            .referenceTime(0)
            .quantity(set.quantity())
            .sku(set.sku().map(sku -> ref(sku, codes)).orElse(0))
            .location(ref(set.location(), codes))
            .channel((short) set.channel())
            .forSku(set.sku().isPresent() ? YesNo.YES : YesNo.NO);
    return codes(codes, message.limit()) - start;
  }

  @Override
  public Integer onReceive(Action.Receive receive) {
    ReceiveEncoder message =
        new ReceiveEncoder()
            .wrapAndApplyHeader(buffer, start, header)
            .requestId(receive.requestId())
            .session(session(receive))
            .referenceTime(receive.requestId())
            .channel((short) Protocol.NO_CHANNEL);
    message.limit(groups(receive.lines(), message.limit()));
    return length(message.reference(reference(receive)));
  }

  @Override
  public Integer onSell(Action.Sell sell) {
    SellEncoder message =
        new SellEncoder()
            .wrapAndApplyHeader(buffer, start, header)
            .requestId(sell.requestId())
            .session(session(sell))
            .referenceTime(0)
            .channel((short) 0)
            .policy(sell.policy());
    message.limit(groups(sell.lines(), message.limit()));
    return length(message.reference(reference(sell)));
  }

  @Override
  public Integer onReturn(Action.Return returned) {
    ReturnEncoder message =
        new ReturnEncoder()
            .wrapAndApplyHeader(buffer, start, header)
            .requestId(returned.requestId())
            .session(session(returned))
            .referenceTime(0)
            .channel((short) 0)
            .disposition(returned.disposition());
    message.limit(groups(returned.lines(), message.limit()));
    return length(message.reservationId(returned.reservation()).reference(reference(returned)));
  }

  @Override
  public Integer onAdjust(Action.Adjust adjust) {
    AdjustEncoder message =
        new AdjustEncoder()
            .wrapAndApplyHeader(buffer, start, header)
            .requestId(adjust.requestId())
            .session(session(adjust))
            .referenceTime(0)
            .channel((short) Protocol.NO_CHANNEL);
    message.limit(groups(adjust.lines(), message.limit()));
    return length(message.reference(reference(adjust)).reason("breakage"));
  }

  @Override
  public Integer onCount(Action.Count count) {
    CountEncoder message =
        new CountEncoder()
            .wrapAndApplyHeader(buffer, start, header)
            .requestId(count.requestId())
            .session(session(count))
            .referenceTime(0)
            .cut(count.cut())
            .bucket(count.bucket())
            .channel((short) Protocol.NO_CHANNEL);
    message.limit(groups(count.lines(), message.limit()));
    return length(message.reference(reference(count)));
  }

  @Override
  public Integer onReserve(Action.Reserve reserve) {
    ReserveEncoder message =
        new ReserveEncoder()
            .wrapAndApplyHeader(buffer, start, header)
            .requestId(reserve.requestId())
            .session(session(reserve))
            .referenceTime(0)
            .hold(reserve.hold())
            .channel((short) reserve.channel());
    message.flags().clear().partial(reserve.partial()).paid(reserve.paid());
    message.limit(groups(reserve.lines(), message.limit()));
    return length(message.reservationId(reserve.reservation()));
  }

  @Override
  public Integer onCommit(Action.Commit commit) {
    return length(
        new CommitEncoder()
            .wrapAndApplyHeader(buffer, start, header)
            .requestId(commit.requestId())
            .session(session(commit))
            .referenceTime(0)
            .reservationId(commit.reservation()));
  }

  @Override
  public Integer onStage(Action.Stage stage) {
    return length(
        new StageEncoder()
            .wrapAndApplyHeader(buffer, start, header)
            .requestId(stage.requestId())
            .session(session(stage))
            .referenceTime(0)
            .reservationId(stage.reservation()));
  }

  @Override
  public Integer onUnstage(Action.Unstage unstage) {
    return length(
        new UnstageEncoder()
            .wrapAndApplyHeader(buffer, start, header)
            .requestId(unstage.requestId())
            .session(session(unstage))
            .referenceTime(0)
            .reservationId(unstage.reservation()));
  }

  @Override
  public Integer onFulfil(Action.Fulfil fulfil) {
    FulfilEncoder message =
        new FulfilEncoder()
            .wrapAndApplyHeader(buffer, start, header)
            .requestId(fulfil.requestId())
            .session(session(fulfil))
            .referenceTime(0);
    message.limit(groups(fulfil.lines(), message.limit()));
    return length(message.reservationId(fulfil.reservation()));
  }

  @Override
  public Integer onShorten(Action.Shorten shorten) {
    ShortEncoder message =
        new ShortEncoder()
            .wrapAndApplyHeader(buffer, start, header)
            .requestId(shorten.requestId())
            .session(session(shorten))
            .referenceTime(0);
    message.flags().clear().keepSellable(shorten.keepSellable());
    message.limit(groups(shorten.lines(), message.limit()));
    return length(message.reservationId(shorten.reservation()));
  }

  @Override
  public Integer onRelease(Action.Release release) {
    ReleaseEncoder message =
        new ReleaseEncoder()
            .wrapAndApplyHeader(buffer, start, header)
            .requestId(release.requestId())
            .session(session(release))
            .referenceTime(0);
    message.limit(groups(release.lines(), message.limit()));
    return length(message.reservationId(release.reservation()));
  }

  @Override
  public Integer onExtend(Action.Extend extend) {
    return length(
        new ExtendEncoder()
            .wrapAndApplyHeader(buffer, start, header)
            .requestId(extend.requestId())
            .session(session(extend))
            .referenceTime(0)
            .hold(extend.hold())
            .reservationId(extend.reservation()));
  }
}

package io.zaiko.client;

import io.zaiko.protocol.sbe.*;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Turns command requests into messages, one method a command. The buffer is reused: copy what is to
 * be kept. Event loop only.
 */
final class CommandEncoder {
  private final MutableDirectBuffer buffer = new ExpandableArrayBuffer(1 << 12);
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final RegisterEncoder register = new RegisterEncoder();
  private final DefineSkuEncoder defineSku = new DefineSkuEncoder();
  private final DefineLocationEncoder defineLocation = new DefineLocationEncoder();
  private final SetSafetyEncoder setSafety = new SetSafetyEncoder();
  private final ReceiveEncoder receive = new ReceiveEncoder();
  private final SellEncoder sell = new SellEncoder();
  private final ReturnEncoder returned = new ReturnEncoder();
  private final AdjustEncoder adjust = new AdjustEncoder();
  private final CountEncoder count = new CountEncoder();
  private final ReserveEncoder reserve = new ReserveEncoder();
  private final CommitEncoder commit = new CommitEncoder();
  private final StageEncoder stage = new StageEncoder();
  private final UnstageEncoder unstage = new UnstageEncoder();
  private final FulfilEncoder fulfil = new FulfilEncoder();
  private final ShortEncoder shorted = new ShortEncoder();
  private final ReleaseEncoder release = new ReleaseEncoder();
  private final ExtendEncoder extend = new ExtendEncoder();
  private final RefWriter refs;
  private Welcome welcome;
  private long requestId;
  private long session;
  private long referenceTime;

  CommandEncoder(RefWriter refs) {
    this.refs = refs;
  }

  /** What the last message was written to, from index 0. */
  MutableDirectBuffer buffer() {
    return buffer;
  }

  /**
   * Encodes a command and returns the length of the message.
   *
   * @throws IllegalArgumentException if it names a channel that the server does not have
   */
  int encode(
      CommandRequest request, CommandOptions options, Welcome server, long session, long id) {
    this.welcome = server;
    this.session = session;
    this.requestId = id;
    this.referenceTime = options.referenceTimeMicros();
    refs.begin(options.requestId() == 0 ? RefWriter.Style.HANDLES : RefWriter.Style.CODES);
    return request.encodeWith(this);
  }

  /** Encodes a REGISTER. */
  int encodeRegister(long id, String clientName) {
    register
        .wrapAndApplyHeader(buffer, 0, header)
        .requestId(id)
        .session(0)
        .referenceTime(0)
        .clientName(clientName);
    return register.limit();
  }

  int encode(DefineSkuRequest request) {
    defineSku
        .wrapAndApplyHeader(buffer, 0, header)
        .requestId(requestId)
        .session(session)
        .referenceTime(referenceTime)
        .code(request.code())
        .name(request.name());
    return defineSku.limit();
  }

  int encode(DefineLocationRequest request) {
    int channels = 0;
    for (String name : request.channels()) {
      channels |= name.isEmpty() ? 0 : 1 << welcome.channelIndex(name);
    }
    defineLocation
        .wrapAndApplyHeader(buffer, 0, header)
        .requestId(requestId)
        .session(session)
        .referenceTime(referenceTime)
        .locationType(request.type())
        .channels(channels)
        .latitude(request.latitude())
        .longitude(request.longitude())
        .code(request.code())
        .name(request.name())
        .region(request.region());
    return defineLocation.limit();
  }

  int encode(SetSafetyRequest request) {
    boolean forSku = !request.sku().isEmpty();
    setSafety
        .wrapAndApplyHeader(buffer, 0, header)
        .requestId(requestId)
        .session(session)
        .referenceTime(referenceTime)
        .quantity(request.quantity())
        .sku(forSku ? refs.sku(request.sku()) : 0)
        .location(refs.location(request.location()))
        .channel(welcome.channelIndex(request.channel()))
        .forSku(forSku ? YesNo.YES : YesNo.NO);
    return refs.writeCodes(buffer, setSafety.limit());
  }

  int encode(ReceiveRequest request) {
    receive
        .wrapAndApplyHeader(buffer, 0, header)
        .requestId(requestId)
        .session(session)
        .referenceTime(referenceTime)
        .channel(welcome.channelIndex(request.channel()));
    receive.limit(lines(receive.limit(), request.lines()));
    return receive.reference(request.reference()).limit();
  }

  int encode(SellRequest request) {
    sell.wrapAndApplyHeader(buffer, 0, header)
        .requestId(requestId)
        .session(session)
        .referenceTime(referenceTime)
        .channel(welcome.channelIndex(request.channel()))
        .policy(request.policy());
    sell.limit(lines(sell.limit(), request.lines()));
    return sell.reference(request.reference()).limit();
  }

  int encode(ReturnRequest request) {
    returned
        .wrapAndApplyHeader(buffer, 0, header)
        .requestId(requestId)
        .session(session)
        .referenceTime(referenceTime)
        .channel(welcome.channelIndex(request.channel()))
        .disposition(request.disposition());
    returned.limit(lines(returned.limit(), request.lines()));
    return returned.reservationId(request.reservationId()).reference(request.reference()).limit();
  }

  int encode(AdjustRequest request) {
    adjust
        .wrapAndApplyHeader(buffer, 0, header)
        .requestId(requestId)
        .session(session)
        .referenceTime(referenceTime)
        .channel(welcome.channelIndex(request.channel()));
    adjust.limit(lines(adjust.limit(), request.lines()));
    return adjust.reference(request.reference()).reason(request.reason()).limit();
  }

  int encode(CountRequest request) {
    count
        .wrapAndApplyHeader(buffer, 0, header)
        .requestId(requestId)
        .session(session)
        .referenceTime(referenceTime)
        .cut(request.cut())
        .bucket(request.bucket())
        .channel(welcome.channelIndex(request.channel()));
    count.limit(lines(count.limit(), request.lines()));
    return count.reference(request.reference()).limit();
  }

  int encode(ReserveRequest request) {
    reserve
        .wrapAndApplyHeader(buffer, 0, header)
        .requestId(requestId)
        .session(session)
        .referenceTime(referenceTime)
        .hold(micros(request.hold()))
        .channel(welcome.channelIndex(request.channel()))
        .flags()
        .clear()
        .partial(request.partial())
        .paid(request.paid());
    reserve.limit(lines(reserve.limit(), request.lines()));
    return reserve.reservationId(request.reservationId()).limit();
  }

  int encode(CommitRequest request) {
    commit
        .wrapAndApplyHeader(buffer, 0, header)
        .requestId(requestId)
        .session(session)
        .referenceTime(referenceTime)
        .reservationId(request.reservationId());
    return commit.limit();
  }

  int encode(StageRequest request) {
    stage
        .wrapAndApplyHeader(buffer, 0, header)
        .requestId(requestId)
        .session(session)
        .referenceTime(referenceTime)
        .reservationId(request.reservationId());
    return stage.limit();
  }

  int encode(UnstageRequest request) {
    unstage
        .wrapAndApplyHeader(buffer, 0, header)
        .requestId(requestId)
        .session(session)
        .referenceTime(referenceTime)
        .reservationId(request.reservationId());
    return unstage.limit();
  }

  int encode(FulfilRequest request) {
    fulfil
        .wrapAndApplyHeader(buffer, 0, header)
        .requestId(requestId)
        .session(session)
        .referenceTime(referenceTime);
    fulfil.limit(lines(fulfil.limit(), request.lines()));
    return fulfil.reservationId(request.reservationId()).limit();
  }

  int encode(ShortRequest request) {
    shorted
        .wrapAndApplyHeader(buffer, 0, header)
        .requestId(requestId)
        .session(session)
        .referenceTime(referenceTime)
        .flags()
        .clear()
        .keepSellable(request.keepSellable());
    shorted.limit(lines(shorted.limit(), request.lines()));
    return shorted.reservationId(request.reservationId()).limit();
  }

  int encode(ReleaseRequest request) {
    release
        .wrapAndApplyHeader(buffer, 0, header)
        .requestId(requestId)
        .session(session)
        .referenceTime(referenceTime);
    release.limit(lines(release.limit(), request.lines()));
    return release.reservationId(request.reservationId()).limit();
  }

  int encode(ExtendRequest request) {
    extend
        .wrapAndApplyHeader(buffer, 0, header)
        .requestId(requestId)
        .session(session)
        .referenceTime(referenceTime)
        .hold(micros(request.hold()))
        .reservationId(request.reservationId());
    return extend.limit();
  }

  private int lines(int offset, List<Line> lines) {
    return refs.writeLines(buffer, offset, lines);
  }

  private static long micros(Duration duration) {
    return TimeUnit.MICROSECONDS.convert(duration);
  }
}

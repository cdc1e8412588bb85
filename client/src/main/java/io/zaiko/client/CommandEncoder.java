package io.zaiko.client;

import static io.zaiko.protocol.Protocol.BYTE_ORDER;
import static io.zaiko.protocol.Protocol.MESSAGE_HEADER_LENGTH;

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
  private final SetQuotaEncoder setQuota = new SetQuotaEncoder();
  private final SetBandsEncoder setBands = new SetBandsEncoder();
  private final SuspendEncoder suspend = new SuspendEncoder();
  private final ReopenEncoder reopen = new ReopenEncoder();
  private final DeleteEncoder delete = new DeleteEncoder();
  private final ReceiveEncoder receive = new ReceiveEncoder();
  private final SellEncoder sell = new SellEncoder();
  private final ReturnEncoder returned = new ReturnEncoder();
  private final AdjustEncoder adjust = new AdjustEncoder();
  private final CountEncoder count = new CountEncoder();
  private final CountOpenEncoder countOpen = new CountOpenEncoder();
  private final CountCloseEncoder countClose = new CountCloseEncoder();
  private final MoveEncoder move = new MoveEncoder();
  private final ReserveEncoder reserve = new ReserveEncoder();
  private final ReallocateEncoder reallocate = new ReallocateEncoder();
  private final CommitEncoder commit = new CommitEncoder();
  private final StageEncoder stage = new StageEncoder();
  private final UnstageEncoder unstage = new UnstageEncoder();
  private final FulfilEncoder fulfil = new FulfilEncoder();
  private final ShortEncoder shorted = new ShortEncoder();
  private final ReleaseEncoder release = new ReleaseEncoder();
  private final ExtendEncoder extend = new ExtendEncoder();
  private final TransferRequestEncoder transfer = new TransferRequestEncoder();
  private final TransferCancelEncoder cancel = new TransferCancelEncoder();
  private final TransferDispatchEncoder dispatch = new TransferDispatchEncoder();
  private final TransferReceiveEncoder arrive = new TransferReceiveEncoder();
  private final TransferCloseEncoder close = new TransferCloseEncoder();
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
   * @throws IllegalArgumentException if it names a channel that the server does not have, or more
   *     than a message can carry
   */
  int encode(
      CommandRequest request, CommandOptions options, Welcome server, long session, long id) {
    this.welcome = server;
    this.session = session;
    this.requestId = id;
    this.referenceTime = options.referenceTimeMicros();
    refs.begin(options.requestId() == 0 ? RefWriter.Style.HANDLES : RefWriter.Style.CODES);
    return identified(request.encodeWith(this));
  }

  /** Forgets the handle of every code that a command names. */
  void forgetHandles(CommandRequest request) {
    refs.begin(RefWriter.Style.FORGET);
    request.encodeWith(this);
  }

  /** Every command begins with the same three fields. */
  private int identified(int length) {
    buffer.putLong(MESSAGE_HEADER_LENGTH, requestId, BYTE_ORDER);
    buffer.putLong(MESSAGE_HEADER_LENGTH + Long.BYTES, session, BYTE_ORDER);
    buffer.putLong(MESSAGE_HEADER_LENGTH + 2 * Long.BYTES, referenceTime, BYTE_ORDER);
    return length;
  }

  /** Encodes a REGISTER. */
  int encodeRegister(long id, String clientName) {
    requestId = id;
    session = 0;
    referenceTime = 0;
    return identified(
        register.wrapAndApplyHeader(buffer, 0, header).clientName(clientName).limit());
  }

  int encode(DefineSkuRequest request) {
    defineSku.wrapAndApplyHeader(buffer, 0, header).code(request.code()).name(request.name());
    return defineSku.limit();
  }

  int encode(DefineLocationRequest request) {
    int channels = 0;
    for (String name : request.channels()) {
      channels |= name.isEmpty() ? 0 : 1 << welcome.channelIndex(name);
    }
    defineLocation
        .wrapAndApplyHeader(buffer, 0, header)
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
        .quantity(request.quantity())
        .sku(forSku ? refs.sku(request.sku()) : 0)
        .location(refs.location(request.location()))
        .channel(welcome.channelIndex(request.channel()))
        .forSku(forSku ? YesNo.YES : YesNo.NO);
    return refs.writeCodes(buffer, setSafety.limit());
  }

  int encode(SetQuotaRequest request) {
    setQuota
        .wrapAndApplyHeader(buffer, 0, header)
        .quantity(request.quantity())
        .sku(refs.sku(request.sku()))
        .location(refs.location(request.location()))
        .channel(welcome.channelIndex(request.channel()));
    return refs.writeCodes(buffer, setQuota.limit());
  }

  int encode(SetBandsRequest request) {
    boolean forSku = !request.sku().isEmpty();
    setBands
        .wrapAndApplyHeader(buffer, 0, header)
        .low(request.low())
        .hysteresis(request.hysteresis())
        .sku(forSku ? refs.sku(request.sku()) : 0)
        .forSku(forSku ? YesNo.YES : YesNo.NO)
        .channel(welcome.channelIndex(request.channel()));
    return refs.writeCodes(buffer, setBands.limit());
  }

  int encode(SuspendRequest request) {
    suspend.wrapAndApplyHeader(buffer, 0, header).location(refs.location(request.location()));
    return refs.writeCodes(buffer, suspend.limit());
  }

  int encode(ReopenRequest request) {
    reopen.wrapAndApplyHeader(buffer, 0, header).location(refs.location(request.location()));
    return refs.writeCodes(buffer, reopen.limit());
  }

  int encode(DeleteRequest request) {
    boolean sku = request.kind() == CatalogKind.SKU;
    delete
        .wrapAndApplyHeader(buffer, 0, header)
        .target(sku ? refs.sku(request.code()) : refs.location(request.code()))
        .kind(request.kind());
    return refs.writeCodes(buffer, delete.limit());
  }

  int encode(ReceiveRequest request) {
    receive
        .wrapAndApplyHeader(buffer, 0, header)
        .occurredAt(request.occurrence().occurredAtMicros())
        .deviceSequence(request.occurrence().deviceSequence())
        .channel(welcome.channelIndex(request.channel()));
    receive.limit(lines(receive.limit(), request.lines()));
    return receive
        .reference(request.reference())
        .reason(request.reason())
        .device(request.occurrence().device())
        .limit();
  }

  int encode(SellRequest request) {
    sell.wrapAndApplyHeader(buffer, 0, header)
        .occurredAt(request.occurrence().occurredAtMicros())
        .deviceSequence(request.occurrence().deviceSequence())
        .channel(welcome.channelIndex(request.channel()))
        .policy(request.policy());
    sell.limit(lines(sell.limit(), request.lines()));
    return sell.reference(request.reference())
        .redeems(request.redeems())
        .device(request.occurrence().device())
        .limit();
  }

  int encode(ReturnRequest request) {
    returned
        .wrapAndApplyHeader(buffer, 0, header)
        .occurredAt(request.occurrence().occurredAtMicros())
        .deviceSequence(request.occurrence().deviceSequence())
        .channel(welcome.channelIndex(request.channel()))
        .disposition(request.disposition());
    returned.limit(lines(returned.limit(), request.lines()));
    return returned
        .reservationId(request.reservationId())
        .reference(request.reference())
        .device(request.occurrence().device())
        .limit();
  }

  int encode(AdjustRequest request) {
    adjust
        .wrapAndApplyHeader(buffer, 0, header)
        .occurredAt(request.occurrence().occurredAtMicros())
        .deviceSequence(request.occurrence().deviceSequence())
        .channel(welcome.channelIndex(request.channel()));
    adjust.limit(lines(adjust.limit(), request.lines()));
    return adjust
        .reference(request.reference())
        .reason(request.reason())
        .device(request.occurrence().device())
        .limit();
  }

  int encode(CountRequest request) {
    count
        .wrapAndApplyHeader(buffer, 0, header)
        .cut(request.cut())
        .expected(request.expected().orElse(0))
        .bucket(request.bucket())
        .channel(welcome.channelIndex(request.channel()))
        .expects(request.expected().isPresent() ? YesNo.YES : YesNo.NO);
    count.limit(lines(count.limit(), request.lines()));
    return count.reference(request.reference()).limit();
  }

  int encode(CountOpenRequest request) {
    countOpen.wrapAndApplyHeader(buffer, 0, header).location(refs.location(request.location()));
    return refs.writeCodes(buffer, countOpen.limit());
  }

  int encode(CountCloseRequest request) {
    countClose.wrapAndApplyHeader(buffer, 0, header).location(refs.location(request.location()));
    return refs.writeCodes(buffer, countClose.limit());
  }

  int encode(MoveRequest request) {
    move.wrapAndApplyHeader(buffer, 0, header).from(request.from()).to(request.to());
    move.limit(lines(move.limit(), request.lines()));
    return move.reference(request.reference()).limit();
  }

  int encode(ReserveRequest request) {
    reserve
        .wrapAndApplyHeader(buffer, 0, header)
        .hold(micros(request.hold()))
        .deadline(request.deadlineMicros())
        .channel(welcome.channelIndex(request.channel()))
        .flags()
        .clear()
        .partial(request.partial())
        .paid(request.paid())
        .split(request.split())
        .expireAtDeadline(request.onDeadline() == OnDeadline.EXPIRE);
    reserve.limit(refs.writeLinesAndChoices(buffer, reserve.limit(), request.lines()));
    return reserve.reservationId(request.reservationId()).supersedes(request.supersedes()).limit();
  }

  int encode(ReallocateRequest request) {
    reallocate.wrapAndApplyHeader(buffer, 0, header);
    reallocate.limit(refs.writeRelocations(buffer, reallocate.limit(), request.lines()));
    return reallocate.reservationId(request.reservationId()).limit();
  }

  int encode(CommitRequest request) {
    commit
        .wrapAndApplyHeader(buffer, 0, header)
        .deadline(request.deadlineMicros())
        .onDeadline(request.onDeadline())
        .reservationId(request.reservationId());
    return commit.limit();
  }

  int encode(StageRequest request) {
    stage.wrapAndApplyHeader(buffer, 0, header).reservationId(request.reservationId());
    return stage.limit();
  }

  int encode(UnstageRequest request) {
    unstage.wrapAndApplyHeader(buffer, 0, header).reservationId(request.reservationId());
    return unstage.limit();
  }

  int encode(FulfilRequest request) {
    fulfil.wrapAndApplyHeader(buffer, 0, header);
    fulfil.limit(lines(fulfil.limit(), request.lines()));
    return fulfil.reservationId(request.reservationId()).limit();
  }

  int encode(ShortRequest request) {
    shorted
        .wrapAndApplyHeader(buffer, 0, header)
        .flags()
        .clear()
        .keepSellable(request.keepSellable());
    shorted.limit(lines(shorted.limit(), request.lines()));
    return shorted.reservationId(request.reservationId()).limit();
  }

  int encode(ReleaseRequest request) {
    release.wrapAndApplyHeader(buffer, 0, header);
    release.limit(lines(release.limit(), request.lines()));
    return release.reservationId(request.reservationId()).limit();
  }

  int encode(ExtendRequest request) {
    extend
        .wrapAndApplyHeader(buffer, 0, header)
        .hold(micros(request.hold()))
        .deadline(request.deadlineMicros())
        .reservationId(request.reservationId());
    return extend.limit();
  }

  int encode(TransferRequest request) {
    transfer
        .wrapAndApplyHeader(buffer, 0, header)
        .from(refs.location(request.from()))
        .to(refs.location(request.to()));
    transfer.limit(refs.writeSkuLines(buffer, transfer.limit(), request.lines()));
    return transfer.transferId(request.transferId()).limit();
  }

  int encode(TransferCancelRequest request) {
    cancel.wrapAndApplyHeader(buffer, 0, header).transferId(request.transferId());
    return cancel.limit();
  }

  int encode(TransferDispatchRequest request) {
    dispatch.wrapAndApplyHeader(buffer, 0, header);
    dispatch.limit(refs.writeSkuLines(buffer, dispatch.limit(), request.lines()));
    return dispatch.transferId(request.transferId()).limit();
  }

  int encode(TransferReceiveRequest request) {
    arrive.wrapAndApplyHeader(buffer, 0, header);
    arrive.limit(refs.writeSkuLines(buffer, arrive.limit(), request.lines()));
    return arrive.transferId(request.transferId()).limit();
  }

  int encode(TransferCloseRequest request) {
    close.wrapAndApplyHeader(buffer, 0, header);
    close.limit(refs.writeSkuLines(buffer, close.limit(), request.lines()));
    return close.transferId(request.transferId()).limit();
  }

  private int lines(int offset, List<Line> lines) {
    return refs.writeLines(buffer, offset, lines);
  }

  private static long micros(Duration duration) {
    return TimeUnit.MICROSECONDS.convert(duration);
  }
}

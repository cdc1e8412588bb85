package io.zaiko.simulator.action;

import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.AdjustEncoder;
import io.zaiko.protocol.sbe.CommitEncoder;
import io.zaiko.protocol.sbe.CountCloseEncoder;
import io.zaiko.protocol.sbe.CountEncoder;
import io.zaiko.protocol.sbe.CountOpenEncoder;
import io.zaiko.protocol.sbe.DefineLocationEncoder;
import io.zaiko.protocol.sbe.DefineSkuEncoder;
import io.zaiko.protocol.sbe.DeleteEncoder;
import io.zaiko.protocol.sbe.ExtendEncoder;
import io.zaiko.protocol.sbe.FulfilEncoder;
import io.zaiko.protocol.sbe.LocationType;
import io.zaiko.protocol.sbe.MoveEncoder;
import io.zaiko.protocol.sbe.OnDeadline;
import io.zaiko.protocol.sbe.ReallocateEncoder;
import io.zaiko.protocol.sbe.ReceiveEncoder;
import io.zaiko.protocol.sbe.RegisterEncoder;
import io.zaiko.protocol.sbe.ReleaseEncoder;
import io.zaiko.protocol.sbe.ReopenEncoder;
import io.zaiko.protocol.sbe.ReserveEncoder;
import io.zaiko.protocol.sbe.ReturnEncoder;
import io.zaiko.protocol.sbe.SellEncoder;
import io.zaiko.protocol.sbe.SetBandsEncoder;
import io.zaiko.protocol.sbe.SetQuotaEncoder;
import io.zaiko.protocol.sbe.SetSafetyEncoder;
import io.zaiko.protocol.sbe.ShortEncoder;
import io.zaiko.protocol.sbe.StageEncoder;
import io.zaiko.protocol.sbe.SuspendEncoder;
import io.zaiko.protocol.sbe.TickEncoder;
import io.zaiko.protocol.sbe.TransferCancelEncoder;
import io.zaiko.protocol.sbe.TransferCloseEncoder;
import io.zaiko.protocol.sbe.TransferDispatchEncoder;
import io.zaiko.protocol.sbe.TransferReceiveEncoder;
import io.zaiko.protocol.sbe.TransferRequestEncoder;
import io.zaiko.protocol.sbe.UnstageEncoder;
import io.zaiko.protocol.sbe.YesNo;
import java.util.function.LongUnaryOperator;
import org.agrona.MutableDirectBuffer;
import org.agrona.sbe.MessageEncoderFlyweight;

/**
 * Actions to SBE messages. Equal actions give equal bytes, different ones different bytes; what a
 * message has beyond its action (references, kinds of location) follows from the action. Not thread
 * safe.
 */
public final class ActionEncoder implements Action.Visitor<Integer> {
  private static final short NO_CHANNEL = Protocol.NO_CHANNEL;

  private final LongUnaryOperator sessions;
  private final MessageWriter writer = new MessageWriter();

  /**
   * @param sessions from the session of an action to that of the message
   */
  public ActionEncoder(LongUnaryOperator sessions) {
    this.sessions = sessions;
  }

  /** Writes a message and returns its length. */
  public int encode(Action action, MutableDirectBuffer buffer, int offset) {
    writer.wrap(buffer, offset);
    return action.accept(this);
  }

  private <E extends MessageEncoderFlyweight> E begin(E message, Action action) {
    long session = action.session() == 0 ? 0 : sessions.applyAsLong(action.session());
    return writer.begin(message, action.requestId(), session, 0);
  }

  /** Every third message has a reference. */
  private static String reference(Action action) {
    return action.requestId() % 3 == 0 ? "ref-" + action.requestId() : "";
  }

  @Override
  public Integer onRegister(Action.Register register) {
    begin(new RegisterEncoder(), register);
    return writer.end(register.client());
  }

  @Override
  public Integer onTick(Action.Tick tick) {
    begin(new TickEncoder(), tick);
    return writer.end();
  }

  @Override
  public Integer onDefineSku(Action.DefineSku defineSku) {
    begin(new DefineSkuEncoder(), defineSku);
    return writer.end(defineSku.code(), defineSku.name());
  }

  @Override
  public Integer onDefineLocation(Action.DefineLocation defineLocation) {
    begin(new DefineLocationEncoder(), defineLocation)
        .locationType(
            defineLocation.name().length() % 2 == 0 ? LocationType.WAREHOUSE : LocationType.STORE)
        .channels(defineLocation.channels())
        .latitude(defineLocation.latitude())
        .longitude(defineLocation.longitude());
    return writer.end(defineLocation.code(), defineLocation.name(), defineLocation.region());
  }

  @Override
  public Integer onSetSafety(Action.SetSafety setSafety) {
    begin(new SetSafetyEncoder(), setSafety)
        .quantity(setSafety.quantity())
        .sku(setSafety.sku().map(writer::ref).orElse(0))
        .location(writer.ref(setSafety.location()))
        .channel((short) setSafety.channel())
        .forSku(setSafety.sku().isPresent() ? YesNo.YES : YesNo.NO);
    return writer.codes().end();
  }

  @Override
  public Integer onSetQuota(Action.SetQuota setQuota) {
    begin(new SetQuotaEncoder(), setQuota)
        .quantity(setQuota.quantity())
        .sku(writer.ref(setQuota.sku()))
        .location(writer.ref(setQuota.location()))
        .channel((short) setQuota.channel());
    return writer.codes().end();
  }

  @Override
  public Integer onSetBands(Action.SetBands setBands) {
    begin(new SetBandsEncoder(), setBands)
        .low(setBands.low())
        .hysteresis(setBands.hysteresis())
        .sku(setBands.sku().map(writer::ref).orElse(0))
        .forSku(setBands.sku().isPresent() ? YesNo.YES : YesNo.NO)
        .channel((short) setBands.channel());
    return writer.codes().end();
  }

  @Override
  public Integer onDelete(Action.Delete delete) {
    begin(new DeleteEncoder(), delete).target(writer.ref(delete.target())).kind(delete.kind());
    return writer.codes().end();
  }

  @Override
  public Integer onReceive(Action.Receive receive) {
    begin(new ReceiveEncoder(), receive)
        .occurredAt(receive.origin().occurredAt())
        .deviceSequence(receive.origin().deviceSequence())
        .channel(NO_CHANNEL);
    return writer
        .lines(receive.lines())
        .codes()
        .end(reference(receive), "", receive.origin().device());
  }

  @Override
  public Integer onSell(Action.Sell sell) {
    begin(new SellEncoder(), sell)
        .occurredAt(sell.origin().occurredAt())
        .deviceSequence(sell.origin().deviceSequence())
        .channel((short) 0)
        .policy(sell.policy());
    return writer
        .lines(sell.lines())
        .codes()
        .end(reference(sell), sell.redeems(), sell.origin().device());
  }

  @Override
  public Integer onReturn(Action.Return returned) {
    begin(new ReturnEncoder(), returned)
        .occurredAt(returned.origin().occurredAt())
        .deviceSequence(returned.origin().deviceSequence())
        .channel((short) 0)
        .disposition(returned.disposition());
    return writer
        .lines(returned.lines())
        .codes()
        .end(returned.reservation(), reference(returned), returned.origin().device());
  }

  @Override
  public Integer onAdjust(Action.Adjust adjust) {
    begin(new AdjustEncoder(), adjust)
        .occurredAt(adjust.origin().occurredAt())
        .deviceSequence(adjust.origin().deviceSequence())
        .channel(NO_CHANNEL);
    return writer
        .lines(adjust.lines())
        .codes()
        .end(reference(adjust), "breakage", adjust.origin().device());
  }

  @Override
  public Integer onCount(Action.Count count) {
    begin(new CountEncoder(), count)
        .cut(count.cut())
        .expected(count.expected().orElse(0))
        .bucket(count.bucket())
        .channel(NO_CHANNEL)
        .expects(count.expected().isPresent() ? YesNo.YES : YesNo.NO);
    return writer.lines(count.lines()).codes().end(reference(count));
  }

  @Override
  public Integer onCommit(Action.Commit commit) {
    begin(new CommitEncoder(), commit)
        .deadline(commit.deadline())
        .onDeadline(commit.expireAtDeadline() ? OnDeadline.EXPIRE : OnDeadline.REPORT);
    return writer.end(commit.reservation());
  }

  @Override
  public Integer onStage(Action.Stage stage) {
    begin(new StageEncoder(), stage);
    return writer.end(stage.reservation());
  }

  @Override
  public Integer onUnstage(Action.Unstage unstage) {
    begin(new UnstageEncoder(), unstage);
    return writer.end(unstage.reservation());
  }

  @Override
  public Integer onExtend(Action.Extend extend) {
    begin(new ExtendEncoder(), extend).hold(extend.hold()).deadline(extend.deadline());
    return writer.end(extend.reservation());
  }

  @Override
  public Integer onFulfil(Action.Fulfil fulfil) {
    begin(new FulfilEncoder(), fulfil);
    return writer.lines(fulfil.lines()).codes().end(fulfil.reservation());
  }

  @Override
  public Integer onShorten(Action.Shorten shorten) {
    begin(new ShortEncoder(), shorten).flags().clear().keepSellable(shorten.keepSellable());
    return writer.lines(shorten.lines()).codes().end(shorten.reservation());
  }

  @Override
  public Integer onRelease(Action.Release release) {
    begin(new ReleaseEncoder(), release);
    return writer.lines(release.lines()).codes().end(release.reservation());
  }

  @Override
  public Integer onReallocate(Action.Reallocate reallocate) {
    begin(new ReallocateEncoder(), reallocate);
    return writer.relocations(reallocate.lines()).codes().end(reallocate.reservation());
  }

  @Override
  public Integer onMove(Action.Move move) {
    begin(new MoveEncoder(), move).from(move.from()).to(move.to());
    return writer.lines(move.lines()).codes().end(reference(move));
  }

  @Override
  public Integer onTransferRequest(Action.TransferRequest transferRequest) {
    begin(new TransferRequestEncoder(), transferRequest)
        .from(writer.ref(transferRequest.from()))
        .to(writer.ref(transferRequest.to()));
    return writer.skuLines(transferRequest.lines()).codes().end(transferRequest.transfer());
  }

  @Override
  public Integer onTransferCancel(Action.TransferCancel transferCancel) {
    begin(new TransferCancelEncoder(), transferCancel);
    return writer.end(transferCancel.transfer());
  }

  @Override
  public Integer onReserve(Action.Reserve reserve) {
    begin(new ReserveEncoder(), reserve)
        .hold(reserve.hold())
        .deadline(reserve.deadline())
        .channel((short) reserve.channel())
        .flags()
        .clear()
        .partial(reserve.options().partial())
        .paid(reserve.options().paid())
        .split(reserve.options().split())
        .expireAtDeadline(reserve.options().expireAtDeadline());
    return writer.linesAndChoices(reserve.lines()).end(reserve.reservation(), reserve.supersedes());
  }

  @Override
  public Integer onAtLocation(Action.AtLocation at) {
    int location = writer.ref(at.location());
    switch (at.step()) {
      case COUNT_OPEN -> begin(new CountOpenEncoder(), at).location(location);
      case COUNT_CLOSE -> begin(new CountCloseEncoder(), at).location(location);
      case SUSPEND -> begin(new SuspendEncoder(), at).location(location);
      case REOPEN -> begin(new ReopenEncoder(), at).location(location);
    }
    return writer.codes().end();
  }

  @Override
  public Integer onTransferFact(Action.TransferFact fact) {
    begin(
        switch (fact.step()) {
          case DISPATCH -> new TransferDispatchEncoder();
          case RECEIVE -> new TransferReceiveEncoder();
          case CLOSE -> new TransferCloseEncoder();
        },
        fact);
    return writer.skuLines(fact.lines()).codes().end(fact.transfer());
  }
}

package io.zaiko.bench.messages;

import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.AdjustEncoder;
import io.zaiko.protocol.sbe.Bucket;
import io.zaiko.protocol.sbe.CommitEncoder;
import io.zaiko.protocol.sbe.CountEncoder;
import io.zaiko.protocol.sbe.Disposition;
import io.zaiko.protocol.sbe.ExtendEncoder;
import io.zaiko.protocol.sbe.FulfilEncoder;
import io.zaiko.protocol.sbe.MessageHeaderEncoder;
import io.zaiko.protocol.sbe.OnDeadline;
import io.zaiko.protocol.sbe.ReceiveEncoder;
import io.zaiko.protocol.sbe.ReleaseEncoder;
import io.zaiko.protocol.sbe.ReserveEncoder;
import io.zaiko.protocol.sbe.ReturnEncoder;
import io.zaiko.protocol.sbe.SellEncoder;
import io.zaiko.protocol.sbe.SellPolicy;
import io.zaiko.protocol.sbe.SetSafetyEncoder;
import io.zaiko.protocol.sbe.ShortEncoder;
import io.zaiko.protocol.sbe.StageEncoder;
import io.zaiko.protocol.sbe.UnstageEncoder;
import io.zaiko.protocol.sbe.YesNo;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Encodes commands of one line by handle, as a client does; each call returns the length of the
 * message. Allocates nothing. One thread.
 */
public final class CommandMessages {
  private static final short NO_CHANNEL = (short) Protocol.NO_CHANNEL;
  private static final short EC = 1;
  private static final long HOLD_MICROS = 3_600_000_000L;
  private static final int ID_LENGTH = 16;

  private final long session;
  private long requestId;
  private final byte[] id = new byte[ID_LENGTH];
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final SetSafetyEncoder safety = new SetSafetyEncoder();
  private final ReceiveEncoder receive = new ReceiveEncoder();
  private final SellEncoder sell = new SellEncoder();
  private final ReturnEncoder goodsBack = new ReturnEncoder();
  private final AdjustEncoder adjust = new AdjustEncoder();
  private final CountEncoder count = new CountEncoder();
  private final ReserveEncoder reserve = new ReserveEncoder();
  private final ReleaseEncoder release = new ReleaseEncoder();
  private final CommitEncoder commit = new CommitEncoder();
  private final StageEncoder stage = new StageEncoder();
  private final UnstageEncoder unstage = new UnstageEncoder();
  private final FulfilEncoder fulfil = new FulfilEncoder();
  private final ShortEncoder shorten = new ShortEncoder();
  private final ExtendEncoder extend = new ExtendEncoder();

  /**
   * @param lastRequestId the last one used in the session
   */
  public CommandMessages(long session, long lastRequestId) {
    this.session = session;
    requestId = lastRequestId;
  }

  public int safety(UnsafeBuffer to, int sku, int location, int units) {
    safety.wrapAndApplyHeader(to, 0, header).requestId(++requestId).session(session);
    safety.referenceTime(0).quantity(units).sku(sku).location(location).channel(EC);
    safety.forSku(YesNo.YES).codesCount(0);
    return length(safety.encodedLength());
  }

  public int receive(UnsafeBuffer to, int sku, int location, int units) {
    receive.wrapAndApplyHeader(to, 0, header).requestId(++requestId).session(session);
    receive.referenceTime(0).occurredAt(0).deviceSequence(0).channel(NO_CHANNEL);
    receive.linesCount(1).next().sku(sku).location(location).quantity(units);
    receive.codesCount(0);
    receive.reference("").reason("").device("");
    return length(receive.encodedLength());
  }

  public int sell(UnsafeBuffer to, int sku, int location, int units) {
    sell.wrapAndApplyHeader(to, 0, header).requestId(++requestId).session(session);
    sell.referenceTime(0)
        .occurredAt(0)
        .deviceSequence(0)
        .channel((short) 0)
        .policy(SellPolicy.RECORD);
    sell.linesCount(1).next().sku(sku).location(location).quantity(units);
    sell.codesCount(0);
    sell.reference("").redeems("").device("");
    return length(sell.encodedLength());
  }

  public int goodsBack(UnsafeBuffer to, int sku, int location, int units, Disposition disposition) {
    goodsBack.wrapAndApplyHeader(to, 0, header).requestId(++requestId).session(session);
    goodsBack
        .referenceTime(0)
        .occurredAt(0)
        .deviceSequence(0)
        .channel((short) 0)
        .disposition(disposition);
    goodsBack.linesCount(1).next().sku(sku).location(location).quantity(units);
    goodsBack.codesCount(0);
    goodsBack.reservationId("").reference("").device("");
    return length(goodsBack.encodedLength());
  }

  public int adjust(UnsafeBuffer to, int sku, int location, int units) {
    adjust.wrapAndApplyHeader(to, 0, header).requestId(++requestId).session(session);
    adjust.referenceTime(0).occurredAt(0).deviceSequence(0).channel(NO_CHANNEL);
    adjust.linesCount(1).next().sku(sku).location(location).quantity(units);
    adjust.codesCount(0);
    adjust.reference("").reason("").device("");
    return length(adjust.encodedLength());
  }

  public int count(UnsafeBuffer to, int sku, int location, int units) {
    count.wrapAndApplyHeader(to, 0, header).requestId(++requestId).session(session);
    count
        .referenceTime(0)
        .cut(0)
        .expected(0)
        .expects(YesNo.NO)
        .bucket(Bucket.SELLABLE)
        .channel(NO_CHANNEL);
    count.linesCount(1).next().sku(sku).location(location).quantity(units);
    count.codesCount(0);
    count.reference("");
    return length(count.encodedLength());
  }

  public int reserve(UnsafeBuffer to, long number, int sku, int location, boolean paid) {
    return reserve(to, number, sku, location, paid, paid ? 0 : HOLD_MICROS);
  }

  /** Holds a unit for so many microseconds. */
  public int hold(UnsafeBuffer to, long number, int sku, int location, long micros) {
    return reserve(to, number, sku, location, false, micros);
  }

  private int reserve(
      UnsafeBuffer to, long number, int sku, int location, boolean paid, long holdMicros) {
    reserve.wrapAndApplyHeader(to, 0, header).requestId(++requestId).session(session);
    reserve.referenceTime(0).hold(holdMicros).deadline(0).channel(EC);
    reserve.flags().clear().paid(paid);
    reserve.linesCount(1).next().sku(sku).location(location).quantity(1);
    reserve.codesCount(0);
    reserve.choicesCount(0);
    reserve.putReservationId(idOf(number), 0, ID_LENGTH).supersedes("");
    return length(reserve.encodedLength());
  }

  public int release(UnsafeBuffer to, long number) {
    release.wrapAndApplyHeader(to, 0, header).requestId(++requestId).session(session);
    release.referenceTime(0);
    release.linesCount(0);
    release.codesCount(0);
    release.putReservationId(idOf(number), 0, ID_LENGTH);
    return length(release.encodedLength());
  }

  public int commit(UnsafeBuffer to, long number) {
    commit.wrapAndApplyHeader(to, 0, header).requestId(++requestId).session(session);
    commit.referenceTime(0).deadline(0).onDeadline(OnDeadline.REPORT);
    commit.putReservationId(idOf(number), 0, ID_LENGTH);
    return length(commit.encodedLength());
  }

  public int stage(UnsafeBuffer to, long number) {
    stage.wrapAndApplyHeader(to, 0, header).requestId(++requestId).session(session);
    stage.referenceTime(0).putReservationId(idOf(number), 0, ID_LENGTH);
    return length(stage.encodedLength());
  }

  public int unstage(UnsafeBuffer to, long number) {
    unstage.wrapAndApplyHeader(to, 0, header).requestId(++requestId).session(session);
    unstage.referenceTime(0).putReservationId(idOf(number), 0, ID_LENGTH);
    return length(unstage.encodedLength());
  }

  public int fulfil(UnsafeBuffer to, long number) {
    fulfil.wrapAndApplyHeader(to, 0, header).requestId(++requestId).session(session);
    fulfil.referenceTime(0);
    fulfil.linesCount(0);
    fulfil.codesCount(0);
    fulfil.putReservationId(idOf(number), 0, ID_LENGTH);
    return length(fulfil.encodedLength());
  }

  public int shorten(UnsafeBuffer to, long number) {
    shorten.wrapAndApplyHeader(to, 0, header).requestId(++requestId).session(session);
    shorten.referenceTime(0).flags().clear();
    shorten.linesCount(0);
    shorten.codesCount(0);
    shorten.putReservationId(idOf(number), 0, ID_LENGTH);
    return length(shorten.encodedLength());
  }

  public int extend(UnsafeBuffer to, long number) {
    extend.wrapAndApplyHeader(to, 0, header).requestId(++requestId).session(session);
    extend
        .referenceTime(0)
        .hold(HOLD_MICROS)
        .deadline(0)
        .putReservationId(idOf(number), 0, ID_LENGTH);
    return length(extend.encodedLength());
  }

  private static int length(int bodyLength) {
    return MessageHeaderEncoder.ENCODED_LENGTH + bodyLength;
  }

  private byte[] idOf(long number) {
    long rest = number;
    for (int i = ID_LENGTH - 1; i >= 0; i--) {
      id[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return id;
  }
}

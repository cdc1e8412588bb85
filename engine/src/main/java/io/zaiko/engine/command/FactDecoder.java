package io.zaiko.engine.command;

import io.zaiko.engine.core.Bucket;
import io.zaiko.engine.core.FactOrigin;
import io.zaiko.engine.core.InventoryEngine;
import io.zaiko.engine.core.Outcome;
import io.zaiko.engine.core.SellPolicy;
import io.zaiko.engine.stock.TextRef;
import io.zaiko.protocol.sbe.AdjustDecoder;
import io.zaiko.protocol.sbe.CountDecoder;
import io.zaiko.protocol.sbe.Disposition;
import io.zaiko.protocol.sbe.MoveDecoder;
import io.zaiko.protocol.sbe.ReceiveDecoder;
import io.zaiko.protocol.sbe.ReturnDecoder;
import io.zaiko.protocol.sbe.SellDecoder;
import io.zaiko.protocol.sbe.YesNo;
import org.agrona.DirectBuffer;

/** From the messages that move stock to domain calls; see {@link CommandDecoder}. */
final class FactDecoder {
  private final InventoryEngine engine;
  private final MessageReading reading;
  private final FactOrigin origin = new FactOrigin();
  private final TextRef first = new TextRef();
  private final TextRef second = new TextRef();
  private final ReceiveDecoder receive = new ReceiveDecoder();
  private final SellDecoder sell = new SellDecoder();
  private final ReturnDecoder goodsBack = new ReturnDecoder();
  private final AdjustDecoder adjust = new AdjustDecoder();
  private final CountDecoder count = new CountDecoder();
  private final MoveDecoder move = new MoveDecoder();
  private final Bucket[] buckets = Bucket.values();
  private final SellPolicy[] policies = SellPolicy.values();

  FactDecoder(InventoryEngine engine, MessageReading reading) {
    this.engine = engine;
    this.reading = reading;
  }

  Outcome receive(DirectBuffer buffer, int offset) {
    receive.wrapAndApplyHeader(buffer, offset, reading.header());
    reading.atLines(buffer, offset);
    // Reference and reason are for people who read the journal.
    reading.next(first);
    reading.next(first);
    return engine.receive(
        reading.lines(), originWithDevice(receive.occurredAt(), receive.deviceSequence()));
  }

  Outcome sell(DirectBuffer buffer, int offset) {
    sell.wrapAndApplyHeader(buffer, offset, reading.header());
    reading.atLines(buffer, offset);
    reading.next(first);
    TextRef redeemed = reading.next(second);
    return engine.sell(
        reading.lines(),
        policies[sell.policyRaw()],
        redeemed,
        originWithDevice(sell.occurredAt(), sell.deviceSequence()));
  }

  Outcome goodsBack(DirectBuffer buffer, int offset) {
    goodsBack.wrapAndApplyHeader(buffer, offset, reading.header());
    Bucket bucket =
        switch (Disposition.get(goodsBack.dispositionRaw())) {
          case RESELLABLE -> Bucket.SELLABLE;
          case DAMAGED -> Bucket.DAMAGED;
          default -> Bucket.QUALITY_CONTROL;
        };
    reading.atLines(buffer, offset);
    TextRef reservationId = reading.next(second);
    reading.next(first);
    return engine.goodsBack(
        reading.lines(),
        bucket,
        reservationId,
        originWithDevice(goodsBack.occurredAt(), goodsBack.deviceSequence()));
  }

  Outcome adjust(DirectBuffer buffer, int offset) {
    adjust.wrapAndApplyHeader(buffer, offset, reading.header());
    reading.atLines(buffer, offset);
    reading.next(first);
    reading.next(first);
    return engine.adjust(
        reading.lines(), originWithDevice(adjust.occurredAt(), adjust.deviceSequence()));
  }

  /** The device is the last text of a fact. */
  private FactOrigin originWithDevice(long occurredAt, long deviceSequence) {
    reading.next(origin.device());
    return origin.of(occurredAt, deviceSequence);
  }

  Outcome count(DirectBuffer buffer, int offset) {
    count.wrapAndApplyHeader(buffer, offset, reading.header());
    reading.atLines(buffer, offset);
    boolean expects = count.expectsRaw() == YesNo.YES.value();
    Bucket bucket = buckets[count.bucketRaw()];
    return engine.count(reading.lines(), bucket, count.cut(), expects, count.expected());
  }

  Outcome move(DirectBuffer buffer, int offset) {
    move.wrapAndApplyHeader(buffer, offset, reading.header());
    reading.atLines(buffer, offset);
    return engine.move(reading.lines(), buckets[move.fromRaw()], buckets[move.toRaw()]);
  }
}

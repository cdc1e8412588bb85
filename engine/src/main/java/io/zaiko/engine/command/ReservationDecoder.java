package io.zaiko.engine.command;

import io.zaiko.engine.core.InventoryEngine;
import io.zaiko.engine.core.Outcome;
import io.zaiko.engine.core.ReserveTerms;
import io.zaiko.engine.stock.TextRef;
import io.zaiko.protocol.sbe.CommitDecoder;
import io.zaiko.protocol.sbe.ExtendDecoder;
import io.zaiko.protocol.sbe.OnDeadline;
import io.zaiko.protocol.sbe.ReserveDecoder;
import io.zaiko.protocol.sbe.ShortDecoder;
import io.zaiko.protocol.sbe.TransferRequestDecoder;
import org.agrona.DirectBuffer;

/** From the messages about reservations to domain calls; see {@link CommandDecoder}. */
final class ReservationDecoder {
  private final InventoryEngine engine;
  private final MessageReading reading;
  private final ReserveTerms how = new ReserveTerms();
  private final TextRef id = new TextRef();
  private final TextRef superseded = new TextRef();
  private final ReserveDecoder reserve = new ReserveDecoder();
  private final CommitDecoder commit = new CommitDecoder();
  private final ExtendDecoder extend = new ExtendDecoder();
  private final ShortDecoder shorten = new ShortDecoder();
  private final TransferRequestDecoder transfer = new TransferRequestDecoder();

  ReservationDecoder(InventoryEngine engine, MessageReading reading) {
    this.engine = engine;
    this.reading = reading;
  }

  Outcome reserve(DirectBuffer buffer, int offset) {
    reserve.wrapAndApplyHeader(buffer, offset, reading.header());
    reading.atLines(buffer, offset);
    how.of(reserve.channel())
        .partial(reserve.flags().partial())
        .split(reserve.flags().split())
        .hold(reserve.hold());
    if (reserve.flags().paid()) {
      how.paid(reserve.deadline(), reserve.flags().expireAtDeadline());
    }
    return engine.reserve(reading.next(id), reading.next(superseded), how, reading.lines());
  }

  Outcome commit(DirectBuffer buffer, int offset) {
    commit.wrapAndApplyHeader(buffer, offset, reading.header());
    boolean expires = commit.onDeadlineRaw() == OnDeadline.EXPIRE.value();
    return engine.commit(reading.at(buffer, offset).next(id), commit.deadline(), expires);
  }

  Outcome extend(DirectBuffer buffer, int offset) {
    extend.wrapAndApplyHeader(buffer, offset, reading.header());
    return engine.extend(reading.at(buffer, offset).next(id), extend.hold(), extend.deadline());
  }

  Outcome shorten(DirectBuffer buffer, int offset) {
    shorten.wrapAndApplyHeader(buffer, offset, reading.header());
    boolean keepSellable = shorten.flags().keepSellable();
    reading.atLines(buffer, offset);
    return engine.shorten(reading.next(id), reading.lines(), keepSellable);
  }

  Outcome requestTransfer(DirectBuffer buffer, int offset) {
    transfer.wrapAndApplyHeader(buffer, offset, reading.header());
    reading.atLines(buffer, offset);
    int from = reading.location(transfer.from());
    int to = reading.location(transfer.to());
    return engine.requestTransfer(reading.next(id), from, to, reading.lines());
  }
}

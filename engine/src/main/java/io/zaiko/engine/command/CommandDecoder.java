package io.zaiko.engine.command;

import io.zaiko.engine.core.InventoryEngine;
import io.zaiko.engine.core.Outcome;
import io.zaiko.engine.stock.TextRef;
import io.zaiko.protocol.MessageShape;
import org.agrona.DirectBuffer;

/**
 * The one switch from message to domain call. Every message has passed {@link
 * io.zaiko.protocol.CommandSyntax}, so its structure and ranges are taken for granted. Engine
 * thread only; allocates nothing.
 */
final class CommandDecoder {
  private final InventoryEngine engine;
  private final MessageReading reading;
  private final SettingDecoder settings;
  private final FactDecoder facts;
  private final ReservationDecoder reservations;
  private final TextRef id = new TextRef();

  CommandDecoder(InventoryEngine engine) {
    this.engine = engine;
    reading = new MessageReading(engine.catalog());
    settings = new SettingDecoder(engine, reading);
    facts = new FactDecoder(engine, reading);
    reservations = new ReservationDecoder(engine, reading);
  }

  /** Runs a command that needs a session, and returns the engine's outcome. */
  Outcome execute(MessageShape shape, DirectBuffer buffer, int offset) {
    return switch (shape) {
      case RECEIVE -> facts.receive(buffer, offset);
      case SELL -> facts.sell(buffer, offset);
      case RETURN -> facts.goodsBack(buffer, offset);
      case ADJUST -> facts.adjust(buffer, offset);
      case COUNT -> facts.count(buffer, offset);
      case RESERVE -> reservations.reserve(buffer, offset);
      case REALLOCATE -> engine.reallocate(idAfterLines(buffer, offset), reading.lines());
      case COMMIT -> reservations.commit(buffer, offset);
      case STAGE -> engine.stage(id(buffer, offset));
      case UNSTAGE -> engine.unstage(id(buffer, offset));
      case FULFIL -> engine.fulfil(idAfterLines(buffer, offset), reading.lines());
      case SHORT -> reservations.shorten(buffer, offset);
      case RELEASE -> engine.release(idAfterLines(buffer, offset), reading.lines());
      case EXTEND -> reservations.extend(buffer, offset);
      case MOVE -> facts.move(buffer, offset);
      case TRANSFER_REQUEST -> reservations.requestTransfer(buffer, offset);
      case TRANSFER_CANCEL -> engine.cancelTransfer(id(buffer, offset));
      case TRANSFER_DISPATCH ->
          engine.dispatchTransfer(idAfterLines(buffer, offset), reading.lines());
      case TRANSFER_RECEIVE ->
          engine.receiveTransfer(idAfterLines(buffer, offset), reading.lines());
      case TRANSFER_CLOSE -> engine.closeTransfer(idAfterLines(buffer, offset), reading.lines());
      default -> settings.execute(shape, buffer, offset);
    };
  }

  /** The name in a REGISTER. */
  TextRef clientName(DirectBuffer buffer, int offset) {
    return id(buffer, offset);
  }

  private TextRef id(DirectBuffer buffer, int offset) {
    return reading.at(buffer, offset).next(id);
  }

  private TextRef idAfterLines(DirectBuffer buffer, int offset) {
    return reading.atLines(buffer, offset).next(id);
  }
}

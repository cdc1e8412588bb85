package io.zaiko.client;

import io.zaiko.protocol.MessageLines;
import io.zaiko.protocol.MessageShape;
import io.zaiko.protocol.sbe.CatalogKind;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import io.zaiko.protocol.sbe.ResultCode;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Forgets handles that have proved stale. A code that was deleted and defined again has another
 * handle; a client that was away meanwhile learns it from the answer to a command that names the
 * old one. Event loop only.
 */
final class StaleHandles {
  private final CodeBook book;
  private final CommandEncoder encoder;
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final MessageLines lines = new MessageLines();
  private final UnsafeBuffer message = new UnsafeBuffer(0, 0);

  StaleHandles(CodeBook book, CommandEncoder encoder) {
    this.book = book;
    this.encoder = encoder;
  }

  /** Whether an answer says that a SKU or a location is not known. */
  static boolean isUnknown(ResultCode code) {
    return code == ResultCode.UNKNOWN_SKU || code == ResultCode.UNKNOWN_LOCATION;
  }

  /** Looks at the answer to a command that was sent. */
  void learn(PendingCommand command, CommandAnswer answer) {
    boolean lineByLine = false;
    for (LineAnswer line : answer.lines()) {
      if (isUnknown(line.code()) || line.code() == ResultCode.UNMATCHED) {
        if (!lineByLine) {
          lineByLine = true;
          wrapLines(command.message());
        }
        forget(line.line());
      }
    }
    if (isUnknown(answer.code()) && !lineByLine && command.request() != null) {
      // It is about something outside of lines.
      encoder.forgetHandles(command.request());
    }
  }

  private void wrapLines(byte[] sent) {
    message.wrap(sent);
    lines.wrap(message, 0);
  }

  private void forget(int line) {
    if (line >= lines.count()) {
      return;
    }
    book.forget(CatalogKind.SKU, lines.sku(line));
    book.forget(CatalogKind.LOCATION, lines.location(line));
    if (shape().groups() == MessageShape.Groups.RELOCATIONS) {
      book.forget(CatalogKind.LOCATION, lines.destination(line));
    }
    for (int i = 0; i < lines.choiceCount(); i++) {
      if (lines.choiceLine(i) == line) {
        book.forget(CatalogKind.LOCATION, lines.choicePlace(i));
      }
    }
  }

  private MessageShape shape() {
    return MessageShape.of(header.wrap(message, 0).templateId());
  }
}

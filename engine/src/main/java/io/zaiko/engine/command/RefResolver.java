package io.zaiko.engine.command;

import io.zaiko.engine.core.Lines;
import io.zaiko.engine.stock.Catalog;
import io.zaiko.engine.stock.TextRef;
import io.zaiko.protocol.MessageLines;
import io.zaiko.protocol.Protocol;
import org.agrona.DirectBuffer;

/**
 * Turns the references of a message into handles: a handle that the catalog does not have, and a
 * code that it does not know, both become {@link Lines#UNKNOWN}. Engine thread only.
 */
final class RefResolver {
  private final Catalog catalog;
  private final TextRef code = new TextRef();

  RefResolver(Catalog catalog) {
    this.catalog = catalog;
  }

  int sku(int ref, MessageLines message, DirectBuffer buffer) {
    if (ref < 0) {
      return catalog.findSku(code(ref, message, buffer));
    }
    return catalog.isSku(ref) ? ref : Lines.UNKNOWN;
  }

  int location(int ref, MessageLines message, DirectBuffer buffer) {
    if (ref < 0) {
      return catalog.findLocation(code(ref, message, buffer));
    }
    return catalog.isLocation(ref) ? ref : Lines.UNKNOWN;
  }

  /** All lines of a message, in order. */
  Lines lines(MessageLines message, DirectBuffer buffer, Lines into) {
    into.clear();
    for (int i = 0; i < message.count(); i++) {
      into.add(
          sku(message.sku(i), message, buffer),
          location(message.location(i), message, buffer),
          (int) message.quantity(i));
    }
    return into;
  }

  private TextRef code(int ref, MessageLines message, DirectBuffer buffer) {
    int index = Protocol.codeIndex(ref);
    return code.set(buffer, message.codeOffset(index), message.codeLength(index));
  }
}

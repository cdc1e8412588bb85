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

  /** All lines of a message, in order, with their destinations or choices. */
  Lines lines(MessageLines message, DirectBuffer buffer, Lines into) {
    into.clear();
    boolean relocates = message.hasDestinations();
    int choice = 0;
    for (int i = 0; i < message.count(); i++) {
      int location = message.location(i);
      into.add(
          sku(message.sku(i), message, buffer),
          location == Protocol.NO_REF ? Lines.NO_LOCATION : location(location, message, buffer),
          (int) message.quantity(i));
      if (relocates) {
        into.to(location(message.destination(i), message, buffer));
      }
      while (choice < message.choiceCount() && message.choiceLine(choice) == i) {
        choose(message.choicePlace(choice), message.choiceIsRegion(choice), message, buffer, into);
        choice++;
      }
    }
    return into;
  }

  private void choose(
      int place, boolean isRegion, MessageLines message, DirectBuffer buffer, Lines into) {
    if (isRegion) {
      into.anywhereIn(catalog.findRegion(code(place, message, buffer)));
    } else {
      into.orAt(location(place, message, buffer));
    }
  }

  private TextRef code(int ref, MessageLines message, DirectBuffer buffer) {
    int index = Protocol.codeIndex(ref);
    return code.set(buffer, message.codeOffset(index), message.codeLength(index));
  }
}

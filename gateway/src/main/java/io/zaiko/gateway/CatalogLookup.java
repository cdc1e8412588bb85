package io.zaiko.gateway;

import io.zaiko.engine.stock.AvailabilityReader;
import io.zaiko.protocol.MessageLines;
import io.zaiko.protocol.Protocol;
import org.agrona.DirectBuffer;

/**
 * Turns the references of a query into handles. What was deleted is unknown, its handle too (rule
 * 24). Used by one I/O thread.
 */
final class CatalogLookup {
  static final int UNKNOWN = -1;

  private final AvailabilityReader reader;
  private final MessageLines lines = new MessageLines();
  private DirectBuffer query;

  CatalogLookup(AvailabilityReader reader) {
    this.reader = reader;
  }

  /** Takes a query that has codes but no lines. */
  MessageLines atCodes(DirectBuffer query, int offset) {
    this.query = query;
    return lines.wrapCodes(query, offset);
  }

  /** Takes a query that has lines. */
  MessageLines atLines(DirectBuffer query, int offset) {
    this.query = query;
    return lines.wrap(query, offset);
  }

  /** Handle of the SKU that a reference of the query names, or UNKNOWN. */
  int sku(int ref) {
    if (ref >= 0) {
      return reader.isSku(ref) ? ref : UNKNOWN;
    }
    int code = Protocol.codeIndex(ref);
    return reader.skuHandle(query, lines.codeOffset(code), lines.codeLength(code));
  }

  /** Handle of the location that a reference of the query names, or UNKNOWN. */
  int location(int ref) {
    if (ref >= 0) {
      return reader.isLocation(ref) ? ref : UNKNOWN;
    }
    int code = Protocol.codeIndex(ref);
    return reader.locationHandle(query, lines.codeOffset(code), lines.codeLength(code));
  }
}

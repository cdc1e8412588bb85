package io.zaiko.gateway;

import io.zaiko.engine.stock.AvailabilityReader;
import io.zaiko.protocol.MessageLines;
import io.zaiko.protocol.Protocol;
import org.agrona.DirectBuffer;

/** Turns the references of a query into handles. Used by one I/O thread. */
final class CatalogLookup {
  static final int UNKNOWN = -1;

  private final AvailabilityReader reader;

  CatalogLookup(AvailabilityReader reader) {
    this.reader = reader;
  }

  /** Handle of the SKU that a reference of a query names, or UNKNOWN. */
  int sku(int ref, DirectBuffer query, MessageLines codes) {
    if (ref >= 0) {
      return ref < reader.skuCount() ? ref : UNKNOWN;
    }
    int code = Protocol.codeIndex(ref);
    return reader.skuHandle(query, codes.codeOffset(code), codes.codeLength(code));
  }

  /** Handle of the location that a reference of a query names, or UNKNOWN. */
  int location(int ref, DirectBuffer query, MessageLines codes) {
    if (ref >= 0) {
      return ref < reader.locationCount() ? ref : UNKNOWN;
    }
    int code = Protocol.codeIndex(ref);
    return reader.locationHandle(query, codes.codeOffset(code), codes.codeLength(code));
  }
}

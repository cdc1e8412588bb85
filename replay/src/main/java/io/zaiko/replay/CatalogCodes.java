package io.zaiko.replay;

import io.zaiko.engine.stock.AvailabilityReader;
import io.zaiko.engine.stock.Catalog;
import io.zaiko.protocol.Protocol;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;

/** Codes of SKUs and locations as text, from their handles and back. Not thread safe. */
final class CatalogCodes {
  /** Stands for a code that is not defined. */
  static final int UNKNOWN = Catalog.UNKNOWN;

  private final AvailabilityReader reader;
  private final UnsafeBuffer code = new UnsafeBuffer(new byte[Protocol.MAX_CODE_LENGTH]);

  CatalogCodes(AvailabilityReader reader) {
    this.reader = reader;
  }

  /** Handle of a SKU, or UNKNOWN. */
  int skuHandle(String text) {
    int length = encode(text);
    return length < 0 ? UNKNOWN : reader.skuHandle(code, 0, length);
  }

  /** Handle of a location, or UNKNOWN. */
  int locationHandle(String text) {
    int length = encode(text);
    return length < 0 ? UNKNOWN : reader.locationHandle(code, 0, length);
  }

  private int encode(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > code.capacity()) {
      return -1;
    }
    code.putBytes(0, bytes);
    return bytes.length;
  }

  /** Code of a SKU; null = no such handle. */
  String sku(int handle) {
    return text(reader.copySkuCode(handle, code, 0));
  }

  /** Code of a location; null = no such handle. */
  String location(int handle) {
    return text(reader.copyLocationCode(handle, code, 0));
  }

  private String text(int length) {
    return length == 0 ? null : code.getStringWithoutLengthUtf8(0, length);
  }
}

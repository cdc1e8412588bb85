package io.zaiko.client;

import static io.zaiko.protocol.MessageLines.GROUP_HEADER_LENGTH;
import static io.zaiko.protocol.Protocol.BYTE_ORDER;

import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.CatalogKind;
import io.zaiko.protocol.sbe.SellEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.MutableDirectBuffer;

/**
 * Writes the lines and codes groups of any message that has them. A code with a known handle is
 * written as the handle, any other goes into the codes group, and its handle is asked for in the
 * background. Event loop only.
 */
final class RefWriter {
  private static final int LINE_LENGTH = SellEncoder.LinesEncoder.sbeBlockLength();
  private static final int SKU_OFFSET = SellEncoder.LinesEncoder.skuEncodingOffset();
  private static final int LOCATION_OFFSET = SellEncoder.LinesEncoder.locationEncodingOffset();
  private static final int QUANTITY_OFFSET = SellEncoder.LinesEncoder.quantityEncodingOffset();

  private final CodeBook book;
  private final List<String> codes = new ArrayList<>();
  private Style style;
  private String lastSku;
  private String lastLocation;
  private int lastSkuRef;
  private int lastLocationRef;

  RefWriter(CodeBook book) {
    this.book = book;
  }

  /** What a message may do with codes. */
  enum Style {
    /** Handles where they are known; the others are asked for in the background. */
    HANDLES,
    /** The same, but nothing is asked for: the answer itself will tell the handles. */
    HANDLES_IF_KNOWN,
    /** Codes only, so that the message does not depend on what the client knows. */
    CODES
  }

  /** Begins a message. */
  void begin(Style wanted) {
    style = wanted;
    codes.clear();
    lastSku = null;
    lastLocation = null;
  }

  int sku(String code) {
    if (!code.equals(lastSku)) {
      lastSku = code;
      lastSkuRef = ref(CatalogKind.SKU, code);
    }
    return lastSkuRef;
  }

  int location(String code) {
    if (!code.equals(lastLocation)) {
      lastLocation = code;
      lastLocationRef = ref(CatalogKind.LOCATION, code);
    }
    return lastLocationRef;
  }

  private int ref(CatalogKind kind, String code) {
    int handle = style == Style.CODES ? CodeBook.UNKNOWN : book.handle(kind, code);
    if (handle != CodeBook.UNKNOWN) {
      return handle;
    }
    if (style == Style.HANDLES) {
      book.want(kind, code);
    }
    codes.add(code);
    return Protocol.codeRef(codes.size() - 1);
  }

  /** Writes both groups; returns where the next field begins. */
  int writeLines(MutableDirectBuffer buffer, int offset, List<Line> lines) {
    int position = writeGroupHeader(buffer, offset, LINE_LENGTH, lines.size());
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      buffer.putInt(position + SKU_OFFSET, sku(line.sku()), BYTE_ORDER);
      buffer.putInt(position + LOCATION_OFFSET, location(line.location()), BYTE_ORDER);
      buffer.putLong(position + QUANTITY_OFFSET, line.quantity(), BYTE_ORDER);
      position += LINE_LENGTH;
    }
    return writeCodes(buffer, position);
  }

  /** Writes the codes that were referred to; returns where the next field begins. */
  int writeCodes(MutableDirectBuffer buffer, int offset) {
    int position = writeGroupHeader(buffer, offset, 0, codes.size());
    for (int i = 0; i < codes.size(); i++) {
      byte[] code = codes.get(i).getBytes(StandardCharsets.UTF_8);
      buffer.putByte(position, (byte) code.length);
      buffer.putBytes(position + 1, code);
      position += 1 + code.length;
    }
    return position;
  }

  private static int writeGroupHeader(
      MutableDirectBuffer buffer, int offset, int blockLength, int count) {
    buffer.putShort(offset, (short) blockLength, BYTE_ORDER);
    buffer.putShort(offset + 2, (short) count, BYTE_ORDER);
    return offset + GROUP_HEADER_LENGTH;
  }
}

package io.zaiko.client;

import static io.zaiko.protocol.MessageLines.GROUP_HEADER_LENGTH;
import static io.zaiko.protocol.Protocol.BYTE_ORDER;

import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.CatalogKind;
import io.zaiko.protocol.sbe.ReallocateEncoder;
import io.zaiko.protocol.sbe.ReserveEncoder;
import io.zaiko.protocol.sbe.SellEncoder;
import io.zaiko.protocol.sbe.TransferRequestEncoder;
import io.zaiko.protocol.sbe.YesNo;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.MutableDirectBuffer;
import org.agrona.collections.IntArrayList;

/**
 * Writes the lines, codes and choices groups of any message that has them. A code with a known
 * handle is written as the handle, any other goes into the codes group, and its handle is asked for
 * in the background. Event loop only.
 */
final class RefWriter {
  private static final int LINE_LENGTH = SellEncoder.LinesEncoder.sbeBlockLength();
  private static final int SKU_OFFSET = SellEncoder.LinesEncoder.skuEncodingOffset();
  private static final int LOCATION_OFFSET = SellEncoder.LinesEncoder.locationEncodingOffset();
  private static final int QUANTITY_OFFSET = SellEncoder.LinesEncoder.quantityEncodingOffset();
  private static final int SKU_LINE_LENGTH = TransferRequestEncoder.LinesEncoder.sbeBlockLength();
  private static final int SKU_LINE_QUANTITY_OFFSET =
      TransferRequestEncoder.LinesEncoder.quantityEncodingOffset();
  private static final int RELOCATION_LENGTH = ReallocateEncoder.LinesEncoder.sbeBlockLength();
  private static final int DESTINATION_OFFSET =
      ReallocateEncoder.LinesEncoder.destinationEncodingOffset();
  private static final int CHOICE_LENGTH = ReserveEncoder.ChoicesEncoder.sbeBlockLength();
  private static final int PLACE_OFFSET = ReserveEncoder.ChoicesEncoder.placeEncodingOffset();
  private static final int CHOICE_LINE_OFFSET = ReserveEncoder.ChoicesEncoder.lineEncodingOffset();
  private static final int REGION_OFFSET = ReserveEncoder.ChoicesEncoder.isRegionEncodingOffset();

  private final CodeBook book;
  private final List<String> codes = new ArrayList<>();

  /** Where choices may be, by code: the same few locations come again line after line. */
  private final Map<String, Integer> placeRefs = new HashMap<>();

  private final Map<String, Integer> regionRefs = new HashMap<>();
  private final IntArrayList choicePlaces = new IntArrayList();
  private Style style;
  private boolean usedHandles;
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
    CODES,
    /** Nothing is to be sent: the handles of the codes named have proved stale. */
    FORGET
  }

  /** Begins a message. */
  void begin(Style wanted) {
    style = wanted;
    usedHandles = false;
    codes.clear();
    lastSku = null;
    lastLocation = null;
  }

  /** Whether the message names anything by a handle out of the book. */
  boolean usedHandles() {
    return usedHandles;
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
    if (style == Style.FORGET) {
      book.forget(kind, code);
    } else if (style != Style.CODES) {
      int handle = book.handle(kind, code);
      if (handle != CodeBook.UNKNOWN) {
        usedHandles = true;
        return handle;
      }
    }
    if (style == Style.HANDLES) {
      book.want(kind, code);
    }
    return codeRef(code);
  }

  private int codeRef(String code) {
    codes.add(code);
    return Protocol.codeRef(codes.size() - 1);
  }

  /** Writes lines and codes; returns where the next field begins. */
  int writeLines(MutableDirectBuffer buffer, int offset, List<Line> lines) {
    return writeCodes(buffer, writeLinesOnly(buffer, offset, lines));
  }

  private int writeLinesOnly(MutableDirectBuffer buffer, int offset, List<Line> lines) {
    int position = writeGroupHeader(buffer, offset, LINE_LENGTH, lines.size());
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      buffer.putInt(position + SKU_OFFSET, sku(line.sku()), BYTE_ORDER);
      int location = line.choices().isEmpty() ? location(line.location()) : Protocol.NO_REF;
      buffer.putInt(position + LOCATION_OFFSET, location, BYTE_ORDER);
      buffer.putLong(position + QUANTITY_OFFSET, line.quantity(), BYTE_ORDER);
      position += LINE_LENGTH;
    }
    return position;
  }

  /**
   * Writes lines, codes and choices; returns where the next field begins.
   *
   * @throws IllegalArgumentException if there are more choices than a group can count
   */
  int writeLinesAndChoices(MutableDirectBuffer buffer, int offset, List<Line> lines) {
    int codesOffset = writeLinesOnly(buffer, offset, lines);
    // The choices come after the codes but may name further ones: they are looked up first.
    choicePlaces.clear();
    placeRefs.clear();
    regionRefs.clear();
    for (Line line : lines) {
      Choices choices = line.choices();
      for (String location : choices.locations()) {
        choicePlaces.addInt(placeRefs.computeIfAbsent(location, this::location));
      }
      if (!choices.region().isEmpty()) {
        choicePlaces.addInt(regionRefs.computeIfAbsent(choices.region(), this::codeRef));
      }
    }
    if (choicePlaces.size() > Protocol.MAX_CHOICES || codes.size() > Texts.MAX_LINES) {
      throw new IllegalArgumentException(
          choicePlaces.size()
              + " choices; a message carries at most "
              + Protocol.MAX_CHOICES
              + ", "
              + Protocol.MAX_CHOICES_PER_LINE
              + " for a line");
    }
    return writeChoices(buffer, writeCodes(buffer, codesOffset), lines);
  }

  private int writeChoices(MutableDirectBuffer buffer, int offset, List<Line> lines) {
    int position = writeGroupHeader(buffer, offset, CHOICE_LENGTH, choicePlaces.size());
    int choice = 0;
    for (int i = 0; i < lines.size(); i++) {
      Choices choices = lines.get(i).choices();
      boolean region = !choices.region().isEmpty();
      int count = region ? 1 : choices.locations().size();
      for (int end = choice + count; choice < end; choice++) {
        buffer.putInt(position + PLACE_OFFSET, choicePlaces.getInt(choice), BYTE_ORDER);
        buffer.putShort(position + CHOICE_LINE_OFFSET, (short) i, BYTE_ORDER);
        buffer.putByte(position + REGION_OFFSET, (byte) (region ? YesNo.YES : YesNo.NO).value());
        position += CHOICE_LENGTH;
      }
    }
    return position;
  }

  /** Writes lines without locations, and codes; returns where the next field begins. */
  int writeSkuLines(MutableDirectBuffer buffer, int offset, List<SkuLine> lines) {
    int position = writeGroupHeader(buffer, offset, SKU_LINE_LENGTH, lines.size());
    for (SkuLine line : lines) {
      buffer.putInt(position + SKU_OFFSET, sku(line.sku()), BYTE_ORDER);
      buffer.putLong(position + SKU_LINE_QUANTITY_OFFSET, line.quantity(), BYTE_ORDER);
      position += SKU_LINE_LENGTH;
    }
    return writeCodes(buffer, position);
  }

  /** Writes lines that name two locations, and codes; returns where the next field begins. */
  int writeRelocations(MutableDirectBuffer buffer, int offset, List<Relocation> lines) {
    int position = writeGroupHeader(buffer, offset, RELOCATION_LENGTH, lines.size());
    for (Relocation line : lines) {
      buffer.putInt(position + SKU_OFFSET, sku(line.sku()), BYTE_ORDER);
      buffer.putInt(position + LOCATION_OFFSET, location(line.from()), BYTE_ORDER);
      buffer.putInt(position + DESTINATION_OFFSET, location(line.to()), BYTE_ORDER);
      position += RELOCATION_LENGTH;
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

package io.zaiko.gateway;

import static io.zaiko.protocol.Protocol.BYTE_ORDER;

import io.zaiko.engine.stock.AvailabilityReader;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.Band;
import io.zaiko.protocol.sbe.StockEverywhereReplyEncoder.LocationsEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * The stock of a record as it stands at the end of a row, which is the same in all answers that
 * have rows: those about everywhere, what is near, and lists.
 */
final class StockRow {
  /** Bytes from the first of the fields to the end of the row. */
  static final int LENGTH =
      LocationsEncoder.sbeBlockLength() - LocationsEncoder.atsEncodingOffset();

  private static final int ATS = 0;
  private static final int RESERVED = fromAts(LocationsEncoder.reservedEncodingOffset());
  private static final int DAMAGED = fromAts(LocationsEncoder.damagedEncodingOffset());
  private static final int BLOCKED = fromAts(LocationsEncoder.blockedEncodingOffset());
  private static final int BAND = fromAts(LocationsEncoder.bandEncodingOffset());

  private StockRow() {}

  private static int fromAts(int encodingOffset) {
    return encodingOffset - LocationsEncoder.atsEncodingOffset();
  }

  /**
   * Writes what the reader read last.
   *
   * @param sku whose record it was
   * @param channel for which it was read, or NO_CHANNEL
   * @param rowEnd where the row ends; the fields are its last {@link #LENGTH} bytes
   */
  static void encode(
      AvailabilityReader reader, int sku, int channel, MutableDirectBuffer to, int rowEnd) {
    int row = rowEnd - LENGTH;
    putTwo(to, row + ATS, reader.ats(), reader.sellable());
    putTwo(to, row + RESERVED, reader.reserved(), reader.safety());
    putTwo(to, row + DAMAGED, reader.damaged(), reader.qualityControl());
    putTwo(to, row + BLOCKED, reader.blocked(), reader.inTransit());
    to.putByte(row + BAND, (byte) band(reader, sku, channel).value());
  }

  /** Two fields that follow each other: a check of bounds costs more than what it guards. */
  private static void putTwo(MutableDirectBuffer to, int offset, int first, int second) {
    to.putLong(offset, (long) second << Integer.SIZE | (first & 0xFFFF_FFFFL), BYTE_ORDER);
  }

  /** The band of the record last read; NULL_VAL without a channel. */
  static Band band(AvailabilityReader reader, int sku, int channel) {
    return channel == Protocol.NO_CHANNEL
        ? Band.NULL_VAL
        : Band.get((short) reader.band(sku, channel));
  }

  /** What can be promised of the record last read: its ATS, without a channel max(0, ATF). */
  static int available(AvailabilityReader reader, int channel) {
    return channel == Protocol.NO_CHANNEL ? Math.max(0, reader.atf()) : reader.ats();
  }
}

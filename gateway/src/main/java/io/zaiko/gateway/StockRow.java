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
  private static final int SELLABLE = fromAts(LocationsEncoder.sellableEncodingOffset());
  private static final int RESERVED = fromAts(LocationsEncoder.reservedEncodingOffset());
  private static final int SAFETY = fromAts(LocationsEncoder.safetyEncodingOffset());
  private static final int DAMAGED = fromAts(LocationsEncoder.damagedEncodingOffset());
  private static final int QUALITY_CONTROL =
      fromAts(LocationsEncoder.qualityControlEncodingOffset());
  private static final int BLOCKED = fromAts(LocationsEncoder.blockedEncodingOffset());
  private static final int IN_TRANSIT = fromAts(LocationsEncoder.inTransitEncodingOffset());
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
    to.putInt(row + ATS, reader.ats(), BYTE_ORDER);
    to.putInt(row + SELLABLE, reader.sellable(), BYTE_ORDER);
    to.putInt(row + RESERVED, reader.reserved(), BYTE_ORDER);
    to.putInt(row + SAFETY, reader.safety(), BYTE_ORDER);
    to.putInt(row + DAMAGED, reader.damaged(), BYTE_ORDER);
    to.putInt(row + QUALITY_CONTROL, reader.qualityControl(), BYTE_ORDER);
    to.putInt(row + BLOCKED, reader.blocked(), BYTE_ORDER);
    to.putInt(row + IN_TRANSIT, reader.inTransit(), BYTE_ORDER);
    to.putByte(row + BAND, (byte) band(reader, sku, channel).value());
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

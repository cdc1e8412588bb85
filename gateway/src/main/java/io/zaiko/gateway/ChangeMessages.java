package io.zaiko.gateway;

import static io.zaiko.protocol.Protocol.BYTE_ORDER;
import static io.zaiko.protocol.Protocol.MESSAGE_HEADER_LENGTH;

import io.zaiko.engine.stock.AvailabilityReader;
import io.zaiko.engine.stock.ChangeLog;
import io.zaiko.engine.stock.ChangeReader;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.Band;
import io.zaiko.protocol.sbe.ChangeKind;
import io.zaiko.protocol.sbe.ChangesEncoder;
import io.zaiko.protocol.sbe.ChangesEncoder.EntriesEncoder;
import io.zaiko.protocol.sbe.MessageHeaderEncoder;
import io.zaiko.protocol.sbe.ResultCode;
import org.agrona.MutableDirectBuffer;
import org.agrona.collections.LongHashSet;

/**
 * Writes the messages of a change feed. A message is put together in two steps: first the changes,
 * where one LEVEL stands for all changes of its pair; then the stock as it is, read after the last
 * change was, so that the one LEVEL tells of all of them.
 *
 * <p>Allocates nothing. Used by one I/O thread.
 */
final class ChangeMessages {
  private static final int SHORTEST_ENTRY = EntriesEncoder.sbeBlockLength() + 1;
  private static final int LONGEST_ENTRY = SHORTEST_ENTRY + Protocol.MAX_ID_LENGTH;

  /** Entries of a message at most. */
  static final int MOST_ENTRIES =
      AnswerLength.entriesWithin(
          Outbound.LONGEST_IN_ONE_CHUNK, ChangesEncoder.BLOCK_LENGTH, SHORTEST_ENTRY);

  private final AvailabilityReader reader;
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final ChangesEncoder message = new ChangesEncoder();
  private final LongHashSet levels = new LongHashSet(2 * MOST_ENTRIES);
  private final int[] entryOffsets = new int[MOST_ENTRIES];
  private EntriesEncoder entries;
  private Subscription subscription;
  private Outbound outbound;
  private MutableDirectBuffer to;
  private int count;

  ChangeMessages(AvailabilityReader reader) {
    this.reader = reader;
  }

  /** Begins a message; it takes no room until the first {@link #add}. */
  void begin(Subscription subscription, Outbound outbound) {
    this.subscription = subscription;
    this.outbound = outbound;
    to = null;
    count = 0;
    if (!levels.isEmpty()) {
      levels.clear();
    }
  }

  /** Whether another change, whatever it is, fits in. */
  boolean hasRoom() {
    return to == null
        || message.limit() + LONGEST_ENTRY <= outbound.offset() + Outbound.LONGEST_IN_ONE_CHUNK;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** Adds the change that the subscription's reader found last. */
  void add() {
    ChangeReader change = subscription.changes();
    boolean isLevel = change.kind() == ChangeLog.LEVEL;
    if (isLevel && !levels.add((long) change.sku() << Integer.SIZE | change.location())) {
      return;
    }
    claim();
    entryOffsets[count] = message.limit();
    count++;
    boolean isAboutAChannel =
        change.kind() == ChangeLog.BAND || change.kind() == ChangeLog.PICKUP_OVERDUE;
    entries
        .next()
        .sequence(change.sequence())
        .sku(change.sku())
        .location(change.location())
        .ats(0)
        .sellable(change.sellable())
        .reserved(change.reserved())
        .kind(ChangeKind.get((short) change.kind()))
        .channel((short) (isAboutAChannel ? change.channel() : subscription.channel()))
        .band(Band.NULL_VAL)
        .bandBefore(Band.NULL_VAL)
        .putReservationId(change.id(), 0, change.idLength());
    if (change.kind() == ChangeLog.BAND) {
      int entry = entryOffsets[count - 1];
      putBand(entry + EntriesEncoder.bandEncodingOffset(), change.band());
      putBand(entry + EntriesEncoder.bandBeforeEncodingOffset(), change.bandBefore());
    }
  }

  private void claim() {
    if (to == null) {
      to = outbound.claim(Outbound.LONGEST_IN_ONE_CHUNK);
      message.wrapAndApplyHeader(to, outbound.offset(), header);
      entries = message.entriesCount(MOST_ENTRIES);
    }
  }

  private void putBand(int offset, int band) {
    to.putByte(offset, (byte) band);
  }

  /**
   * Ends the message, be it without entries, and hands it over.
   *
   * @param sequence up to which everything is told with it
   * @param code OK, or RESUME_TOO_OLD if the subscription is over
   */
  void end(long sequence, long timeMicros, ResultCode code) {
    claim();
    for (int i = 0; i < count; i++) {
      addStock(entryOffsets[i]);
    }
    entries.resetCountToIndex();
    message
        .correlationId(subscription.correlationId())
        .sequence(sequence)
        .time(timeMicros)
        .code(code);
    outbound.commit(MESSAGE_HEADER_LENGTH + message.encodedLength());
  }

  /** Adds to an entry what the stock is now; units of an oversell stay those of its moment. */
  private void addStock(int entry) {
    int kind = to.getByte(entry + EntriesEncoder.kindEncodingOffset());
    if (kind == ChangeLog.PICKUP_OVERDUE) {
      return;
    }
    int sku = to.getInt(entry + EntriesEncoder.skuEncodingOffset(), BYTE_ORDER);
    int location = to.getInt(entry + EntriesEncoder.locationEncodingOffset(), BYTE_ORDER);
    int channel = to.getByte(entry + EntriesEncoder.channelEncodingOffset()) & 0xFF;
    reader.read(sku, location, channel);
    to.putInt(entry + EntriesEncoder.atsEncodingOffset(), reader.ats(), BYTE_ORDER);
    if (kind == ChangeLog.LEVEL || kind == ChangeLog.BAND) {
      to.putInt(entry + EntriesEncoder.sellableEncodingOffset(), reader.sellable(), BYTE_ORDER);
      to.putInt(entry + EntriesEncoder.reservedEncodingOffset(), reader.reserved(), BYTE_ORDER);
    }
    if (kind != ChangeLog.BAND) {
      Band band = StockRow.band(reader, sku, channel);
      putBand(entry + EntriesEncoder.bandEncodingOffset(), band.value());
    }
  }
}

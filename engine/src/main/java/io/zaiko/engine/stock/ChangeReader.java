package io.zaiko.engine.stock;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Follows the {@link ChangeLog} beside its writer: without a lock, and without holding it up. Each
 * change is copied, and counts only if the writer had not come round to it by then.
 *
 * <p>One instance per subscription; any thread, one at a time. Allocates nothing after it is made.
 * The getters tell of the change that {@link #next} found; after it returned false they mean
 * nothing.
 */
public final class ChangeReader {
  private static final int MAX_ID_ENTRIES = entriesOf(ChangeLog.MAX_ID_LENGTH);

  private final ChangeLog log;
  private final UnsafeBuffer id =
      new UnsafeBuffer(new byte[MAX_ID_ENTRIES * ChangeLog.ID_BYTES_PER_ENTRY]);
  private boolean isPlaced;
  private boolean lapped;
  private long position;
  private long after;
  private long sequence;
  private long place;
  private long units;
  private long moreUnits;

  /** A reader that has to {@link #seek} first: until then there is no next change. */
  public ChangeReader(ChangeLog log) {
    this.log = log;
  }

  /**
   * Goes to the first change after a sequence, which may be still to come. The oldest eighth of a
   * full ring does not count as kept: it would be overwritten before it is read.
   *
   * @return false if not all changes after it are kept; then the stock is to be read instead, and
   *     followed from the sequence of that answer (RESUME_TOO_OLD)
   */
  public boolean seek(long fromSequence) {
    long oldest;
    long lowest;
    long found;
    do {
      long published = log.published();
      oldest = log.oldest();
      lowest = oldest == 0 ? 0 : oldest + log.capacity() / 8;
      found = firstAfter(fromSequence, lowest, published);
    } while (log.oldest() > lowest);
    isPlaced = oldest == 0 ? fromSequence >= log.beginning() : found > lowest;
    lapped = false;
    position = found;
    after = fromSequence;
    return isPlaced;
  }

  /** The first of some entries whose sequence is above; the end, or begin, if there is none. */
  private long firstAfter(long fromSequence, long begin, long end) {
    long low = begin;
    long high = end;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (log.sequence(middle) > fromSequence) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /**
   * Goes on to the next change, if there is one yet.
   *
   * @return false if there is none now, or never will be, because the reader is {@link #lapped}
   */
  public boolean next() {
    return next(Long.MAX_VALUE);
  }

  /**
   * Goes on to the next change, if there is one yet of a record up to a sequence. Once that is the
   * applied position, as read before, false means that all up to it were told, or that the reader
   * is {@link #lapped}.
   */
  public boolean next(long upToSequence) {
    while (isPlaced && position < log.published()) {
      sequence = log.sequence(position);
      place = log.place(position);
      units = log.units(position);
      moreUnits = log.moreUnits(position);
      int idEntries = entriesOf(idLength());
      copyId(idEntries);
      if (log.oldest() > position) {
        isPlaced = false;
        lapped = true;
        return false;
      }
      if (sequence > upToSequence) {
        return false;
      }
      position += 1 + idEntries;
      if (sequence > after) {
        return true;
      }
    }
    return false;
  }

  private static int entriesOf(int idLength) {
    return (idLength + ChangeLog.ID_BYTES_PER_ENTRY - 1) / ChangeLog.ID_BYTES_PER_ENTRY;
  }

  private void copyId(int idEntries) {
    for (int i = 0; i < idEntries; i++) {
      long entry = position + 1 + i;
      int offset = i * ChangeLog.ID_BYTES_PER_ENTRY;
      id.putLong(offset, log.place(entry), ByteOrder.LITTLE_ENDIAN);
      id.putLong(offset + Long.BYTES, log.units(entry), ByteOrder.LITTLE_ENDIAN);
      id.putLong(offset + 2 * Long.BYTES, log.moreUnits(entry), ByteOrder.LITTLE_ENDIAN);
    }
  }

  /** Whether the writer overtook the reader: changes were lost to it, and it has to seek anew. */
  public boolean lapped() {
    return lapped;
  }

  /** What changed: LEVEL and its neighbours in {@link ChangeLog}. */
  public int kind() {
    return (int) units & 0xFF;
  }

  /** Journal sequence of the record that made the change. */
  public long sequence() {
    return sequence;
  }

  public int sku() {
    return (int) (place >>> 32);
  }

  public int location() {
    return (int) place;
  }

  /** The channel of a band or an overdue pickup, else {@link AvailabilityReader#NO_CHANNEL}. */
  public int channel() {
    return (int) units >>> 8 & 0xFF;
  }

  /** The band that a channel has now, of a change of band. */
  public int band() {
    return (int) units >>> 16 & 0xFF;
  }

  /** The band that a channel had before, of a change of band. */
  public int bandBefore() {
    return (int) units >>> 24 & 0xFF;
  }

  /** Units at the moment of an oversell's change. */
  public int sellable() {
    return (int) (units >>> 32);
  }

  /** Units at the moment of an oversell's change. */
  public int reserved() {
    return (int) (moreUnits >>> 32);
  }

  /** The id of an overdue reservation, from 0 on; valid until the next change is read. */
  public DirectBuffer id() {
    return id;
  }

  /** Bytes of the id, 0 where a change has none. */
  public int idLength() {
    // An entry that is being overwritten may hold any number, until that is noticed.
    return Math.min(Math.max((int) moreUnits, 0), ChangeLog.MAX_ID_LENGTH);
  }
}

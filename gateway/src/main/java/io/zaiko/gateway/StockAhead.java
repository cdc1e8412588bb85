package io.zaiko.gateway;

import static io.zaiko.protocol.Protocol.BYTE_ORDER;
import static io.zaiko.protocol.Protocol.FRAME_HEADER_LENGTH;
import static io.zaiko.protocol.Protocol.MESSAGE_HEADER_LENGTH;

import io.zaiko.engine.stock.AvailabilityReader;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import io.zaiko.protocol.sbe.StockQueryDecoder;
import org.agrona.DirectBuffer;

/**
 * Loads what the stock queries of some reads will look at, before any of them is answered: one
 * after the other each would wait for its own cache miss, together the misses overlap. Queries that
 * name codes, and all other messages, are passed over. What is loaded ahead is only that: each
 * answer reads for itself.
 *
 * <p>Used by one I/O thread.
 */
final class StockAhead {
  /** Queries at a time: what they load has to stay in the cache until they are answered. */
  private static final int GROUP = 512;

  private static final int TEMPLATE =
      FRAME_HEADER_LENGTH + MessageHeaderDecoder.templateIdEncodingOffset();
  private static final int BODY = FRAME_HEADER_LENGTH + MESSAGE_HEADER_LENGTH;
  private static final int SKU = BODY + StockQueryDecoder.skuEncodingOffset();
  private static final int LOCATION = BODY + StockQueryDecoder.locationEncodingOffset();

  /** Bytes of the shortest frame that is looked at. */
  static final int LEAST_LENGTH = BODY + StockQueryDecoder.BLOCK_LENGTH;

  private final AvailabilityReader reader;
  private final int[] homes = new int[GROUP];
  private int count;
  private long loaded;

  StockAhead(AvailabilityReader reader) {
    this.reader = reader;
  }

  /**
   * Looks at the frames of a read, up to the first that is none or is not there as a whole: others
   * see to that.
   *
   * @param begin of the first frame
   */
  void look(DirectBuffer read, int begin, int end) {
    int frame = begin;
    while (end - frame >= LEAST_LENGTH && count < GROUP) {
      int length = read.getInt(frame, BYTE_ORDER);
      if (length < MESSAGE_HEADER_LENGTH || length > end - frame - FRAME_HEADER_LENGTH) {
        break;
      }
      if (read.getShort(frame + TEMPLATE, BYTE_ORDER) == StockQueryDecoder.TEMPLATE_ID) {
        int sku = read.getInt(frame + SKU, BYTE_ORDER);
        int location = read.getInt(frame + LOCATION, BYTE_ORDER);
        if (sku >= 0 && location >= 0) {
          homes[count] = reader.home(sku, location);
          count++;
        }
      }
      frame += FRAME_HEADER_LENGTH + length;
    }
  }

  /**
   * Loads what was found since the last call.
   *
   * @return a number that depends on all that was ever loaded, so that it really is
   */
  long load() {
    if (count > 1) {
      for (int i = 0; i < count; i++) {
        loaded += reader.touch(homes[i]);
      }
    }
    count = 0;
    return loaded;
  }
}

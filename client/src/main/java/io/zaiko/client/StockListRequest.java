package io.zaiko.client;

import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.StockFilter;
import java.util.Objects;

/**
 * A question: one page of the stock records, by SKU.
 *
 * @param location code of the location; empty = all
 * @param channel name of the channel; empty = none. LOW needs one
 * @param filter which records
 * @param cursor where the page begins: 0, or {@link StockListAnswer#nextCursor()}
 * @param mostRows how many records a page may have, 1 to {@link Protocol#MAX_ROWS}; it may have
 *     fewer, even none, and yet not be the last
 */
public record StockListRequest(
    String location, String channel, StockFilter filter, long cursor, int mostRows) {
  public StockListRequest {
    location = Texts.optional("The location", location);
    channel = Texts.optional("The channel", channel);
    Objects.requireNonNull(filter, "filter");
    Texts.rows(mostRows);
  }

  /** The first page of these records, as long as a page may be. */
  public static StockListRequest of(String location, String channel, StockFilter filter) {
    return new StockListRequest(location, channel, filter, 0, Protocol.MAX_ROWS);
  }

  /** The same from this cursor on. */
  public StockListRequest from(long nextCursor) {
    return new StockListRequest(location, channel, filter, nextCursor, mostRows);
  }

  /** The same with so many records on a page. */
  public StockListRequest withMostRows(int rows) {
    return new StockListRequest(location, channel, filter, cursor, rows);
  }
}

package io.zaiko.client;

import io.zaiko.protocol.Protocol;

/**
 * A question: where near a point is a SKU to be had? Locations without coordinates are never near.
 *
 * @param sku code of the SKU
 * @param channel name of the channel; empty = none
 * @param latitude microdegrees, -90,000,000 to 90,000,000
 * @param longitude microdegrees, -180,000,000 to 180,000,000
 * @param least units a location must have available, 1 or more
 * @param withinMetres how far it may be, in metres; 0 = any distance
 * @param mostRows how many locations to name at most, 1 to {@link Protocol#MAX_ROWS}
 */
public record NearestRequest(
    String sku,
    String channel,
    int latitude,
    int longitude,
    long least,
    int withinMetres,
    int mostRows) {
  private static final int USUAL_ROWS = 10;

  public NearestRequest {
    Texts.required("The SKU", sku);
    channel = Texts.optional("The channel", channel);
    Texts.rows(mostRows);
  }

  /** The nearest 10 locations that have a unit for the channel, at any distance. */
  public static NearestRequest of(String sku, String channel, int latitude, int longitude) {
    return new NearestRequest(sku, channel, latitude, longitude, 1, 0, USUAL_ROWS);
  }

  /** The same with at least so many units. */
  public NearestRequest withLeast(long units) {
    return new NearestRequest(sku, channel, latitude, longitude, units, withinMetres, mostRows);
  }

  /** The same within so many metres; 0 = any distance. */
  public NearestRequest within(int metres) {
    return new NearestRequest(sku, channel, latitude, longitude, least, metres, mostRows);
  }

  /** The same, naming so many locations at most. */
  public NearestRequest withMostRows(int rows) {
    return new NearestRequest(sku, channel, latitude, longitude, least, withinMetres, rows);
  }
}

package io.zaiko.client;

import io.zaiko.protocol.Protocol;

/**
 * SET_QUOTA: cap on the open reserved units of a channel of one SKU at one location.
 *
 * @param sku code of the SKU
 * @param location code of the location
 * @param channel name of the channel
 * @param quantity units, 0 or more; {@link Protocol#NO_QUOTA} = no cap
 */
public record SetQuotaRequest(String sku, String location, String channel, long quantity)
    implements CommandRequest {
  public SetQuotaRequest {
    Texts.required("The SKU", sku);
    Texts.required("The location", location);
    Texts.required("The channel", channel);
  }

  /** Takes the cap away. */
  public static SetQuotaRequest unlimited(String sku, String location, String channel) {
    return new SetQuotaRequest(sku, location, channel, Protocol.NO_QUOTA);
  }

  @Override
  public int encodeWith(CommandEncoder encoder) {
    return encoder.encode(this);
  }
}

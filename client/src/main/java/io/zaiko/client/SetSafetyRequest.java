package io.zaiko.client;

/**
 * SET_SAFETY: units hidden from a channel at a location.
 *
 * @param sku code of the SKU; empty = the default of the location for all SKUs
 * @param location code of the location
 * @param channel name of the channel
 * @param quantity units, 0 or more
 */
public record SetSafetyRequest(String sku, String location, String channel, long quantity)
    implements CommandRequest {
  public SetSafetyRequest {
    sku = Texts.optional("The SKU", sku);
    Texts.required("The location", location);
    Texts.required("The channel", channel);
  }

  /** The location's default for every SKU without a safety stock of its own. */
  public static SetSafetyRequest ofLocation(String location, String channel, long quantity) {
    return new SetSafetyRequest("", location, channel, quantity);
  }

  @Override
  public int encodeWith(CommandEncoder encoder) {
    return encoder.encode(this);
  }
}

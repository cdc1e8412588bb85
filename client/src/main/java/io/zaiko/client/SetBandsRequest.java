package io.zaiko.client;

/**
 * SET_BANDS: from when on a page says that there is little. Up to {@code low} units are LOW, more
 * than {@code low + hysteresis} are GOOD.
 *
 * @param sku code of the SKU; empty = every SKU that nothing is said of
 * @param channel name of the channel; empty = every channel that nothing is said of
 * @param low units, 0 or more
 * @param hysteresis units, 0 or more
 */
public record SetBandsRequest(String sku, String channel, long low, long hysteresis)
    implements CommandRequest {
  public SetBandsRequest {
    sku = Texts.optional("The SKU", sku);
    channel = Texts.optional("The channel", channel);
  }

  /** For every SKU and channel that nothing else is said of. */
  public static SetBandsRequest ofAll(long low, long hysteresis) {
    return new SetBandsRequest("", "", low, hysteresis);
  }

  /** The same for one SKU. */
  public SetBandsRequest withSku(String code) {
    return new SetBandsRequest(code, channel, low, hysteresis);
  }

  /** The same for one channel. */
  public SetBandsRequest withChannel(String name) {
    return new SetBandsRequest(sku, name, low, hysteresis);
  }

  @Override
  public int encodeWith(CommandEncoder encoder) {
    return encoder.encode(this);
  }
}

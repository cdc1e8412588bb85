package io.zaiko.client;

import java.util.OptionalInt;

/**
 * What decides about ATS beside the units: {@code max(0, min(ATF - safety, quota - quotaUsed))},
 * and 0 where the location is suspended or does not serve the channel.
 *
 * @param quota cap on the open reserved units of the channel; empty = no cap, or no channel asked
 * @param quotaUsed open reserved units of the channel; 0 without a channel
 * @param suspended the location takes no new promises
 * @param channelDisabled the location does not serve the channel
 * @param ownSafety the safety stock is that of this SKU, not the location's default
 */
public record StockTerms(
    OptionalInt quota,
    int quotaUsed,
    boolean suspended,
    boolean channelDisabled,
    boolean ownSafety) {
  /** Nothing is known. */
  public static final StockTerms NONE = new StockTerms(OptionalInt.empty(), 0, false, false, false);
}

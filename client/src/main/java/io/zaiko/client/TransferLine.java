package io.zaiko.client;

/**
 * What a transfer moved of one SKU; {@code dispatched + found = received + lost + in transit}.
 *
 * @param sku code of the SKU
 * @param dispatched units that left the source
 * @param received units that arrived
 * @param lost units that never arrived
 * @param found units that arrived beyond what was in transit
 */
public record TransferLine(String sku, int dispatched, int received, int lost, int found) {
  /** Units under way. */
  public int inTransit() {
    return dispatched + found - received - lost;
  }

  /** The same units of this SKU. */
  TransferLine of(String skuCode) {
    return new TransferLine(skuCode, dispatched, received, lost, found);
  }
}

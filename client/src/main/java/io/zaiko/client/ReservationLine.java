package io.zaiko.client;

/**
 * One line of a reservation; {@code requested = open + fulfilled + released + expired + shorted}.
 *
 * @param sku code of the SKU
 * @param location code of the location
 * @param requested units promised at first
 * @param open units still promised
 * @param fulfilled units handed over
 * @param released units given back
 * @param expired units whose hold ran out
 * @param shorted units that were not found
 */
public record ReservationLine(
    String sku,
    String location,
    int requested,
    int open,
    int fulfilled,
    int released,
    int expired,
    int shorted) {
  /** The same units of this SKU at this location. */
  ReservationLine at(String skuCode, String locationCode) {
    return new ReservationLine(
        skuCode, locationCode, requested, open, fulfilled, released, expired, shorted);
  }
}

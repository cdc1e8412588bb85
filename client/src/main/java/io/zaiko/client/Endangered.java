package io.zaiko.client;

import io.zaiko.protocol.sbe.ReservationState;

/**
 * A reservation that goes without if an oversell stays.
 *
 * @param reservationId its id
 * @param sku code of the SKU that is oversold
 * @param location code of the location where it is
 * @param units units that the reservation has open there
 * @param state where it is in its life
 */
public record Endangered(
    String reservationId, String sku, String location, int units, ReservationState state) {}

package io.zaiko.client;

/**
 * A location near a point, with the stock of a SKU.
 *
 * @param distanceMetres straight-line distance, metres
 * @param stock its stock
 */
public record NearLocation(int distanceMetres, LocationStock stock) {}

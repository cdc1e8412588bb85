package io.zaiko.client;

/**
 * A stock record in a list.
 *
 * @param sku code of the SKU
 * @param stock where it is and how much
 */
public record StockRow(String sku, LocationStock stock) {}

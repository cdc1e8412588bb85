package io.zaiko.cli.command;

import io.zaiko.client.StockLevels;

/**
 * Stock of one SKU at one location, as it is printed.
 *
 * @param channel null when asked by none; then ATS and safety are null too
 * @param sequence position in the journal that the row shows
 * @param timeMicros engine time of that position, microseconds since the epoch
 */
public record StockRow(
    String sku,
    String location,
    String channel,
    Long ats,
    Long safety,
    StockLevels levels,
    long sequence,
    long timeMicros) {}

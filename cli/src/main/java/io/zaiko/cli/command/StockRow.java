package io.zaiko.cli.command;

import io.zaiko.client.LocationStock;
import io.zaiko.client.StockAnswer;
import io.zaiko.client.StockLevels;
import io.zaiko.protocol.sbe.Band;
import java.util.OptionalInt;

/**
 * Stock of one SKU at one location, as it is printed.
 *
 * @param channel null when asked by none; then ATS, safety and band are null too
 * @param sequence position in the journal that the row shows
 * @param timeMicros engine time of that position, microseconds since the epoch
 */
public record StockRow(
    String sku,
    String location,
    String channel,
    Long ats,
    Long safety,
    Band band,
    StockLevels levels,
    long sequence,
    long timeMicros) {
  static StockRow of(StockAnswer answer) {
    return new StockRow(
        answer.sku(),
        answer.location(),
        nameOrNull(answer.channel()),
        number(answer.ats()),
        number(answer.safety()),
        answer.band().orElse(null),
        answer.levels(),
        answer.sequence(),
        answer.timeMicros());
  }

  static StockRow of(
      String sku, LocationStock stock, String channel, long sequence, long timeMicros) {
    return new StockRow(
        sku,
        stock.location(),
        nameOrNull(channel),
        number(stock.ats()),
        number(stock.safety()),
        stock.band().orElse(null),
        stock.levels(),
        sequence,
        timeMicros);
  }

  /** The sign that pages show: ○ enough, △ little, × none; null without a band. */
  static String sign(Band band) {
    if (band == null) {
      return null;
    }
    return switch (band) {
      case GOOD -> "○";
      case LOW -> "△";
      case OUT -> "×";
      case NULL_VAL -> null;
    };
  }

  private static String nameOrNull(String channel) {
    return channel.isEmpty() ? null : channel;
  }

  private static Long number(OptionalInt value) {
    return value.isPresent() ? (long) value.getAsInt() : null;
  }
}

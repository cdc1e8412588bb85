package io.zaiko.cli.imports;

import io.zaiko.cli.input.Coordinates;
import io.zaiko.cli.input.CsvRow;
import io.zaiko.cli.server.Codes;
import io.zaiko.client.DefineLocationRequest;
import io.zaiko.client.DefineSkuRequest;
import io.zaiko.client.Line;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.LocationType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Turns rows of the files into what is sent. Bad rows are named before anything is sent. */
final class ImportRows {
  private ImportRows() {}

  static DefineSkuRequest sku(CsvRow row) {
    return new DefineSkuRequest(code(row, "sku"), name(row, "name"));
  }

  static DefineLocationRequest location(CsvRow row) {
    DefineLocationRequest location =
        DefineLocationRequest.of(code(row, "location"))
            .withName(name(row, "name"))
            .withType(type(row))
            .withRegion(name(row, "region"))
            .withChannels(channels(row));
    String latitude = row.text("latitude");
    String longitude = row.text("longitude");
    if (latitude.isEmpty() != longitude.isEmpty()) {
      throw row.error("latitude and longitude must both be given, or neither");
    }
    if (latitude.isEmpty()) {
      return location;
    }
    Coordinates place = row.convert(() -> Coordinates.ofDegrees(latitude, longitude));
    return location.at(place.latitude(), place.longitude());
  }

  static Line stock(CsvRow row) {
    long quantity = row.number("quantity");
    if (quantity < 0 || quantity > Protocol.MAX_QUANTITY) {
      throw row.error("quantity " + quantity + " is not 0 to " + Protocol.MAX_QUANTITY);
    }
    return new Line(code(row, "sku"), code(row, "location"), quantity);
  }

  private static String code(CsvRow row, String column) {
    String code = row.required(column);
    if (!Codes.isCode(code)) {
      throw row.error(
          column
              + " '"
              + code
              + "' is no code: 1 to 32 bytes, without @ = , and without spaces at the ends");
    }
    return code;
  }

  private static String name(CsvRow row, String column) {
    String name = row.text(column);
    if (!Codes.isName(name)) {
      throw row.error(column + " is longer than 120 bytes or holds control characters");
    }
    return name;
  }

  private static LocationType type(CsvRow row) {
    return switch (row.text("type").toLowerCase(Locale.ROOT)) {
      case "", "store" -> LocationType.STORE;
      case "warehouse" -> LocationType.WAREHOUSE;
      default -> throw row.error("type '" + row.text("type") + "' is neither store nor warehouse");
    };
  }

  private static List<String> channels(CsvRow row) {
    return Arrays.stream(row.text("channels").split("[,;]"))
        .map(String::strip)
        .filter(channel -> !channel.isEmpty())
        .toList();
  }
}

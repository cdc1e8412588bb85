package io.zaiko.bench.micro;

import io.zaiko.protocol.Protocol;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** Where locations are, in microdegrees; some have no coordinates. */
final class Places {
  /** As many as the published list of pharmacies has, and how many of them have coordinates. */
  static final int PHARMACIES = 6_729;

  static final int LOCATED_PHARMACIES = 3_983;

  private static final double MICRODEGREES = 1_000_000;

  private final int[] latitudes;
  private final int[] longitudes;

  private Places(int count) {
    latitudes = new int[count];
    longitudes = new int[count];
    Arrays.fill(latitudes, Protocol.NO_COORDINATE);
    Arrays.fill(longitudes, Protocol.NO_COORDINATE);
  }

  /** So many locations without coordinates. */
  static Places nowhere(int count) {
    return new Places(count);
  }

  /**
   * The pharmacies of a published list (store_id, name, county, address, lat, lon, gzipped), or
   * without one as many places strewn over an island of the same size.
   *
   * @param list the file, or empty
   */
  static Places pharmacies(String list) {
    return list.isEmpty() ? strewn() : read(Path.of(list));
  }

  private static Places strewn() {
    SplittableRandom random = new SplittableRandom(17);
    Places places = new Places(PHARMACIES);
    for (int i = 0; i < LOCATED_PHARMACIES; i++) {
      // Spread over the handles, as in the list.
      int at = (int) ((long) i * PHARMACIES / LOCATED_PHARMACIES);
      places.latitudes[at] = random.nextInt(21_900_000, 25_300_000);
      places.longitudes[at] = random.nextInt(120_000_000, 122_000_000);
    }
    return places;
  }

  private static Places read(Path list) {
    Places places = new Places(PHARMACIES);
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(list)), StandardCharsets.UTF_8))) {
      CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
      int count = 0;
      for (CSVRecord row : format.parse(reader)) {
        if (!row.get("lat").isEmpty()) {
          places.latitudes[count] = microdegrees(row.get("lat"));
          places.longitudes[count] = microdegrees(row.get("lon"));
        }
        count++;
      }
      if (count != PHARMACIES) {
        throw new IllegalArgumentException(list + " has " + count + " rows, not " + PHARMACIES);
      }
      return places;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int microdegrees(String degrees) {
    return (int) Math.round(Double.parseDouble(degrees) * MICRODEGREES);
  }

  int count() {
    return latitudes.length;
  }

  int latitude(int location) {
    return latitudes[location];
  }

  int longitude(int location) {
    return longitudes[location];
  }

  boolean isLocated(int location) {
    return latitudes[location] != Protocol.NO_COORDINATE;
  }
}

package io.zaiko.engine.stock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule 28: distances in integers, against floating point, which only tests may use. */
final class GeographyTest {
  private static final double RADIUS = 637_100_880;

  @Test
  void shouldPlaceAnyPointToTheCentimetre_rule28() {
    Random random = new Random(28);
    for (int i = 0; i < 200_000; i++) {
      int latitude = random.nextInt(180_000_001) - 90_000_000;
      int longitude = random.nextInt(360_000_001) - 180_000_000;
      assertIsWhereFloatingPointSays(latitude, longitude);
    }
  }

  @Test
  void shouldPlaceTheCornersToTheCentimetre_rule28() {
    int[] latitudes = {-90_000_000, -45_000_001, -45_000_000, -1, 0, 1, 44_999_999, 90_000_000};
    int[] longitudes = {
      -180_000_000, -179_999_999, -135_000_000, -90_000_000, -1, 0, 1, 90_000_001, 180_000_000
    };
    for (int latitude : latitudes) {
      for (int longitude : longitudes) {
        assertIsWhereFloatingPointSays(latitude, longitude);
      }
    }
  }

  private static void assertIsWhereFloatingPointSays(int latitude, int longitude) {
    double phi = StrictMath.toRadians(latitude / 1e6);
    double lambda = StrictMath.toRadians(longitude / 1e6);
    String where = latitude + "," + longitude;
    double x = RADIUS * StrictMath.cos(phi) * StrictMath.cos(lambda);
    double y = RADIUS * StrictMath.cos(phi) * StrictMath.sin(lambda);
    // Half a centimetre of rounding, and what the two ways of reckoning differ by.
    assertEquals(x, Geography.x(latitude, longitude), 0.51, where);
    assertEquals(y, Geography.y(latitude, longitude), 0.51, where);
    assertEquals(RADIUS * StrictMath.sin(phi), Geography.z(latitude), 0.51, where);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 35_658_000, -90_000_000, 90_000_000, 89_999_999})
  void shouldKnowThatTheDateLineIsOneLine_rule28(int latitude) {
    assertEquals(Geography.x(latitude, 180_000_000), Geography.x(latitude, -180_000_000));
    assertEquals(Geography.y(latitude, 180_000_000), Geography.y(latitude, -180_000_000));
  }

  @ParameterizedTest
  @ValueSource(ints = {90_000_000, -90_000_000})
  void shouldKnowThatAPoleIsOnePoint_rule28(int latitude) {
    assertEquals(0, Geography.x(latitude, 139_000_000));
    assertEquals(0, Geography.y(latitude, -1));
    assertEquals(Integer.signum(latitude) * 637_100_880, Geography.z(latitude));
  }

  @ParameterizedTest
  @CsvSource({
    // metres, latitude, longitude, latitude, longitude
    "0, 35681236, 139767125, 35681236, 139767125",
    "12742017, 90000000, 0, -90000000, 0",
    "12742017, 0, 0, 0, 180000000",
    "9009967, 0, 0, 0, 90000000",
    "402990, 35681236, 139767125, 34702485, 135495951",
    "111, 0, 0, 0, 1000",
  })
  void shouldTellTheStraightLineInWholeMetres_rule28(
      int metres, int latitude, int longitude, int otherLatitude, int otherLongitude) {
    assertEquals(
        metres,
        Geography.metres(squaredDistance(latitude, longitude, otherLatitude, otherLongitude)));
    assertEquals(
        metres,
        Geography.metres(squaredDistance(otherLatitude, otherLongitude, latitude, longitude)));
  }

  private static long squaredDistance(int latitude, int longitude, int other, int otherLongitude) {
    return Geography.squaredDistance(
        Geography.x(latitude, longitude),
        Geography.y(latitude, longitude),
        Geography.z(latitude),
        Geography.x(other, otherLongitude),
        Geography.y(other, otherLongitude),
        Geography.z(other));
  }

  @Test
  void shouldTakeSquareRootsExactly() {
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      long value = random.nextLong() >>> (1 + random.nextInt(62));
      assertEquals(BigInteger.valueOf(value).sqrt().longValueExact(), Geography.squareRoot(value));
    }
    for (long root = 1; root < 3_000_000_000L; root = root * 3 + 1) {
      assertEquals(root, Geography.squareRoot(root * root));
      assertEquals(root - 1, Geography.squareRoot(root * root - 1));
    }
    assertEquals(0, Geography.squareRoot(0));
    assertEquals(3_037_000_499L, Geography.squareRoot(Long.MAX_VALUE));
  }

  @Test
  void shouldCountAnyDistanceOnEarthAsWithinTheLargestBound() {
    long farthest = squaredDistance(90_000_000, 0, -90_000_000, 0);

    assertTrue(farthest < Geography.squared(Integer.MAX_VALUE));
    assertTrue(farthest < Geography.squared(12_742_018));
    assertTrue(farthest > Geography.squared(12_742_017));
    assertEquals(100 * 100, Geography.squared(1));
  }

  @Test
  void shouldNotKnowAPlaceWithoutBothCoordinates_rule28() {
    assertTrue(Geography.isPlace(0, 0));
    assertFalse(Geography.isPlace(Geography.UNKNOWN, 0));
    assertFalse(Geography.isPlace(0, Geography.UNKNOWN));
  }
}

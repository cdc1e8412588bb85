package io.zaiko.engine.stock;

/**
 * Places on earth in integers alone, so that every machine ranks them alike: a point on a sphere of
 * 6,371.0088 km as three coordinates in centimetres, and straight lines between such points.
 *
 * <p>Sine and cosine are Taylor series in fixed point with 62 bits after the binary point, of an
 * angle brought to 0 to 45 degrees first; seven terms leave an error of about 2e-14, which is far
 * below a centimetre on that sphere. Stateless; any thread.
 */
final class Geography {
  /** Stands for a coordinate that nobody gave, in place of microdegrees. */
  static final int UNKNOWN = Integer.MIN_VALUE;

  private static final long RADIUS_CENTIMETRES = 637_100_880;
  private static final int QUARTER_TURN = 90_000_000;
  private static final int HALF_TURN = 180_000_000;
  private static final long ONE = 1L << 62;

  /** Radians of a microdegree, times 2^88. */
  private static final long MICRODEGREE = 5_401_532_406_949_459_315L;

  private static final int TERMS = 8;

  private Geography() {}

  /** Whether both coordinates are given. */
  static boolean isPlace(int latitude, int longitude) {
    return latitude != UNKNOWN && longitude != UNKNOWN;
  }

  /** Centimetres from the earth's centre towards latitude 0, longitude 0. Microdegrees. */
  static int x(int latitude, int longitude) {
    return onSphere(times(cosine(latitude), cosine(longitude)));
  }

  /** Centimetres from the earth's centre towards latitude 0, longitude 90 east. Microdegrees. */
  static int y(int latitude, int longitude) {
    return onSphere(times(cosine(latitude), sine(longitude)));
  }

  /** Centimetres from the earth's centre towards the north pole. Microdegrees. */
  static int z(int latitude) {
    return onSphere(sine(latitude));
  }

  /** Square of the straight line between two points, in square centimetres: at most 1.7e18. */
  static long squaredDistance(int x, int y, int z, int otherX, int otherY, int otherZ) {
    long dx = (long) x - otherX;
    long dy = (long) y - otherY;
    long dz = (long) z - otherZ;
    return dx * dx + dy * dy + dz * dz;
  }

  /** Whole metres of a squared distance, rounded down. */
  static int metres(long squareCentimetres) {
    return (int) (squareRoot(squareCentimetres) / 100);
  }

  /** Square of so many metres in square centimetres; distances on earth are all below the most. */
  static long squared(int metres) {
    long centimetres = Math.min(metres * 100L, 2 * RADIUS_CENTIMETRES + 100);
    return centimetres * centimetres;
  }

  /** The largest integer whose square is not above the value, bit by bit. */
  static long squareRoot(long value) {
    long root = 0;
    long rest = value;
    for (long bit = 1L << 62; bit != 0; bit >>>= 2) {
      if (rest >= root + bit) {
        rest -= root + bit;
        root = (root >>> 1) + bit;
      } else {
        root >>>= 1;
      }
    }
    return root;
  }

  /** Sine times 2^62 of an angle in microdegrees within half a turn either way. */
  static long sine(int angle) {
    if (angle < 0) {
      return -sine(-angle);
    }
    int acute = angle > QUARTER_TURN ? HALF_TURN - angle : angle;
    return acute > QUARTER_TURN / 2
        ? cosineSeries(radians(QUARTER_TURN - acute))
        : sineSeries(radians(acute));
  }

  private static long cosine(int angle) {
    return sine(QUARTER_TURN - Math.abs(angle));
  }

  /** Times 2^62, of at most an eighth of a turn. */
  private static long radians(int microdegrees) {
    return Math.multiplyHigh((long) microdegrees << 37, MICRODEGREE) << 1;
  }

  /** x (1 - x²/(2·3) (1 - x²/(4·5) (...))). */
  private static long sineSeries(long x) {
    return times(x, series(times(x, x), 1));
  }

  /** 1 - x²/(1·2) (1 - x²/(3·4) (...)). */
  private static long cosineSeries(long x) {
    return series(times(x, x), 0);
  }

  private static long series(long square, int first) {
    long sum = ONE;
    for (int term = TERMS; term > 0; term--) {
      int n = 2 * term + first;
      sum = ONE - times(square, sum) / ((long) n * (n - 1));
    }
    return sum;
  }

  private static long times(long first, long second) {
    return Math.multiplyHigh(first, second) << 2;
  }

  /** To the nearest centimetre; the same for a point and its mirror image. */
  private static int onSphere(long fraction) {
    long size = (Math.multiplyHigh(Math.abs(fraction), RADIUS_CENTIMETRES << 3) + 1) >> 1;
    return (int) (fraction < 0 ? -size : size);
  }
}

package io.zaiko.simulator.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zaiko.protocol.Protocol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Where near a point something is to be had (rule 28), by looking at every location. */
final class Nearby {
  private static final double RADIUS_CENTIMETRES = 637_100_880;
  private static final double MICRODEGREES = 1_000_000;

  /** A point of the earth in centimetres from its centre. */
  private record Point(long x, long y, long z) {
    static Point of(int latitude, int longitude) {
      double up = StrictMath.toRadians(latitude / MICRODEGREES);
      double east = StrictMath.toRadians(longitude / MICRODEGREES);
      return new Point(
          onSphere(StrictMath.cos(up) * StrictMath.cos(east)),
          onSphere(StrictMath.cos(up) * StrictMath.sin(east)),
          onSphere(StrictMath.sin(up)));
    }

    private static long onSphere(double fraction) {
      long size = StrictMath.round(StrictMath.abs(fraction) * RADIUS_CENTIMETRES);
      return fraction < 0 ? -size : size;
    }

    /** Square of the straight line to another point, in square centimetres. */
    long squaredDistance(Point other) {
      long dx = x - other.x;
      long dy = y - other.y;
      long dz = z - other.z;
      return dx * dx + dy * dy + dz * dz;
    }
  }

  private record Found(int location, long squaredDistance) {
    Answer.Near answer() {
      long root = (long) StrictMath.sqrt((double) squaredDistance);
      // A double has too few digits for the largest squares.
      while (root * root > squaredDistance) {
        root--;
      }
      while ((root + 1) * (root + 1) <= squaredDistance) {
        root++;
      }
      return new Answer.Near(location, root / 100);
    }
  }

  private final Catalog catalog;
  private final Stock stock;

  Nearby(Catalog catalog, Stock stock) {
    this.catalog = catalog;
    this.stock = stock;
  }

  List<Answer.Near> find(int sku, int channel, Answer.NearQuestion question) {
    Point here = Point.of(question.latitude(), question.longitude());
    long within = 100L * question.withinMetres();
    List<Found> found = new ArrayList<>();
    for (int at = 0; at < catalog.locationCount(); at++) {
      boolean placed =
          catalog.isLocation(at)
              && catalog.latitude(at) != Protocol.NO_COORDINATE
              && catalog.longitude(at) != Protocol.NO_COORDINATE;
      if (placed && stock.promisable(new Pair(sku, at), channel) >= question.least()) {
        Point there = Point.of(catalog.latitude(at), catalog.longitude(at));
        long distance = here.squaredDistance(there);
        if (within == 0 || distance <= within * within) {
          found.add(new Found(at, distance));
        }
      }
    }
    Comparator<Found> nearestFirst =
        Comparator.comparingLong(Found::squaredDistance)
            .thenComparing(
                place -> catalog.locationCode(place.location()).getBytes(UTF_8),
                Arrays::compareUnsigned);
    return found.stream().sorted(nearestFirst).limit(question.limit()).map(Found::answer).toList();
  }
}

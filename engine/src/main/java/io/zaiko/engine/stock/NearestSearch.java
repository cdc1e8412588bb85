package io.zaiko.engine.stock;

import java.lang.invoke.VarHandle;

/**
 * Finds where near a point a SKU is to be had (rule 28): the nearest locations whose availability
 * is enough, nearest first, those at one distance in the order of the bytes of their codes.
 *
 * <p>It looks at every point, and keeps the best so far in a heap with the farthest on top; the
 * stock of a location is read only if that would make it one of them. Since the points lie
 * shuffled, few are: of 4,000 locations about 70 for the nearest 10. Where that does not hold,
 * because the SKU is at few locations, or few of them have enough, it goes along the SKU's records
 * instead, which lie next to each other. The answer is the same.
 *
 * <p>One instance per thread, with a reader of the same thread. Allocates nothing after it is made.
 */
public final class NearestSearch {
  /** Records are read this much faster one after the other than points and records one by one. */
  private static final int RECORDS_PER_POINT = 4;

  /** So many times in vain, and going along the records is the better way. */
  private static final int MOST_IN_VAIN = 512;

  private final AvailabilityReader reader;
  private final CodeTable codes;
  private final LocationPoints points;
  private final int[] locations;
  private final long[] distances;
  private int sku;
  private int channel;
  private int least;
  private int limit;
  private int x;
  private int y;
  private int z;
  private long farthest;
  private int found;

  /**
   * @param reader of this thread; what it tells of is another record after a search
   * @param mostResults the largest limit of a search
   */
  public NearestSearch(Catalog catalog, AvailabilityReader reader, int mostResults) {
    this.reader = reader;
    codes = catalog.locations();
    points = catalog.points();
    locations = new int[mostResults];
    distances = new long[mostResults];
  }

  /**
   * Searches around a point.
   *
   * @param sku a handle
   * @param channel whose ATS counts, or NO_CHANNEL: then max(0, ATF) does
   * @param latitude microdegrees, within 90 degrees either way
   * @param longitude microdegrees, within 180 degrees either way
   * @param withinMetres the farthest that counts, to the centimetre; 0 = any
   * @param least units that must be there, 1 or more
   * @param limit the most results, 1 to what the search was made for
   * @return the number of results; see {@link #location} and {@link #distanceMetres}
   */
  public int search(
      int sku, int channel, int latitude, int longitude, int withinMetres, int least, int limit) {
    this.sku = sku;
    this.channel = channel;
    this.least = least;
    this.limit = limit;
    x = Geography.x(latitude, longitude);
    y = Geography.y(latitude, longitude);
    z = Geography.z(latitude);
    long bound = withinMetres == 0 ? Long.MAX_VALUE : Geography.squared(withinMetres);
    int version;
    do {
      // A search is much longer than a change of a point, so trying again needs no pause.
      version = points.readVersion();
      searchOnce(bound);
      VarHandle.acquireFence();
    } while ((version & 1) != 0 || version != points.readVersion());
    sort();
    return found;
  }

  private void searchOnce(long bound) {
    int count = points.count();
    boolean atFew = reader.placeCount(sku) < count / RECORDS_PER_POINT;
    if (atFew || !alongPoints(count, bound)) {
      alongRecords(bound);
    }
  }

  private void begin(long bound) {
    found = 0;
    farthest = bound;
  }

  /** Returns false if it gave up, having looked at too many records in vain. */
  private boolean alongPoints(int count, long bound) {
    begin(bound);
    int inVain = 0;
    for (int slot = 0; slot < count && inVain <= MOST_IN_VAIN; slot++) {
      long distance = distance(slot);
      if (distance <= farthest) {
        int location = points.location(slot);
        reader.read(sku, location, channel);
        if (isEnough()) {
          offer(location, distance);
        } else {
          inVain++;
        }
      }
    }
    return inVain <= MOST_IN_VAIN;
  }

  private void alongRecords(long bound) {
    begin(bound);
    int places = reader.placeCount(sku);
    for (int place = 0; place < places; place++) {
      if (reader.readAt(sku, place, channel, least) && isEnough()) {
        int location = reader.location();
        int slot = points.slot(location);
        if (slot != LocationPoints.NOWHERE) {
          offer(location, distance(slot));
        }
      }
    }
  }

  private boolean isEnough() {
    int units = channel == AvailabilityReader.NO_CHANNEL ? reader.atf() : reader.ats();
    return units >= least;
  }

  private long distance(int slot) {
    return Geography.squaredDistance(x, y, z, points.x(slot), points.y(slot), points.z(slot));
  }

  /** Keeps a location if it is within the bound and among the best. */
  private void offer(int location, long distance) {
    if (distance > farthest) {
      return;
    }
    if (found < limit) {
      found++;
      siftUp(found - 1, location, distance);
    } else if (isFarther(locations[0], distances[0], location, distance)) {
      siftDown(found, location, distance);
    }
    if (found == limit) {
      farthest = distances[0];
    }
  }

  private boolean isFarther(int location, long distance, int other, long otherDistance) {
    return distance == otherDistance
        ? codes.compare(location, other) > 0
        : distance > otherDistance;
  }

  private void siftUp(int from, int location, long distance) {
    int hole = from;
    while (hole > 0) {
      int parent = (hole - 1) >>> 1;
      if (!isFarther(location, distance, locations[parent], distances[parent])) {
        break;
      }
      put(hole, locations[parent], distances[parent]);
      hole = parent;
    }
    put(hole, location, distance);
  }

  /** Puts a location in place of the top of the first {@code size} of the heap. */
  private void siftDown(int size, int location, long distance) {
    int hole = 0;
    int child;
    while ((child = 2 * hole + 1) < size) {
      int right = child + 1;
      if (right < size
          && isFarther(locations[right], distances[right], locations[child], distances[child])) {
        child = right;
      }
      if (!isFarther(locations[child], distances[child], location, distance)) {
        break;
      }
      put(hole, locations[child], distances[child]);
      hole = child;
    }
    put(hole, location, distance);
  }

  /** Takes the farthest out to the end, again and again. */
  private void sort() {
    for (int last = found - 1; last > 0; last--) {
      int location = locations[last];
      long distance = distances[last];
      put(last, locations[0], distances[0]);
      siftDown(last, location, distance);
    }
  }

  private void put(int place, int location, long distance) {
    locations[place] = location;
    distances[place] = distance;
  }

  /** The n-th nearest location; n below what the search gave. */
  public int location(int n) {
    return locations[n];
  }

  /** Straight line to the n-th nearest location, in metres, rounded down. */
  public int distanceMetres(int n) {
    return Geography.metres(distances[n]);
  }
}

package io.zaiko.engine.stock;

import io.zaiko.engine.memory.OffHeapMemory;
import io.zaiko.engine.memory.StateHash;
import java.util.Arrays;
import org.agrona.MutableDirectBuffer;

/**
 * Regions and the locations in them, in the order of the locations' codes: a line of a reservation
 * that names a region is served in that order (rule 13). A region is there once a location named
 * it; ids count up from 0 in the order of first naming and are never reused, so a region may be
 * empty, and none is ever forgotten.
 *
 * <p>Engine thread only, but for {@link #find}. Lists grow on the heap: only definitions change
 * them.
 */
final class Regions {
  /** The region of a location that is in none. */
  static final int NONE = CodeTable.UNKNOWN;

  private static final int SALT = 0x4E6;
  private static final int FIRST_ROOM = 8;

  private final CodeTable names;
  private final CodeTable locations;
  private final StateHash stateHash;
  private final int[][] members;
  private final int[] sizes;

  /** As many regions as there may be locations, whose codes are given. */
  Regions(OffHeapMemory memory, int capacity, CodeTable locations, StateHash stateHash) {
    names = new CodeTable(memory, "region", capacity);
    this.locations = locations;
    this.stateHash = stateHash;
    members = new int[capacity][];
    sizes = new int[capacity];
  }

  /** Id of a region that some location named once, or NONE. Any thread, with a key of its own. */
  int find(CodeKey name) {
    return names.find(name);
  }

  boolean isFull() {
    return names.isFull();
  }

  /** Id of a region, made if nobody named it before; then there must be room. */
  int findOrCreate(CodeKey name, int length) {
    int known = names.find(name);
    if (known != NONE) {
      return known;
    }
    int region = names.add(name, length);
    members[region] = new int[FIRST_ROOM];
    names.publish(name, region);
    stateHash.replace(0, names.contribution(region, SALT));
    return region;
  }

  /** Number of regions ever named. */
  int count() {
    return names.count();
  }

  /** Copies the name of a region and returns its length. */
  int copyName(int region, MutableDirectBuffer to, int offset) {
    return names.copyCode(region, to, offset);
  }

  /** Number of locations in a region. */
  int size(int region) {
    return sizes[region];
  }

  /** The n-th location of a region by the bytes of its code; n below {@link #size}. */
  int member(int region, int n) {
    return members[region][n];
  }

  /** Takes a location, whose code is written already, from one region to another; either NONE. */
  void move(int location, int from, int to) {
    if (from == to) {
      return;
    }
    if (from != NONE) {
      remove(location, from);
    }
    if (to != NONE) {
      insert(location, to);
    }
  }

  private void insert(int location, int region) {
    int size = sizes[region];
    if (size == members[region].length) {
      members[region] = Arrays.copyOf(members[region], 2 * size);
    }
    int[] list = members[region];
    int place = placeOf(location, region);
    System.arraycopy(list, place, list, place + 1, size - place);
    list[place] = location;
    sizes[region] = size + 1;
  }

  private void remove(int location, int region) {
    int[] list = members[region];
    int place = placeOf(location, region);
    sizes[region]--;
    System.arraycopy(list, place + 1, list, place, sizes[region] - place);
  }

  /** How many members come before a location. */
  private int placeOf(int location, int region) {
    int low = 0;
    int high = sizes[region];
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (locations.compare(members[region][middle], location) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** What the names add to the state hash, from scratch; who is where is with the locations. */
  long recomputeHash() {
    long sum = 0;
    for (int region = 0; region < names.count(); region++) {
      sum += names.contribution(region, SALT);
    }
    return sum;
  }
}

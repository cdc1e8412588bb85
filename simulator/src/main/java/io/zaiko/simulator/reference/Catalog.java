package io.zaiko.simulator.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zaiko.protocol.Protocol;
import io.zaiko.simulator.action.Action;
import io.zaiko.simulator.action.Ref;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The SKUs and locations (rule 24). Handles count up from 0 and are never given twice. */
final class Catalog {
  /** A SKU or location as it was last defined. */
  private static class Entry {
    final String code;
    boolean deleted;

    Entry(String code) {
      this.code = code;
    }
  }

  private static final class Location extends Entry {
    int channels;
    int latitude = Protocol.NO_COORDINATE;
    int longitude = Protocol.NO_COORDINATE;
    String region = "";
    boolean suspended;
    final Map<Integer, Long> defaultSafety = new HashMap<>();

    Location(String code) {
      super(code);
    }
  }

  private final Limits limits;
  private final List<Entry> skus = new ArrayList<>();
  private final List<Location> locations = new ArrayList<>();

  /** Every region that was ever named. */
  private final Set<String> regions = new HashSet<>();

  Catalog(Limits limits) {
    this.limits = limits;
  }

  /** False if there is no room. */
  boolean define(Action.DefineSku define) {
    if (find(Ref.code(define.code()), skus).isPresent()) {
      return true;
    }
    return skus.size() < limits.skus() && skus.add(new Entry(define.code()));
  }

  /** False if there is no room. */
  boolean define(Action.DefineLocation define) {
    Optional<Integer> known = location(Ref.code(define.code()));
    boolean noRoomForIt = known.isEmpty() && locations.size() == limits.locations();
    if (noRoomForIt || !isRoomForRegion(define.region())) {
      return false;
    }
    regions.add(define.region());
    if (known.isEmpty()) {
      locations.add(new Location(define.code()));
    }
    Location location = locations.get(known.orElse(locations.size() - 1));
    location.channels = define.channels();
    location.latitude = define.latitude();
    location.longitude = define.longitude();
    location.region = define.region();
    return true;
  }

  /** There may be as many regions as locations, those that were left among them. */
  private boolean isRoomForRegion(String region) {
    return region.isEmpty()
        || regions.contains(region)
        || regions.stream().filter(named -> !named.isEmpty()).count() < limits.locations();
  }

  Optional<Integer> sku(Ref ref) {
    return find(ref, skus);
  }

  Optional<Integer> location(Ref ref) {
    return find(ref, locations);
  }

  private static Optional<Integer> find(Ref ref, List<? extends Entry> entries) {
    for (int handle = 0; handle < entries.size(); handle++) {
      Entry entry = entries.get(handle);
      boolean named =
          ref instanceof Ref.Handle given
              ? given.number() == handle
              : ref instanceof Ref.Code code && code.text().equals(entry.code);
      if (named && !entry.deleted) {
        return Optional.of(handle);
      }
    }
    return Optional.empty();
  }

  /** The pair that a line names, if both its SKU and its location are known. */
  Optional<Pair> pair(Ref sku, Ref location) {
    return sku(sku).flatMap(found -> location(location).map(at -> new Pair(found, at)));
  }

  /** The locations of a region as they are now, in the order of their codes' bytes (rule 13). */
  List<Integer> region(String code) {
    List<Integer> members = new ArrayList<>();
    for (int handle = 0; handle < locations.size(); handle++) {
      if (!locations.get(handle).deleted && locations.get(handle).region.equals(code)) {
        members.add(handle);
      }
    }
    Comparator<Integer> byCode =
        Comparator.comparing(
            handle -> locations.get(handle).code.getBytes(UTF_8), Arrays::compareUnsigned);
    members.sort(byCode);
    return members;
  }

  boolean isIn(int location, String region) {
    return locations.get(location).region.equals(region);
  }

  /** Every location serves the channel of transfers. */
  boolean serves(int location, int channel) {
    int mask = locations.get(location).channels;
    return mask == 0 || (mask >> channel & 1) == 1 || channel == limits.transferChannel();
  }

  boolean isSuspended(int location) {
    return locations.get(location).suspended;
  }

  void suspend(int location, boolean suspended) {
    locations.get(location).suspended = suspended;
  }

  void setDefaultSafety(int location, int channel, long quantity) {
    locations.get(location).defaultSafety.put(channel, quantity);
  }

  long defaultSafety(int location, int channel) {
    return locations.get(location).defaultSafety.getOrDefault(channel, 0L);
  }

  void deleteSku(int handle) {
    skus.get(handle).deleted = true;
  }

  void deleteLocation(int handle) {
    locations.get(handle).deleted = true;
  }

  boolean isSku(int handle) {
    return handle < skus.size() && !skus.get(handle).deleted;
  }

  boolean isLocation(int handle) {
    return handle < locations.size() && !locations.get(handle).deleted;
  }

  String skuCode(int handle) {
    return skus.get(handle).code;
  }

  String locationCode(int handle) {
    return locations.get(handle).code;
  }

  /** How many handles were given. */
  int skuCount() {
    return skus.size();
  }

  int locationCount() {
    return locations.size();
  }

  int latitude(int location) {
    return locations.get(location).latitude;
  }

  int longitude(int location) {
    return locations.get(location).longitude;
  }
}

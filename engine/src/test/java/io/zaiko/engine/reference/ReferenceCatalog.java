package io.zaiko.engine.reference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The SKUs and locations (rule 24), in the order in which they were first defined. */
final class ReferenceCatalog {
  private final Limits limits;
  private final List<String> skus = new ArrayList<>();
  private final List<String> locations = new ArrayList<>();
  private final Map<String, Integer> channelMasks = new HashMap<>();

  ReferenceCatalog(Limits limits) {
    this.limits = limits;
  }

  /** False if there is no room. */
  boolean defineSku(String code) {
    return define(code, skus, limits.skus());
  }

  /** False if there is no room. */
  boolean defineLocation(String code, int channels) {
    if (!define(code, locations, limits.locations())) {
      return false;
    }
    channelMasks.put(code, channels);
    return true;
  }

  private static boolean define(String code, List<String> codes, int capacity) {
    if (codes.contains(code)) {
      return true;
    }
    return codes.size() < capacity && codes.add(code);
  }

  Optional<String> sku(Ref ref) {
    return find(ref, skus);
  }

  Optional<String> location(Ref ref) {
    return find(ref, locations);
  }

  private static Optional<String> find(Ref ref, List<String> codes) {
    if (ref instanceof Ref.Handle handle) {
      boolean given = handle.number() >= 0 && handle.number() < codes.size();
      return given ? Optional.of(codes.get(handle.number())) : Optional.empty();
    }
    String text = ((Ref.Code) ref).text();
    return codes.contains(text) ? Optional.of(text) : Optional.empty();
  }

  /** The pair that a line names, if both its SKU and its location are known. */
  Optional<Pair> pair(Action.Line line) {
    return sku(line.sku())
        .flatMap(sku -> location(line.location()).map(location -> new Pair(sku, location)));
  }

  boolean serves(String location, int channel) {
    int mask = channelMasks.get(location);
    return mask == 0 || (mask >> channel & 1) == 1;
  }

  List<String> skus() {
    return skus;
  }

  List<String> locations() {
    return locations;
  }
}

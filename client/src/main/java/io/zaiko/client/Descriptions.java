package io.zaiko.client;

import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.CatalogKind;
import java.util.Arrays;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.IntHashSet;

/**
 * The codes of the handles in one answer: from the book where it has them, else asked for. If the
 * connection breaks meanwhile nothing comes of the asking: who still wants the codes makes a new
 * one. Event loop only.
 */
final class Descriptions {
  private final ServerLink link;
  private final Int2ObjectHashMap<String> skus = new Int2ObjectHashMap<>();
  private final Int2ObjectHashMap<String> locations = new Int2ObjectHashMap<>();
  private final IntHashSet missingSkus = new IntHashSet();
  private final IntHashSet missingLocations = new IntHashSet();
  private int outstanding;
  private Runnable then;

  Descriptions(ServerLink link) {
    this.link = link;
  }

  void needSku(int handle) {
    need(CatalogKind.SKU, handle, skus, missingSkus);
  }

  void needLocation(int handle) {
    need(CatalogKind.LOCATION, handle, locations, missingLocations);
  }

  private void need(
      CatalogKind kind, int handle, Int2ObjectHashMap<String> known, IntHashSet missing) {
    String code = link.codes().code(kind, handle);
    if (code == null) {
      missing.add(handle);
    } else {
      known.put(handle, code);
    }
  }

  void put(CatalogKind kind, int handle, String code) {
    (kind == CatalogKind.SKU ? skus : locations).put(handle, code);
  }

  /** Whether nothing has to be asked. */
  boolean areKnown() {
    return missingSkus.isEmpty() && missingLocations.isEmpty();
  }

  /** Asks for what is missing, and calls back once all that can be known is known. */
  void ask(Runnable callback) {
    then = callback;
    ask(CatalogKind.SKU, missingSkus);
    ask(CatalogKind.LOCATION, missingLocations);
  }

  private void ask(CatalogKind kind, IntHashSet missing) {
    int[] handles = missing.stream().mapToInt(Integer::intValue).sorted().toArray();
    for (int from = 0; from < handles.length; from += Protocol.MAX_CODES) {
      int to = Math.min(handles.length, from + Protocol.MAX_CODES);
      outstanding++;
      link.queryLane()
          .add(new PendingDescribe(link, kind, Arrays.copyOfRange(handles, from, to), this));
    }
  }

  /** One DESCRIBE was answered. */
  void answered() {
    outstanding--;
    if (outstanding == 0) {
      then.run();
    }
  }

  /**
   * The code of a SKU.
   *
   * @throws ZaikoProtocolException if the server does not know its own handle
   */
  String sku(int handle) {
    return known("SKU", skuIfKnown(handle), handle);
  }

  /**
   * The code of a location.
   *
   * @throws ZaikoProtocolException if the server does not know its own handle
   */
  String location(int handle) {
    return known("location", locationIfKnown(handle), handle);
  }

  /** The code of a SKU, empty if it is not known. */
  String skuIfKnown(int handle) {
    return skus.getOrDefault(handle, "");
  }

  /** The code of a location, empty if it is not known. */
  String locationIfKnown(int handle) {
    return locations.getOrDefault(handle, "");
  }

  private static String known(String kind, String code, int handle) {
    if (code.isEmpty()) {
      throw new ZaikoProtocolException(
          "The server answered with the handle "
              + handle
              + " of a "
              + kind
              + " that it cannot describe",
          null,
          null);
    }
    return code;
  }
}

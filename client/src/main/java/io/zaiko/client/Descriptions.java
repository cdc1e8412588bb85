package io.zaiko.client;

import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.CatalogKind;
import java.util.Arrays;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.IntHashSet;

/**
 * The codes of the handles in one answer: from the book where it has them, else asked for. Event
 * loop only.
 */
final class Descriptions {
  private final PendingQuery<?> query;
  private final Int2ObjectHashMap<String> skus = new Int2ObjectHashMap<>();
  private final Int2ObjectHashMap<String> locations = new Int2ObjectHashMap<>();
  private final IntHashSet missingSkus = new IntHashSet();
  private final IntHashSet missingLocations = new IntHashSet();
  private int outstanding;
  private Runnable then;

  Descriptions(PendingQuery<?> query) {
    this.query = query;
  }

  void needSku(int handle) {
    need(CatalogKind.SKU, handle, skus, missingSkus);
  }

  void needLocation(int handle) {
    need(CatalogKind.LOCATION, handle, locations, missingLocations);
  }

  private void need(
      CatalogKind kind, int handle, Int2ObjectHashMap<String> known, IntHashSet missing) {
    String code = query.link.codes().code(kind, handle);
    if (code == null) {
      missing.add(handle);
    } else {
      known.put(handle, code);
    }
  }

  void put(CatalogKind kind, int handle, String code) {
    (kind == CatalogKind.SKU ? skus : locations).put(handle, code);
  }

  /** Calls back once all that can be known is known; at once if nothing has to be asked. */
  void whenKnown(Runnable callback) {
    if (missingSkus.isEmpty() && missingLocations.isEmpty()) {
      callback.run();
      return;
    }
    then = callback;
    query.link.queries().describing(query);
    ask(CatalogKind.SKU, missingSkus);
    ask(CatalogKind.LOCATION, missingLocations);
  }

  private void ask(CatalogKind kind, IntHashSet missing) {
    int[] handles = missing.stream().mapToInt(Integer::intValue).sorted().toArray();
    for (int from = 0; from < handles.length; from += Protocol.MAX_CODES) {
      int to = Math.min(handles.length, from + Protocol.MAX_CODES);
      outstanding++;
      query
          .link
          .queryLane()
          .add(new PendingDescribe(query.link, kind, Arrays.copyOfRange(handles, from, to), this));
    }
  }

  /** One DESCRIBE was answered. */
  void answered() {
    outstanding--;
    // The query may have been asked anew, or given up, meanwhile: then it is not waiting for this.
    if (outstanding == 0 && query.isWaitingFor(this) && query.link.queries().described(query)) {
      then.run();
    }
  }

  String sku(int handle) {
    return known("SKU", skus, handle);
  }

  String location(int handle) {
    return known("location", locations, handle);
  }

  private String known(String kind, Int2ObjectHashMap<String> codes, int handle) {
    String code = codes.get(handle);
    if (code == null) {
      throw new ZaikoProtocolException(
          "The server answered "
              + query.describe()
              + " with the handle "
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

package io.zaiko.client;

import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.Text;
import io.zaiko.protocol.sbe.CatalogKind;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.Object2IntHashMap;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Which code has which handle, as far as this connection has learnt it. Belongs to one journal.
 * Codes without a handle are not remembered: they may be defined a moment later. Event loop only.
 */
final class CodeBook {
  /** Stands for a handle that is not known. */
  static final int UNKNOWN = -1;

  private final ServerLink link;
  private final Page skus;
  private final Page locations;
  private JournalId journal;

  CodeBook(ServerLink link, int capacity) {
    this.link = link;
    skus = new Page(capacity);
    locations = new Page(capacity);
  }

  /** A new connection: what was learnt holds if the server still serves the same journal. */
  void connected(JournalId served) {
    if (!served.equals(journal)) {
      skus.clear();
      locations.clear();
    }
    journal = served;
    skus.asking = false;
    locations.asking = false;
  }

  /** The handle of a code, or UNKNOWN. */
  int handle(CatalogKind kind, String code) {
    return page(kind).handles.getValue(code);
  }

  /** The code of a handle, or null. */
  String code(CatalogKind kind, int handle) {
    return page(kind).codes.get(handle);
  }

  void learn(CatalogKind kind, String code, int handle) {
    if (handle >= 0) {
      page(kind).put(code, handle);
    }
  }

  /** A handle has proved stale: its code was deleted, and perhaps defined again since. */
  void forget(CatalogKind kind, String code) {
    page(kind).remove(code);
  }

  /** The same by the handle. */
  void forget(CatalogKind kind, int handle) {
    String code = code(kind, handle);
    if (code != null) {
      page(kind).remove(code);
    }
  }

  /** Asks for the handle of a code, together with others, when this turn of the loop ends. */
  void want(CatalogKind kind, String code) {
    Page page = page(kind);
    if (page.capacity > 0 && page.wanted.size() < Protocol.MAX_CODES && isCode(code)) {
      page.wanted.add(code);
    }
  }

  /** One text that is no code would spoil the whole RESOLVE. */
  private static boolean isCode(String code) {
    UnsafeBuffer bytes = new UnsafeBuffer(code.getBytes(StandardCharsets.UTF_8));
    return Text.isCode(bytes, 0, bytes.capacity());
  }

  /** Puts what is wanted into the lane, unless an earlier asking is still under way. */
  void ask() {
    ask(CatalogKind.SKU, skus);
    ask(CatalogKind.LOCATION, locations);
  }

  private void ask(CatalogKind kind, Page page) {
    if (!page.asking && !page.wanted.isEmpty()) {
      page.asking = true;
      link.queryLane().add(new PendingResolve(link, kind, List.copyOf(page.wanted)));
      page.wanted.clear();
    }
  }

  /** The asking is over, however it ended. */
  void asked(CatalogKind kind) {
    page(kind).asking = false;
  }

  private Page page(CatalogKind kind) {
    return kind == CatalogKind.SKU ? skus : locations;
  }

  /** The codes of one kind. */
  private static final class Page {
    private final Object2IntHashMap<String> handles = new Object2IntHashMap<>(UNKNOWN);
    private final Int2ObjectHashMap<String> codes = new Int2ObjectHashMap<>();
    private final Set<String> wanted = new LinkedHashSet<>();
    private final int capacity;
    private boolean asking;

    Page(int capacity) {
      this.capacity = capacity;
    }

    void put(String code, int handle) {
      if (handles.size() >= capacity) {
        clear(); // what is in use comes back by itself
      }
      if (capacity > 0) {
        handles.put(code, handle);
        codes.put(handle, code);
      }
    }

    void remove(String code) {
      int handle = handles.removeKey(code);
      if (handle != UNKNOWN) {
        codes.remove(handle);
      }
    }

    void clear() {
      handles.clear();
      codes.clear();
    }
  }
}

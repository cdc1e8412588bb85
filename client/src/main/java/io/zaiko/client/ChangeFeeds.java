package io.zaiko.client;

import io.zaiko.protocol.sbe.ChangesDecoder;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.agrona.collections.Long2ObjectHashMap;

/** The subscriptions of one link. Event loop only. */
final class ChangeFeeds {
  private final ServerLink link;
  private final Set<ChangeFeed> feeds = new LinkedHashSet<>();
  private final Long2ObjectHashMap<ChangeFeed> byId = new Long2ObjectHashMap<>();

  ChangeFeeds(ServerLink link) {
    this.link = link;
  }

  /** Takes up a feed; it begins as soon as there is a connection. */
  void add(ChangeFeed feed) {
    feeds.add(feed);
    if (link.isReady()) {
      feed.connected(link.welcome().journal());
    }
  }

  void remove(ChangeFeed feed) {
    feeds.remove(feed);
  }

  /** The server tells of changes under this id. */
  void opened(long correlationId, ChangeFeed feed) {
    byId.put(correlationId, feed);
  }

  /** Tells the server that a feed is wanted no more; what is under way is not looked at. */
  void unsubscribe(long correlationId) {
    if (byId.remove(correlationId) != null && link.isReady()) {
      int length = link.queryEncoder().unsubscribe(correlationId);
      link.outbox().add(link.queryEncoder().buffer().byteArray(), length);
    }
  }

  /** One message of changes. */
  void told(ChangesDecoder message) {
    ChangeFeed feed = byId.get(message.correlationId());
    if (feed != null) {
      feed.told(message);
    }
  }

  void connected() {
    for (ChangeFeed feed : List.copyOf(feeds)) {
      feed.connected(link.welcome().journal());
    }
  }

  void disconnected() {
    byId.clear();
    feeds.forEach(ChangeFeed::disconnected);
  }

  void close() {
    for (ChangeFeed feed : List.copyOf(feeds)) {
      feed.closed();
    }
  }
}

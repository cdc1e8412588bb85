package io.zaiko.client;

import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.Band;
import io.zaiko.protocol.sbe.ChangeKind;
import io.zaiko.protocol.sbe.ChangesDecoder;
import io.zaiko.protocol.sbe.ResultCode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One subscription: turns what the server tells into codes, in order, and goes on where it was when
 * the connection has been made again.
 *
 * <p>Messages whose codes have to be asked for wait here, and those behind them; when too many do,
 * the feed unsubscribes, tells what it has, and subscribes again from there. Event loop only, but
 * for {@link #cancel} and {@link #toldSequence}.
 */
final class ChangeFeed {
  /** Messages that may wait for codes; each is at most a frame long. */
  static final int MOST_WAITING = 16;

  private static final Logger LOG = LoggerFactory.getLogger(ChangeFeed.class);

  private final ServerLink link;
  private final SubscribeRequest request;
  private final ChangeListener listener;
  private final ArrayDeque<Batch> waiting = new ArrayDeque<>();
  private JournalId journal;
  private PendingSubscribe asking;
  private long correlationId;
  private SubscriptionEnd comingEnd;
  private boolean ended;
  private volatile long toldSequence;

  ChangeFeed(ServerLink link, SubscribeRequest request, ChangeListener listener) {
    this.link = link;
    this.request = request;
    this.listener = Objects.requireNonNull(listener, "listener");
    this.toldSequence = request.fromSequence();
  }

  SubscribeRequest request() {
    return request;
  }

  /** Everything up to here has been told; any thread. */
  long toldSequence() {
    return toldSequence;
  }

  /** Ends the subscription; any thread. */
  void cancel() {
    link.onLoop(() -> end(ResultCode.OK, ""));
  }

  /** The client was closed. */
  void closed() {
    end(ResultCode.OK, "The client was closed");
  }

  /** There is a connection. */
  void connected(JournalId served) {
    if (journal != null && !served.equals(journal)) {
      end(
          ResultCode.RESUME_TOO_OLD,
          "The server now serves another journal, " + served + " instead of " + journal);
      return;
    }
    journal = served;
    subscribe();
  }

  private void subscribe() {
    if (asking != null && asking.state() != Pending.State.DONE) {
      return; // it has not been sent yet
    }
    try {
      link.welcome().channelIndex(request.channel());
    } catch (IllegalArgumentException e) {
      end(ResultCode.MALFORMED, e.getMessage());
      return;
    }
    PendingSubscribe question = new PendingSubscribe(link, this);
    asking = question;
    question.lane().add(question);
  }

  /** The connection is gone; what was not told will be told anew. */
  void disconnected() {
    correlationId = 0;
    waiting.clear();
    comingEnd = null;
  }

  /** The server's answer to SUBSCRIBE. */
  void answered(ResultCode code, long id) {
    if (code != ResultCode.OK) {
      end(code, "");
      return;
    }
    link.feeds().opened(id, this);
    correlationId = id;
    if (ended) {
      unsubscribe(); // cancelled while it was under way
    }
  }

  private void unsubscribe() {
    link.feeds().unsubscribe(correlationId);
    correlationId = 0;
  }

  /** One message of changes. */
  void told(ChangesDecoder message) {
    if (message.code() != ResultCode.OK) {
      comingEnd = new SubscriptionEnd(message.code(), 0, "");
      tell();
      return;
    }
    if (waiting.size() == MOST_WAITING) {
      unsubscribe();
      return;
    }
    Batch batch = Batch.read(message, link);
    waiting.add(batch);
    if (batch.codes.areKnown()) {
      batch.known = true;
    } else {
      batch.codes.ask(
          () -> {
            batch.known = true;
            tell();
          });
    }
    tell();
  }

  /** Tells what can be told, in order. */
  private void tell() {
    while (!ended && !waiting.isEmpty() && waiting.peekFirst().known) {
      tell(waiting.pollFirst());
    }
    if (ended || !waiting.isEmpty()) {
      return;
    }
    if (comingEnd != null) {
      end(comingEnd.code(), comingEnd.reason());
    } else if (correlationId == 0 && link.isReady()) {
      subscribe(); // it had to give up for a while
    }
  }

  private void tell(Batch batch) {
    try {
      List<Change> changes = batch.describe(link.welcome());
      if (!changes.isEmpty()) {
        listener.onChanges(changes);
      }
      toldSequence = Math.max(toldSequence, batch.sequence);
    } catch (ZaikoProtocolException e) {
      end(ResultCode.MALFORMED, e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("A listener to changes failed; its subscription ends", e);
      end(ResultCode.OK, "The listener failed: " + e);
    }
  }

  /** Ends the subscription, if it has not ended yet. */
  void end(ResultCode code, String reason) {
    if (ended) {
      return;
    }
    ended = true;
    waiting.clear();
    if (correlationId != 0) {
      unsubscribe();
    }
    if (asking != null && asking.state() == Pending.State.WAITING) {
      asking.end(); // not sent yet: the lane drops it
    }
    link.feeds().remove(this);
    try {
      listener.onEnd(new SubscriptionEnd(code, toldSequence, reason));
    } catch (RuntimeException e) {
      LOG.error("A listener to changes failed when it was told of the end", e);
    }
  }

  /** The changes of one message, in handles. */
  private static final class Batch {
    private final long sequence;
    private final Descriptions codes;
    private final List<Entry> entries = new ArrayList<>();
    private boolean known;

    private Batch(long sequence, Descriptions codes) {
      this.sequence = sequence;
      this.codes = codes;
    }

    static Batch read(ChangesDecoder message, ServerLink link) {
      Batch batch = new Batch(message.sequence(), new Descriptions(link));
      for (ChangesDecoder.EntriesDecoder entry : message.entries()) {
        batch.entries.add(Entry.read(entry));
        batch.codes.needSku(entry.sku());
        batch.codes.needLocation(entry.location());
      }
      return batch;
    }

    List<Change> describe(Welcome server) {
      List<Change> changes = new ArrayList<>(entries.size());
      for (Entry entry : entries) {
        changes.add(entry.describe(codes, server));
      }
      return changes;
    }
  }

  /** One change, in handles. */
  private record Entry(
      long sequence,
      ChangeKind kind,
      int sku,
      int location,
      int channel,
      int ats,
      int sellable,
      int reserved,
      Band band,
      Band bandBefore,
      String reservationId) {
    static Entry read(ChangesDecoder.EntriesDecoder entry) {
      return new Entry(
          entry.sequence(),
          entry.kind(),
          entry.sku(),
          entry.location(),
          entry.channel(),
          entry.ats(),
          entry.sellable(),
          entry.reserved(),
          entry.band(),
          entry.bandBefore(),
          entry.reservationId());
    }

    Change describe(Descriptions codes, Welcome server) {
      boolean overdue = kind == ChangeKind.PICKUP_OVERDUE;
      boolean forChannel = channel != Protocol.NO_CHANNEL && !overdue;
      return new Change(
          sequence,
          kind,
          codes.sku(sku),
          codes.location(location),
          server.channelName(channel),
          ChannelView.units(forChannel, ats),
          sellable,
          reserved,
          ChannelView.band(forChannel, band),
          ChannelView.band(kind == ChangeKind.BAND, bandBefore),
          reservationId);
    }
  }
}

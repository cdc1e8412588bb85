package io.zaiko.client;

import io.zaiko.protocol.sbe.ResultCode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.agrona.DirectBuffer;
import org.agrona.collections.Long2ObjectHashMap;

/** The questions that were asked and are unanswered, by correlation id. Event loop only. */
final class QueryBook {
  private final ServerLink link;
  private final Long2ObjectHashMap<PendingQuery<?>> byId = new Long2ObjectHashMap<>();

  /** Questions that were answered in handles and wait for their codes. */
  private final Set<PendingQuery<?>> describing = new LinkedHashSet<>();

  /** Questions that were answered OVERLOADED and are to be asked again a little later. */
  private final Set<PendingQuery<?>> paused = new LinkedHashSet<>();

  private long lastCorrelationId;

  QueryBook(ServerLink link) {
    this.link = link;
  }

  void send(PendingQuery<?> query) {
    forget(query);
    query.correlationId(++lastCorrelationId);
    int length;
    try {
      length = query.encodeNow(link.queryEncoder(), query.correlationId());
    } catch (IllegalArgumentException e) {
      query.fail(e);
      return;
    }
    if (length > link.welcome().maxMessageLength()) {
      query.fail(
          new IllegalArgumentException(
              query.describe() + " takes " + length + " bytes, more than a message carries"));
      return;
    }
    byId.put(query.correlationId(), query);
    link.counters().questionsSent.increment();
    link.outbox().add(link.queryEncoder().buffer().byteArray(), length);
    query.sent(System.nanoTime());
  }

  /** One message of an answer. */
  void answered(long correlationId, int templateId, DirectBuffer message) {
    PendingQuery<?> query = byId.get(correlationId);
    if (query == null) {
      link.counters().strayAnswers.increment();
    } else if (query.onAnswer(templateId, message)) {
      over(query);
      if (query.isToBeAskedByCode()) {
        query.restart();
        query.state(Pending.State.WAITING);
        query.lane().addFirst(query);
      }
    }
  }

  /** The server could not read or serve a question. */
  void refused(long correlationId, ResultCode code, String reason) {
    PendingQuery<?> query = byId.get(correlationId);
    if (query == null) {
      link.counters().strayAnswers.increment();
      return;
    }
    over(query);
    if (query.state() == Pending.State.ON_THE_WIRE && query.pauseFor(code)) {
      paused.add(query);
    } else {
      query.refused(code, reason);
    }
  }

  private void over(PendingQuery<?> query) {
    forget(query);
    query.lane().answered();
  }

  /** The answer is here, but it names handles whose codes have to be asked for first. */
  void describing(PendingQuery<?> query) {
    query.state(Pending.State.PAUSED);
    describing.add(query);
  }

  /** Whether a query still waits for codes; it does not any more. */
  boolean described(PendingQuery<?> query) {
    return describing.remove(query);
  }

  /** Whether a query is still paused; it is not any more. */
  boolean resume(PendingQuery<?> query) {
    return paused.remove(query);
  }

  void forget(PendingQuery<?> query) {
    byId.remove(query.correlationId(), query);
  }

  /** The connection is gone: everything on its wire is asked again on the next one. */
  void disconnected(ZaikoProtocolException violation) {
    for (PendingQuery<?> query : takeAll()) {
      if (query.state() == Pending.State.ABANDONED || query.isInternal()) {
        query.end();
      } else if (violation != null && query.violated() > 1) {
        query.fail(violation);
      } else {
        query.restart();
        query.state(Pending.State.WAITING);
        link.counters().repeated.increment();
        query.lane().add(query);
      }
    }
  }

  private List<PendingQuery<?>> takeAll() {
    List<PendingQuery<?>> all = new ArrayList<>(byId.values());
    all.addAll(describing);
    all.addAll(paused);
    byId.clear();
    describing.clear();
    paused.clear();
    return all;
  }

  /**
   * Tells the callers of overdue questions.
   *
   * @return the time that the longest unanswered question was sent, or {@code nowNanos}
   */
  long sweep(long nowNanos) {
    long oldest = nowNanos;
    List<PendingQuery<?>> overdue = new ArrayList<>();
    for (PendingQuery<?> query : byId.values()) {
      if (query.sentNanos() - oldest < 0) {
        oldest = query.sentNanos();
      }
      if (query.state() == Pending.State.ON_THE_WIRE && query.isOverdue(nowNanos)) {
        overdue.add(query);
      }
    }
    for (PendingQuery<?> query : overdue) {
      query.abandon(link.noAnswer(query));
    }
    for (PendingQuery<?> query : List.copyOf(describing)) {
      if (query.isOverdue(nowNanos)) {
        describing.remove(query);
        query.fail(link.noAnswer(query));
      }
    }
    return oldest;
  }

  /** Fails every question that is not waiting in a lane. */
  void close(Function<Pending<?>, ZaikoException> failure) {
    for (PendingQuery<?> query : takeAll()) {
      if (query.state() == Pending.State.ABANDONED) {
        query.end();
      } else {
        query.fail(failure.apply(query));
      }
    }
  }
}

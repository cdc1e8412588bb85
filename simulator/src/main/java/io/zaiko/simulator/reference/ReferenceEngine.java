package io.zaiko.simulator.reference;

import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.simulator.action.Action;
import io.zaiko.simulator.action.Action.Origin;
import io.zaiko.simulator.reference.Answer.Endangered;
import io.zaiko.simulator.reference.Answer.Reply;
import java.util.List;
import java.util.Optional;

/**
 * Zaiko once more, on plain collections, as slow and as plain as can be: what the real engine is
 * measured against. Written from the domain's rules and docs/reference/semantics.md; shares no
 * class with the engine. Not thread safe.
 */
public final class ReferenceEngine {
  private final Moment now = new Moment();
  private final Counts counts = new Counts();
  private final Feed feed = new Feed(now);
  private final Reservations reservations;
  private final Sessions sessions;
  private final Devices devices;
  private final Execution execution;
  private final Questions questions;

  public ReferenceEngine(Limits limits) {
    Catalog catalog = new Catalog(limits);
    Bands bands = new Bands(limits);
    Stock stock = new Stock(limits, catalog, counts, bands, feed);
    reservations = new Reservations(limits, stock, feed, now);
    sessions = new Sessions(limits);
    devices = new Devices(limits);
    Endangerment endangerment = new Endangerment(stock, reservations);
    Facts facts = new Facts(catalog, stock, devices);
    execution =
        new Execution(
            new Settings(catalog, stock, counts, bands, reservations, now),
            new FactCommands(catalog, stock, counts, reservations, facts, endangerment, now),
            new Selling(catalog, stock, reservations, facts, endangerment),
            new Reserving(limits, catalog, stock, reservations, now),
            new Lifecycle(limits, catalog, stock, reservations, now),
            new Reallocating(catalog, stock, reservations),
            new Transfers(limits, catalog, stock, reservations),
            new TransferFacts(limits, catalog, stock, reservations, endangerment));
    questions = new Questions(limits, catalog, stock, counts, reservations, devices, endangerment);
  }

  /**
   * Applies one record of the journal.
   *
   * @param time microseconds, never below that of the record before
   */
  public Answer apply(long sequence, long time, Action action) {
    now.advance(sequence, time);
    reservations.doDue();
    reservations.forgetOld();
    counts.dropOld(time);
    if (action instanceof Action.Register register) {
      return sessions.register(register, sequence, time);
    }
    if (action instanceof Action.Tick) {
      return reply(Outcome.ok(), 0);
    }
    Optional<Reply> byIdentity = sessions.answerByIdentity(action, sequence, time);
    if (byIdentity.isPresent()) {
      return byIdentity.get();
    }
    Reply reply = run(action);
    sessions.remember(action, reply);
    return reply;
  }

  private Reply run(Action action) {
    Origin origin = action.origin();
    Optional<ResultCode> byDevice = devices.refusal(origin);
    if (byDevice.isPresent()) {
      return reply(Outcome.refused(byDevice.get()), 0);
    }
    Outcome outcome = action.accept(execution);
    boolean tellsGaps = outcome.code() == ResultCode.OK && origin.hasDevice();
    return reply(outcome, tellsGaps ? devices.missing(origin.device()).size() : 0);
  }

  private Reply reply(Outcome outcome, int deviceGaps) {
    List<Endangered> all = outcome.endangered();
    int named = Math.min(all.size(), Protocol.MAX_ENDANGERED_NAMED);
    return new Reply(
        outcome.code(),
        now.sequence(),
        now.time(),
        false,
        outcome.oversellsOpened(),
        deviceGaps,
        outcome.lines(),
        all.size(),
        List.copyOf(all.subList(0, named)));
  }

  /** What may be asked. */
  public Questions questions() {
    return questions;
  }

  /** Ids of the live sessions, the one used longest ago first. */
  public List<Long> liveSessions() {
    return sessions.live();
  }

  /** What a change feed tells, from the beginning. */
  public List<Feed.Change> changes() {
    return feed.changes();
  }
}

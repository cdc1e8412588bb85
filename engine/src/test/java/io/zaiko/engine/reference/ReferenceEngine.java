package io.zaiko.engine.reference;

import io.zaiko.engine.reference.Answer.Reply;
import io.zaiko.protocol.sbe.ReservationState;
import io.zaiko.protocol.sbe.ResultCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Zaiko once more, on plain collections, as slow and as plain as can be: what the real engine is
 * measured against. Written from the domain's rules and docs/reference/semantics.md; shares no
 * class with the engine.
 */
public final class ReferenceEngine {
  /** Asks for no channel. */
  public static final int NO_CHANNEL = 255;

  private final ReferenceCatalog catalog;
  private final ReferenceStock stock;
  private final ReferenceReservations reservations;
  private final ReferenceSessions sessions;
  private final ReferenceFacts facts;
  private final ReferenceRequests requests;

  public ReferenceEngine(Limits limits) {
    catalog = new ReferenceCatalog(limits);
    stock = new ReferenceStock(limits, catalog);
    reservations = new ReferenceReservations(limits, stock);
    sessions = new ReferenceSessions(limits);
    facts = new ReferenceFacts(limits, catalog, stock, reservations);
    requests = new ReferenceRequests(limits, catalog, stock, reservations);
  }

  /**
   * Applies one record of the journal.
   *
   * @param time microseconds, never below that of the record before
   */
  public Answer apply(long sequence, long time, Action action) {
    reservations.expireDue(time);
    if (action instanceof Action.Register register) {
      return sessions.register(register, sequence, time);
    }
    if (action instanceof Action.Tick) {
      return new Reply(ResultCode.OK, sequence, time, false, 0, List.of());
    }
    Optional<Reply> byIdentity = sessions.answerByIdentity(action, sequence, time);
    if (byIdentity.isPresent()) {
      return byIdentity.get();
    }
    Outcome outcome = action.accept(new Execution(time));
    Reply reply =
        new Reply(
            outcome.code(), sequence, time, false, outcome.oversellsOpened(), outcome.lines());
    sessions.remember(action, reply);
    return reply;
  }

  /** Runs a command at a time. */
  private final class Execution implements Action.Visitor<Outcome> {
    private final long time;

    Execution(long time) {
      this.time = time;
    }

    @Override
    public Outcome onRegister(Action.Register register) {
      throw new IllegalArgumentException("needs no identity");
    }

    @Override
    public Outcome onTick(Action.Tick tick) {
      throw new IllegalArgumentException("needs no identity");
    }

    @Override
    public Outcome onDefineSku(Action.DefineSku define) {
      return requests.defineSku(define);
    }

    @Override
    public Outcome onDefineLocation(Action.DefineLocation define) {
      return requests.defineLocation(define);
    }

    @Override
    public Outcome onSetSafety(Action.SetSafety set) {
      return requests.setSafety(set);
    }

    @Override
    public Outcome onReceive(Action.Receive receive) {
      return facts.receive(receive);
    }

    @Override
    public Outcome onSell(Action.Sell sell) {
      return facts.sell(sell);
    }

    @Override
    public Outcome onReturn(Action.Return returned) {
      return facts.goodsBack(returned);
    }

    @Override
    public Outcome onAdjust(Action.Adjust adjust) {
      return facts.adjust(adjust);
    }

    @Override
    public Outcome onCount(Action.Count count) {
      return facts.count(count);
    }

    @Override
    public Outcome onReserve(Action.Reserve reserve) {
      return requests.reserve(reserve, time);
    }

    @Override
    public Outcome onCommit(Action.Commit commit) {
      return requests.commit(commit.reservation());
    }

    @Override
    public Outcome onStage(Action.Stage stage) {
      return requests.stage(stage.reservation());
    }

    @Override
    public Outcome onUnstage(Action.Unstage unstage) {
      return requests.unstage(unstage.reservation());
    }

    @Override
    public Outcome onFulfil(Action.Fulfil fulfil) {
      return requests.fulfil(fulfil);
    }

    @Override
    public Outcome onShorten(Action.Shorten shorted) {
      return requests.shorten(shorted);
    }

    @Override
    public Outcome onRelease(Action.Release release) {
      return requests.release(release);
    }

    @Override
    public Outcome onExtend(Action.Extend extend) {
      return requests.extend(extend, time);
    }
  }

  /** One SKU at one location. */
  public Answer.Stock stock(Ref sku, Ref location, int channel) {
    if (catalog.sku(sku).isEmpty()) {
      return Answer.Stock.unknown(ResultCode.UNKNOWN_SKU);
    }
    if (catalog.location(location).isEmpty()) {
      return Answer.Stock.unknown(ResultCode.UNKNOWN_LOCATION);
    }
    return stock(new Pair(catalog.sku(sku).get(), catalog.location(location).get()), channel);
  }

  private Answer.Stock stock(Pair pair, int channel) {
    return channel == NO_CHANNEL
        ? Answer.stock(0, 0, stock.record(pair))
        : Answer.stock(stock.ats(pair, channel), stock.safety(pair, channel), stock.record(pair));
  }

  /**
   * What may be promised of a pair: ATS of the channel, or without one ATF that is not negative.
   */
  private long promisable(Pair pair, int channel) {
    return channel == NO_CHANNEL ? Math.max(0, stock.record(pair).atf()) : stock.ats(pair, channel);
  }

  /** One SKU at every location with a record of it. */
  public Answer.Everywhere everywhere(Ref sku, int channel) {
    Optional<String> code = catalog.sku(sku);
    if (code.isEmpty()) {
      return new Answer.Everywhere(ResultCode.UNKNOWN_SKU, 0, Map.of());
    }
    Map<String, Answer.Stock> locations = new LinkedHashMap<>();
    long networkAts = 0;
    for (Pair pair : stock.records().keySet()) {
      if (pair.sku().equals(code.get())) {
        locations.put(pair.location(), stock(pair, channel));
        networkAts += promisable(pair, channel);
      }
    }
    return new Answer.Everywhere(ResultCode.OK, networkAts, locations);
  }

  /** Several lines, each against the ATS of its own pair. */
  public Answer.Basket basket(List<Action.Line> lines, int channel) {
    Map<Pair, Long> asked = new HashMap<>();
    for (Action.Line line : lines) {
      catalog.pair(line).ifPresent(pair -> asked.merge(pair, line.quantity(), Long::sum));
    }
    boolean available = true;
    List<Answer.BasketLine> answers = new ArrayList<>();
    for (Action.Line line : lines) {
      Optional<Pair> pair = catalog.pair(line);
      ResultCode code = stock(line.sku(), line.location(), channel).code();
      long ats = pair.isPresent() ? promisable(pair.get(), channel) : 0;
      available &= pair.isPresent() && asked.get(pair.get()) <= ats;
      answers.add(new Answer.BasketLine(ats, code));
    }
    return new Answer.Basket(available, answers);
  }

  /** A reservation by its id. */
  public Answer.Reservation reservation(String id) {
    Optional<Reservation> found = reservations.find(id);
    if (found.isEmpty()) {
      return new Answer.Reservation(
          ResultCode.UNKNOWN_RESERVATION, ReservationState.NULL_VAL, NO_CHANNEL, 0, List.of());
    }
    Reservation reservation = found.get();
    List<Answer.ReservationLine> lines = new ArrayList<>();
    reservation.lines.forEach(
        (pair, line) ->
            lines.add(
                new Answer.ReservationLine(
                    pair.sku(),
                    pair.location(),
                    line.requested,
                    line.open,
                    line.fulfilled,
                    line.released,
                    line.expired,
                    line.shorted)));
    return new Answer.Reservation(
        ResultCode.OK, reservation.state, reservation.channel, reservation.expiresAt, lines);
  }

  /** Ids of the live sessions, the one used longest ago first. */
  public List<Long> liveSessions() {
    return sessions.live();
  }

  /** Ids of the reservations kept, in no particular order. */
  public List<String> reservationIds() {
    List<String> ids = new ArrayList<>();
    reservations.all().forEach(reservation -> ids.add(reservation.id));
    return ids;
  }

  /** Codes of the SKUs in the order of their handles; so with the locations. */
  public List<String> skus() {
    return List.copyOf(catalog.skus());
  }

  public List<String> locations() {
    return List.copyOf(catalog.locations());
  }

  /** When the next hold expires; Long.MAX_VALUE if none ever does. */
  public long nextDeadline() {
    long next = Long.MAX_VALUE;
    for (Reservation reservation : reservations.all()) {
      next =
          reservation.state == ReservationState.HELD ? Math.min(next, reservation.expiresAt) : next;
    }
    return next;
  }
}

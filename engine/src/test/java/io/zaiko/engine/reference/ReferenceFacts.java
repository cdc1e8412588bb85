package io.zaiko.engine.reference;

import io.zaiko.engine.reference.Action.Line;
import io.zaiko.engine.reference.Answer.LineReply;
import io.zaiko.protocol.sbe.Bucket;
import io.zaiko.protocol.sbe.Disposition;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.protocol.sbe.SellPolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What happened in the world (rule 7): tried out on a copy of the stock, kept if it fits. */
final class ReferenceFacts {
  private final Limits limits;
  private final ReferenceCatalog catalog;
  private final ReferenceStock stock;
  private final ReferenceReservations reservations;

  /** What one line does to the record of its pair. */
  private interface Effect {
    void apply(StockRecord record, long quantity);
  }

  ReferenceFacts(
      Limits limits,
      ReferenceCatalog catalog,
      ReferenceStock stock,
      ReferenceReservations reservations) {
    this.limits = limits;
    this.catalog = catalog;
    this.stock = stock;
    this.reservations = reservations;
  }

  Outcome receive(Action.Receive receive) {
    return record(receive.lines(), (record, units) -> record.add(Bucket.SELLABLE, units));
  }

  Outcome sell(Action.Sell sell) {
    if (sell.policy() == SellPolicy.ENFORCE) {
      List<LineReply> falling = linesBeyondAtf(sell.lines());
      if (!falling.isEmpty()) {
        return Outcome.refused(ResultCode.INSUFFICIENT, falling);
      }
    }
    return record(sell.lines(), (record, units) -> record.add(Bucket.SELLABLE, -units));
  }

  Outcome adjust(Action.Adjust adjust) {
    return record(adjust.lines(), (record, units) -> record.add(Bucket.SELLABLE, units));
  }

  Outcome count(Action.Count count) {
    if (count.cut() != 0) {
      return Outcome.refused(ResultCode.CUT_NOT_AVAILABLE);
    }
    return record(count.lines(), (record, units) -> record.set(count.bucket(), units));
  }

  Outcome goodsBack(Action.Return returned) {
    Bucket bucket = bucket(returned.disposition());
    Outcome recorded = record(returned.lines(), (record, units) -> record.add(bucket, units));
    if (recorded.code() != ResultCode.OK || returned.reservation().isEmpty()) {
      return recorded;
    }
    List<LineReply> listed = new ArrayList<>(recorded.lines());
    for (int i = 0; i < returned.lines().size(); i++) {
      Line line = returned.lines().get(i);
      Optional<Pair> pair = catalog.pair(line);
      if (pair.isPresent()
          && !reservations.takeBack(returned.reservation(), pair.get().sku(), line.quantity())) {
        listed.add(new LineReply(i, ResultCode.UNREFERENCED, line.quantity()));
      }
    }
    listed.sort(Comparator.comparingInt(LineReply::line));
    return new Outcome(ResultCode.OK, recorded.oversellsOpened(), listed);
  }

  private static Bucket bucket(Disposition disposition) {
    return switch (disposition) {
      case QUALITY_CHECK -> Bucket.QUALITY_CONTROL;
      case RESELLABLE -> Bucket.SELLABLE;
      case DAMAGED -> Bucket.DAMAGED;
      case NULL_VAL -> throw new IllegalArgumentException("no disposition");
    };
  }

  /** Applies the known lines in order, on a copy that is kept if it is within all limits. */
  private Outcome record(List<Line> lines, Effect effect) {
    Map<Pair, StockRecord> tried = stock.copyOfRecords();
    List<LineReply> unmatched = new ArrayList<>();
    int oversellsOpened = 0;
    boolean beyondLimit = false;
    for (int i = 0; i < lines.size(); i++) {
      long quantity = lines.get(i).quantity();
      Optional<Pair> pair = catalog.pair(lines.get(i));
      if (pair.isEmpty()) {
        unmatched.add(new LineReply(i, ResultCode.UNMATCHED, quantity));
      } else if (quantity != 0 || tried.containsKey(pair.get())) {
        StockRecord record = tried.computeIfAbsent(pair.get(), made -> new StockRecord());
        long atfBefore = record.atf();
        effect.apply(record, quantity);
        beyondLimit |= record.isBeyondLimit();
        oversellsOpened += atfBefore >= 0 && record.atf() < 0 ? 1 : 0;
      }
    }
    if (tried.size() > limits.stock()) {
      return Outcome.refused(ResultCode.CAPACITY_EXCEEDED);
    }
    if (beyondLimit) {
      return Outcome.refused(ResultCode.LIMIT_EXCEEDED);
    }
    stock.replaceRecords(tried);
    return new Outcome(ResultCode.OK, oversellsOpened, unmatched);
  }

  /** The lines of the pairs of which a sale wants more than ATF (rule 8). */
  private List<LineReply> linesBeyondAtf(List<Line> lines) {
    Map<Pair, Long> wanted = new HashMap<>();
    for (Line line : lines) {
      catalog.pair(line).ifPresent(pair -> wanted.merge(pair, line.quantity(), Long::sum));
    }
    List<LineReply> listed = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Optional<Pair> pair = catalog.pair(lines.get(i));
      if (pair.isPresent()) {
        long atf = stock.record(pair.get()).atf();
        if (wanted.get(pair.get()) > atf) {
          listed.add(new LineReply(i, ResultCode.INSUFFICIENT, Math.max(0, atf)));
        }
      }
    }
    return listed;
  }
}

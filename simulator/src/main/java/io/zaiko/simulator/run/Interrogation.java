package io.zaiko.simulator.run;

import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.StockFilter;
import io.zaiko.simulator.action.Action;
import io.zaiko.simulator.action.Ref;
import io.zaiko.simulator.generate.Universe;
import io.zaiko.simulator.reference.Answer;
import io.zaiko.simulator.reference.Answer.ReservationLine;
import io.zaiko.simulator.reference.Pair;
import io.zaiko.simulator.reference.Questions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Asks both engines everything there is to ask, and adds up what must add up. */
final class Interrogation {
  private static final String NEVER_DEFINED = "never defined";
  private static final int RECENT_HANDLES = 12;
  private static final List<StockFilter> FILTERS =
      List.of(StockFilter.ALL, StockFilter.OVERSOLD, StockFilter.LOW);

  private final Questions reference;
  private final CommandDispatcher dispatcher;
  private final EngineAnswers readers;
  private final RingAnswers ring;
  private final List<Long> position;

  Interrogation(Questions reference, CommandDispatcher dispatcher, long sequence, long time) {
    this.reference = reference;
    this.dispatcher = dispatcher;
    readers = new EngineAnswers(dispatcher);
    ring = new RingAnswers(dispatcher);
    position = List.of(sequence, time);
  }

  /**
   * @param ids every reservation id that was ever sent
   * @param devices so with devices
   */
  void askEverything(Set<String> ids, Set<String> devices) {
    Difference.unlessEqual(position, readers.position(), () -> "position that readers see");
    compareCatalog();
    List<Ref> skus = refs(reference.skus());
    for (int channel = 0; channel <= reference.channelCount(); channel++) {
      int asked = channel == reference.channelCount() ? Protocol.NO_CHANNEL : channel;
      skus.forEach(sku -> compareStock(sku, asked));
    }
    compareBaskets();
    compareNearest();
    compareStockLists();
    compareReservations(ids);
    compareLists(skus);
    for (String device : devices) {
      Answer.Device known = reference.device(device);
      List<Long> first = known.missing().stream().limit(Protocol.MAX_LINES).toList();
      Difference.unlessEqual(
          new Answer.Device(known.highest(), known.lowest(), first),
          ring.device(device, position),
          () -> device);
    }
    Difference.unlessEqual(
        dispatcher.recomputeDigest(), dispatcher.digest(), () -> "digest and its recomputation");
    Difference.unlessEqual(
        dispatcher.recomputeStateHash(),
        dispatcher.stateHash(),
        () -> "state hash and its recomputation");
  }

  /** The latest handles, deleted ones among them, and a code that never was. */
  private static List<Ref> refs(List<String> codes) {
    List<Ref> refs = new ArrayList<>();
    for (int handle = Math.max(0, codes.size() - RECENT_HANDLES);
        handle <= codes.size();
        handle++) {
      refs.add(Ref.handle(handle));
    }
    refs.add(Ref.code(NEVER_DEFINED));
    return refs;
  }

  private void compareCatalog() {
    Difference.unlessEqual(reference.skus().size(), readers.skuCount(), () -> "SKUs");
    Difference.unlessEqual(
        reference.locations().size(), readers.locationCount(), () -> "locations");
    for (int handle = 0; handle < reference.skus().size(); handle++) {
      String code = reference.skus().get(handle);
      if (!code.isEmpty()) {
        Difference.unlessEqual(code, readers.skuCode(handle), () -> "code of a SKU");
        Difference.unlessEqual(handle, readers.skuHandle(code), () -> code);
      }
    }
    for (int handle = 0; handle < reference.locations().size(); handle++) {
      String code = reference.locations().get(handle);
      if (!code.isEmpty()) {
        Difference.unlessEqual(code, readers.locationCode(handle), () -> "code of a location");
        Difference.unlessEqual(handle, readers.locationHandle(code), () -> code);
      }
    }
    Difference.unlessEqual("", readers.skuCode(readers.skuCount()), () -> "no such handle");
    Difference.unlessEqual("", readers.locationCode(-1), () -> "no such handle");
  }

  private void compareStock(Ref sku, int channel) {
    for (Ref location : refs(reference.locations())) {
      Difference.unlessEqual(
          reference.stock(sku, location, channel),
          readers.stock(sku, location, channel),
          () -> sku + " at " + location + " for channel " + channel);
    }
    Difference.unlessEqual(
        reference.everywhere(sku, channel, ""),
        readers.everywhere(sku, channel),
        () -> sku + " everywhere for channel " + channel);
    for (String region : Universe.REGIONS) {
      Difference.unlessEqual(
          reference.everywhere(sku, channel, region),
          readers.everywhere(sku, channel, region),
          () -> sku + " in region " + region + " for channel " + channel);
    }
  }

  private void compareBaskets() {
    List<Action.Line> lines = new ArrayList<>();
    for (Ref sku : refs(reference.skus())) {
      for (Ref location : refs(reference.locations())) {
        lines.add(new Action.Line(sku, location, 1));
      }
    }
    for (int channel : new int[] {0, Protocol.NO_CHANNEL}) {
      Difference.unlessEqual(
          reference.basket(lines, channel).lines(),
          readers.basketLines(lines, channel),
          () -> "basket");
    }
  }

  /** Around where the locations are, and from the other side of the earth. */
  private void compareNearest() {
    List<Answer.NearQuestion> questions =
        List.of(
            new Answer.NearQuestion(35_500_000, 139_500_000, 0, 1, 3),
            new Answer.NearQuestion(35_000_000, 139_000_000, 50_000, 1, 100),
            new Answer.NearQuestion(35_900_000, 139_100_000, 0, 5, 1),
            new Answer.NearQuestion(-35_500_000, -40_500_000, 0, 2, 100),
            new Answer.NearQuestion(89_999_999, 180_000_000, 0, 1, 2));
    for (int sku = Math.max(0, reference.skus().size() - RECENT_HANDLES);
        sku < reference.skus().size();
        sku++) {
      for (int channel : new int[] {0, Protocol.NO_CHANNEL}) {
        for (Answer.NearQuestion question : questions) {
          Difference.unlessEqual(
              reference.nearest(sku, channel, question),
              readers.nearest(sku, channel, question),
              () -> "nearest, " + question + " for channel " + channel);
        }
      }
    }
  }

  private void compareStockLists() {
    for (int at = 0; at < reference.locations().size(); at++) {
      for (StockFilter filter : FILTERS) {
        int location = at;
        // A list of what is low is always that of a channel.
        if (!reference.locations().get(at).isEmpty()) {
          Difference.unlessEqual(
              reference.list(at, 0, filter),
              readers.list(at, 0, filter),
              () -> "list " + filter + " of location " + location);
        }
      }
    }
  }

  /** Every reservation ever asked for, also those forgotten; then rules 10 and 2 over all. */
  private void compareReservations(Set<String> ids) {
    Map<Pair, Long> open = new HashMap<>();
    for (String id : ids) {
      Answer.Reservation answer = ring.reservation(id, position);
      Difference.unlessEqual(reference.reservation(id), answer, () -> "reservation " + id);
      for (ReservationLine line : answer.lines()) {
        checkLine(id, line);
        open.merge(new Pair(line.sku(), line.location()), line.open(), Long::sum);
      }
    }
    for (int sku = 0; sku < reference.skus().size(); sku++) {
      for (int at = 0; at < reference.locations().size(); at++) {
        Pair pair = new Pair(sku, at);
        Difference.unlessEqual(
            open.getOrDefault(pair, 0L),
            readers.reserved(sku, at),
            () -> "rule 2: reserved is the sum of what is open, " + pair);
      }
    }
  }

  private static void checkLine(String id, ReservationLine line) {
    long sum = line.open() + line.fulfilled() + line.released() + line.expired() + line.shorted();
    boolean positive =
        line.open() >= 0
            && line.fulfilled() >= 0
            && line.released() >= 0
            && line.expired() >= 0
            && line.shorted() >= 0;
    Difference.unless(positive && line.requested() == sum, () -> "rule 10: " + id + " " + line);
  }

  private void compareLists(List<Ref> skus) {
    for (int at = 0; at < reference.locations().size(); at++) {
      int location = at;
      if (reference.locations().get(at).isEmpty()) {
        continue;
      }
      Difference.unlessEqual(
          sorted(reference.openReservations(at)),
          sorted(ring.openReservations(at, position)),
          () -> "open reservations of location " + location);
      for (int sku = 0; sku < reference.skus().size(); sku++) {
        if (skus.contains(Ref.handle(sku)) && !reference.skus().get(sku).isEmpty()) {
          Difference.unlessEqual(
              reference.endangered(Ref.handle(sku), Ref.handle(at)),
              ring.endangered(sku, at, position),
              () -> "endangered at location " + location);
        }
      }
    }
  }

  /** Pages come in an order of the engine's own. */
  private static List<Answer.OpenLine> sorted(List<Answer.OpenLine> lines) {
    return lines.stream()
        .sorted(
            java.util.Comparator.comparing(Answer.OpenLine::id)
                .thenComparingInt(Answer.OpenLine::sku))
        .toList();
  }
}

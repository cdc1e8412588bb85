package io.zaiko.simulator.reference;

import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.simulator.action.Action;
import io.zaiko.simulator.action.Action.Line;
import io.zaiko.simulator.action.Ref;
import io.zaiko.simulator.reference.Answer.LineReply;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Works out who gets what of a RESERVE, without changing anything (rules 12 and 13). */
final class Granting {
  /** What a line with choices gets where, and what falls short if it must have all. */
  private record Served(Map<Integer, Long> places, long units) {}

  private final Catalog catalog;
  private final Stock stock;
  private final Action.Reserve reserve;
  private final Optional<Reservation> old;

  /** What is left of the ATS of each pair. */
  private final Map<Pair, Long> left = new LinkedHashMap<>();

  private final Map<Pair, Long> granted = new LinkedHashMap<>();

  /** Units asked for at each pair by lines with a location. */
  private final Map<Pair, Long> asked = new LinkedHashMap<>();

  /** By number of the line. */
  private final Map<Integer, Served> served = new LinkedHashMap<>();

  Granting(Catalog catalog, Stock stock, Action.Reserve reserve, Optional<Reservation> old) {
    this.catalog = catalog;
    this.stock = stock;
    this.reserve = reserve;
    this.old = old;
  }

  private boolean isPartial() {
    return reserve.options().partial();
  }

  private static boolean hasChoices(Line line) {
    return line.location() instanceof Ref.AnyOf || line.location() instanceof Ref.Region;
  }

  private Pair pair(Line line) {
    return catalog.pair(line.sku(), line.location()).orElseThrow();
  }

  /** ATS of a pair as if the old reservation were released. */
  private long ats(Pair pair) {
    long back = old.map(reservation -> reservation.open(pair)).orElse(0L);
    boolean sameChannel = old.isPresent() && old.get().channel == reserve.channel();
    return stock.ats(pair, reserve.channel(), back, sameChannel ? back : 0);
  }

  private long left(Pair pair) {
    return left.computeIfAbsent(pair, this::ats);
  }

  private void take(Pair pair, long units) {
    if (units > 0) {
      left.put(pair, left(pair) - units);
      granted.merge(pair, units, Long::sum);
    }
  }

  void grantLinesWithALocation() {
    for (Line line : reserve.lines()) {
      if (!hasChoices(line)) {
        asked.merge(pair(line), line.quantity(), Long::sum);
      }
    }
    asked.forEach((pair, units) -> take(pair, Math.min(units, left(pair))));
  }

  void grantLinesWithChoices() {
    for (int i = 0; i < reserve.lines().size(); i++) {
      Line line = reserve.lines().get(i);
      if (hasChoices(line)) {
        int sku = catalog.sku(line.sku()).orElseThrow();
        Served serving =
            reserve.options().split()
                ? split(sku, line.quantity(), choices(line))
                : whole(sku, line.quantity(), choices(line));
        served.put(i, serving);
        if (serving.units() == line.quantity() || isPartial()) {
          serving.places().forEach((at, units) -> take(new Pair(sku, at), units));
        }
      }
    }
  }

  /** Where a line may be served now, in order. */
  private List<Integer> choices(Line line) {
    List<Integer> all =
        line.location() instanceof Ref.AnyOf anyOf
            ? anyOf.locations().stream().map(at -> catalog.location(at).orElseThrow()).toList()
            : catalog.region(((Ref.Region) line.location()).code());
    return all.stream()
        .filter(at -> !catalog.isSuspended(at) && catalog.serves(at, reserve.channel()))
        .toList();
  }

  private Served split(int sku, long wanted, List<Integer> choices) {
    Map<Integer, Long> places = new LinkedHashMap<>();
    long units = 0;
    for (int at : choices) {
      long here = places.containsKey(at) ? 0 : Math.min(wanted - units, left(new Pair(sku, at)));
      if (here > 0) {
        places.put(at, here);
        units += here;
      }
    }
    return new Served(places, units);
  }

  private Served whole(int sku, long wanted, List<Integer> choices) {
    Optional<Integer> firstWithAll =
        choices.stream().filter(at -> left(new Pair(sku, at)) >= wanted).findFirst();
    long most = choices.stream().mapToLong(at -> left(new Pair(sku, at))).max().orElse(0);
    Optional<Integer> chosen =
        firstWithAll.or(
            () ->
                choices.stream()
                    .filter(at -> left(new Pair(sku, at)) == most && most > 0)
                    .findFirst());
    long units = Math.min(wanted, most);
    return new Served(chosen.map(at -> Map.of(at, units)).orElse(Map.of()), units);
  }

  /** The lines that make the whole command INSUFFICIENT; none if it is not. */
  List<LineReply> linesRefused() {
    boolean nothing = granted.isEmpty();
    return (isPartial() && !nothing) ? List.of() : linesShort(nothing && isPartial());
  }

  private List<LineReply> linesShort(boolean all) {
    List<LineReply> listed = new ArrayList<>();
    for (int i = 0; i < reserve.lines().size(); i++) {
      Line line = reserve.lines().get(i);
      boolean choice = hasChoices(line);
      long most = choice ? served.get(i).units() : ats(pair(line));
      if (all || most < (choice ? line.quantity() : asked.get(pair(line)))) {
        listed.add(new LineReply(i, ResultCode.INSUFFICIENT, most));
      }
    }
    return listed;
  }

  Map<Pair, Long> granted() {
    return granted;
  }

  /** PARTIAL for what got less than asked, and where lines with choices were placed. */
  List<LineReply> linesToTell() {
    Map<Pair, Long> unshared = new LinkedHashMap<>();
    asked.forEach((pair, units) -> unshared.put(pair, Math.min(units, ats(pair))));
    List<LineReply> told = new ArrayList<>();
    for (int i = 0; i < reserve.lines().size(); i++) {
      Line line = reserve.lines().get(i);
      boolean choice = hasChoices(line);
      long got =
          choice ? served.get(i).units() : Math.min(line.quantity(), unshared.get(pair(line)));
      if (!choice) {
        unshared.merge(pair(line), -got, Long::sum);
      }
      if (got < line.quantity()) {
        told.add(new LineReply(i, ResultCode.PARTIAL, got));
      }
      if (choice) {
        int number = i;
        served
            .get(i)
            .places()
            .forEach((at, units) -> told.add(new LineReply(number, ResultCode.PLACED, units, at)));
      }
    }
    told.sort(Comparator.comparingInt(LineReply::line));
    return told;
  }
}

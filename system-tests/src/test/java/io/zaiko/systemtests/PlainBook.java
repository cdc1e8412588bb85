package io.zaiko.systemtests;

import io.zaiko.systemtests.Prediction.Fate;
import io.zaiko.systemtests.Prediction.Level;
import io.zaiko.systemtests.Prediction.Pair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Stock and reservations on plain maps: takes the rows that a trace must have, one by one, and says
 * what a server must make of them. Written from the rules, with nothing of the product.
 *
 * <p>Rows side by side with the same command and reference are one command. Reservations are all or
 * nothing (rule 12), facts are recorded whatever there is (rule 7).
 */
final class PlainBook {
  private static final int MOST_LINES = 256;
  private static final String OK = "OK";

  private final Map<Pair, long[]> stock = new HashMap<>(); // sellable, reserved
  private final Map<String, Reservation> reservations = new HashMap<>();
  private final Map<String, Fate> refusedReservations = new HashMap<>();
  private final Map<String, Long> refused = new TreeMap<>();
  private Command building = new Command("", "", List.of());
  private long rows;
  private long commands;
  private long oversellsOpened;

  private record Line(Pair pair, long units) {}

  private record Command(String verb, String reference, List<Line> lines) {}

  private static final class Reservation {
    private String state = "HELD";
    private final Map<Pair, Long> requested = new LinkedHashMap<>();
    private final Map<Pair, Long> open = new LinkedHashMap<>();
    private long fulfilled;
    private long released;

    /** Everything is closed: FULFILLED if anything was fulfilled, else RELEASED (rule 11). */
    void closeIfEmpty() {
      if (sum(open) == 0) {
        state = fulfilled > 0 ? "FULFILLED" : "RELEASED";
      }
    }

    Fate fate() {
      return new Fate(state, sum(requested), sum(open), fulfilled, released);
    }
  }

  private static long sum(Map<Pair, Long> units) {
    return units.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Takes a row about so many units of a pair. */
  void row(String verb, String reference, Pair pair, long units) {
    rows++;
    join(verb, reference);
    building.lines().add(new Line(pair, units));
  }

  /** Takes a row about all of a reservation. */
  void whole(String verb, String reference) {
    rows++;
    join(verb, reference);
  }

  private void join(String verb, String reference) {
    if (!building.verb().equals(verb) || !building.reference().equals(reference)) {
      apply();
      building = new Command(verb, reference, new ArrayList<>());
    }
  }

  /** Ends the last command and says what must have come of them all. */
  Prediction predict() {
    apply();
    building = new Command("", "", List.of());
    Map<Pair, Level> levels = new HashMap<>();
    stock.forEach((pair, units) -> levels.put(pair, new Level(units[0], units[1])));
    Map<String, Fate> fates = new HashMap<>(refusedReservations);
    reservations.forEach((id, reservation) -> fates.put(id, reservation.fate()));
    return new Prediction(rows, OptionalLong.of(commands), refused, oversellsOpened, levels, fates);
  }

  private void apply() {
    if (building.verb().isEmpty()) {
      return;
    }
    commands++;
    String code = building.lines().size() > MOST_LINES ? "TOO_MANY_LINES" : answer(building);
    if (!code.equals(OK)) {
      refused.merge(code, 1L, Long::sum);
    }
  }

  private String answer(Command command) {
    return switch (command.verb()) {
      case "receive", "return", "adjust" -> fact(command, 1);
      case "sell" -> fact(command, -1);
      case "reserve" -> reserve(command);
      case "commit" -> commit(command);
      case "fulfil" -> fulfil(command);
      case "release" -> release(command);
      default -> throw new IllegalStateException("no rule for " + command.verb());
    };
  }

  private String fact(Command command, int sign) {
    for (Line line : command.lines()) {
      long before = free(line.pair());
      units(line.pair())[0] += sign * line.units();
      if (before >= 0 && free(line.pair()) < 0) {
        oversellsOpened++;
      }
    }
    return OK;
  }

  private String reserve(Command command) {
    if (reservations.containsKey(command.reference())) {
      return "ALREADY_EXISTS";
    }
    Reservation reservation = new Reservation();
    command.lines().forEach(line -> add(reservation.requested, line));
    for (Map.Entry<Pair, Long> asked : reservation.requested.entrySet()) {
      if (asked.getValue() > free(asked.getKey())) {
        refusedReservations.put(command.reference(), Fate.REFUSED);
        return "INSUFFICIENT";
      }
    }
    reservation.requested.forEach((pair, units) -> units(pair)[1] += units);
    reservation.open.putAll(reservation.requested);
    reservations.put(command.reference(), reservation);
    return OK;
  }

  private String commit(Command command) {
    Reservation reservation = reservations.get(command.reference());
    if (reservation == null) {
      return "UNKNOWN_RESERVATION";
    }
    if (!reservation.state.equals("HELD")) {
      return "ILLEGAL_STATE";
    }
    reservation.state = "COMMITTED";
    return OK;
  }

  private String fulfil(Command command) {
    Reservation reservation = reservations.get(command.reference());
    if (reservation == null) {
      return "UNKNOWN_RESERVATION";
    }
    if (!reservation.state.equals("COMMITTED")) {
      return "ILLEGAL_STATE";
    }
    reservation.open.forEach(
        (pair, units) -> {
          units(pair)[0] -= units;
          units(pair)[1] -= units;
        });
    reservation.fulfilled += sum(reservation.open);
    reservation.open.clear();
    reservation.closeIfEmpty();
    return OK;
  }

  private String release(Command command) {
    Reservation reservation = reservations.get(command.reference());
    if (reservation == null) {
      return "UNKNOWN_RESERVATION";
    }
    if (!reservation.state.equals("HELD") && !reservation.state.equals("COMMITTED")) {
      return "ILLEGAL_STATE";
    }
    Map<Pair, Long> asked = new LinkedHashMap<>();
    command.lines().forEach(line -> add(asked, line));
    for (Map.Entry<Pair, Long> line : asked.entrySet()) {
      if (line.getValue() > reservation.open.getOrDefault(line.getKey(), 0L)) {
        return "INSUFFICIENT";
      }
    }
    asked.forEach(
        (pair, units) -> {
          reservation.open.merge(pair, -units, Long::sum);
          reservation.released += units;
          units(pair)[1] -= units;
        });
    reservation.closeIfEmpty();
    return OK;
  }

  private static void add(Map<Pair, Long> units, Line line) {
    units.merge(line.pair(), line.units(), Long::sum);
  }

  private long[] units(Pair pair) {
    return stock.computeIfAbsent(pair, any -> new long[2]);
  }

  private long free(Pair pair) {
    long[] units = units(pair);
    return units[0] - units[1];
  }
}

package io.zaiko.simulator.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every answer that the engine can give, by command; codes of lines begin with a slash. */
final class PossibleAnswers {
  static final String OVERSELL = "oversell opened";
  static final String ENDANGERED = "endangered named";
  static final String DEVICE_GAPS = "device gaps";

  private static final String CAPACITY = "CAPACITY_EXCEEDED";
  private static final String LIMIT = "LIMIT_EXCEEDED";
  private static final String NO_SKU = "UNKNOWN_SKU";
  private static final String NO_LOCATION = "UNKNOWN_LOCATION";
  private static final String NO_RESERVATION = "UNKNOWN_RESERVATION";
  private static final String EXISTS = "ALREADY_EXISTS";
  private static final String SUSPENDED = "LOCATION_SUSPENDED";
  private static final String DISABLED = "CHANNEL_DISABLED";
  private static final String EXPIRED = "EXPIRED";
  private static final String ILLEGAL = "ILLEGAL_STATE";
  private static final String SHORT_OF = "INSUFFICIENT";

  /** The answers of each command. */
  static final Map<String, List<String>> BY_COMMAND = Collections.unmodifiableMap(all());

  private PossibleAnswers() {}

  private static Map<String, List<String>> all() {
    Map<String, List<String>> answers = new TreeMap<>();
    answers.put("REGISTER", List.of("OK"));
    answers.put("TICK", List.of("OK"));
    putSettings(answers);
    putFacts(answers);
    putReservations(answers);
    putTransfers(answers);
    return answers;
  }

  /** Answers of a command of a session: those by identity go before all others. */
  private static void put(
      Map<String, List<String>> answers, String command, List<String> codes, String... more) {
    List<String> all = new ArrayList<>(codes);
    all.addAll(List.of(more));
    all.addAll(
        List.of("OK", "SESSION_EXPIRED", "REQUEST_TOO_OLD", "IDEMPOTENCY_CONFLICT", "repeated"));
    answers.put(command, List.copyOf(all));
  }

  /** A code of the command together with the same code of some of its lines. */
  private static List<String> withLines(String... codes) {
    List<String> all = new ArrayList<>();
    for (String code : codes) {
      all.add(code);
      all.add("/" + code);
    }
    return all;
  }

  private static void putSettings(Map<String, List<String>> answers) {
    put(answers, "DEFINE_SKU", List.of(CAPACITY));
    put(answers, "DEFINE_LOCATION", List.of(CAPACITY));
    put(answers, "SET_SAFETY", List.of(NO_SKU, NO_LOCATION, CAPACITY));
    put(answers, "SET_QUOTA", List.of(NO_SKU, NO_LOCATION, CAPACITY));
    put(answers, "SET_BANDS", List.of(NO_SKU, CAPACITY));
    put(answers, "SUSPEND", List.of(NO_LOCATION));
    put(answers, "REOPEN", List.of(NO_LOCATION));
    put(answers, "DELETE", List.of(NO_SKU, NO_LOCATION, ILLEGAL));
    put(answers, "COUNT_OPEN", List.of(NO_LOCATION, ILLEGAL));
    put(answers, "COUNT_CLOSE", List.of(NO_LOCATION, ILLEGAL));
    put(answers, "MOVE", withLines(NO_SKU, NO_LOCATION, SHORT_OF), LIMIT);
  }

  private static void putFacts(Map<String, List<String>> answers) {
    List<String> fact = List.of("/UNMATCHED", CAPACITY, LIMIT);
    List<String> late = new ArrayList<>(fact);
    late.addAll(
        List.of("DUPLICATE_FACT", "DEVICE_SEQUENCE_TOO_OLD", "/ALREADY_COUNTED", DEVICE_GAPS));
    put(answers, "RECEIVE", late);
    put(answers, "ADJUST", late, OVERSELL, ENDANGERED);
    put(answers, "RETURN", late, "/UNREFERENCED");
    put(
        answers,
        "SELL",
        late,
        "/REDEEM_PARTIAL",
        SUSPENDED,
        "/" + SUSPENDED,
        SHORT_OF,
        "/" + SHORT_OF,
        OVERSELL,
        ENDANGERED);
    put(answers, "COUNT", fact, "STALE", "/STALE", "CUT_NOT_AVAILABLE", OVERSELL, ENDANGERED);
  }

  private static void putReservations(Map<String, List<String>> answers) {
    put(
        answers,
        "RESERVE",
        withLines(NO_SKU, NO_LOCATION, SUSPENDED, DISABLED, SHORT_OF),
        NO_RESERVATION,
        EXISTS,
        EXPIRED,
        ILLEGAL,
        CAPACITY,
        "/PARTIAL",
        "/PLACED");
    List<String> move = List.of(NO_RESERVATION, EXPIRED, ILLEGAL);
    put(answers, "COMMIT", move);
    put(answers, "STAGE", move);
    put(answers, "UNSTAGE", move);
    put(answers, "EXTEND", move);
    List<String> close = new ArrayList<>(withLines(NO_SKU, NO_LOCATION, SHORT_OF));
    close.addAll(move);
    put(answers, "RELEASE", close);
    put(answers, "FULFIL", close, LIMIT);
    put(answers, "SHORT", close, LIMIT);
    List<String> reallocate =
        new ArrayList<>(withLines(NO_SKU, NO_LOCATION, SUSPENDED, DISABLED, SHORT_OF));
    reallocate.addAll(move);
    put(answers, "REALLOCATE", reallocate, CAPACITY, LIMIT);
  }

  private static void putTransfers(Map<String, List<String>> answers) {
    put(
        answers,
        "TRANSFER_REQUEST",
        withLines(NO_SKU, SHORT_OF),
        NO_LOCATION,
        EXISTS,
        SUSPENDED,
        DISABLED,
        ILLEGAL,
        CAPACITY);
    put(answers, "TRANSFER_CANCEL", List.of(NO_RESERVATION, ILLEGAL));
    List<String> fact = List.of("/UNMATCHED", NO_RESERVATION, CAPACITY, LIMIT);
    put(answers, "TRANSFER_DISPATCH", fact, OVERSELL, ENDANGERED);
    put(answers, "TRANSFER_RECEIVE", fact);
    put(answers, "TRANSFER_CLOSE", fact);
  }
}

package io.zaiko.engine.history;

import io.zaiko.engine.reference.Action;
import io.zaiko.engine.reference.Answer;
import io.zaiko.engine.reference.Answer.LineReply;
import io.zaiko.protocol.sbe.ResultCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts how often each kind of command got each kind of answer. */
final class Coverage {
  private static final String OVERSELL = "oversell opened";
  private static final String REFERENCED = "referenced";
  private static final String NO_LINES = "lines used up";

  /** Every answer that is possible so far, by command; codes of lines behind the slash. */
  private static final Map<String, List<String>> REACHABLE = reachable();

  private static final List<String> BY_IDENTITY =
      List.of("SESSION_EXPIRED", "REQUEST_TOO_OLD", "IDEMPOTENCY_CONFLICT", "repeated");

  private final Map<String, Map<String, Integer>> counts = new TreeMap<>();

  private static Map<String, List<String>> reachable() {
    Map<String, List<String>> codes = new TreeMap<>();
    codes.put("Register", List.of("OK"));
    codes.put("Tick", List.of("OK"));
    codes.put("DefineSku", List.of("OK", "CAPACITY_EXCEEDED"));
    codes.put("DefineLocation", List.of("OK", "CAPACITY_EXCEEDED"));
    codes.put("SetSafety", List.of("OK", "UNKNOWN_SKU", "UNKNOWN_LOCATION", "CAPACITY_EXCEEDED"));
    List<String> fact = List.of("OK", "/UNMATCHED", "CAPACITY_EXCEEDED", "LIMIT_EXCEEDED");
    codes.put("Receive", fact);
    codes.put("Adjust", with(fact, OVERSELL));
    codes.put("Sell", with(fact, "INSUFFICIENT", "/INSUFFICIENT", OVERSELL));
    codes.put("Return", with(fact, "/UNREFERENCED", REFERENCED));
    codes.put(
        "Count", List.of("OK", "/UNMATCHED", "CAPACITY_EXCEEDED", "CUT_NOT_AVAILABLE", OVERSELL));
    codes.put(
        "Reserve",
        List.of(
            "OK",
            "/PARTIAL",
            "UNKNOWN_SKU",
            "/UNKNOWN_SKU",
            "UNKNOWN_LOCATION",
            "/UNKNOWN_LOCATION",
            "ALREADY_EXISTS",
            "CHANNEL_DISABLED",
            "/CHANNEL_DISABLED",
            "INSUFFICIENT",
            "/INSUFFICIENT",
            "CAPACITY_EXCEEDED",
            NO_LINES));
    List<String> move = List.of("OK", "UNKNOWN_RESERVATION", "EXPIRED", "ILLEGAL_STATE");
    codes.put("Commit", move);
    codes.put("Stage", move);
    codes.put("Unstage", move);
    codes.put("Extend", move);
    List<String> close =
        with(
            move,
            "UNKNOWN_SKU",
            "/UNKNOWN_SKU",
            "UNKNOWN_LOCATION",
            "/UNKNOWN_LOCATION",
            "INSUFFICIENT",
            "/INSUFFICIENT");
    codes.put("Release", close);
    codes.put("Fulfil", with(close, "LIMIT_EXCEEDED"));
    codes.put("Shorten", with(close, "LIMIT_EXCEEDED"));
    return codes;
  }

  private static List<String> with(List<String> codes, String... more) {
    List<String> all = new ArrayList<>(codes);
    all.addAll(List.of(more));
    return all;
  }

  /** Counts an answer that was given in a kind of world. */
  void count(Action action, Answer answer, Profile profile) {
    String command = action.getClass().getSimpleName();
    if (answer instanceof Answer.Reply reply) {
      add(command, reply.repeated() ? "repeated" : reply.code().name());
      reply.lines().stream()
          .map(LineReply::code)
          .distinct()
          .forEach(code -> add(command, "/" + code));
      if (reply.oversellsOpened() > 0) {
        add(command, OVERSELL);
      }
      if (action instanceof Action.Reserve
          && reply.code() == ResultCode.CAPACITY_EXCEEDED
          && profile.hasAmpleReservations()) {
        add(command, NO_LINES);
      }
      if (action instanceof Action.Return returned && isReferenced(returned, reply)) {
        add(command, REFERENCED);
      }
    } else {
      add(command, ResultCode.OK.name());
    }
  }

  /** Whether some line of a return was taken from the reservation that it names. */
  private static boolean isReferenced(Action.Return returned, Answer.Reply reply) {
    return reply.code() == ResultCode.OK
        && !returned.reservation().isEmpty()
        && reply.lines().size() < returned.lines().size();
  }

  private void add(String command, String answer) {
    counts.computeIfAbsent(command, first -> new TreeMap<>()).merge(answer, 1, Integer::sum);
  }

  /** What should have been met but was not, as "command answer". */
  List<String> notMet() {
    List<String> missing = new ArrayList<>();
    REACHABLE.forEach(
        (command, answers) -> {
          List<String> expected = new ArrayList<>(answers);
          if (!command.equals("Register") && !command.equals("Tick")) {
            expected.addAll(BY_IDENTITY);
          }
          expected.removeAll(counts.getOrDefault(command, Map.of()).keySet());
          expected.forEach(answer -> missing.add(command + " " + answer));
        });
    return missing;
  }

  /** What was met although it is not listed as possible. */
  List<String> notExpected() {
    List<String> surprising = new ArrayList<>();
    counts.forEach(
        (command, answers) -> {
          List<String> met = new ArrayList<>(answers.keySet());
          met.removeAll(REACHABLE.getOrDefault(command, List.of()));
          met.removeAll(BY_IDENTITY);
          met.forEach(answer -> surprising.add(command + " " + answer));
        });
    return surprising;
  }

  /** One line for each command. */
  @Override
  public String toString() {
    StringBuilder table = new StringBuilder();
    counts.forEach(
        (command, answers) -> table.append(String.format("%-15s %s%n", command, answers)));
    return table.toString();
  }
}

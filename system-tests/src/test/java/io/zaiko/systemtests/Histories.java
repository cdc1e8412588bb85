package io.zaiko.systemtests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Random histories against one server, checked one by one. What was found goes to a file of JSON
 * lines, one for each history, if one is given; what is in there already is not done again.
 */
final class Histories {
  private static final Pattern DONE = Pattern.compile("\"history\":(\\d+),\"seed\":(-?\\d+),");

  private final int port;
  private final long seed;
  private final Path results;
  private final List<String> problems = new ArrayList<>();
  private int checked;
  private int unknown;

  /**
   * @param results takes the results; null = nobody needs them
   */
  Histories(int port, long seed, Path results) {
    this.port = port;
    this.seed = seed;
    this.results = results;
  }

  /**
   * Carries out and checks histories 0 to {@code count} − 1.
   *
   * @param stopAtProblem whether the first one that is not linearizable is enough
   */
  void run(int count, boolean stopAtProblem) throws Exception {
    Set<Integer> done = doneBefore();
    try (HistoryClients clients = new HistoryClients(port)) {
      for (int number = 0; number < count; number++) {
        if (!done.contains(number)) {
          check(clients, number);
        }
        if (stopAtProblem && !problems.isEmpty()) {
          return;
        }
      }
    }
  }

  /** Histories that were not linearizable, in full. */
  List<String> problems() {
    return problems;
  }

  /** Histories that this run carried out. */
  int checked() {
    return checked;
  }

  /** Operations in them whose outcome stayed unknown. */
  int unknown() {
    return unknown;
  }

  private void check(HistoryClients clients, int number) throws Exception {
    HistoryPlan plan = new HistoryPlan(seed, number);
    List<List<SkuEvent>> history = clients.run(plan, "h" + seed + "-" + number);
    int configurations = 0;
    boolean isLinearizable = true;
    for (List<SkuEvent> events : history) {
      LinearizabilityChecker checker = new LinearizabilityChecker(events);
      SkuState initial = SkuState.of(HistoryPlan.INITIAL_UNITS, HistoryPlan.RESERVATIONS);
      if (!checker.isLinearizable(initial)) {
        isLinearizable = false;
        problems.add("history " + number + " of seed " + seed + ":\n" + inOrder(events));
      }
      configurations += checker.configurations();
    }
    checked++;
    write(number, history, configurations, isLinearizable);
  }

  private static String inOrder(List<SkuEvent> events) {
    StringBuilder text = new StringBuilder();
    events.stream()
        .sorted(Comparator.comparingLong(SkuEvent::invokedNanos))
        .forEach(event -> text.append(event).append('\n'));
    return text.toString();
  }

  private void write(
      int number, List<List<SkuEvent>> history, int configurations, boolean isLinearizable)
      throws IOException {
    int operations = history.stream().mapToInt(List::size).sum();
    long givenUp = history.stream().flatMap(List::stream).filter(SkuEvent::isUnknown).count();
    unknown += (int) givenUp;
    if (results == null) {
      return;
    }
    String line =
        String.format(
            Locale.ROOT,
            "{\"history\":%d,\"seed\":%d,\"skus\":%d,\"operations\":%d,\"unknown\":%d,"
                + "\"overlapping\":%d,\"configurations\":%d,\"linearizable\":%b}%n",
            number,
            seed,
            history.size(),
            operations,
            givenUp,
            history.stream().mapToInt(Histories::overlapping).sum(),
            configurations,
            isLinearizable);
    Files.writeString(
        results,
        line,
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /** Pairs of operations on one SKU that were under way at the same time. */
  private static int overlapping(List<SkuEvent> events) {
    int pairs = 0;
    for (int i = 0; i < events.size(); i++) {
      for (int j = 0; j < i; j++) {
        SkuEvent event = events.get(i);
        SkuEvent other = events.get(j);
        boolean overlap =
            event.invokedNanos() <= other.answeredNanos()
                && other.invokedNanos() <= event.answeredNanos();
        pairs += overlap ? 1 : 0;
      }
    }
    return pairs;
  }

  private Set<Integer> doneBefore() throws IOException {
    Set<Integer> done = new HashSet<>();
    if (results == null || !Files.exists(results)) {
      return done;
    }
    for (MatchResult line :
        DONE.matcher(Files.readString(results, StandardCharsets.UTF_8)).results().toList()) {
      if (Long.parseLong(line.group(2)) == seed) {
        done.add(Integer.valueOf(line.group(1)));
      }
    }
    return done;
  }
}

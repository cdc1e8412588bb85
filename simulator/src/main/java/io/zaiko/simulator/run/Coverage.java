package io.zaiko.simulator.run;

import io.zaiko.protocol.MessageShape;
import io.zaiko.simulator.reference.Answer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts how often each command got each answer, and each of its lines each code; knows which are
 * possible. Adds up over seeds. Not thread safe.
 */
public final class Coverage {
  private static final String REPEATED = "repeated";

  /** By command, then by answer; codes of lines begin with a slash. */
  private final Map<String, Map<String, Long>> counts = new TreeMap<>();

  /** Counts an answer. */
  void count(MessageShape command, Answer answer) {
    if (answer instanceof Answer.Reply reply) {
      add(command.name(), reply.repeated() ? REPEATED : reply.code().name(), 1);
      if (!reply.repeated()) {
        countDetails(command, reply);
      }
    } else {
      add(command.name(), "OK", 1);
    }
  }

  private void countDetails(MessageShape command, Answer.Reply reply) {
    reply.lines().stream()
        .map(line -> "/" + line.code().name())
        .distinct()
        .forEach(code -> add(command.name(), code, 1));
    if (reply.oversellsOpened() > 0) {
      add(command.name(), PossibleAnswers.OVERSELL, 1);
    }
    if (reply.endangered() > 0) {
      add(command.name(), PossibleAnswers.ENDANGERED, 1);
    }
    if (reply.deviceGaps() > 0) {
      add(command.name(), PossibleAnswers.DEVICE_GAPS, 1);
    }
  }

  private void add(String command, String answer, long times) {
    counts.computeIfAbsent(command, first -> new TreeMap<>()).merge(answer, times, Long::sum);
  }

  /** Adds what another one counted. */
  public void add(Coverage other) {
    other.counts.forEach(
        (command, answers) -> answers.forEach((answer, times) -> add(command, answer, times)));
  }

  /** What is possible but was not met, as "command answer". */
  public List<String> notMet() {
    List<String> missing = new ArrayList<>();
    PossibleAnswers.BY_COMMAND.forEach(
        (command, answers) -> {
          List<String> expected = new ArrayList<>(answers);
          expected.removeAll(counts.getOrDefault(command, Map.of()).keySet());
          expected.forEach(answer -> missing.add(command + " " + answer));
        });
    return missing;
  }

  /** What was met although it is not listed as possible. */
  public List<String> notExpected() {
    List<String> surprising = new ArrayList<>();
    counts.forEach(
        (command, answers) -> {
          List<String> met = new ArrayList<>(answers.keySet());
          met.removeAll(PossibleAnswers.BY_COMMAND.getOrDefault(command, List.of()));
          met.forEach(answer -> surprising.add(command + " " + answer));
        });
    return surprising;
  }

  /** A table of all counts, those at zero among them, in Markdown. */
  public String toMarkdown() {
    StringBuilder table = new StringBuilder("| command | answer | times |\n|---|---|---:|\n");
    Map<String, Map<String, Long>> all = new TreeMap<>();
    PossibleAnswers.BY_COMMAND.forEach(
        (command, answers) -> {
          Map<String, Long> row = new TreeMap<>();
          answers.forEach(answer -> row.put(answer, 0L));
          all.put(command, row);
        });
    counts.forEach(
        (command, answers) ->
            all.computeIfAbsent(command, first -> new TreeMap<>()).putAll(answers));
    all.forEach(
        (command, answers) ->
            answers.forEach((answer, times) -> table.append(row(command, answer, times))));
    return table.toString();
  }

  private static String row(String command, String answer, long times) {
    String shown = answer.startsWith("/") ? "line " + answer.substring(1) : answer;
    return "| " + command + " | " + shown + " | " + times + " |\n";
  }

  /** How often each answer was met, by command; a view. */
  public Map<String, Map<String, Long>> counts() {
    return Collections.unmodifiableMap(counts);
  }

  /** Adds counts that were read back, one answer of one command at a time. */
  public void addCounted(String command, String answer, long times) {
    add(command, answer, times);
  }
}

package io.zaiko.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.cli.Terminal;
import io.zaiko.cli.serve.TestServer;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.simulator.run.Coverage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The pages about the commands are true: their examples print what stands there, and their codes
 * are those that the engine can answer.
 *
 * <p>Every page is played on a fresh server of its own, after the examples of README.md, which set
 * up the shop. So all sequences, sessions and quantities are the same each time. Only times are
 * not: each time with six decimals counts as equal to any other.
 */
class CommandPagesTest {
  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");

  /** Has codes like the command that it is a form of. */
  private static final Map<String, String> FORM_OF = Map.of("SUPERSEDE", "RESERVE");

  /** What the server brings about itself; there is nothing to type, so there is no page. */
  private static final Set<String> INTERNAL = Set.of("TICK");

  /** LIMIT_EXCEEDED of a result comes last of the refusals, although its number is small. */
  private static final Comparator<ResultCode> PRECEDENCE =
      Comparator.comparingInt(
          code ->
              switch (code) {
                case LIMIT_EXCEEDED -> ResultCode.CAPACITY_EXCEEDED.value() + 1;
                case OK -> ResultCode.CAPACITY_EXCEEDED.value() + 2;
                default -> code.value();
              });

  static List<CommandPage> pages() {
    return CommandPage.all();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void shouldPrintWhatThePageShows(CommandPage page, @TempDir Path folder) {
    List<CommandPage.Example> examples = page.examples();
    assertFalse(examples.isEmpty(), "a page has an example");
    try (TestServer server = new TestServer(folder.resolve("data"))) {
      Terminal terminal = server.terminal();
      for (CommandPage.Example example : CommandPage.of("README.md").examples()) {
        check(terminal, example);
      }
      for (CommandPage.Example example : examples) {
        check(terminal, example);
      }
    }
  }

  private static void check(Terminal terminal, CommandPage.Example example) {
    terminal.run(example.words());
    List<String> printed = Stream.concat(terminal.out().lines(), terminal.err().lines()).toList();
    assertEquals(masked(example.printed()), masked(printed), example.command());
  }

  private static String masked(List<String> lines) {
    return TIME.matcher(String.join("\n", lines)).replaceAll("2026-01-01T00:00:00.000000Z");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void shouldNameItsCodesInOrderOfPrecedence(CommandPage page) {
    List<ResultCode> codes = page.codes("Codes: ").stream().map(ResultCode::valueOf).toList();

    assertEquals(codes.stream().sorted(PRECEDENCE).toList(), codes);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void shouldNameTheCodesThatTheEngineCanAnswer(CommandPage page) {
    Map<String, Set<String>> possible = possibleAnswers();
    String command = FORM_OF.getOrDefault(page.name(), page.name());
    if (!possible.containsKey(command)) {
      assertFalse(page.hasLine("Line codes: "), "a question has no lines");
      return;
    }
    List<String> named = new ArrayList<>(page.codes("Codes: "));
    if (page.hasLine("Line codes: ")) {
      page.codes("Line codes: ").forEach(code -> named.add("/" + code));
    }

    assertEquals(possible.get(command), new TreeSet<>(named));
  }

  @Test
  void shouldHaveAPageForEveryCommand() {
    List<String> names = pages().stream().map(CommandPage::name).toList();
    Set<String> missing = new TreeSet<>(possibleAnswers().keySet());
    missing.removeAll(names);

    assertEquals(INTERNAL, missing);
  }

  @Test
  void shouldLeadToEveryPage() {
    String index = CommandPage.of("README.md").text();

    for (CommandPage page : pages()) {
      assertTrue(index.contains("[" + page.name() + "](" + page.fileName() + ")"), page::name);
    }
  }

  /** What the simulator knows to be possible, by command; codes of lines begin with a slash. */
  private static Map<String, Set<String>> possibleAnswers() {
    Set<String> codes = new TreeSet<>();
    Arrays.stream(ResultCode.values()).forEach(code -> codes.add(code.name()));
    Map<String, Set<String>> possible = new TreeMap<>();
    for (String pair : new Coverage().notMet()) {
      int space = pair.indexOf(' ');
      String answer = pair.substring(space + 1);
      if (codes.contains(answer.startsWith("/") ? answer.substring(1) : answer)) {
        possible.computeIfAbsent(pair.substring(0, space), first -> new TreeSet<>()).add(answer);
      }
    }
    return possible;
  }
}

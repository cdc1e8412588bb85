package io.zaiko.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.cli.output.CommandGroup;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class HelpTest {
  /** All commands there are. */
  private static final List<String> COMMANDS =
      List.of(
          "adjust",
          "bands",
          "basket",
          "bench",
          "bench compare",
          "bench convert",
          "bench convert pharmacies",
          "bench convert pos",
          "bench convert retailer",
          "bench guard",
          "bench load",
          "bench recover",
          "bench report",
          "bench snapshot",
          "bench soak",
          "commit",
          "count",
          "count close",
          "count open",
          "define",
          "define location",
          "define sku",
          "delete",
          "delete location",
          "delete sku",
          "demo",
          "device",
          "extend",
          "fulfil",
          "generate-completion",
          "import",
          "low",
          "move",
          "oversold",
          "quota",
          "reallocate",
          "receive",
          "release",
          "reopen",
          "replay",
          "replay as-of",
          "replay ledger",
          "replay quarantine",
          "replay stats",
          "replay tail",
          "replay unmatched",
          "replay verify",
          "reservation",
          "reserve",
          "return",
          "safety",
          "sell",
          "serve",
          "short",
          "simulate",
          "snapshot",
          "stage",
          "stock",
          "suspend",
          "trace",
          "transfer",
          "transfer cancel",
          "transfer close",
          "transfer dispatch",
          "transfer receive",
          "transfer request",
          "unstage");

  private final Terminal terminal = new Terminal();

  static Stream<String> commands() {
    List<String> names = new ArrayList<>();
    collect(Main.commandLine(new Terminal().console(), Map.of()), "", names);
    return names.stream();
  }

  private static void collect(CommandLine command, String name, List<String> names) {
    names.add(name);
    command
        .getSubcommands()
        .forEach((word, sub) -> collect(sub, (name + " " + word).strip(), names));
  }

  @Test
  void shouldOfferExactlyTheCommandsOfTheSurface() {
    assertEquals(COMMANDS, commands().filter(name -> !name.isEmpty()).sorted().toList());
  }

  @ParameterizedTest(name = "zaiko {0} --help")
  @MethodSource("commands")
  void shouldExplainEveryCommandWithAnExample(String command) {
    PrintStream before = System.err;
    ByteArrayOutputStream warnings = new ByteArrayOutputStream();
    System.setErr(
        new PrintStream(warnings, true, UTF_8)); // where picocli says what it cannot format
    int exitCode;
    try {
      exitCode = terminal.run(words(command + " --help"));
    } finally {
      System.setErr(before);
    }

    assertEquals(0, exitCode);
    assertTrue(terminal.out().contains("Example"), terminal::out);
    assertTrue(terminal.out().contains("zaiko " + command), terminal::out);
    assertEquals("", terminal.err() + warnings.toString(UTF_8));
  }

  @ParameterizedTest(name = "zaiko {0} --help")
  @MethodSource("commands")
  void shouldFitHelpIntoAHundredColumns(String command) {
    terminal.run(words(command + " --help"));

    terminal.out().lines().forEach(line -> assertTrue(line.length() <= 100, line));
  }

  @ParameterizedTest(name = "zaiko {0}")
  @MethodSource("commands")
  void shouldOfferJsonWhereverSomethingIsPrinted(String command) {
    CommandLine line = Main.commandLine(terminal.console(), Map.of());
    for (String word : words(command)) {
      line = line.getSubcommands().get(word);
    }
    boolean isGroup = line.getCommand() instanceof CommandGroup;
    boolean prints = !isGroup && !command.equals("generate-completion");

    assertEquals(prints, line.getCommandSpec().findOption("--json") != null);
  }

  @Test
  void shouldListCommandsAndExitWithUsageWhenNoneIsGiven() {
    assertEquals(2, terminal.run());
    assertTrue(terminal.err().contains("reserve"), terminal::err);
    assertEquals("", terminal.out());
  }

  @Test
  void shouldSuggestWhatWasMeant() {
    assertEquals(2, terminal.run("resreve"));
    assertTrue(terminal.err().contains("reserve"), terminal::err);
    assertTrue(terminal.err().contains("zaiko --help"), terminal::err);
  }

  @Test
  void shouldGenerateACompletionScript() {
    assertEquals(0, terminal.run("generate-completion"));
    assertTrue(terminal.out().contains("--request-id"), "completes options");
  }

  @Test
  void shouldSayItsVersion() {
    assertEquals(0, terminal.run("--version"));
    assertTrue(terminal.out().startsWith("zaiko "), terminal::out);
    assertFalse(terminal.out().contains("null"), terminal::out);
  }

  private static String[] words(String text) {
    return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).toArray(String[]::new);
  }
}

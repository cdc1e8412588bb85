package io.zaiko.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentDefaultsTest {
  private static final String[] RECEIVE = {"receive", "--at", "S1", "--line", "A=1"};

  private final Terminal terminal = new Terminal();

  @Test
  void shouldTakeAnOptionFromTheEnvironment() {
    assertEquals(2, terminal.with("ZAIKO_SERVER", "nowhere").run("reservation", "R"));
    assertTrue(terminal.err().contains("'nowhere' is not HOST:PORT"), terminal::err);
  }

  @Test
  void shouldPreferWhatIsTyped() {
    terminal.with("ZAIKO_SERVER", "nowhere");

    assertEquals(2, terminal.run("reservation", "R", "--server", "typed"));
    assertTrue(terminal.err().contains("'typed' is not HOST:PORT"), terminal::err);
  }

  @Test
  void shouldIgnoreAnEmptyVariable() {
    terminal.with("ZAIKO_SERVER", "").with("ZAIKO_QUANTITY", "x");

    assertEquals(2, terminal.run("safety", "--channel", "EC", "--at", "S1"));
    assertTrue(terminal.err().contains("'x' is not a whole number"), terminal::err);
  }

  @Test
  void shouldTakeOptionsFromAFile(@TempDir Path folder) throws IOException {
    Path options = Files.writeString(folder.resolve("options"), "--server\nfrom-file\n");

    assertEquals(2, terminal.run("reservation", "R", "@" + options));
    assertTrue(terminal.err().contains("'from-file' is not HOST:PORT"), terminal::err);
  }

  @Test
  void shouldTakeOptionsOfGroupsFromTheEnvironment() {
    terminal.with("ZAIKO_SERVER", "127.0.0.1:1").with("ZAIKO_REQUEST_ID", "7");

    assertEquals(2, terminal.run(RECEIVE));
    assertTrue(terminal.err().contains("--client"), terminal::err);
    assertEquals(
        2, terminal.with("ZAIKO_CLIENT", "till").with("ZAIKO_REQUEST_ID", "x").run(RECEIVE));
    assertTrue(terminal.err().contains("'x' is not a whole number"), terminal::err);
  }

  @Test
  void shouldNotLetAVariableExcludeWhatIsTyped() {
    terminal.with("ZAIKO_SERVER", "127.0.0.1:1").with("ZAIKO_AT", "S1").with("ZAIKO_LIMIT", "5");

    assertEquals(3, terminal.run("reservation", "R"), terminal::err);
    assertEquals(3, terminal.run("stock", "A", "--all"), terminal::err);
    assertEquals(3, terminal.run("stock", "A", "--near", "35,139"), terminal::err);
  }

  @Test
  void shouldTypeVariablesBeforeTheEndOfOptions() {
    terminal.with("ZAIKO_SERVER", "127.0.0.1:1").with("ZAIKO_CLIENT", "till");

    assertEquals(3, terminal.run("commit", "--", "-R-"), terminal::err);
  }
}

package io.zaiko.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.cli.serve.TestServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people meet when something is not as it should be: what happened, and what to do next. */
class UserErrorsTest {
  @TempDir private Path folder;

  @Test
  void shouldSayHowToGetAServerWhenThereIsNone() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Terminal terminal = new Terminal().with("ZAIKO_SERVER", "127.0.0.1:" + port);

    assertError(terminal, 3, "stock A --at B", "127.0.0.1:" + port, "zaiko serve", "--server");
    assertError(terminal, 3, "receive --at B --line A=1", "127.0.0.1:" + port, "zaiko serve");
  }

  @Test
  void shouldNameTheNearestOption() {
    Terminal terminal = new Terminal();

    assertError(terminal, 2, "stock A --att B", "no option --att", "--at", "zaiko stock --help");
    assertError(terminal, 2, "serve --lisen 127.0.0.1:0", "no option --lisen", "--listen");
  }

  @Test
  void shouldSayWhatItCannotMakeOutOfAWord() {
    Terminal terminal = new Terminal();

    assertError(terminal, 2, "sel --at B", "there is no command sel", "zaiko sell");
    assertError(terminal, 2, "transfer begin", "there is no command begin");
    assertError(terminal, 2, "stock A B --at C", "there is one word too many: B");
    assertError(terminal, 2, "stock A @none", "there is no file none to read options from");
    assertError(
        terminal,
        2,
        "reserve --id R --channel EC --line A@B=1 --paid --expires 5m",
        "--paid and --expires=5m exclude each other");
  }

  @Test
  void shouldSayThatAFileIsNotUtf8() throws IOException {
    Path file = Files.write(folder.resolve("skus.csv"), new byte[] {(byte) 0xff, '\n'});
    try (TestServer server = new TestServer(folder.resolve("data"))) {
      assertError(server.terminal(), 2, "import skus " + file, "skus.csv", "it is not UTF-8");
    }
  }

  @Test
  void shouldNameFileLineAndColumnOfABadRow() throws IOException {
    Path stock = csv("stock.csv", "sku,location,quantity", "A,S1,1", "A,S1,many");
    Path trace =
        csv(
            "trace.csv",
            "time,command,channel,location,sku,quantity,reference",
            "2026-01-01T00:00:00Z,sell,POS,S1,A,1,",
            "2026-01-01T00:00:00Z,sell,POS,S1,A,1.5,");
    try (TestServer server = new TestServer(folder.resolve("data"))) {
      Terminal terminal = server.terminal();
      assertError(
          terminal,
          2,
          "import stock " + stock,
          "stock.csv line 17: quantity 'many' is not a whole number");
      assertError(
          terminal, 2, "trace " + trace, "trace.csv line 17: quantity '1.5' is not a whole number");
    }
  }

  /** A header, 15 good rows, and a bad one in line 17. */
  private Path csv(String name, String header, String good, String bad) throws IOException {
    List<String> rows = new ArrayList<>(List.of(header));
    rows.addAll(Collections.nCopies(15, good));
    rows.add(bad);
    return Files.write(folder.resolve(name), rows);
  }

  @Test
  void shouldRefuseDataOfANewerVersionAndSayWhichItKnows() throws IOException {
    Path data = folder.resolve("data");
    new TestServer(data).close();
    Files.writeString(data.resolve("zaiko.format"), "99\n");
    Terminal terminal = new Terminal().with("ZAIKO_DATA", data.toString());

    for (String command : List.of("serve --listen 127.0.0.1:0", "replay verify", "replay stats")) {
      assertError(
          terminal, 5, command, "newer version", "format 99", "knows 1", "use that version");
    }
  }

  @Test
  void shouldNameTheServerThatHasTheDirectory() {
    Path data = folder.resolve("data");
    try (TestServer server = new TestServer(data)) {
      assertError(
          server.terminal(),
          5,
          "serve --listen 127.0.0.1:0",
          "in use by the server with process id " + ProcessHandle.current().pid(),
          "stop that one");
    }
  }

  @Test
  void shouldNameThePortThatIsTaken() {
    try (TestServer server = new TestServer(folder.resolve("data"))) {
      Terminal terminal = server.terminal().with("ZAIKO_DATA", folder.resolve("b").toString());
      String taken = server.address().toString();

      assertError(terminal, 5, "serve --listen " + taken, taken, "stop it or choose another");
    }
  }

  @Test
  void shouldNotTakeAFileForADirectory() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertError(
        new Terminal().with("ZAIKO_DATA", file.toString()),
        5,
        "serve --listen 127.0.0.1:0",
        "Cannot use the data directory " + file);
  }

  private static void assertError(
      Terminal terminal, int exitCode, String command, String... expected) {
    assertEquals(exitCode, terminal.run(command.split(" ")), terminal::err);
    for (String text : expected) {
      assertTrue(terminal.err().contains(text), () -> text + " is not in: " + terminal.err());
    }
    assertFalse(terminal.err().contains("\tat "), () -> "a stack: " + terminal.err());
    assertEquals("", terminal.out());
  }
}

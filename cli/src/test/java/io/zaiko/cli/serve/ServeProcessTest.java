package io.zaiko.cli.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.zaiko.cli.JsonShape;
import io.zaiko.cli.Main;
import io.zaiko.cli.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code zaiko serve} as a process of its own: its line, its end, its refusals. */
class ServeProcessTest {
  private final List<Process> processes = new ArrayList<>();
  @TempDir private Path folder;

  @AfterEach
  void endProcesses() {
    processes.forEach(Process::destroyForcibly);
  }

  @Test
  void shouldServeFromTheLineOnAndStopCleanlyOnSigterm() throws Exception {
    Path data = folder.resolve("data");
    Process first = serve("--data", data.toString(), "--listen", "127.0.0.1:0", "--json");
    JsonNode line = JsonShape.parse(firstLine(first));
    assertEquals(
        List.of("listen", "data", "durability", "journal", "last_sequence", "pid"),
        JsonShape.fields(line));
    assertEquals(first.pid(), line.get("pid").longValue());
    Terminal terminal = new Terminal().with("ZAIKO_SERVER", line.get("listen").textValue());
    assertEquals(0, terminal.run("define", "sku", "A"), terminal::err);
    assertEquals(0, terminal.run("define", "location", "S1"), terminal::err);
    assertEquals(0, terminal.run("receive", "--at", "S1", "--line", "A=5"), terminal::err);

    first.destroy();
    assertEquals(0, exitCode(first), "SIGTERM is no failure");

    Process second =
        serve(
            "--data", data.toString(), "--listen", "127.0.0.1:0", "--durability", "disk", "--json");
    line = JsonShape.parse(firstLine(second));
    assertEquals("disk", line.get("durability").textValue());
    assertTrue(line.get("last_sequence").longValue() > 5, line::toString);
    terminal = new Terminal().with("ZAIKO_SERVER", line.get("listen").textValue());
    assertEquals(0, terminal.run("stock", "A", "--at", "S1", "--json"));
    assertEquals(
        5, JsonShape.parse(terminal.outLines().get(0)).get("sellable").intValue(), "rule 27");
  }

  @Test
  void shouldExitWithFiveWhenTheDirectoryIsInUse() throws Exception {
    Path data = folder.resolve("data");
    Process first = serve("--data", data.toString(), "--listen", "127.0.0.1:0");
    assertTrue(firstLine(first).startsWith("zaiko listens on 127.0.0.1:"));

    Process second = serve("--data", data.toString(), "--listen", "127.0.0.1:0");

    assertEquals(5, exitCode(second));
    assertTrue(error(second).contains("in use"), "says why");
  }

  @Test
  void shouldExitWithFiveWhenThePortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      Process process =
          serve(
              "--data",
              folder.resolve("data").toString(),
              "--listen",
              "127.0.0.1:" + taken.getLocalPort());

      assertEquals(5, exitCode(process));
      assertTrue(error(process).contains(String.valueOf(taken.getLocalPort())), "says which");
    }
  }

  @Test
  void shouldNotListenBeyondThisMachineUnlessToldTo() throws Exception {
    Process process = serve("--data", folder.resolve("data").toString(), "--listen", "0.0.0.0:0");

    assertEquals(5, exitCode(process));
    assertTrue(error(process).contains("--insecure"), "says how");
  }

  @Test
  void shouldExitWithTwoOnABadConfiguration() throws Exception {
    Path config = Files.writeString(folder.resolve("zaiko.properties"), "sku-capacity = 0\n");

    Process process =
        serve("--data", folder.resolve("data").toString(), "--config", config.toString());

    assertEquals(2, exitCode(process));
    assertTrue(error(process).contains("sku-capacity"), "says which");
  }

  private Process serve(String... options) throws IOException {
    Path home = Path.of(System.getProperty("zaiko.home"));
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + home.resolve("config/jvm.options"),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "serve"));
    command.addAll(Arrays.asList(options));
    Process process =
        new ProcessBuilder(command)
            .redirectError(folder.resolve("stderr-" + processes.size()).toFile())
            .start();
    processes.add(process);
    return process;
  }

  private static String firstLine(Process process) throws IOException {
    return new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
        .readLine();
  }

  private static int exitCode(Process process) throws InterruptedException {
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the process ends");
    return process.exitValue();
  }

  private String error(Process process) throws IOException {
    return Files.readString(folder.resolve("stderr-" + processes.indexOf(process)));
  }
}

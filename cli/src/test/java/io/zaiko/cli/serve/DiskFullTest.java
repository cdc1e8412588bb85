package io.zaiko.cli.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.zaiko.cli.JsonShape;
import io.zaiko.cli.Main;
import io.zaiko.cli.Terminal;
import io.zaiko.cli.input.Address;
import io.zaiko.cli.server.CommandStream;
import io.zaiko.client.CommandOptions;
import io.zaiko.client.CountRequest;
import io.zaiko.client.Line;
import io.zaiko.client.ZaikoClient;
import io.zaiko.client.ZaikoClientConfig;
import io.zaiko.client.ZaikoException;
import io.zaiko.protocol.Protocol;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A journal that cannot grow. No test can fill a disk of its own, so the shell limits the size of a
 * file of the server's process: to the server both are an error of the operating system where it
 * wants room.
 */
@EnabledOnOs({OS.LINUX, OS.MAC})
class DiskFullTest {
  private static final int BLOCKS_OF_A_SMALL_DISK = 32 * 1024; // of 512 bytes: 16 MiB
  private static final int MOST_COMMANDS = 8_000;
  private static final int BLOCKS_OF_A_FULL_DISK = 6 * 1024;

  @TempDir private Path folder;
  private Process process;

  @AfterEach
  void endProcess() {
    process.destroyForcibly();
  }

  @Test
  void shouldStopAndSayWhyWhenTheJournalCannotGrowAndRecoverWhenItCan() throws Exception {
    serve(BLOCKS_OF_A_SMALL_DISK);
    JsonNode line = JsonShape.parse(firstLine());
    Terminal terminal = new Terminal().with("ZAIKO_SERVER", line.get("listen").textValue());
    assertEquals(0, terminal.run("define", "sku", "A"), terminal::err);
    assertEquals(0, terminal.run("define", "location", "S1"), terminal::err);
    assertEquals(0, terminal.run("receive", "--at", "S1", "--line", "A=5"), terminal::err);
    countUntilNobodyAnswers(line.get("listen").textValue());

    assertEquals(5, exitCode());
    assertTrue(error().contains("the server had to stop: "), this::error);
    assertTrue(error().contains("has space"), this::error);
    assertTrue(error().contains("Nothing that was answered is lost"), this::error);

    try (TestServer server = new TestServer(folder.resolve("data"))) {
      Terminal again = server.terminal();
      assertEquals(0, again.run("stock", "A", "--at", "S1", "--json"), again::err);
      assertEquals(5, JsonShape.parse(again.outLines().get(0)).get("sellable").intValue());
      assertEquals(0, again.run("replay", "verify"), again::out);
    }
  }

  /** Commands of 4 KiB each; those without an answer fail soon. */
  private static void countUntilNobodyAnswers(String address) {
    Address server = new Address.Converter().convert(address);
    ZaikoClientConfig config =
        ZaikoClientConfig.builder(server.host(), server.port())
            .requestTimeout(Duration.ofSeconds(2))
            .build();
    CountRequest count =
        CountRequest.of(
            Collections.nCopies(Protocol.MAX_LINES, Line.of("A", "S1", 5)).toArray(Line[]::new));
    try (ZaikoClient client = ZaikoClient.connect(config)) {
      CommandStream stream = new CommandStream(64);
      for (int i = 0; i < MOST_COMMANDS && stream.firstFailure() == null; i++) {
        stream.send(client, count, CommandOptions.NONE, answer -> {});
      }
      stream.awaitAll();
      assertInstanceOf(ZaikoException.class, stream.firstFailure(), "the disk is full by now");
    }
  }

  @Test
  void shouldNotStartWhereThereIsNoRoomForAJournal() throws Exception {
    serve(BLOCKS_OF_A_FULL_DISK);

    assertEquals(5, exitCode());
    assertTrue(error().contains("check that there is space"), this::error);
    assertFalse(error().contains("\tat "), this::error);
  }

  private void serve(int mostBlocks) throws IOException {
    Path home = Path.of(System.getProperty("zaiko.home"));
    Path config =
        Files.writeString(
            folder.resolve("small.properties"),
            TestServer.SMALL + "journal-block-length = 8388608\n");
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", "ulimit -f " + mostBlocks + "; exec \"$@\"", "sh"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + home.resolve("config/jvm.options"));
    command.addAll(List.of("-XX:-UsePerfData", "-Xmx256m", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of(Main.class.getName(), "serve", "--json", "--listen", "127.0.0.1:0"));
    command.addAll(List.of("--data", folder.resolve("data").toString()));
    command.addAll(List.of("--config", config.toString()));
    process = new ProcessBuilder(command).redirectError(folder.resolve("stderr").toFile()).start();
  }

  private String firstLine() throws IOException {
    String line =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
            .readLine();
    assertNotNull(line, this::error);
    return line;
  }

  private int exitCode() throws InterruptedException {
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the process ends");
    return process.exitValue();
  }

  private String error() {
    try {
      return Files.readString(folder.resolve("stderr"));
    } catch (IOException e) {
      return e.toString();
    }
  }
}

package io.zaiko.cli.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.zaiko.cli.JsonShape;
import io.zaiko.cli.Terminal;
import io.zaiko.cli.serve.TestServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The journal of a server that is not running any more, and a terminal to audit it with. */
final class AuditFixture {
  private final Path data;
  private final Terminal terminal;
  private final JsonNode receipt;

  /** Has 10 of A received at S1, 4 sold, 2 promised; a promise of 7 refused; 1 of C unmatched. */
  AuditFixture(Path folder) {
    data = folder.resolve("data");
    try (TestServer server = new TestServer(data)) {
      terminal = server.terminal();
      run(0, "define", "sku", "A");
      run(0, "define", "sku", "B");
      run(0, "define", "location", "S1");
      receipt = run(0, "receive", "--at", "S1", "--line", "A=10", "--line", "B=1");
      run(0, "sell", "--at", "S1", "--line", "A=4", "--line", "C=1");
      run(0, "reserve", "--id", "R1", "--channel", "BOPIS", "--line", "A@S1=2", "--paid");
      run(1, "reserve", "--id", "R2", "--channel", "EC", "--line", "A@S1=7");
      assertTrue(run(0, "replay", "verify").get("ok").booleanValue(), "also while it runs");
    }
  }

  Terminal terminal() {
    return terminal;
  }

  Path data() {
    return data;
  }

  /** What the RECEIVE was answered. */
  JsonNode receipt() {
    return receipt;
  }

  /** Runs a command with {@code --json} and returns the first object that it prints. */
  JsonNode run(int exitCode, String... command) {
    return rows(exitCode, command).get(0);
  }

  /** The same with all objects. */
  List<JsonNode> rows(int exitCode, String... command) {
    String[] withJson = Arrays.copyOf(command, command.length + 1);
    withJson[command.length] = "--json";
    assertEquals(exitCode, terminal.run(withJson), () -> terminal.out() + terminal.err());
    return terminal.outLines().stream().map(JsonShape::parse).toList();
  }

  /** Changes the code in the DEFINE_SKU of A: its length, the code, and an empty name. */
  void damage() throws IOException {
    List<Path> files;
    try (Stream<Path> paths = Files.walk(data)) {
      files = paths.filter(path -> path.toString().endsWith(".cq4")).toList();
    }
    String content = Files.readString(files.get(0), StandardCharsets.ISO_8859_1);
    int position = content.indexOf((char) 1 + "A" + (char) 0);
    assertTrue(position >= 0, "DEFINE_SKU stands in the journal");
    try (FileChannel channel = FileChannel.open(files.get(0), StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {'Z'}), position + 1L);
    }
  }
}

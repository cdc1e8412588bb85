package io.zaiko.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real server that has snapshots made by processes beside it while commands come in, and starts
 * from them after kill -9 (rules 26, 27).
 */
class ServerSnapshotsTest {
  private static final int MOST_COMMANDS = 2_000_000;
  private static final String MADE = ": sequence ";
  private static final String READ = ".snapshot read and checked in ";

  @TempDir Path directory;

  @Test
  void shouldLoseNothingWhereSnapshotsAndTheirRetentionGoOnUnderLoad() throws Exception {
    Path data = directory.resolve("data");
    Path archive = directory.resolve("archive");
    Path ledger = directory.resolve("ledger");
    long seed = 7;
    String session;
    try (ServerProcess server = serve(data, settings(archive));
        JavaProcess load = load("run", server, ledger, seed)) {
      session = load.awaitLine("session ");
      server.awaitLine("not needed any more: journal/"); // the third one leaves something behind
      server.kill();
      assertEquals(0, load.await(), () -> load.output().toString());
    }
    try (ServerProcess server = serve(data, settings(archive));
        JavaProcess retry = load("retry", server, ledger, seed)) {
      assertTrue(server.awaitLine(READ).contains("snapshot 0"));
      assertEquals(0, retry.await(), () -> retry.output().toString());
      server.kill();
    }

    bringBack(archive, data);
    CrashAudit.audit(
        data, Ledger.read(ledger), seed, Long.parseLong(session.substring("session ".length())));
  }

  @Test
  void shouldStartFromASnapshotMadeByHandAndTakeItsOwnAlongWhenItStops() throws Exception {
    Path data = directory.resolve("data");
    try (ServerProcess server = ServerProcess.start(data, "process");
        JavaProcess load = load("run", server, directory.resolve("ledger"), 1)) {
      load.awaitLine("answered 1000");
      try (JavaProcess snapshot =
          JavaProcess.start("io.zaiko.cli.Main", "snapshot", "--data", data.toString())) {
        assertEquals(0, snapshot.await(), () -> snapshot.output().toString());
        snapshot.awaitLine(MADE);
      }
      server.kill();
      assertEquals(0, load.await(), () -> load.output().toString());
    }
    // Each second one is due, as long as something was appended.
    try (ServerProcess server = serve(data, "snapshot-every = 1s\n");
        JavaProcess load = load("run", server, directory.resolve("ledger-2"), 2)) {
      server.awaitLine(READ);
      server.awaitLine("state computed from all records");
      assertEquals(0, server.stop(), () -> server.output().toString());
      assertEquals(0, load.await(), () -> load.output().toString());
      assertFalse(
          server.output().stream().anyMatch(line -> line.contains("No snapshot was made")),
          () -> server.output().toString());
    }
  }

  private ServerProcess serve(Path data, String settings) throws Exception {
    Path config = Files.writeString(directory.resolve("settings"), settings);
    return ServerProcess.start(data, "process", "--config", config.toString());
  }

  private static String settings(Path archive) {
    return """
    journal-roll-length = 262144
    journal-block-length = 2097152
    snapshot-every = 0
    snapshot-journal-length = 500000
    snapshot-old = archive
    snapshot-archive = %s
    """
        .formatted(archive);
  }

  private static JavaProcess load(String mode, ServerProcess server, Path ledger, long seed)
      throws IOException {
    return JavaProcess.start(
        CrashLoad.class.getName(),
        mode,
        Integer.toString(server.port()),
        ledger.toString(),
        Long.toString(seed),
        Integer.toString(MOST_COMMANDS));
  }

  /** Moves the journal's older files to where they were, so that all of it is there again. */
  private static void bringBack(Path archive, Path data) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(archive.resolve("journal"))) {
      files = found.filter(Files::isRegularFile).toList();
    }
    assertFalse(files.isEmpty(), "something was archived");
    for (Path file : files) {
      Path back = data.resolve(archive.relativize(file));
      Files.createDirectories(back.getParent());
      Files.move(file, back);
    }
  }
}

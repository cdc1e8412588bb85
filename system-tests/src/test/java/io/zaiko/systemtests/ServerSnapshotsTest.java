package io.zaiko.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.client.StockAnswer;
import io.zaiko.client.StockLevels;
import io.zaiko.client.ZaikoClient;
import io.zaiko.engine.recovery.JournalVerification;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.replay.JournalAudit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real server that has snapshots made by processes beside it while commands come in, and starts
 * from them after kill -9 (rules 26, 27).
 *
 * <p>It finds no programs that would give those processes a low priority: so they get on although
 * other tests keep the machine busy.
 */
class ServerSnapshotsTest {
  private static final List<String> NO_PROGRAMS = List.of("env", "PATH=/nonexistent");
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(120);
  private static final int COMMANDS = 200;
  private static final String READ = ".snapshot read and checked in ";

  @TempDir Path directory;

  @Test
  void shouldBeAsBeforeTheKillWhereSnapshotsWereMadeAndOldFilesMoved() throws Exception {
    Path data = directory.resolve("data");
    Path archive = directory.resolve("archive");
    String settings =
        """
        journal-roll-length = 262144
        journal-block-length = 2097152
        snapshot-every = 0
        snapshot-journal-length = 300000
        snapshot-old = archive
        snapshot-archive = %s
        """
            .formatted(archive);
    Map<String, StockLevels> before;
    long answered;
    try (ServerProcess server = serve(data, settings);
        ZaikoClient client = connect(server)) {
      RandomTraffic traffic = new RandomTraffic(client, 1);
      traffic.begin();
      sendUntil(traffic, server, "not needed any more: journal/"); // a third one was made
      traffic.letShortHoldsEnd();
      before = levels(client);
      answered =
          stock(client, RandomTraffic.SKUS.get(0), RandomTraffic.LOCATIONS.get(0)).sequence();
      server.kill();
    }
    try (ServerProcess server = serve(data, settings);
        ZaikoClient client = connect(server)) {
      server.awaitLine(READ);
      assertEquals(before, levels(client), "as before the kill");
      RandomTraffic traffic = new RandomTraffic(client, 2);
      traffic.begin();
      traffic.send(COMMANDS);
      assertEquals(0, server.stop(), () -> server.output().toString());
    }

    bringBack(archive, data);
    // Each batch names the state before it: those of the second life that of the snapshot's start.
    JournalVerification whole = JournalAudit.verify(data, RecoveryProgress.NONE);
    assertTrue(whole.ok(), whole.problem());
    assertEquals(1, whole.firstSequence());
    assertTrue(whole.lastSequence() > answered, () -> whole.lastSequence() + " of " + answered);
  }

  @Test
  void shouldStartFromASnapshotMadeByHandAndTakeItsOwnAlongWhenItStops() throws Exception {
    Path data = directory.resolve("data");
    try (ServerProcess server = serve(data, "snapshot-every = 0\n");
        ZaikoClient client = connect(server)) {
      new RandomTraffic(client, 1).begin();
      try (JavaProcess snapshot =
          JavaProcess.start("io.zaiko.cli.Main", "snapshot", "--data", data.toString())) {
        assertEquals(0, snapshot.await(), () -> snapshot.output().toString());
        snapshot.awaitLine("; state hash ");
      }
      server.kill();
    }
    try (ServerProcess server = serve(data, "snapshot-every = 1s\n");
        ZaikoClient client = connect(server)) {
      server.awaitLine(READ);
      sendUntil(new RandomTraffic(client, 2), server, "state computed from all records");

      assertEquals(0, server.stop(), () -> server.output().toString());

      assertFalse(says(server, "No snapshot was made"), () -> server.output().toString());
    }
  }

  private ServerProcess serve(Path data, String settings) throws Exception {
    Path config = Files.writeString(directory.resolve("settings"), settings);
    return ServerProcess.start(NO_PROGRAMS, data, "process", "--config", config.toString());
  }

  private static ZaikoClient connect(ServerProcess server) {
    return ZaikoClient.connect("127.0.0.1", server.port());
  }

  private static void sendUntil(RandomTraffic traffic, ServerProcess server, String text) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!says(server, text)) {
      assertTrue(
          System.nanoTime() < deadline, () -> "never said '" + text + "': " + server.output());
      traffic.send(COMMANDS);
    }
  }

  private static boolean says(ServerProcess server, String text) {
    return server.output().stream().anyMatch(line -> line.contains(text));
  }

  private static Map<String, StockLevels> levels(ZaikoClient client) {
    Map<String, StockLevels> levels = new LinkedHashMap<>();
    for (String sku : RandomTraffic.SKUS) {
      for (String location : RandomTraffic.LOCATIONS) {
        levels.put(sku + "@" + location, stock(client, sku, location).levels());
      }
    }
    return levels;
  }

  private static StockAnswer stock(ZaikoClient client, String sku, String location) {
    return client.stock(sku, location).join();
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

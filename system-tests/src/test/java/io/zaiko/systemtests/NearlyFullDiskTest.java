package io.zaiko.systemtests;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.client.CommandAnswer;
import io.zaiko.client.DefineLocationRequest;
import io.zaiko.client.DefineSkuRequest;
import io.zaiko.client.Line;
import io.zaiko.client.ReceiveRequest;
import io.zaiko.client.ReserveRequest;
import io.zaiko.client.ZaikoClient;
import io.zaiko.engine.host.DataDirectory;
import io.zaiko.engine.host.HostException;
import io.zaiko.engine.host.OldFiles;
import io.zaiko.engine.host.SnapshotMaker;
import io.zaiko.engine.recovery.JournalVerification;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.engine.recovery.ReplayHook;
import io.zaiko.engine.snapshot.SnapshotDirectory;
import io.zaiko.protocol.sbe.ResultCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real server on a real small disk that somebody else fills: NO_SPACE in time, questions
 * answered, and on again by itself; or, without a reserve, a clean stop (rules 15, 21, 27). What
 * happened is kept with {@code -Dzaiko.disk.report=FILE}, a line each.
 */
class NearlyFullDiskTest {
  private static final int DISK_MIB = 160;
  private static final int MIB = 1 << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long SEED = 5;
  private static final DefineSkuRequest SKU = new DefineSkuRequest("A", "");
  private static final DefineLocationRequest LOCATION = DefineLocationRequest.of("S1");
  private static final int MOST_COMMANDS = 3_000_000;

  @TempDir Path temporary;

  private SmallDisk disk;
  private Path config;

  @BeforeEach
  void mount() throws IOException {
    disk = SmallDisk.mount(Files.createDirectory(temporary.resolve("disk")), DISK_MIB);
    config =
        Files.writeString(
            temporary.resolve("small.properties"),
            "max-connections = 64\nring-slots = 4096\njournal-block-length = 8388608\n");
  }

  @AfterEach
  void unmount() {
    if (disk != null) {
      disk.close();
    }
  }

  private ServerProcess server(String durability, int minFreeMib) throws Exception {
    return ServerProcess.start(
        disk.prefix(),
        disk.inside().resolve("data"),
        durability,
        "--config",
        config.toString(),
        "--min-free",
        Long.toString((long) minFreeMib * MIB));
  }

  private Path data() {
    return disk.outside().resolve("data");
  }

  private static CommandAnswer receive(ZaikoClient client) {
    return client.receive(ReceiveRequest.of(Line.of("A", "S1", 1))).join();
  }

  private static int sellable(ZaikoClient client) {
    return client.stock("A", "S1").join().levels().sellable();
  }

  private void awaitCode(ZaikoClient client, ResultCode code) {
    await().atMost(PATIENCE).until(() -> receive(client).code() == code);
  }

  @Test
  void shouldRefuseCommandsAnswerQuestionsAndGoOnByItself() throws Exception {
    try (ServerProcess server = server("disk", 48);
        ZaikoClient client = ZaikoClient.connect("127.0.0.1", server.port())) {
      client.defineSku(SKU).join();
      client.defineLocation(LOCATION).join();
      assertEquals(ResultCode.OK, receive(client).code());
      CommandAnswer held = hold(client);
      assertEquals(ResultCode.OK, held.code());

      disk.fillUpTo(40L * MIB);
      server.awaitLine("refused with NO_SPACE");
      awaitCode(client, ResultCode.NO_SPACE);
      CommandAnswer refused = receive(client);
      assertEquals(0, refused.sequence(), "given before the journal");
      int before = sellable(client);

      disk.fillUpTo(0);
      requireNoSnapshot();
      assertEquals(ResultCode.NO_SPACE, receive(client).code());
      await().atMost(PATIENCE).until(() -> reserved(client) == 0); // rule 15, by TICK
      assertEquals(before, sellable(client), "nothing refused was executed");

      disk.free(50L * MIB);
      server.awaitLine("Commands are taken again");
      awaitCode(client, ResultCode.OK);
      assertEquals(before + 1, sellable(client), "only what was answered OK");
      assertEquals(1, count(server.output(), "refused with NO_SPACE"), "said once");
      SnapshotMaker.make(data(), OldFiles.KEEP, RecoveryProgress.NONE);

      assertEquals(0, server.stop());
      report("nearly full, then full, then free again; a snapshot while full", server, 0);
    }
    requireVerified();
  }

  /** On a full disk none is made, and nothing of it is left. */
  private void requireNoSnapshot() throws IOException {
    HostException refused =
        assertThrows(
            HostException.class,
            () -> SnapshotMaker.make(data(), OldFiles.KEEP, RecoveryProgress.NONE));
    assertTrue(refused.getMessage().contains("check that there is space"), refused.getMessage());
    Path snapshots = data().resolve(SnapshotDirectory.NAME);
    if (Files.isDirectory(snapshots)) {
      try (Stream<Path> files = Files.list(snapshots)) {
        assertEquals(0, files.count());
      }
    }
  }

  /** Keeps what the server said, if that was asked for. */
  private void report(String what, ServerProcess server, int exitCode) throws IOException {
    String report = System.getProperty("zaiko.disk.report");
    if (report == null) {
      return;
    }
    Files.writeString(
        Path.of(report),
        String.format(
            "{\"disk_mib\":%d,\"what\":\"%s\",\"exit\":%d,\"said\":\"%s\"}%n",
            DISK_MIB,
            what,
            exitCode,
            FaultReport.said(server.output(), disk.inside().resolve("data"))),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private static CommandAnswer hold(ZaikoClient client) {
    return client
        .reserve(
            ReserveRequest.of("R-1", "EC", Line.of("A", "S1", 1)).withHold(Duration.ofSeconds(10)))
        .join();
  }

  private static int reserved(ZaikoClient client) {
    return client.stock("A", "S1").join().levels().reserved();
  }

  private static long count(List<String> lines, String text) {
    return lines.stream().filter(line -> line.contains(text)).count();
  }

  private void requireVerified() {
    JournalVerification verified =
        JournalVerification.of(
            DataDirectory.journalOf(data()).scan(), ReplayHook.NONE, RecoveryProgress.NONE);
    assertTrue(verified.ok(), verified::problem);
  }

  @Test
  void shouldStartOnANearlyFullDiskAndAnswerQuestions() throws Exception {
    disk.fillUpTo(40L * MIB);
    try (ServerProcess server = server("process", 48);
        ZaikoClient client = ZaikoClient.connect("127.0.0.1", server.port())) {
      assertEquals(ResultCode.NO_SPACE, client.defineSku(SKU).join().code());
      assertEquals(ResultCode.NO_SPACE, client.commit("R-1").join().code());
      disk.free(50L * MIB);
      await().atMost(PATIENCE).until(() -> client.defineSku(SKU).join().code() == ResultCode.OK);
      assertEquals(0, server.stop());
      report("a start while nearly full, then free again", server, 0);
    }
    requireVerified();
  }

  @Test
  void shouldStopAndLoseNothingWhenTheDiskIsFullAtOnce() throws Exception {
    Path file = temporary.resolve("ledger");
    String session;
    try (ServerProcess server = server("disk", 0);
        JavaProcess load = load("run", server, file)) {
      session = load.awaitLine("session ").substring("session ".length());
      load.awaitLine("answered 5000");
      disk.fillUpTo(0);
      assertEquals(5, server.await(), () -> server.output().toString());
      assertEquals(0, load.await(), () -> load.output().toString());
      assertEquals(
          1, count(server.output(), "the server had to stop: "), server.output()::toString);
      assertEquals(1, count(server.output(), "has space"), server.output()::toString);
      report("full at once, no reserve, under load", server, 5);
    }
    IllegalStateException refused =
        assertThrows(IllegalStateException.class, () -> server("disk", 0).close());
    assertTrue(refused.getMessage().contains("there is space"), refused.getMessage());

    disk.free(20L * MIB);
    try (ServerProcess server = server("disk", 0)) {
      try (JavaProcess load = load("retry", server, file)) {
        assertEquals(0, load.await(), () -> load.output().toString());
      }
      assertEquals(0, server.stop());
      report("the next start: all that was answered is there, the rest is done once", server, 0);
    }
    Ledger ledger = Ledger.read(file);
    assertEquals(ledger.highestSent(), ledger.answers().size(), "all sent are answered");
    CrashAudit.audit(data(), ledger, SEED, Long.parseLong(session));
    requireVerified();
  }

  private static JavaProcess load(String mode, ServerProcess server, Path file) throws IOException {
    return JavaProcess.start(
        CrashLoad.class.getName(),
        mode,
        Integer.toString(server.port()),
        file.toString(),
        Long.toString(SEED),
        Integer.toString(MOST_COMMANDS));
  }
}

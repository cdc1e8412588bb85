package io.zaiko.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.client.DefineLocationRequest;
import io.zaiko.client.DefineSkuRequest;
import io.zaiko.client.Line;
import io.zaiko.client.ReceiveRequest;
import io.zaiko.client.ZaikoClient;
import io.zaiko.engine.host.DataDirectory;
import io.zaiko.engine.host.OldFiles;
import io.zaiko.engine.host.SnapshotMaker;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.engine.recovery.RecoveryStart;
import io.zaiko.engine.recovery.ReplayHook;
import io.zaiko.engine.recovery.Replayed;
import io.zaiko.engine.snapshot.SnapshotDirectory;
import io.zaiko.engine.snapshot.Snapshots;
import io.zaiko.protocol.sbe.Durability;
import io.zaiko.protocol.sbe.ResultCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.agrona.IoUtil;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Errors of the disk at the n-th call of {@code zaiko snapshot} on a file of the data directory,
 * put in by strace, beside a server: it ends with a message, or manages without; whatever has the
 * name of a snapshot is a good one; and neither the server nor a later start is harmed (rules 26,
 * 27).
 *
 * <p>A build tries two; {@code -Dzaiko.faults=all -Dzaiko.faults.report=FILE} tries the calls of
 * one snapshot, some ten minutes; what is in the file is not done again.
 */
class SnapshotFaultsTest {
  private static final int MOST_CALLS = 200;
  private static final int RECEIPTS = 1_500;
  private static final int INTEGRITY = 4;
  private static final int FAILED = 5;

  /** What fails, and how. */
  private static final Map<String, String> FAULTS =
      Map.of(
          "fsync", "EIO",
          "getdents64", "EIO",
          "mkdir", "ENOSPC",
          "mmap", "ENOMEM",
          "openat", "EIO",
          "read", "EIO",
          "rename", "EIO",
          "unlink", "EIO",
          "write", "ENOSPC");

  /** Which call fails in a build: in the middle of the file, and its renaming. */
  private static final Map<String, Integer> IN_A_BUILD = Map.of("write", 5, "rename", 1);

  @TempDir Path temporary;

  private final FaultReport report = new FaultReport("zaiko.faults.report", "snapshot");
  private Path sound;

  @BeforeAll
  static void requireStrace() throws InterruptedException {
    DiskFault.requireStrace();
  }

  /** Several files of a journal and two snapshots, so that a third one lets some retire. */
  @BeforeEach
  void prepare() throws Exception {
    sound = temporary.resolve("sound");
    for (int run = 1; run <= 3; run++) {
      try (ServerInProcess server = ServerInProcess.withSmallFiles(sound);
          ZaikoClient client = ZaikoClient.connect("127.0.0.1", server.port())) {
        client.defineSku(new DefineSkuRequest("A", "")).join();
        client.defineLocation(DefineLocationRequest.of("S1")).join();
        for (int i = 0; i < RECEIPTS; i++) {
          receive(client);
        }
      }
      if (run < 3) {
        SnapshotMaker.make(sound, OldFiles.KEEP, RecoveryProgress.NONE);
      }
    }
  }

  private static void receive(ZaikoClient client) {
    assertEquals(
        ResultCode.OK, client.receive(ReceiveRequest.of(Line.of("A", "S1", 1))).join().code());
  }

  private static int sellable(ZaikoClient client) {
    return client.stock("A", "S1").join().levels().sellable();
  }

  @Test
  void shouldHarmNothingWhateverCallFails() throws Exception {
    new FaultTrials(temporary, report, MOST_CALLS, this::attempt).run(FAULTS, IN_A_BUILD);
  }

  private boolean attempt(Path folder, DiskFault fault) throws Exception {
    Path data = folder.resolve("data");
    DamagedJournal.copy(sound, data);
    SnapshotDirectory snapshots = new SnapshotDirectory(data);
    if (fault.call().equals("mkdir")) {
      IoUtil.delete(snapshots.path().toFile(), true);
    }
    boolean happened;
    try (ServerInProcess server = ServerInProcess.withSmallFiles(data);
        ZaikoClient client = ZaikoClient.connect("127.0.0.1", server.port())) {
      receive(client);
      List<Path> before = snapshots.list();
      happened = make(folder, data, fault, before);
      receive(client);
      assertEquals(3 * RECEIPTS + 2, sellable(client));
    }
    assertRecovers(data, snapshots);
    return happened;
  }

  /** Makes a snapshot, or fails to; whether the fault happened. */
  private boolean make(Path folder, Path data, DiskFault fault, List<Path> before)
      throws Exception {
    Path log = folder.resolve("calls");
    int exitCode;
    List<String> output;
    try (JavaProcess process =
        JavaProcess.startShortLived(
            fault.prefix(log, files(data)),
            "io.zaiko.cli.Main",
            "snapshot",
            "--data",
            data.toString())) {
      exitCode = process.await();
      output = process.output();
    }
    boolean happened = DiskFault.isIn(log);
    String said = String.join("\n", output);
    assertTrue(
        exitCode == 0 || (happened && (exitCode == FAILED || exitCode == INTEGRITY)),
        () -> "exit " + exitCode + said);
    if (exitCode != 0) {
      assertTrue(said.contains("zaiko snapshot: "), said);
      assertTrue(!said.contains("\tat "), said);
    }
    List<Path> after = new SnapshotDirectory(data).list();
    assertTrue(exitCode != 0 || !after.equals(before), "none was made");
    for (Path file : after) {
      Snapshots.read(file, Durability.PROCESS).close();
    }
    report.add(
        fault,
        happened,
        exitCode,
        output,
        data,
        "\"made\":" + (!after.isEmpty() && !before.contains(after.get(0))));
    return happened;
  }

  /** All that the process may touch, and a name for each of the next few sequences. */
  private static List<Path> files(Path data) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> paths = Files.walk(data)) {
      files.addAll(paths.toList());
    }
    files.add(data.resolve("snapshot.lock"));
    Path snapshots = data.resolve(SnapshotDirectory.NAME);
    files.add(snapshots);
    String name = String.format("%019d.snapshot", lastSequence(data));
    files.add(snapshots.resolve(name));
    files.add(snapshots.resolve(name + ".unfinished"));
    return files;
  }

  private static long lastSequence(Path data) {
    try (Replayed replayed = newest(data)) {
      return replayed.position().sequence();
    }
  }

  private static Replayed newest(Path data) {
    return RecoveryStart.newest(
            DataDirectory.journalOf(data),
            new SnapshotDirectory(data),
            Durability.PROCESS,
            RecoveryProgress.NONE)
        .replay(ReplayHook.NONE, RecoveryProgress.NONE)
        .toEnd();
  }

  /** A later start has all, and a later snapshot is made as if nothing had happened. */
  private static void assertRecovers(Path data, SnapshotDirectory snapshots) throws Exception {
    try (ServerInProcess server = ServerInProcess.withSmallFiles(data);
        ZaikoClient client = ZaikoClient.connect("127.0.0.1", server.port())) {
      assertEquals(3 * RECEIPTS + 2, sellable(client));
      SnapshotMaker.make(data, OldFiles.DELETE, RecoveryProgress.NONE);
    }
    assertTrue(snapshots.list().size() <= 2, () -> "too many are left");
    try (Stream<Path> files = Files.list(snapshots.path())) {
      assertTrue(files.noneMatch(file -> file.toString().endsWith(".unfinished")));
    }
  }
}

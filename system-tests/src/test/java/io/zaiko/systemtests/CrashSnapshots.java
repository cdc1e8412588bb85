package io.zaiko.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.engine.host.DataDirectory;
import io.zaiko.engine.journal.JournalDirectory;
import io.zaiko.engine.recovery.JournalVerification;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.engine.recovery.RecoveryStart;
import io.zaiko.engine.recovery.ReplayHook;
import io.zaiko.engine.recovery.Replayed;
import io.zaiko.engine.snapshot.SnapshotDirectory;
import io.zaiko.engine.snapshot.Snapshots;
import io.zaiko.protocol.sbe.Durability;
import io.zaiko.replay.JournalAudit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The snapshots of a {@link CrashLife}: made, or not finished, by a process of their own. */
final class CrashSnapshots implements AutoCloseable {
  /** What a delay of the plan is multiplied by: they take longer than a server to be hit. */
  private static final int KILL = 20;

  private static final int BESIDE_A_START = 40;

  private final Path data;
  private final Path archive;
  private final Path aside;
  private final Old old;
  private CrashPlan plan;
  private SnapshotPoint point;
  private JavaProcess maker;
  private boolean isBegun;
  private boolean isPending;
  private String made = "";

  /** What becomes of old files. */
  enum Old {
    DELETE,
    KEEP,
    ARCHIVE
  }

  /**
   * @param directory holds the data directory, the archive, and snapshots that are out of the way
   */
  CrashSnapshots(Path directory, Old old) {
    data = directory.resolve("data");
    archive = directory.resolve("archive");
    aside = directory.resolve("aside");
    this.old = old;
  }

  /** Starts the process that will make a snapshot; takes snapshots away from the server if told. */
  void beforeStart(CrashPlan next) throws IOException {
    plan = next;
    made = "";
    if (isPending) {
      CompletableFuture.delayedExecutor(BESIDE_A_START * plan.delayNanos(), TimeUnit.NANOSECONDS)
          .execute(this::tellToBegin);
      return;
    }
    Path snapshots = data.resolve(SnapshotDirectory.NAME);
    if (plan.withoutSnapshots() && old == Old.KEEP && Files.isDirectory(snapshots)) {
      Files.move(snapshots, aside);
    }
    if (plan.snapshot() != null) {
      isBegun = false;
      point = plan.snapshot();
      maker =
          JavaProcess.startShortLived(
              SnapshotProcess.class.getName(),
              data.toString(),
              old == Old.ARCHIVE ? archive.toString() : old.name().toLowerCase(Locale.ROOT),
              plan.snapshot().name(),
              Integer.toString(plan.blocks()));
    }
  }

  /**
   * The server has recovered.
   *
   * @param line in which it says from what
   * @return the same as fields of JSON
   */
  String served(String line) throws Exception {
    Path snapshots = data.resolve(SnapshotDirectory.NAME);
    boolean fromSnapshot = line.contains(" from snapshot ");
    if (Files.isDirectory(aside)) {
      assertTrue(!fromSnapshot, line);
      Files.move(aside, snapshots);
    } else if (!isPending) {
      assertEquals(!new SnapshotDirectory(data).list().isEmpty(), fromSnapshot, line);
    }
    if (isPending) {
      isPending = false;
      requireEnded();
    }
    return String.format(
        Locale.ROOT,
        "\"old_files\":\"%s\",\"start\":\"%s\"",
        old.name().toLowerCase(Locale.ROOT),
        line);
  }

  /** Lets the process begin, now or when the server is dead. */
  void begin() {
    if (plan.snapshot() == null || plan.snapshot() == SnapshotPoint.BESIDE_A_START || isBegun) {
      return;
    }
    tellToBegin();
    if (plan.snapshot() == SnapshotPoint.FROM_OUTSIDE) {
      CompletableFuture.delayedExecutor(KILL * plan.delayNanos(), TimeUnit.NANOSECONDS)
          .execute(maker::kill);
    }
  }

  private void tellToBegin() {
    isBegun = true;
    try {
      maker.send("begin");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for the process, unless it is one that goes on beside the next start. */
  void serverDied() throws Exception {
    if (plan.snapshot() == SnapshotPoint.BESIDE_A_START) {
      isPending = true;
    } else if (plan.snapshot() != null) {
      begin();
      requireEnded();
    }
  }

  private void requireEnded() throws Exception {
    int status = maker.await();
    List<String> output = maker.output();
    String lastLine = output.isEmpty() ? "" : output.get(output.size() - 1);
    boolean isMade = lastLine.startsWith(SnapshotProcess.MADE);
    boolean asPlanned =
        switch (point) {
          case DONE, BESIDE_A_START -> isMade && status == 0;
          case FROM_OUTSIDE -> status == 0 || status == OwnDeath.EXIT_STATUS;
          default ->
              lastLine.equals(FailpointJournal.REACHED + point) && status == OwnDeath.EXIT_STATUS;
        };
    assertTrue(asPlanned, () -> point + ": " + status + " " + output);
    requireGood();
    made = isMade || point != SnapshotPoint.FROM_OUTSIDE ? lastLine : "killed";
  }

  /** Whether the process has ended. */
  boolean isOver() {
    return isBegun && !maker.isAlive();
  }

  /** Whatever has the name of a snapshot is one. */
  private void requireGood() throws IOException {
    for (Path file : new SnapshotDirectory(data).list()) {
      Snapshots.verify(file);
    }
  }

  /** What became of the snapshots, as fields of JSON. */
  String report() {
    return String.format(
        Locale.ROOT,
        "\"snapshot\":\"%s\",\"made\":\"%s\"",
        plan.snapshot() == null ? "NONE" : plan.snapshot(),
        made);
  }

  /**
   * Reads all that is there, from the newest snapshot, from the oldest, and from the first record
   * if that is anywhere, and compares.
   */
  void requireAll(long sequence, long stateHash) throws IOException {
    JournalDirectory journal = DataDirectory.journalOf(data);
    SnapshotDirectory snapshots = new SnapshotDirectory(data);
    requireState(
        RecoveryStart.newest(journal, snapshots, Durability.PROCESS, RecoveryProgress.NONE),
        sequence,
        stateHash);
    requireState(
        RecoveryStart.earliest(journal, snapshots, Durability.PROCESS, RecoveryProgress.NONE),
        sequence,
        stateHash);
    boolean isRetired = !journal.hasBeginning();
    assertTrue(!isRetired || old != Old.KEEP, "the beginning was to be kept");
    if (isRetired && old == Old.ARCHIVE) {
      unite(data.resolve("journal"), archive.resolve("journal"));
    }
    if (!isRetired || old == Old.ARCHIVE) {
      JournalVerification verified =
          JournalAudit.verify(isRetired ? archive : data, RecoveryProgress.NONE);
      assertTrue(verified.ok(), verified::problem);
      assertEquals(sequence, verified.lastSequence());
      assertEquals(stateHash, verified.stateHash());
    }
  }

  private static void requireState(RecoveryStart start, long sequence, long stateHash) {
    try (Replayed replayed = start.replay(ReplayHook.NONE, RecoveryProgress.NONE).toEnd()) {
      assertEquals(sequence, replayed.position().sequence());
      assertEquals(stateHash, replayed.dispatcher().stateHash());
    }
  }

  /** Moves what is left of a journal to where its beginning is. */
  private static void unite(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file));
        Files.createDirectories(target.getParent());
        Files.move(file, target);
      }
    }
  }

  @Override
  public void close() {
    if (maker != null) {
      maker.close();
    }
  }
}

package io.zaiko.bench.recover;

import io.zaiko.bench.load.Json;
import io.zaiko.engine.host.DataDirectory;
import io.zaiko.engine.journal.JournalDirectory;
import io.zaiko.engine.journal.JournalPlace;
import io.zaiko.engine.recovery.JournalReplay;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.engine.recovery.RecoveryStart;
import io.zaiko.engine.recovery.ReplayHook;
import io.zaiko.engine.recovery.Replayed;
import io.zaiko.engine.snapshot.SnapshotDirectory;
import io.zaiko.engine.snapshot.Snapshots;
import io.zaiko.protocol.sbe.Durability;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One recovery as a process of its own, as the start of a server would be; prints what it took as
 * one JSON object. It only reads, so that it can be repeated.
 *
 * <p>Arguments: the word of a {@link RecoveryKind}, a data directory.
 */
public final class RecoveryRun {
  private static final Path IO = Path.of("/proc/self/io");
  private static final Pattern READ_BYTES = Pattern.compile("(?m)^read_bytes: (\\d+)$");
  private static final double NANOS = 1e9;
  private static final double MILLIS = 1e3;

  private RecoveryRun() {}

  public static void main(String[] arguments) throws IOException {
    RecoveryKind kind = RecoveryKind.of(arguments[0]);
    Path directory = Path.of(arguments[1]);
    long readBefore = bytesRead();
    ProcessorTime processor = ProcessorTime.begin();
    Pace pace = new Pace();
    long begin = System.nanoTime();
    Map<String, Object> facts = new LinkedHashMap<>();
    try (Replayed replayed = recover(kind, directory, pace, facts)) {
      facts.put("seconds", (System.nanoTime() - begin) / NANOS);
      facts.putAll(processor.facts());
      facts.put("records", replayed.records());
      facts.put("replay_per_second", replayed.recordsPerSecond());
      facts.put("last_half_per_second", pace.lastHalfPerSecond());
      facts.put("process_seconds", ManagementFactory.getRuntimeMXBean().getUptime() / MILLIS);
      facts.put("input_bytes", inputBytes(kind, directory, replayed.last()));
      facts.put("device_bytes", bytesRead() - readBefore);
      facts.put("sequence", replayed.position().sequence());
      facts.put("digest", Long.toHexString(replayed.dispatcher().digest()));
    }
    System.out.println(Json.write(facts));
  }

  private static Replayed recover(
      RecoveryKind kind, Path directory, RecoveryProgress pace, Map<String, Object> facts) {
    JournalDirectory journal = DataDirectory.journalOf(directory);
    if (kind == RecoveryKind.JOURNAL) {
      facts.put("snapshot_seconds", 0.0);
      return new JournalReplay(journal.scan(), Durability.PROCESS, ReplayHook.NONE, pace).toEnd();
    }
    long begin = System.nanoTime();
    RecoveryStart start =
        RecoveryStart.newest(
            journal, new SnapshotDirectory(directory), Durability.PROCESS, RecoveryProgress.NONE);
    facts.put("snapshot_seconds", (System.nanoTime() - begin) / NANOS);
    return start.replay(ReplayHook.NONE, pace).toEnd();
  }

  /** What there was to read: the snapshot, and the journal's files from where it goes on. */
  private static long inputBytes(RecoveryKind kind, Path directory, JournalPlace last)
      throws IOException {
    long bytes = 0;
    JournalPlace first = JournalPlace.START;
    if (kind != RecoveryKind.JOURNAL) {
      Path snapshot = new SnapshotDirectory(directory).list().get(0);
      first = Snapshots.info(snapshot).place();
      bytes = Files.size(snapshot) - first.position();
    }
    Path journal = directory.resolve("journal");
    try (Stream<Path> files = Files.walk(journal)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".cq4")).toList()) {
        String name = journal.relativize(file).toString();
        if (name.compareTo(first.file()) >= 0 && name.compareTo(last.file()) < 0) {
          bytes += Files.size(file);
        }
      }
    }
    return bytes + last.position();
  }

  /** Bytes that the device gave this process so far; -1 where the system does not tell. */
  private static long bytesRead() throws IOException {
    if (!Files.isReadable(IO)) {
      return -1;
    }
    Matcher matcher = READ_BYTES.matcher(Files.readString(IO));
    return matcher.find() ? Long.parseLong(matcher.group(1)) : -1;
  }
}

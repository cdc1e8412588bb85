package io.zaiko.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.client.CommandAnswer;
import io.zaiko.client.Line;
import io.zaiko.client.ReceiveRequest;
import io.zaiko.client.ZaikoClient;
import io.zaiko.engine.host.DataDirectory;
import io.zaiko.engine.journal.JournalDirectory;
import io.zaiko.engine.recovery.JournalReplay;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.engine.recovery.ReplayHook;
import io.zaiko.engine.recovery.Replayed;
import io.zaiko.engine.snapshot.Restored;
import io.zaiko.engine.snapshot.SnapshotDirectory;
import io.zaiko.engine.snapshot.Snapshots;
import io.zaiko.protocol.MessageShape;
import io.zaiko.protocol.MessageShape.Origin;
import io.zaiko.protocol.sbe.Durability;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.replay.JournalStatistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.agrona.IoUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Data directories of every version of the schema, as a server of that version left them, are read
 * by this build and lead where they led then (rule 26). What was noted of them stands beside them.
 *
 * <p>A new version gets its own by {@code -Dzaiko.golden.make=DIRECTORY}; those that are there are
 * never made again.
 */
final class UpgradeTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden-data");
  private static final String SUFFIX = ".zip";

  @TempDir Path directory;

  static Stream<String> versions() throws IOException {
    try (Stream<Path> files = Files.list(GOLDEN)) {
      List<String> names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(SUFFIX))
              .map(name -> name.substring(0, name.length() - SUFFIX.length()))
              .sorted()
              .toList();
      return names.stream();
    }
  }

  private static String presentVersion() {
    return "v" + MessageHeaderDecoder.SCHEMA_VERSION;
  }

  private Path unpacked(String version) throws IOException {
    Path data = directory.resolve("data");
    GoldenFiles.unpack(GOLDEN.resolve(version + SUFFIX), data);
    return data;
  }

  private static List<String> noted(String version) throws IOException {
    return Files.readAllLines(GOLDEN.resolve(version + ".txt"), UTF_8);
  }

  private static List<String> replayed(Path data) {
    GoldenFacts facts = new GoldenFacts();
    JournalReplay replay =
        new JournalReplay(
            DataDirectory.journalOf(data).scan(),
            Durability.PROCESS,
            facts.hook(),
            RecoveryProgress.NONE);
    try (Replayed replayed = replay.toEnd()) {
      List<String> lines = new ArrayList<>(facts.state(replayed.dispatcher()));
      lines.addAll(facts.answers());
      return lines;
    }
  }

  @Test
  void shouldKeepADirectoryOfThePresentVersion() throws IOException {
    assertTrue(versions().toList().contains(presentVersion()), "make it, see docs/testing.md");
    Path data = unpacked(presentVersion());
    Set<String> commands =
        Arrays.stream(MessageShape.values())
            .filter(shape -> shape.origin() != Origin.QUERY)
            .map(Enum::name)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(commands, JournalStatistics.of(data, RecoveryProgress.NONE).commands().keySet());
  }

  @ParameterizedTest
  @MethodSource("versions")
  void shouldRecoverFromTheJournalOfAnEarlierVersion(String version) throws IOException {
    Path data = unpacked(version);
    IoUtil.delete(new SnapshotDirectory(data).path().toFile(), false);
    assertEquals(noted(version), replayed(data));
  }

  @ParameterizedTest
  @MethodSource("versions")
  void shouldRecoverFromTheSnapshotOfAnEarlierVersion(String version) throws IOException {
    Path data = unpacked(version);
    Path snapshot = new SnapshotDirectory(data).list().get(0);
    Restored restored = Snapshots.read(snapshot, Durability.PROCESS);
    GoldenFacts facts = new GoldenFacts();
    JournalReplay replay =
        new JournalReplay(
            DataDirectory.journalOf(data).scan(restored.place(), restored.position()),
            restored.dispatcher(),
            restored.position(),
            facts.hook(),
            RecoveryProgress.NONE);
    try (Replayed replayed = replay.toEnd()) {
      assertTrue(replayed.records() > 0, "there is something behind the snapshot");
      List<String> noted = noted(version);
      List<String> state = facts.state(replayed.dispatcher());
      assertEquals(noted.subList(0, state.size()), state);
      List<String> answers = facts.answers();
      assertEquals(noted.subList(noted.size() - answers.size(), noted.size()), answers);
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void shouldServeOnFromTheDataOfAnEarlierVersion(String version) throws IOException {
    Path data = unpacked(version);
    long before = Long.parseLong(noted(version).get(0).substring("sequence ".length()));
    CommandAnswer received;
    try (ServerInProcess server = new ServerInProcess(GoldenJournal.host(data));
        ZaikoClient client = GoldenJournal.connect(server)) {
      CommandAnswer again =
          client.send(GoldenJournal.REPEATED, GoldenJournal.REPEATED_OPTIONS).join();
      assertTrue(again.repeated(), "rule 21 holds over an upgrade");
      assertEquals(ResultCode.OK, again.code());
      assertTrue(again.sequence() < before);
      received = client.receive(ReceiveRequest.of(Line.of("CAKE", "SHIBUYA", 1))).join();
      assertEquals(ResultCode.OK, received.code());
      assertTrue(received.sequence() > before);
      assertEquals(
          before, server.verification(ReplayHook.NONE).records() - recordsSince(data, before));
    }
    assertTrue(replayed(data).size() > noted(version).size(), "and it can be read again");
  }

  private static long recordsSince(Path data, long before) {
    return JournalStatistics.of(data, RecoveryProgress.NONE).lastSequence() - before;
  }

  @Test
  @EnabledIfSystemProperty(named = "zaiko.golden.make", matches = ".+")
  void shouldMakeTheDirectoryOfThisVersionWhenAsked() throws IOException {
    Path made = Files.createDirectories(Path.of(System.getProperty("zaiko.golden.make")));
    Path data = directory.resolve("made");
    GoldenJournal golden = new GoldenJournal(data);
    golden.writeFirstRuns();
    JournalDirectory journal = DataDirectory.journalOf(data);
    JournalReplay replay =
        new JournalReplay(
            journal.scan(), Durability.PROCESS, ReplayHook.NONE, RecoveryProgress.NONE);
    try (Replayed replayed = replay.toEnd()) {
      new SnapshotDirectory(data).write(replayed.dispatcher(), replayed.position(), replayed.end());
    }
    golden.writeLastRun();
    Files.write(made.resolve(presentVersion() + ".txt"), replayed(data), UTF_8);
    GoldenFiles.pack(data, made.resolve(presentVersion() + SUFFIX));
  }
}

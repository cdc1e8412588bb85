package io.zaiko.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.client.CommandAnswer;
import io.zaiko.client.Line;
import io.zaiko.client.ReceiveRequest;
import io.zaiko.client.ZaikoClient;
import io.zaiko.engine.host.DataDirectory;
import io.zaiko.engine.host.EngineHost;
import io.zaiko.engine.host.OldFiles;
import io.zaiko.engine.host.SnapshotMaker;
import io.zaiko.engine.host.UnsupportedDataException;
import io.zaiko.engine.journal.BatchLayout;
import io.zaiko.engine.recovery.JournalReplay;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.engine.recovery.RecoveryStart;
import io.zaiko.engine.recovery.ReplayHook;
import io.zaiko.engine.recovery.Replayed;
import io.zaiko.engine.snapshot.SnapshotDirectory;
import io.zaiko.protocol.MessageShape;
import io.zaiko.protocol.MessageShape.Origin;
import io.zaiko.protocol.sbe.CommandReplyDecoder;
import io.zaiko.protocol.sbe.Durability;
import io.zaiko.protocol.sbe.JournalBatchDecoder;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.replay.JournalAudit;
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
import java.util.zip.CRC32C;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;
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

  private static final int FIRST_WORD_OF_A_BATCH =
      JournalBatchDecoder.BLOCK_LENGTH | JournalBatchDecoder.TEMPLATE_ID << 16;

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
    GoldenFacts facts = new GoldenFacts();
    RecoveryStart start =
        RecoveryStart.newest(
            DataDirectory.journalOf(data),
            new SnapshotDirectory(data),
            Durability.PROCESS,
            RecoveryProgress.NONE);
    assertNotNull(start.snapshot());
    try (Replayed replayed = start.replay(facts.hook(), RecoveryProgress.NONE).toEnd()) {
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
    try (ServerInProcess server = new ServerInProcess(GoldenJournal.host(data))) {
      try (WireConnection earlierClient = new WireConnection(server.port())) {
        earlierClient.register(GoldenJournal.CLIENT);
        earlierClient.sendNow(repeated(data));
        earlierClient.receive();
        CommandReplyDecoder again =
            new CommandReplyDecoder()
                .wrapAndApplyHeader(earlierClient.message(), 0, earlierClient.header());
        assertTrue(again.flags().repeated(), "rule 21 holds over an upgrade");
        assertEquals(ResultCode.OK, again.code());
        assertTrue(again.sequence() < before);
      }
      try (ZaikoClient client = GoldenJournal.connect(server)) {
        CommandAnswer received =
            client.receive(ReceiveRequest.of(Line.of("CAKE", "SHIBUYA", 1))).join();
        assertEquals(ResultCode.OK, received.code());
        assertTrue(received.sequence() > before);
      }
    }
    assertTrue(JournalAudit.verify(data, RecoveryProgress.NONE).ok(), "and it can be read again");
  }

  /** The bytes of the command that a client of that version may send again. */
  private static byte[] repeated(Path data) {
    List<byte[]> found = new ArrayList<>();
    ReplayHook hook =
        (command, dispatcher) -> {
          byte[] bytes = new byte[command.length()];
          command.buffer().getBytes(command.offset(), bytes);
          if (new String(bytes, UTF_8).contains(GoldenJournal.REPEATED.reservationId())) {
            found.add(bytes);
          }
        };
    new JournalReplay(
            DataDirectory.journalOf(data).scan(), Durability.PROCESS, hook, RecoveryProgress.NONE)
        .toEnd()
        .close();
    return found.get(0);
  }

  @Test
  void shouldRefuseWhatANewerVersionWrote() throws IOException {
    Path data = unpacked(presentVersion());
    setVersionOfTheFirstBatch(data, MessageHeaderDecoder.SCHEMA_VERSION + 1);
    UnsupportedDataException refused =
        assertThrows(
            UnsupportedDataException.class,
            () ->
                EngineHost.open(
                    GoldenJournal.host(data), new FailingSale.NoReplies(), RecoveryProgress.NONE));
    assertTrue(
        refused.getMessage().contains("use the version that wrote it"), refused.getMessage());
  }

  private static void setVersionOfTheFirstBatch(Path data, int version) throws IOException {
    Path file;
    try (Stream<Path> files = Files.list(data.resolve("journal/run-00000001"))) {
      file = files.filter(each -> each.toString().endsWith(".cq4")).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(file);
    UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    int batch = 0;
    while (buffer.getInt(batch) != FIRST_WORD_OF_A_BATCH) {
      batch += Integer.BYTES;
    }
    buffer.putShort(batch + MessageHeaderDecoder.versionEncodingOffset(), (short) version);
    int crcOffset = BatchLayout.HEADER_LENGTH - Integer.BYTES;
    CRC32C crc = new CRC32C();
    crc.update(bytes, batch, crcOffset);
    buffer.putInt(batch + crcOffset, (int) crc.getValue());
    Files.write(file, bytes);
  }

  @Test
  @EnabledIfSystemProperty(named = "zaiko.golden.make", matches = ".+")
  void shouldMakeTheDirectoryOfThisVersionWhenAsked() throws IOException {
    Path made = Files.createDirectories(Path.of(System.getProperty("zaiko.golden.make")));
    Path data = directory.resolve("made");
    GoldenJournal golden = new GoldenJournal(data);
    golden.writeFirstRuns();
    SnapshotMaker.make(data, OldFiles.KEEP, RecoveryProgress.NONE);
    golden.writeLastRun();
    Files.write(made.resolve(presentVersion() + ".txt"), replayed(data), UTF_8);
    GoldenFiles.pack(data, made.resolve(presentVersion() + SUFFIX));
  }
}

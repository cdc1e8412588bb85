package io.zaiko.engine.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.engine.host.Quarantine.Quarantined;
import io.zaiko.engine.journal.JournalSettings;
import io.zaiko.engine.pipeline.CommandIntake;
import io.zaiko.engine.pipeline.Messages;
import io.zaiko.engine.pipeline.RecordingSink;
import io.zaiko.engine.pipeline.WaitMode;
import io.zaiko.engine.recovery.JournalVerification;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.engine.recovery.ReplayHook;
import io.zaiko.engine.stock.AvailabilityReader;
import io.zaiko.protocol.sbe.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A record on which the engine fails stops the server, and every start, until it is taken out. Such
 * records get past the gateway here, which would refuse them: they stand for a fault of the engine.
 */
final class QuarantineTest {
  private static final JournalSettings SMALL_FILES =
      new JournalSettings(1 << 20, Duration.ofHours(1), 2 << 20);

  /** CONFIGURE, REGISTER, a SKU, a location, a receipt. */
  private static final long SETUP = 5;

  private static final long FAILING = SETUP + 1;

  @TempDir Path temporary;

  private final Messages messages = new Messages();
  private final RecordingSink sink = new RecordingSink();
  private Path data;

  @BeforeEach
  void stock() {
    data = temporary.resolve("data");
    try (EngineHost host = open(Durability.PROCESS)) {
      execute(host, messages.register("till-1"));
      messages.session(sink.lastSession());
      execute(host, messages.defineSku("sku-1", ""));
      execute(host, messages.defineLocation("store-1"));
      execute(host, messages.receive(0, 0, 7, 1));
    }
  }

  private EngineHost open(Durability durability) {
    HostConfig config =
        new HostConfig(
            data, durability, Messages.smallConfig(), 1024, WaitMode.BLOCKING, SMALL_FILES);
    EngineHost host = EngineHost.open(config, sink, RecoveryProgress.NONE);
    host.start();
    return host;
  }

  /** Sends messages as one batch. */
  private static void execute(EngineHost host, DirectBuffer... batch) {
    CommandIntake intake = host.intake();
    int slots = 0;
    for (DirectBuffer message : batch) {
      slots += CommandIntake.slotsFor(message.capacity());
    }
    long first = intake.claim(slots);
    long slot = first;
    for (DirectBuffer message : batch) {
      intake.write(slot, 0, 0, 0, true, message, 0, message.capacity());
      slot += CommandIntake.slotsFor(message.capacity());
    }
    intake.publish(first, slots);
    host.drain();
  }

  /** A server that stops at its first record. */
  private void executeAndFail(Durability durability, DirectBuffer... batch) {
    try (EngineHost host = open(durability)) {
      execute(host, batch);
      host.failed().join();
    }
  }

  private Quarantined quarantine(boolean dryRun, Long... sequences) {
    return new Quarantine(
            data, new TreeSet<>(List.of(sequences)), () -> ReplayHook.NONE, RecoveryProgress.NONE)
        .run(dryRun);
  }

  private void assertRefused(String why, Long... sequences) throws IOException {
    List<Path> before = files();
    NotQuarantinableException refused =
        assertThrows(NotQuarantinableException.class, () -> quarantine(false, sequences));
    assertTrue(refused.getMessage().contains(why), refused.getMessage());
    assertEquals(before, files());
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> paths = Files.walk(data)) {
      return new ArrayList<>(paths.sorted().toList());
    }
  }

  private JournalVerification verified() {
    return JournalVerification.of(
        DataDirectory.journalOf(data).scan(), ReplayHook.NONE, RecoveryProgress.NONE);
  }

  private static int sellable(EngineHost host) {
    AvailabilityReader reader = host.newReader();
    reader.read(0, 0, AvailabilityReader.NO_CHANNEL);
    return reader.sellable();
  }

  @Test
  void shouldNameTheRecordAndWhatToDoWhenAServerIsStarted() {
    executeAndFail(Durability.PROCESS, messages.saleThatFails());
    IntegrityException refused =
        assertThrows(IntegrityException.class, () -> open(Durability.PROCESS));
    assertEquals(FAILING, refused.sequence());
    assertTrue(
        refused
            .getMessage()
            .contains("zaiko replay quarantine --data " + data + " --sequence " + FAILING),
        refused.getMessage());
    assertTrue(verified().recordFails());
  }

  @ParameterizedTest
  @EnumSource(Durability.class)
  void shouldServeOnWithoutTheRecord(Durability durability) {
    UnsafeBuffer failing = messages.saleThatFails();
    executeAndFail(durability, messages.receive(0, 0, 1, 1), failing);
    Quarantined done = quarantine(false, FAILING + 1);
    assertEquals(FAILING + 2, done.firstVoid());
    try (EngineHost host = open(durability)) {
      assertEquals(8, sellable(host), "what was before it in the batch is applied");
      sink.takeTexts();
      execute(host, failing);
      assertEquals(FAILING + 1, sink.last().sequence(), "rule 21: the first answer again");
      execute(host, messages.receive(0, 0, 1, 1));
      assertEquals(List.of("QUARANTINED", "OK"), sink.takeTexts());
    }
    try (EngineHost host = open(durability)) {
      assertEquals(9, sellable(host));
    }
    JournalVerification verified = verified();
    assertTrue(verified.ok(), verified.problem());
    assertEquals(List.of(FAILING + 1), verified.voided());
    assertEquals(FAILING + 4, verified.lastSequence());
  }

  @Test
  void shouldTakeOutWhatIsNoMessageAtAll() {
    executeAndFail(Durability.PROCESS, new UnsafeBuffer(new byte[32]));
    quarantine(false, FAILING);
    try (EngineHost host = open(Durability.PROCESS)) {
      assertEquals(7, sellable(host));
    }
  }

  @Test
  void shouldAskForAllThatFail() throws IOException {
    executeAndFail(
        Durability.PROCESS,
        messages.saleThatFails(),
        messages.receive(0, 0, 1, 1),
        messages.saleThatFails());
    long second = FAILING + 2;
    assertRefused("Give it too: --sequence " + FAILING + " --sequence " + second, FAILING);
    quarantine(false, FAILING, second);
    try (EngineHost host = open(Durability.PROCESS)) {
      assertEquals(8, sellable(host));
      assertEquals(List.of(FAILING, second), verified().voided());
    }
  }

  @Test
  void shouldTakeOutAnotherOneLater() {
    executeAndFail(Durability.PROCESS, messages.saleThatFails());
    quarantine(false, FAILING);
    executeAndFail(Durability.PROCESS, messages.saleThatFails());
    quarantine(false, FAILING + 2);
    open(Durability.PROCESS).close();
    assertEquals(List.of(FAILING, FAILING + 2), verified().voided());
  }

  @Test
  void shouldWriteNothingInADryRun() throws IOException {
    executeAndFail(Durability.PROCESS, messages.saleThatFails());
    List<Path> before = files();
    Quarantined shown = quarantine(true, FAILING);
    assertEquals(before, files());
    assertThrows(IntegrityException.class, () -> open(Durability.PROCESS));
    Quarantined done = quarantine(false, FAILING);
    assertEquals(shown, done);
  }

  @Test
  void shouldRefuseARecordThatCanBeApplied() throws IOException {
    assertRefused("Record 3 can be applied", 3L);
    assertRefused("There is no record 6: the journal ends at sequence 5", 6L);
    executeAndFail(Durability.PROCESS, messages.saleThatFails());
    assertRefused("Record 3 can be applied", 3L);
    assertRefused("Record 3 can be applied", 3L, FAILING);
    assertRefused("Give it too: --sequence " + FAILING + " --sequence 99", 99L);
    assertRefused("There is no record 99", FAILING, 99L);
    quarantine(false, FAILING);
    assertRefused("Record " + FAILING + " is taken out already", FAILING);
  }

  @Test
  void shouldRefuseARecordThatWasAppliedByWhoeverWroteWhatFollows() throws IOException {
    executeAndFail(Durability.PROCESS, messages.saleThatFails());
    // A run of another version, in which the sale was fine and took a unit.
    LaterRun.append(data, messages.receive(0, 0, 1, 1));
    List<Path> before = files();
    IntegrityException refused =
        assertThrows(IntegrityException.class, () -> quarantine(false, FAILING));
    assertTrue(
        refused.getMessage().contains("Without record " + FAILING + " the journal does not replay"),
        refused.getMessage());
    assertEquals(before, files());
  }

  @Test
  void shouldLeaveTheDirectoryOfARunningServerAlone() {
    try (EngineHost host = open(Durability.PROCESS)) {
      assertTrue(host.takesCommands());
      assertThrows(DataDirectoryInUseException.class, () -> quarantine(false, 3L));
    }
  }

  @Test
  void shouldMakeNoDirectory() {
    data = temporary.resolve("missing");
    assertThrows(UnsupportedDataException.class, () -> quarantine(false, 3L));
    assertFalse(Files.exists(data));
  }
}

package io.zaiko.engine.host;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.engine.core.EngineConfig;
import io.zaiko.engine.journal.DocumentScan;
import io.zaiko.engine.journal.JournalSettings;
import io.zaiko.engine.pipeline.Messages;
import io.zaiko.engine.pipeline.WaitMode;
import io.zaiko.engine.recovery.JournalVerification;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.engine.stock.AvailabilityReader;
import io.zaiko.protocol.sbe.Durability;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A data directory from start to stop, and again. */
final class EngineHostTest extends HostFixture {
  @ParameterizedTest
  @EnumSource(
      value = Durability.class,
      names = {"PROCESS", "DISK"})
  void shouldGoOnWhereItStopped(Durability durability) {
    try (EngineHost host = open(durability)) {
      assertEquals(1, sequence(host));
      assertEquals(durability, host.durability());
      assertEquals(Messages.smallConfig(), host.config());
      assertEquals(1024, host.ringSlots());
      stock(host);
      assertEquals(7, sellable(host));
      assertEquals(5, sequence(host));
    }
    long time = sink.last().timeMicros();
    for (int restart = 1; restart <= 3; restart++) {
      try (EngineHost host = open(durability)) {
        assertEquals(6 + restart, sellable(host));
        assertEquals(4 + restart, sequence(host));
        execute(host, messages.receive(0, 0, 1, 1));
        assertEquals("OK", sink.last().text());
        assertTrue(sink.last().timeMicros() >= time);
        time = sink.last().timeMicros();
      }
    }
    JournalVerification verified = verify();
    assertTrue(verified.ok(), verified.problem());
    assertEquals(8, verified.records());
  }

  @Test
  void shouldVerifyTheJournalWhileItRuns() {
    try (EngineHost host = open(Durability.PROCESS)) {
      stock(host);
      JournalVerification verified = verify();
      assertTrue(verified.ok(), verified.problem());
      assertEquals(5, verified.records());
      execute(host, messages.receive(0, 0, 1, 1));
      assertEquals(6, verify().records());
      assertEquals(0, host.clockJumps());
      assertFalse(host.failed().isDone());
    }
  }

  @Test
  void shouldKeepTheSettingsOfTheJournal() {
    open(Durability.PROCESS).close();
    EngineConfig other = EngineConfig.defaults(5, 6);
    try (EngineHost host = open(Durability.PROCESS, other)) {
      assertEquals(Messages.smallConfig(), host.config());
    }
    List<String> differences = ConfigDifferences.between(other, Messages.smallConfig());
    assertTrue(differences.contains("sku-capacity 1000000 (asked for: 1000)"), "" + differences);
    assertFalse(differences.toString().contains("channels"));
    assertFalse(differences.toString().contains("request-window"));
    assertEquals(List.of(), ConfigDifferences.between(Messages.smallConfig(), other), "defaults");
  }

  @Test
  void shouldExpireAtTheStartWhatFellDueBetween() {
    // Rule 15: when something is due and the journal is idle, a TICK is journaled.
    try (EngineHost host = open(Durability.PROCESS)) {
      stock(host);
      execute(host, messages.reserve("r", 0, 0, 2, 1));
    }
    try (EngineHost host = open(Durability.PROCESS)) {
      AvailabilityReader reader = host.newReader();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                reader.read(0, 0, AvailabilityReader.NO_CHANNEL);
                return reader.reserved() == 0;
              });
    }
    JournalVerification verified = verify();
    assertTrue(verified.ok(), verified.problem());
    assertEquals(7, verified.records());
  }

  @Test
  void shouldRefuseADirectoryInUseAndLeaveItAlone() {
    try (EngineHost host = open(Durability.PROCESS)) {
      assertThrows(DataDirectoryInUseException.class, () -> open(Durability.PROCESS));
      stock(host);
      assertEquals(7, sellable(host));
    }
    open(Durability.PROCESS).close();
  }

  @Test
  void shouldRefuseADamagedJournalAndGiveTheDirectoryBack() throws IOException {
    try (EngineHost host = open(Durability.PROCESS)) {
      stock(host);
    }
    damage(3);
    for (int tries = 0; tries < 2; tries++) {
      IntegrityException refusal =
          assertThrows(IntegrityException.class, () -> open(Durability.PROCESS));
      assertEquals(3, refusal.sequence());
      assertTrue(refusal.getMessage().contains("sequence 3, run-00000001/"), refusal.getMessage());
      assertTrue(refusal.getMessage().contains("good copy"), refusal.getMessage());
    }
    JournalVerification verified = verify();
    assertFalse(verified.ok());
    assertEquals(3L, verified.atSequence());
  }

  /** Flips a bit in the batch of this number. */
  private void damage(int batch) throws IOException {
    String place = "";
    try (DocumentScan scan = DataDirectory.journalOf(data).scan()) {
      for (int i = 0; i < batch; i++) {
        assertTrue(scan.next());
        place = scan.place();
      }
    }
    String words = " at byte ";
    int separator = place.indexOf(words);
    Path file = data.resolve("journal").resolve(place.substring(0, separator));
    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
      long position = Long.parseLong(place.substring(separator + words.length())) + 100;
      access.seek(position);
      int before = access.read();
      access.seek(position);
      access.write(before ^ 8);
    }
  }

  @Test
  void shouldGiveEverythingBackWhenTheRingIsOfNoSize() {
    HostConfig config =
        new HostConfig(
            data, Durability.PROCESS, Messages.smallConfig(), 1000, WaitMode.BLOCKING, SMALL_FILES);
    assertThrows(
        IllegalArgumentException.class, () -> EngineHost.open(config, sink, RecoveryProgress.NONE));
    open(Durability.PROCESS).close();
  }

  @Test
  void shouldCloseTwice() {
    EngineHost host = open(Durability.PROCESS);
    host.close();
    host.close();
    assertEquals(1, verify().records());
  }

  @Test
  void shouldRefuseCommandsBeforeTheRingAndGoOnInsideWhileTheDiskIsNearlyFull() {
    // Rules 15 and 21: TICK and CONFIGURE are journaled within the reserve.
    MadeUpDisk disk = new MadeUpDisk(0);
    HostConfig config =
        new HostConfig(
            data, Durability.PROCESS, Messages.smallConfig(), 1024, WaitMode.BLOCKING, SMALL_FILES);
    try (EngineHost host =
        EngineHost.open(config, sink, RecoveryProgress.NONE, directory -> disk)) {
      host.start();
      assertFalse(host.takesCommands());
      assertEquals(1, sequence(host), "CONFIGURE");

      disk.setUsable(Long.MAX_VALUE);
      await().atMost(Duration.ofSeconds(30)).until(host::takesCommands);
      stock(host);
      execute(host, messages.reserve("r", 0, 0, 2, 1));
      disk.setUsable(0);
      await().atMost(Duration.ofSeconds(30)).until(() -> !host.takesCommands());
      assertEquals(7, sellable(host));
      await().atMost(Duration.ofSeconds(30)).until(() -> sequence(host) == 7);
    }
    JournalVerification verified = verify();
    assertTrue(verified.ok(), verified.problem());
    assertEquals(7, verified.records());
  }

  @Test
  void shouldNotMindLocksThatAKilledServerLeftBehind() throws IOException {
    // Chronicle keeps locks with process ids in its own file. In containers ids repeat: here even
    // this process's own stands in what was left.
    Path left = temporary.resolve("left");
    Path first = data.resolve("journal/run-00000001/metadata.cq4t");
    try (EngineHost host = open(Durability.PROCESS)) {
      stock(host);
      Files.copy(first, left);
    }
    Files.copy(left, first, StandardCopyOption.REPLACE_EXISTING);
    Files.createDirectory(data.resolve("journal/run-00000002"));
    Files.copy(left, data.resolve("journal/run-00000002/metadata.cq4t"));
    try (EngineHost host = open(Durability.PROCESS)) {
      assertEquals(7, sellable(host));
      execute(host, messages.receive(0, 0, 1, 1));
    }
    assertEquals(6, verify().records());
  }

  @Test
  void shouldRefuseTablesThatDoNotFitAndLeaveNoJournalBehind() {
    HostConfig tooSmall = withTableMemory(1 << 20);
    HostException refusal =
        assertThrows(
            HostException.class, () -> EngineHost.open(tooSmall, sink, RecoveryProgress.NONE));
    assertTrue(refusal.getMessage().contains("Lower those settings"), refusal.getMessage());
    assertFalse(data.resolve("journal").toFile().exists());

    open(Durability.PROCESS).close();
    refusal =
        assertThrows(
            HostException.class, () -> EngineHost.open(tooSmall, sink, RecoveryProgress.NONE));
    assertTrue(refusal.getMessage().contains("the journal's"), refusal.getMessage());
    EngineHost.open(withTableMemory(Long.MAX_VALUE), sink, RecoveryProgress.NONE).close();
  }

  private HostConfig withTableMemory(long bytes) {
    return new HostConfig(
        data,
        Durability.PROCESS,
        Messages.smallConfig(),
        1024,
        WaitMode.BLOCKING,
        SMALL_FILES,
        new RoomSettings(0, bytes, 0));
  }

  @Test
  void shouldProposeWhatMostServersWant() {
    HostConfig config = HostConfig.defaults(data, Messages.smallConfig());
    assertEquals(Durability.PROCESS, config.durability());
    assertEquals(HostConfig.DEFAULT_RING_SLOTS, config.ringSlots());
    assertEquals(JournalSettings.DEFAULTS, config.journal());
  }
}

package io.zaiko.cli.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.cli.input.Address;
import io.zaiko.cli.input.InputException;
import io.zaiko.cli.serve.SnapshotSettings.Old;
import io.zaiko.engine.core.EngineConfig;
import io.zaiko.engine.host.RoomSettings;
import io.zaiko.engine.pipeline.WaitMode;
import io.zaiko.gateway.IoWait;
import io.zaiko.protocol.sbe.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerSettingsTest {
  private static final ServerSettings.Typed NOTHING =
      new ServerSettings.Typed(null, null, null, false);

  @TempDir private Path folder;

  @Test
  void shouldStayOnThisMachineByDefault() {
    ServerSettings settings = ServerSettings.of(NOTHING, ServerProperties.none());

    assertTrue(settings.gateway().listen().getAddress().isLoopbackAddress());
    assertEquals(7450, settings.gateway().listen().getPort());
    assertFalse(settings.gateway().insecure());
    assertEquals(Path.of("data/zaiko"), settings.host().dataDirectory());
    assertEquals(RoomSettings.DEFAULTS, settings.host().room());
    assertEquals(Durability.PROCESS, settings.host().durability());
    assertEquals(
        new SnapshotSettings(Duration.ofHours(1), 4_294_967_296L, Old.DELETE, null),
        settings.snapshots());
    assertEquals(EngineConfig.DEFAULT_CHANNELS, settings.host().proposed().channels());
  }

  @Test
  void shouldTakeEverySettingFromTheFile() throws IOException {
    ServerSettings settings =
        ServerSettings.of(
            NOTHING,
            file(
                """
                # a comment
                data = /srv/zaiko
                listen = 127.0.0.1:9000
                durability = disk
                insecure = true
                sku-capacity = 1000
                channels = POS, 通販
                default-hold = 10m
                closed-retention = 2h
                fulfilled-retention = 7d
                device-capacity = 11
                transfer-line-capacity = 512
                band-capacity = 13
                change-capacity = 2048
                ring-slots = 131072
                wait = spinning
                journal-roll-age = 2h
                io-threads = 3
                io-wait = backoff
                min-free = 1000
                table-memory = 2000
                table-pages-ahead = 3000
                snapshot-every = 15m
                snapshot-journal-length = 3000
                snapshot-old = archive
                snapshot-archive = /mnt/old
                """));

    assertEquals(Path.of("/srv/zaiko"), settings.host().dataDirectory());
    assertEquals(9000, settings.gateway().listen().getPort());
    assertEquals(Durability.DISK, settings.host().durability());
    assertTrue(settings.gateway().insecure());
    assertEquals(1_000, settings.host().proposed().skuCapacity());
    assertEquals(List.of("POS", "通販"), settings.host().proposed().channels());
    assertEquals(600_000_000L, settings.host().proposed().defaultHoldMicros());
    EngineConfig proposed = settings.host().proposed();
    assertEquals(7_200_000_000L, proposed.closedRetentionMicros());
    assertEquals(604_800_000_000L, proposed.fulfilledRetentionMicros());
    assertEquals(11, proposed.deviceCapacity());
    assertEquals(512, proposed.transferLineCapacity());
    assertEquals(13, proposed.bandCapacity());
    assertEquals(2_048, proposed.changeCapacity());
    assertEquals(131_072, settings.host().ringSlots());
    assertEquals(WaitMode.SPINNING, settings.host().waitMode());
    assertEquals(Duration.ofHours(2), settings.host().journal().rollAge());
    assertEquals(3, settings.gateway().eventLoops());
    assertEquals(IoWait.BACKOFF, settings.gateway().ioWait());
    assertEquals(new RoomSettings(1_000, 2_000, 3_000), settings.host().room());
    assertEquals(
        new SnapshotSettings(Duration.ofMinutes(15), 3_000, Old.ARCHIVE, Path.of("/mnt/old")),
        settings.snapshots());
    assertEquals(List.of("--archive", "/mnt/old"), settings.snapshots().options());
  }

  @Test
  void shouldPreferWhatIsTyped() throws IOException {
    ServerSettings settings =
        ServerSettings.of(
            new ServerSettings.Typed(
                Path.of("typed"),
                new Address("127.0.0.1", 1),
                Durability.PROCESS,
                false,
                3L,
                4L,
                Duration.ZERO,
                0L),
            file(
                """
                data = filed
                listen = 127.0.0.1:2
                durability = disk
                min-free = 9
                snapshot-every = 5m
                snapshot-old = keep
                """));

    assertEquals(Path.of("typed"), settings.host().dataDirectory());
    assertEquals(1, settings.gateway().listen().getPort());
    assertEquals(new RoomSettings(3, 4, 8 << 20), settings.host().room());
    assertTrue(settings.snapshots().isNever());
    assertEquals(List.of("--keep"), settings.snapshots().options());
    assertEquals(Durability.PROCESS, settings.host().durability());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sku-capacitee = 5   | no such setting: sku-capacitee",
        "sku-capacity = many | sku-capacity 'many' is not a whole number",
        "wait = idling       | 'idling' is none of [blocking, backoff, yielding, spinning]",
        "durability = quorum | 'quorum' is neither process nor disk",
        "insecure = yes      | 'yes' is neither true nor false",
        "default-hold = long | 'long' is not a duration",
        "listen = here       | 'here' is not HOST:PORT",
        "snapshot-every = -1 | '-1' is not a duration",
        "snapshot-old = burn | 'burn' is none of [delete, keep, archive]",
      })
  void shouldSayWhatIsWrongInTheFile(String line, String message) throws IOException {
    ServerProperties file = file(line.strip() + "\n");

    InputException thrown =
        assertThrows(InputException.class, () -> ServerSettings.of(NOTHING, file));

    assertTrue(thrown.getMessage().contains("server.properties"), thrown::getMessage);
    assertTrue(thrown.getMessage().contains(message), thrown::getMessage);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "snapshot-journal-length = -1 | snapshot-journal-length is a number of bytes",
        "snapshot-old = archive       | snapshot-old = archive needs snapshot-archive",
        "snapshot-archive = /mnt/old  | snapshot-archive is for snapshot-old = archive only",
      })
  void shouldRefuseSnapshotSettingsThatDoNotGoTogether(String line, String message)
      throws IOException {
    ServerProperties file = file(line.strip() + "\n");

    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, () -> ServerSettings.of(NOTHING, file));

    assertTrue(thrown.getMessage().contains(message), thrown::getMessage);
  }

  private ServerProperties file(String content) throws IOException {
    return ServerProperties.read(Files.writeString(folder.resolve("server.properties"), content));
  }
}

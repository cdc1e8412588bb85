package io.zaiko.cli.serve;

import io.zaiko.cli.input.Address;
import io.zaiko.cli.input.Interval;
import io.zaiko.engine.core.EngineConfig;
import io.zaiko.engine.host.HostConfig;
import io.zaiko.engine.host.RoomSettings;
import io.zaiko.engine.journal.JournalSettings;
import io.zaiko.engine.pipeline.WaitMode;
import io.zaiko.gateway.GatewayConfig;
import io.zaiko.gateway.IoWait;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.Durability;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * All that a server is told: from options, then from the configuration file, then by default.
 *
 * @param host how the data directory is served, with what a new journal gets
 * @param gateway where and how it listens
 * @param snapshots when they are made
 */
record ServerSettings(HostConfig host, GatewayConfig gateway, SnapshotSettings snapshots) {
  private static final Address DEFAULT_ADDRESS = new Address("127.0.0.1", Protocol.DEFAULT_PORT);

  /** What was typed, or stands in a variable; null = neither. */
  record Typed(
      Path data,
      Address listen,
      Durability durability,
      boolean insecure,
      Long minFree,
      Long tableMemory,
      Duration snapshotEvery,
      Long snapshotJournalLength) {
    /** With nothing said about room and snapshots. */
    Typed(Path data, Address listen, Durability durability, boolean insecure) {
      this(data, listen, durability, insecure, null, null, null, null);
    }
  }

  /**
   * Puts both together.
   *
   * @throws io.zaiko.cli.input.InputException when the file has a value that is not one, or a name
   *     that is none
   */
  static ServerSettings of(Typed typed, ServerProperties file) {
    Address listen = file.get("listen", DEFAULT_ADDRESS, new Address.Converter()::convert);
    Path data = file.get("data", Path.of(DataOption.DEFAULT), Path::of);
    Durability durability =
        file.get("durability", Durability.PROCESS, ServerProperties::durability);
    boolean insecure = file.flag("insecure", false);
    GatewayConfig gateway =
        gateway(file)
            .withListen((typed.listen() == null ? listen : typed.listen()).resolve())
            .withInsecure(typed.insecure() || insecure);
    HostConfig host =
        new HostConfig(
            typed.data() == null ? data : typed.data(),
            typed.durability() == null ? durability : typed.durability(),
            engine(file),
            file.number("ring-slots", HostConfig.DEFAULT_RING_SLOTS),
            file.choice("wait", WaitMode.BACKOFF, WaitMode.class),
            journal(file),
            room(typed, file));
    SnapshotSettings snapshots = snapshots(typed, file);
    file.refuseUnknown();
    return new ServerSettings(host, gateway, snapshots);
  }

  private static EngineConfig engine(ServerProperties file) {
    UUID id = UUID.randomUUID(); // of the journal, if it is a new one
    EngineConfig byDefault =
        EngineConfig.defaults(id.getMostSignificantBits(), id.getLeastSignificantBits());
    return new EngineConfig(
        byDefault.journalIdHigh(),
        byDefault.journalIdLow(),
        file.number("sku-capacity", byDefault.skuCapacity()),
        file.number("location-capacity", byDefault.locationCapacity()),
        file.number("stock-capacity", byDefault.stockCapacity()),
        file.number("reservation-capacity", byDefault.reservationCapacity()),
        file.number("line-capacity", byDefault.lineCapacity()),
        file.number("session-capacity", byDefault.sessionCapacity()),
        file.number("client-capacity", byDefault.clientCapacity()),
        file.number("request-window", byDefault.requestWindow()),
        file.number("line-result-capacity", byDefault.lineResultCapacity()),
        file.number("safety-capacity", byDefault.safetyCapacity()),
        micros(file, "default-hold", byDefault.defaultHoldMicros()),
        micros(file, "closed-retention", byDefault.closedRetentionMicros()),
        micros(file, "fulfilled-retention", byDefault.fulfilledRetentionMicros()),
        file.number("device-capacity", byDefault.deviceCapacity()),
        file.number("transfer-line-capacity", byDefault.transferLineCapacity()),
        file.number("band-capacity", byDefault.bandCapacity()),
        file.number("change-capacity", byDefault.changeCapacity()),
        file.list("channels", byDefault.channels()));
  }

  private static long micros(ServerProperties file, String name, long byDefault) {
    Duration unless = Duration.of(byDefault, ChronoUnit.MICROS);
    return TimeUnit.SECONDS.toMicros(file.duration(name, unless).toSeconds());
  }

  private static JournalSettings journal(ServerProperties file) {
    JournalSettings byDefault = JournalSettings.DEFAULTS;
    return new JournalSettings(
        file.longNumber("journal-roll-length", byDefault.rollLength()),
        file.duration("journal-roll-age", byDefault.rollAge()),
        file.number("journal-block-length", byDefault.blockLength()));
  }

  private static RoomSettings room(Typed typed, ServerProperties file) {
    RoomSettings byDefault = RoomSettings.DEFAULTS;
    long minFree = file.longNumber("min-free", byDefault.minFreeBytes());
    long tableMemory = file.longNumber("table-memory", byDefault.tableMemoryBytes());
    return new RoomSettings(
        typed.minFree() == null ? minFree : typed.minFree(),
        typed.tableMemory() == null ? tableMemory : typed.tableMemory(),
        file.longNumber("table-pages-ahead", byDefault.tablePagesAheadBytes()));
  }

  private static SnapshotSettings snapshots(Typed typed, ServerProperties file) {
    SnapshotSettings byDefault = SnapshotSettings.DEFAULTS;
    Duration every = file.get("snapshot-every", byDefault.every(), new Interval()::convert);
    long journalLength = file.longNumber("snapshot-journal-length", byDefault.journalLength());
    return new SnapshotSettings(
        typed.snapshotEvery() == null ? every : typed.snapshotEvery(),
        typed.snapshotJournalLength() == null ? journalLength : typed.snapshotJournalLength(),
        file.choice("snapshot-old", byDefault.old(), SnapshotSettings.Old.class),
        file.get("snapshot-archive", byDefault.archive(), Path::of));
  }

  private static GatewayConfig gateway(ServerProperties file) {
    GatewayConfig byDefault = GatewayConfig.defaults();
    GatewayConfig.Limits limits = byDefault.limits();
    return byDefault
        .withEventLoops(file.number("io-threads", byDefault.eventLoops()))
        .withIoWait(file.choice("io-wait", byDefault.ioWait(), IoWait.class))
        .withLimits(
            new GatewayConfig.Limits(
                file.number("max-connections", limits.connections()),
                file.number("max-credits", limits.credits()),
                file.number("reply-ring-bytes", limits.replyRingBytes()),
                limits.backlogBytes()));
  }
}

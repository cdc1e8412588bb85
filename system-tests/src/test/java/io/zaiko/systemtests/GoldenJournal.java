package io.zaiko.systemtests;

import io.zaiko.client.AdjustRequest;
import io.zaiko.client.CommandAnswer;
import io.zaiko.client.CommandOptions;
import io.zaiko.client.CommitRequest;
import io.zaiko.client.CountRequest;
import io.zaiko.client.DefineLocationRequest;
import io.zaiko.client.DefineSkuRequest;
import io.zaiko.client.DeleteRequest;
import io.zaiko.client.ExtendRequest;
import io.zaiko.client.FulfilRequest;
import io.zaiko.client.Line;
import io.zaiko.client.MoveRequest;
import io.zaiko.client.Occurrence;
import io.zaiko.client.ReallocateRequest;
import io.zaiko.client.ReceiveRequest;
import io.zaiko.client.ReleaseRequest;
import io.zaiko.client.Relocation;
import io.zaiko.client.ReserveRequest;
import io.zaiko.client.ReturnRequest;
import io.zaiko.client.SellRequest;
import io.zaiko.client.SetBandsRequest;
import io.zaiko.client.SetQuotaRequest;
import io.zaiko.client.SetSafetyRequest;
import io.zaiko.client.ShortRequest;
import io.zaiko.client.SkuLine;
import io.zaiko.client.TransferCloseRequest;
import io.zaiko.client.TransferDispatchRequest;
import io.zaiko.client.TransferReceiveRequest;
import io.zaiko.client.TransferRequest;
import io.zaiko.client.ZaikoClient;
import io.zaiko.client.ZaikoClientConfig;
import io.zaiko.engine.core.EngineConfig;
import io.zaiko.engine.host.DataDirectory;
import io.zaiko.engine.host.HostConfig;
import io.zaiko.engine.host.Quarantine;
import io.zaiko.engine.journal.JournalPosition;
import io.zaiko.engine.journal.JournalSettings;
import io.zaiko.engine.pipeline.WaitMode;
import io.zaiko.engine.recovery.JournalReplay;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.engine.recovery.ReplayHook;
import io.zaiko.engine.recovery.Replayed;
import io.zaiko.protocol.sbe.Bucket;
import io.zaiko.protocol.sbe.Disposition;
import io.zaiko.protocol.sbe.Durability;
import io.zaiko.protocol.sbe.LocationType;
import io.zaiko.protocol.sbe.OnDeadline;
import io.zaiko.protocol.sbe.ReservationState;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.protocol.sbe.SellPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;

/**
 * What a server of this build writes when it is sent every command: the journal of which each
 * version of the schema keeps one, see {@link UpgradeTest}. Made by real servers over TCP, one for
 * each run, so its times are those of its making.
 */
final class GoldenJournal {
  /** A command that is sent once more by whoever opens the journal later. */
  static final ReserveRequest REPEATED =
      ReserveRequest.of("R-KEPT", "EC", Line.of("TEA", "DC", 4)).withHold(Duration.ofDays(366));

  static final CommandOptions REPEATED_OPTIONS = CommandOptions.NONE.withRequestId(500);

  static final String CLIENT = "golden";
  private static final Duration LONG = Duration.ofDays(300);
  private static final long FAILING_REQUEST = 900;
  private static final int BULK = 90;
  private static final int MOST_LINES = 256;

  private final HostConfig config;
  private long session;

  GoldenJournal(Path data) {
    config = host(data);
  }

  /** Small tables and files: what matters is the format. */
  static HostConfig host(Path data) {
    EngineConfig small =
        new EngineConfig(
            0x5A41_494B_4F00_0000L,
            7,
            100,
            20,
            1_000,
            1_000,
            4_096,
            16,
            64,
            1_024,
            8_192,
            100,
            Duration.ofMinutes(15).toNanos() / 1_000,
            Duration.ofDays(3_000).toNanos() / 1_000,
            Duration.ofDays(3_000).toNanos() / 1_000,
            16,
            1_024,
            100,
            1_024,
            EngineConfig.DEFAULT_CHANNELS);
    JournalSettings smallFiles = new JournalSettings(256 * 1024, Duration.ofDays(9_000), 2 << 20);
    return new HostConfig(
        data,
        Durability.PROCESS,
        small,
        HostConfig.DEFAULT_RING_SLOTS,
        WaitMode.BLOCKING,
        smallFiles);
  }

  static ZaikoClient connect(ServerInProcess server) {
    return ZaikoClient.connect(
        ZaikoClientConfig.builder("127.0.0.1", server.port()).clientName(CLIENT).build());
  }

  /** Writes what comes before the snapshot, a record that is taken out at its end. */
  void writeFirstRuns() {
    write(GoldenJournal::defineAndCount);
    write(GoldenJournal::reserveAndMove);
    JournalPosition end = position();
    FailingSale.journal(config, session, FAILING_REQUEST);
    new Quarantine(
            config.dataDirectory(),
            new TreeSet<>(Set.of(end.sequence() + 1)),
            () -> ReplayHook.NONE,
            RecoveryProgress.NONE)
        .run(false);
  }

  private JournalPosition position() {
    JournalReplay replay =
        new JournalReplay(
            DataDirectory.journalOf(config.dataDirectory()).scan(),
            Durability.PROCESS,
            ReplayHook.NONE,
            RecoveryProgress.NONE);
    try (Replayed replayed = replay.toEnd()) {
      return replayed.position();
    }
  }

  /** Writes what comes behind it. */
  void writeLastRun() {
    write(GoldenJournal::goOn);
  }

  /** What a run consists of. */
  @FunctionalInterface
  private interface Run {
    /** Returns the last answer. */
    CommandAnswer send(ZaikoClient client);
  }

  private void write(Run run) {
    try (ServerInProcess server = new ServerInProcess(config);
        ZaikoClient client = connect(server)) {
      session = run.send(client).session();
    }
  }

  private static CommandAnswer defineAndCount(ZaikoClient client) {
    for (String sku : new String[] {"TEA", "ONIGIRI", "CAKE", "GONE"}) {
      done(client.defineSku(new DefineSkuRequest(sku, "品番 " + sku)));
    }
    done(
        client.defineLocation(
            DefineLocationRequest.of("SHIBUYA")
                .withName("渋谷店")
                .at(35_658_517, 139_701_334)
                .withRegion("KANTO")));
    done(client.defineLocation(DefineLocationRequest.of("UENO").withRegion("KANTO")));
    done(client.defineLocation(DefineLocationRequest.of("DC").withType(LocationType.WAREHOUSE)));
    done(client.defineLocation(DefineLocationRequest.of("CLOSED")));
    done(client.delete(DeleteRequest.sku("GONE")));
    done(client.delete(DeleteRequest.location("CLOSED")));
    done(client.setSafety(SetSafetyRequest.ofLocation("SHIBUYA", "EC", 2)));
    done(client.setSafety(new SetSafetyRequest("TEA", "UENO", "EC", 3)));
    done(client.setQuota(new SetQuotaRequest("TEA", "SHIBUYA", "MARKETPLACE", 5)));
    done(client.setBands(SetBandsRequest.ofAll(10, 2).withSku("TEA").withChannel("EC")));
    Line[] first = {
      Line.of("TEA", "SHIBUYA", 40), Line.of("TEA", "UENO", 12), Line.of("TEA", "DC", 500),
      Line.of("ONIGIRI", "SHIBUYA", 9), Line.of("CAKE", "SHIBUYA", 3), Line.of("CAKE", "DC", 30)
    };
    done(client.receive(ReceiveRequest.of(first).withReference("ASN-1").withReason("opening")));
    for (int sequence : new int[] {1, 2, 5, 2}) {
      client
          .sell(
              SellRequest.of(Line.of("TEA", "UENO", 1))
                  .withChannel("POS")
                  .withOccurrence(
                      Occurrence.ofDevice("TILL-1", sequence)
                          .withTime(Instant.parse("2026-11-22T01:00:00Z"))))
          .join();
    }
    done(client.adjust(AdjustRequest.of(Line.of("CAKE", "DC", -1)).withReason("broken")));
    done(
        client.returnGoods(
            ReturnRequest.of(Line.of("ONIGIRI", "SHIBUYA", 1))
                .withDisposition(Disposition.DAMAGED)));
    done(client.move(MoveRequest.of(Bucket.SELLABLE, Bucket.BLOCKED, Line.of("TEA", "DC", 10))));
    CommandAnswer cut = done(client.openCount("UENO"));
    done(client.sell(SellRequest.of(Line.of("TEA", "UENO", 2))));
    done(
        client.count(
            CountRequest.of(Line.of("TEA", "UENO", 11)).withCut(cut.sequence()).expecting(9)));
    done(client.closeCount("UENO"));
    done(client.openCount("DC"));
    done(client.suspend("UENO"));
    client.reserve(ReserveRequest.of("R-NEVER", "EC", Line.of("TEA", "UENO", 1))).join();
    return done(client.reopen("UENO"));
  }

  private static CommandAnswer reserveAndMove(ZaikoClient client) {
    done(client.send(REPEATED, REPEATED_OPTIONS));
    for (String id :
        new String[] {"HELD", "ORDER", "STAGED", "UNSTAGED", "PART", "SHORT", "BACK"}) {
      done(client.reserve(held("R-" + id)));
    }
    done(
        client.commit(
            CommitRequest.of("R-ORDER").withDeadline(Instant.now().plus(LONG), OnDeadline.EXPIRE)));
    for (String id : new String[] {"R-STAGED", "R-UNSTAGED", "R-PART", "R-SHORT"}) {
      done(client.commit(id));
    }
    done(client.stage("R-STAGED"));
    done(client.stage("R-UNSTAGED"));
    done(client.unstage("R-UNSTAGED"));
    done(client.fulfil(FulfilRequest.of("R-PART", Line.of("TEA", "DC", 1))));
    done(client.markShort(ShortRequest.of("R-SHORT", Line.of("TEA", "DC", 1))));
    done(client.release(ReleaseRequest.of("R-BACK")));
    done(client.extend(ExtendRequest.holding("R-HELD", LONG)));
    done(client.reallocate(ReallocateRequest.of("R-HELD", Relocation.of("TEA", "DC", "SHIBUYA"))));
    done(client.reserve(held("R-BASKET")));
    done(client.reserve(held("R-NEW").superseding("R-BASKET")));
    Line anywhere = Line.atAnyOf("CAKE", Arrays.asList("UENO", "SHIBUYA", "DC"), 5);
    done(client.reserve(ReserveRequest.of("R-ANY", "EC", anywhere).withHold(LONG)));
    client.reserve(ReserveRequest.of("R-MUCH", "EC", Line.of("CAKE", "SHIBUYA", 99))).join();
    done(
        client.reserve(
            ReserveRequest.of("R-SOME", "EC", Line.of("ONIGIRI", "SHIBUYA", 99))
                .asPartial()
                .withHold(LONG)));
    done(client.sell(SellRequest.of(Line.of("TEA", "DC", 2)).redeeming("R-ORDER")));
    done(
        client.sell(
            SellRequest.of(Line.of("ONIGIRI", "SHIBUYA", 4), Line.of("SUSHI", "SHIBUYA", 1))
                .withPolicy(SellPolicy.WARN)));
    transfers(client);
    Line[] bulk = new Line[MOST_LINES];
    Arrays.setAll(bulk, i -> Line.of(i % 2 == 0 ? "TEA" : "CAKE", i % 3 == 0 ? "UENO" : "DC", 1));
    for (int i = 0; i < BULK; i++) {
      done(client.receive(ReceiveRequest.of(bulk)));
    }
    return letOneExpire(client);
  }

  private static void transfers(ZaikoClient client) {
    for (String id : new String[] {"T-ALL", "T-PART", "T-NOT"}) {
      done(client.requestTransfer(TransferRequest.of(id, "DC", "UENO", SkuLine.of("TEA", 6))));
    }
    done(client.dispatchTransfer(TransferDispatchRequest.of("T-ALL")));
    done(client.receiveTransfer(TransferReceiveRequest.of("T-ALL", SkuLine.of("TEA", 4))));
    done(client.closeTransfer(TransferCloseRequest.of("T-ALL", SkuLine.of("TEA", 1))));
    done(client.dispatchTransfer(TransferDispatchRequest.of("T-PART", SkuLine.of("TEA", 2))));
    done(client.cancelTransfer("T-NOT"));
  }

  /** While nothing else is sent, so that the server has to journal a TICK. */
  private static CommandAnswer letOneExpire(ZaikoClient client) {
    CommandAnswer reserved = done(client.reserve(held("R-BRIEF").withHold(Duration.ofMillis(1))));
    Awaitility.await()
        .until(
            () ->
                client.reservation("R-BRIEF").join().state().orElseThrow()
                    == ReservationState.EXPIRED);
    return reserved;
  }

  private static CommandAnswer goOn(ZaikoClient client) {
    done(client.reserve(held("R-LATE")));
    done(client.fulfil(FulfilRequest.of("R-STAGED")));
    done(client.receiveTransfer(TransferReceiveRequest.of("T-PART")));
    done(client.sell(SellRequest.of(Line.of("TEA", "DC", 20)).withReference("S-1")));
    client.reserve(held("R-HELD")).join();
    return done(client.send(REPEATED, REPEATED_OPTIONS));
  }

  private static ReserveRequest held(String id) {
    return ReserveRequest.of(id, "EC", Line.of("TEA", "DC", 3)).withHold(LONG);
  }

  private static CommandAnswer done(CompletableFuture<CommandAnswer> sent) {
    CommandAnswer answer = sent.join();
    if (answer.code() != ResultCode.OK) {
      throw new AssertionError(answer);
    }
    return answer;
  }
}

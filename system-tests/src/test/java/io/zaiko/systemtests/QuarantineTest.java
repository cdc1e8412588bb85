package io.zaiko.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.client.CommandAnswer;
import io.zaiko.client.CommandOptions;
import io.zaiko.client.DefineLocationRequest;
import io.zaiko.client.DefineSkuRequest;
import io.zaiko.client.Line;
import io.zaiko.client.ReceiveRequest;
import io.zaiko.client.ZaikoClient;
import io.zaiko.client.ZaikoClientConfig;
import io.zaiko.engine.core.EngineConfig;
import io.zaiko.engine.host.HostConfig;
import io.zaiko.engine.host.OldFiles;
import io.zaiko.engine.host.SnapshotMade;
import io.zaiko.engine.host.SnapshotMaker;
import io.zaiko.engine.recovery.JournalVerification;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.replay.JournalAudit;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The night of an operator: a server stops on a record, does not start any more, and goes on when
 * the record is taken out (rules 21, 26).
 */
final class QuarantineTest {
  private static final int INTEGRITY = 4;
  private static final long REQUEST = 500;
  private static final Line ONE = Line.of("A", "S1", 1);

  @TempDir Path directory;

  private ZaikoClient connect(ServerProcess server) {
    return ZaikoClient.connect(
        ZaikoClientConfig.builder("127.0.0.1", server.port()).clientName("till-1").build());
  }

  /** Returns the session. */
  private long stock(Path data) throws Exception {
    try (ServerProcess server = ServerProcess.start(data, "disk")) {
      long session;
      try (ZaikoClient client = connect(server)) {
        client.defineSku(new DefineSkuRequest("A", "")).join();
        client.defineLocation(DefineLocationRequest.of("S1")).join();
        session = client.receive(ReceiveRequest.of(Line.of("A", "S1", 10))).join().session();
      }
      assertEquals(0, server.stop());
      return session;
    }
  }

  private static List<String> run(int exitCode, String... arguments) throws Exception {
    try (JavaProcess process = JavaProcess.start("io.zaiko.cli.Main", arguments)) {
      int ended = process.await();
      assertEquals(exitCode, ended, () -> process.output().toString());
      return process.output();
    }
  }

  @Test
  void shouldServeOnOnceARecordIsTakenOut() throws Exception {
    Path data = directory.resolve("data");
    long session = stock(data);
    FailingSale.journal(HostConfig.defaults(data, EngineConfig.defaults(1, 2)), session, REQUEST);
    String refusal = String.join("\n", run(INTEGRITY, "serve", "--data", data.toString()));
    String command = "zaiko replay quarantine --data " + data + " --sequence ";
    assertTrue(refusal.contains(command), refusal);
    String failing =
        refusal.substring(refusal.indexOf(command) + command.length()).split("'", 2)[0];
    run(0, "replay", "quarantine", "--data", data.toString(), "--sequence", failing);

    try (ServerProcess server = ServerProcess.start(data, "disk");
        ZaikoClient client = connect(server)) {
      // No client can encode the sale itself; that its id is used up shows all the same.
      CommandAnswer other =
          client.send(ReceiveRequest.of(ONE), CommandOptions.NONE.withRequestId(REQUEST)).join();
      assertEquals(ResultCode.IDEMPOTENCY_CONFLICT, other.code());
      assertEquals(ResultCode.OK, client.receive(ReceiveRequest.of(ONE)).join().code());
      server.kill();
    }
    JournalVerification verified = JournalAudit.verify(data, RecoveryProgress.NONE);
    assertTrue(verified.ok(), verified.problem());
    assertEquals(List.of(Long.valueOf(failing)), verified.voided());

    SnapshotMade snapshot = SnapshotMaker.make(data, OldFiles.DELETE, RecoveryProgress.NONE);
    assertEquals(verified.lastSequence(), snapshot.sequence());
    assertEquals(verified.stateHash(), snapshot.stateHash());
    try (ServerProcess server = ServerProcess.start(data, "disk");
        ZaikoClient client = connect(server)) {
      assertEquals(11, client.stock("A", "S1").join().levels().sellable());
      assertEquals(0, server.stop());
    }
  }
}

package io.zaiko.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.client.DefineLocationRequest;
import io.zaiko.client.DefineSkuRequest;
import io.zaiko.client.Line;
import io.zaiko.client.ReceiveRequest;
import io.zaiko.client.ZaikoClient;
import io.zaiko.client.ZaikoClientConfig;
import io.zaiko.client.ZaikoException;
import io.zaiko.engine.recovery.ReplayHook;
import io.zaiko.protocol.sbe.ResultCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Errors of the disk at the n-th call of the operating system on a file of the data directory, put
 * into the real server by strace (rule 27): it refuses to start, or stops, or goes on, each with
 * its exit status and reason; and a start without errors has all that was acknowledged.
 *
 * <p>A build tries two; {@code -Dzaiko.faults=all -Dzaiko.faults.report=FILE} tries the calls of a
 * short run, some ten minutes; what is in the file is not done again.
 */
class DiskFaultsTest {
  private static final int MOST_CALLS = 60;
  private static final int RECEIPTS = 5;
  private static final int MINUTES = 5;

  /** What fails, and how. */
  private static final Map<String, String> FAULTS =
      Map.of(
          "fallocate", "ENOSPC",
          "fdatasync", "EIO",
          "fsync", "EIO",
          "ftruncate", "ENOSPC",
          "mkdir", "ENOSPC",
          "mmap", "ENOMEM",
          "openat", "EIO",
          "pwrite64", "ENOSPC",
          "rename", "EIO",
          "write", "ENOSPC");

  /** Which call fails in a build: the first room taken, and the force of a later command. */
  private static final Map<String, Integer> IN_A_BUILD = Map.of("fallocate", 1, "fdatasync", 6);

  @TempDir Path temporary;

  private final FaultReport report = new FaultReport("zaiko.faults.report", "server");

  @BeforeAll
  static void requireStrace() throws InterruptedException {
    DiskFault.requireStrace();
  }

  @Test
  void shouldStopCleanlyAndKeepWhatWasAcknowledgedWhateverCallFails() throws Exception {
    new FaultTrials(temporary, report, MOST_CALLS, this::attempt).run(FAULTS, IN_A_BUILD);
  }

  private boolean attempt(Path folder, DiskFault fault) throws Exception {
    Path data = folder.resolve("data");
    Path log = folder.resolve("calls");
    int acknowledged = 0;
    int exitCode;
    List<String> output;
    try (JavaProcess process = start(fault.prefix(log, paths(data)), data)) {
      int port = port(process);
      if (port > 0) {
        acknowledged = receive(port);
        process.terminate();
      }
      exitCode = process.await();
      output = process.output();
    }
    assertTrue(exitCode == 0 || exitCode == 5, () -> "exit " + exitCode + output);
    if (exitCode == 5) {
      String said = String.join("\n", output);
      assertTrue(said.contains("annot ") || said.contains("had to stop"), said);
    }
    assertRecovers(data, acknowledged);
    boolean happened = DiskFault.isIn(log);
    report.add(fault, happened, exitCode, output, data, "\"acknowledged\":" + acknowledged);
    return happened;
  }

  /** Every file and directory that a first run may touch; journal files are named by the minute. */
  private static List<Path> paths(Path data) {
    Path run = data.resolve("journal/run-00000001");
    List<Path> paths = new ArrayList<>();
    paths.add(data);
    paths.add(data.resolve("zaiko.lock"));
    paths.add(data.resolve("zaiko.format"));
    paths.add(data.resolve("zaiko.format.new"));
    paths.add(run.getParent());
    paths.add(run);
    paths.add(run.resolve("metadata.cq4t"));
    DateTimeFormatter minutes =
        DateTimeFormatter.ofPattern("yyyyMMdd-HHmm").withZone(ZoneOffset.UTC);
    for (int i = 0; i < MINUTES; i++) {
      String name = minutes.format(Instant.now().plus(Duration.ofMinutes(i)));
      paths.add(run.resolve(name + ".cq4"));
    }
    return paths;
  }

  private static JavaProcess start(List<String> prefix, Path data) throws IOException {
    return JavaProcess.startShortLived(
        prefix,
        "io.zaiko.cli.Main",
        "serve",
        "--data",
        data.toString(),
        "--listen",
        "127.0.0.1:0",
        "--durability",
        "disk");
  }

  /** Where it listens; 0 if it refused to. */
  private static int port(JavaProcess process) throws InterruptedException {
    try {
      String line = process.awaitLine("listens on 127.0.0.1:");
      return Integer.parseInt(line.replaceAll(".*127\\.0\\.0\\.1:(\\d+).*", "$1"));
    } catch (IllegalStateException e) {
      return 0;
    }
  }

  /** Receives units one by one until it is enough or nobody answers; returns how many were OK. */
  private static int receive(int port) {
    int acknowledged = 0;
    ZaikoClientConfig config =
        ZaikoClientConfig.builder("127.0.0.1", port).requestTimeout(Duration.ofSeconds(5)).build();
    try (ZaikoClient client = ZaikoClient.connect(config)) {
      client.defineSku(new DefineSkuRequest("A", "")).join();
      client.defineLocation(DefineLocationRequest.of("S1")).join();
      for (int i = 0; i < RECEIPTS; i++) {
        ReceiveRequest one = ReceiveRequest.of(Line.of("A", "S1", 1));
        assertEquals(ResultCode.OK, client.receive(one).join().code());
        acknowledged++;
      }
    } catch (CompletionException e) {
      // The server stopped: that is what some faults are to lead to.
      assertTrue(e.getCause() instanceof ZaikoException, e::toString);
    } catch (ZaikoException e) {
      assertEquals(0, acknowledged, e::toString);
    }
    return acknowledged;
  }

  private static void assertRecovers(Path data, int acknowledged) {
    try (ServerInProcess server = new ServerInProcess(data)) {
      if (acknowledged > 0) {
        try (ZaikoClient client = ZaikoClient.connect("127.0.0.1", server.port())) {
          int sellable = client.stock("A", "S1").join().levels().sellable();
          assertTrue(sellable >= acknowledged, sellable + " of " + acknowledged);
        }
      }
      server.verification(ReplayHook.NONE);
    }
  }
}

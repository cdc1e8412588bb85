package io.zaiko.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The rig against servers whose slowness is known. Only lower bounds are asserted: they follow from
 * what the server does, however busy the machine is.
 */
class LoadRunTest {
  private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(60);
  private static final double MILLI = 1e3;
  private static final double ROUNDING = 0.998;

  @TempDir private Path folder;

  @Test
  void shouldMeasureTheDelayOfAServer() throws Exception {
    try (SlowServer server = SlowServer.delaying(1_024, 20)) {
      RunResult result = run(Plans.open(Plans.QUERIES, 200, 0.5), server.address());

      LatencySummary latency = result.latency().get("query");
      assertEquals(100, latency.count(), "every request counts");
      assertAtLeast(20, latency.minUs());
      assertAtLeast(20, latency.p50Us());
      assertEquals(latency, result.latency().get(RunResult.ALL));
    }
  }

  @Test
  void shouldChargeAStallForEveryRequestThatWasDueMeanwhile() throws Exception {
    // Before request 101 (HELLO is the first) the server rests for 400 ms, and one is due each ms:
    // the
    // 200 that are due in its first half wait 200 ms and more.
    try (SlowServer server = SlowServer.stallingBefore(101, 1_024, 400)) {
      run(Plans.open(Plans.QUERIES, 1_000, 0.8), server.address());

      assertTrue(countAbove(200) >= 200, "waited: " + countAbove(200));
    }
  }

  @Test
  void shouldChargeAStallAlsoForRequestsThatItCouldNotSend() throws Exception {
    // With one credit the rig itself stands still while the server does. A rig that measured from
    // when it sent would see one slow request and hundreds of fast ones. Before the load there are
    // HELLO, REGISTER; SELL needs a session.
    try (SlowServer server = SlowServer.stallingBefore(50, 1, 400)) {
      RunResult result = run(Plans.open("sell=1", 1_000, 0.8), server.address());

      assertTrue(countAbove(200) >= 200, "waited: " + countAbove(200));
      assertAtLeast(200, result.lateness().maxUs());
    }
  }

  @Test
  void shouldFailARunThatMissedItsRate() throws Exception {
    // One at a time and 20 ms each: 50 a second at most.
    try (SlowServer server = SlowServer.delaying(1, 20)) {
      RunResult result = run(Plans.open("sell=1", 500, 0.4), server.address());

      assertTrue(result.isFailed());
      assertTrue(result.failures().get(0).startsWith("missed its rate: "), result::toString);
      assertTrue(result.sentPerSecond() <= 60, result::toString);
    }
  }

  @Test
  void shouldHaveNoMoreThanItsWindowInFlight() throws Exception {
    try (SlowServer server = SlowServer.delaying(1_024, 40)) {
      RunResult result = run(Plans.closed(Target.ZAIKO, Plans.QUERIES, 8, 0.2), server.address());

      assertFalse(result.isFailed(), result::toString);
      assertTrue(result.answered() >= 8, "a whole window goes out at once");
      assertTrue(server.mostUnanswered() <= 8, "unanswered: " + server.mostUnanswered());
      assertAtLeast(40, result.latency().get("query").minUs());
    }
  }

  @Test
  void shouldMixCommandsAndQueriesAndLeaveNothingOpen() throws Exception {
    InetSocketAddress echo = YardstickServer.listenSocket(anyPort());

    RunResult result =
        run(
            Plans.closed(Target.ZAIKO, "query=2,reserve=1,release=1,sell=1,receive=1", 16, 0.2),
            echo);

    assertFalse(result.isFailed(), result::toString);
    Map<String, LatencySummary> latency = result.latency();
    assertEquals(
        List.of("all", "query", "reserve", "release", "sell", "receive"),
        List.copyOf(latency.keySet()));
    long reserved = latency.get("reserve").count();
    assertTrue(Math.abs(reserved - latency.get("release").count()) <= 1, "as many of each");
    assertEquals(
        latency.get("all").count(),
        latency.values().stream().mapToLong(LatencySummary::count).sum() / 2);
  }

  @Test
  void shouldShareTheLoadAmongConnections() throws Exception {
    InetSocketAddress echo = YardstickServer.listenNetty(anyPort());
    RunPlan plan =
        new RunPlan(
            Target.NETTY_ECHO,
            null,
            Plans.RESERVATIONS,
            "zipf:0.99",
            400,
            Reservations.open(64),
            3,
            900,
            0,
            0.1,
            0.2);

    RunResult result = run(plan, echo);

    assertEquals(180, result.answered(), "900 a second for 0.2 s, warm-up left out");
    assertEquals(180, result.lateness().count());
  }

  @Test
  void shouldHaveOneRequestInFlightOnEachOfManyConnections() throws Exception {
    try (SlowServer server = SlowServer.delaying(1_024, 40)) {
      RunResult result = run(Plans.crowd(Plans.QUERIES, 40, 0.2), server.address());

      assertFalse(result.isFailed(), result::toString);
      assertTrue(result.answered() >= 40, "all ask at once: " + result.answered());
      assertTrue(server.mostUnanswered() <= 40, "unanswered: " + server.mostUnanswered());
      assertAtLeast(40, result.latency().get("query").minUs());
    }
  }

  @Test
  void shouldLetNobodyWaitForAConnectionThatLags() throws Exception {
    // Each says HELLO, then the first request of one of them finds the server resting.
    try (SlowServer server = SlowServer.stallingBefore(41, 1_024, 600)) {
      RunResult result = run(Plans.crowd(Plans.QUERIES, 40, 0.3), server.address());

      assertFalse(result.isFailed(), result::toString);
      assertTrue(result.answered() > 2 * 40, "answered: " + result.answered());
    }
  }

  @Test
  void shouldReleaseThroughAnyOfManyConnectionsWhatAnotherReserved() throws Exception {
    InetSocketAddress echo = YardstickServer.listenNetty(anyPort());

    RunResult result = run(Plans.crowd(Plans.RESERVATIONS, 40, 0.2), echo);

    assertFalse(result.isFailed(), result::toString);
    assertTrue(result.latency().get("release").count() > 0, result::toString);
  }

  @Test
  void shouldFailARunWhoseServerGoesAway() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread answering = new Thread(() -> answerHelloOnly(server));
      answering.start();

      RunResult result =
          run(
              Plans.closed(Target.ZAIKO, Plans.QUERIES, 1, 0.1),
              (InetSocketAddress) server.getLocalSocketAddress());

      assertEquals(2, result.failures().size(), result::toString);
      assertTrue(result.failures().get(0).startsWith("broke off: "), result::toString);
      answering.join();
    }
  }

  @Test
  void shouldSayThatAWindowIsMoreThanTheServerGrants() throws Exception {
    try (SlowServer server = SlowServer.delaying(16, 0)) {
      RunResult result = run(Plans.closed(Target.ZAIKO, "sell=1", 17, 0.1), server.address());

      assertTrue(result.failures().get(0).contains("16 ids ahead"), result::toString);
    }
  }

  @Test
  void shouldNotBeginWithoutAServer() throws Exception {
    InetSocketAddress nobody;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = (InetSocketAddress) closed.getLocalSocketAddress();
    }

    assertThrows(IOException.class, () -> run(Plans.open(Plans.QUERIES, 10, 0.1), nobody));
  }

  private RunResult run(RunPlan plan, InetSocketAddress server)
      throws IOException, InterruptedException {
    try (IntervalLog log = new IntervalLog(folder.resolve("run.hlog"), plan)) {
      return new LoadRun(plan, Pacing.PARK, PATIENCE_NS).run(server, log).result();
    }
  }

  /** Requests of the log that took so long or longer. */
  private long countAbove(long millis) throws IOException {
    long count = 0;
    try (HistogramLogReader log = new HistogramLogReader(folder.resolve("run.hlog").toFile())) {
      while (log.nextIntervalHistogram() instanceof Histogram interval) {
        long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
        count += interval.getCountBetweenValues(nanos, interval.getMaxValue());
      }
    }
    return count;
  }

  private static void assertAtLeast(double millis, double micros) {
    assertTrue(micros >= millis * MILLI * ROUNDING, micros + " us, not " + millis + " ms");
  }

  private static void answerHelloOnly(ServerSocket server) {
    try (var connection = server.accept()) {
      EchoFrames frames = new EchoFrames(new CannedAnswers(16));
      byte[] hello = new byte[256];
      frames.in().put(hello, 0, connection.getInputStream().read(hello));
      ByteBuffer answer = frames.answer();
      byte[] welcome = new byte[answer.remaining()];
      answer.get(welcome);
      connection.getOutputStream().write(welcome);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }
}

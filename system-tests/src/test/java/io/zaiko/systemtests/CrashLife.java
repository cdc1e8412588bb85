package io.zaiko.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A data directory that one server after the other dies on. Each recovers, is sent again what the
 * client sent last to the one before, then new commands, until it dies as its plan says; then the
 * journal is audited. Beside it another process may make a snapshot, or die of that. The client and
 * its ledger are in this process.
 */
final class CrashLife implements AutoCloseable {
  private static final int MOST_COMMANDS = 200_000;
  private static final long PACE_NANOS = 500_000;

  /** What a delay of the plan is multiplied by to hit a start. */
  private static final int START = 20;

  private static final Pattern LAST_WORDS =
      Pattern.compile(
          FailpointJournal.REACHED + "(\\w+) (\\d+) to (\\d+)(?:, (\\d+) bytes there)?");

  private final Path data;
  private final CrashAudit audit;
  private final CrashSnapshots snapshots;
  private final String journalKind;
  private Sent sent;
  private boolean isDoomed;
  private long answered;

  /** What a client sent whose server died, under which session. */
  private record Sent(long seed, long session, Ledger ledger) {}

  /**
   * @param directory where the data directory is made
   * @param old what becomes of old files
   * @param journalKind as {@link FailpointServer} has them
   */
  CrashLife(Path directory, CrashSnapshots.Old old, String journalKind) throws IOException {
    data = Files.createDirectories(directory).resolve("data");
    this.journalKind = journalKind;
    audit = new CrashAudit(data);
    snapshots = new CrashSnapshots(directory, old);
  }

  /**
   * Lets a server live and die.
   *
   * @return what happened, a line of JSON
   * @throws AssertionError if anything was lost, invented, answered twice differently, or did not
   *     happen as planned
   */
  String cycle(CrashPlan plan) throws Exception {
    long begin = System.nanoTime();
    Sent before = sent;
    boolean early = plan.early() && before != null;
    isDoomed = false;
    answered = 0;
    String lastWords;
    String recovered;
    try (JavaProcess server = start(plan)) {
      int port = port(server);
      recovered = snapshots.served(server.awaitLine("recovered "));
      if (early) {
        doom(server, plan);
      }
      if (repeat(port)) {
        load(port, server, plan);
      }
      assertEquals(OwnDeath.EXIT_STATUS, server.await(), () -> server.output().toString());
      lastWords = lastWords(server);
      snapshots.serverDied();
    }
    long leftOut = audit.follow();
    CrashAudit.Findings found = audit.findings(sent.session);
    if (before != null && before.session != sent.session) {
      found = found.and(audit.findings(before.session));
      audit.forget(before.session);
    }
    requireReached(plan, lastWords, leftOut);
    return String.format(
        Locale.ROOT,
        "{\"seed\":%d,\"durability\":\"%s\",\"kill\":\"%s\",\"early\":%b,\"window\":%d,"
            + "\"died_starting\":%b,%s,%s,"
            + "\"answered\":%d,\"in_flight\":%d,\"executed\":%d,\"repeated\":%d,\"left_out\":%d,"
            + "\"last_sequence\":%d,\"last_words\":\"%s\",\"milliseconds\":%d,"
            + "\"lost\":0,\"invented\":0,\"contradicted\":0}",
        plan.seed(),
        plan.durability().toLowerCase(Locale.ROOT),
        plan.kill(),
        early,
        plan.window(),
        plan.diesStarting(),
        recovered,
        snapshots.report(),
        answered,
        sent.ledger.highestSent() - sent.ledger.answers().size(),
        found.executed(),
        found.repeats(),
        leftOut,
        audit.sequence(),
        lastWords,
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
  }

  private JavaProcess start(CrashPlan plan) throws Exception {
    snapshots.beforeStart(plan);
    if (plan.diesStarting()) {
      try (JavaProcess server = process(plan)) {
        server.awaitLine("starts");
        LockSupport.parkNanos(START * plan.delayNanos());
        server.kill();
      }
    }
    return process(plan);
  }

  private JavaProcess process(CrashPlan plan) throws IOException {
    return JavaProcess.startShortLived(
        FailpointServer.class.getName(), data.toString(), plan.durability(), journalKind);
  }

  private static int port(JavaProcess server) throws InterruptedException {
    String line = server.awaitLine("listens on ");
    return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
  }

  /** Makes the server die soon. */
  private void doom(JavaProcess server, CrashPlan plan) {
    isDoomed = true;
    if (plan.point() == null) {
      Executor later = CompletableFuture.delayedExecutor(plan.delayNanos(), TimeUnit.NANOSECONDS);
      later.execute(server::kill);
    } else {
      order(server, "arm " + plan.point() + " " + plan.count() + " " + plan.share());
    }
  }

  private static void order(JavaProcess process, String line) {
    try {
      process.send(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends again what was sent last to the server before; false if this one died of it. */
  private boolean repeat(int port) {
    if (sent == null) {
      return true;
    }
    try (WireConnection connection = new WireConnection(port)) {
      CrashLoad load =
          new CrashLoad(connection, sent.seed, sent.ledger, CrashLoad.WINDOW, count -> answered++);
      assertEquals(sent.session, load.session(), "the session went on");
      load.retry();
    } catch (IOException e) {
      return false; // it has to be dead then, which is looked at
    }
    assertEquals(sent.ledger.highestSent(), sent.ledger.answers().size(), "all are answered");
    return true;
  }

  /** Sends new commands until the server dies. */
  private void load(int port, JavaProcess server, CrashPlan plan) {
    Ledger ledger = new Ledger();
    try (WireConnection connection = new WireConnection(port)) {
      CrashLoad load =
          new CrashLoad(
              connection,
              plan.seed(),
              ledger,
              plan.window(),
              count -> answered(count, server, plan));
      sent = new Sent(plan.seed(), load.session(), ledger);
      audit.expect(ledger, plan.seed(), load.session());
      load.runUntilServerIsGone(MOST_COMMANDS);
    } catch (IOException e) {
      // Dead before the client was registered; it sent nothing. Whether dead is looked at.
      return;
    }
  }

  private void answered(long count, JavaProcess server, CrashPlan plan) {
    answered++;
    if (count == plan.snapshotAfter()) {
      snapshots.begin();
    }
    if (isDoomed || count < plan.afterAnswers()) {
      return;
    }
    if (plan.outlives() && !snapshots.isOver()) {
      LockSupport.parkNanos(PACE_NANOS); // so that the journal does not grow without end
    } else {
      doom(server, plan);
    }
  }

  private static String lastWords(JavaProcess server) {
    return server.output().stream()
        .filter(line -> line.startsWith(FailpointJournal.REACHED))
        .findFirst()
        .orElse("");
  }

  /** The server died where it should, and the journal shows that. */
  private void requireReached(CrashPlan plan, String lastWords, long leftOut) {
    if (plan.point() == null) {
      assertEquals("", lastWords);
      assertTrue(leftOut <= 1, () -> leftOut + " records left out");
      return;
    }
    Matcher words = LAST_WORDS.matcher(lastWords);
    assertTrue(words.matches() && words.group(1).equals(plan.kill()), lastWords);
    long expected =
        plan.point().keepsTheBatch()
            ? Long.parseLong(words.group(3))
            : Long.parseLong(words.group(2)) - 1;
    assertEquals(expected, audit.sequence(), "the journal ends elsewhere: " + lastWords);
    boolean isTorn = words.group(4) != null && !words.group(4).equals("0");
    assertEquals(isTorn ? 1 : 0, leftOut, "what was begun is left out, and said so: " + lastWords);
  }

  /**
   * A last server, which is stopped as an operator does; then all that is there is read again.
   *
   * @throws AssertionError as {@link #cycle}
   */
  void end() throws Exception {
    try (JavaProcess server = start(CrashPlan.only(null))) {
      int port = port(server);
      snapshots.served(server.awaitLine("recovered "));
      assertTrue(repeat(port));
      server.endInput();
      assertEquals(0, server.await(), () -> server.output().toString());
    }
    audit.follow();
    audit.findings(sent.session);
    snapshots.requireAll(audit.sequence(), audit.stateHash());
  }

  @Override
  public void close() {
    snapshots.close();
    audit.close();
  }
}

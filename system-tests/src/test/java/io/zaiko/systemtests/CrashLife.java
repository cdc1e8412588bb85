package io.zaiko.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.engine.recovery.JournalVerification;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.replay.JournalAudit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A data directory that one server after the other dies on. Each recovers, is sent again what the
 * client sent last to the one before, then new commands, until it dies as its plan says; then the
 * journal is audited. The client and its ledger are in this process.
 */
final class CrashLife implements AutoCloseable {
  private static final int MOST_COMMANDS = 200_000;
  private static final Pattern LAST_WORDS =
      Pattern.compile(FailpointJournal.REACHED + "(\\w+) (\\d+) to (\\d+).*");

  private final Path data;
  private final String journalKind;
  private final CrashAudit audit;
  private Sent sent;
  private long answered;

  /** What a client sent whose server died, under which session. */
  private record Sent(long seed, long session, Ledger ledger) {}

  CrashLife(Path data) {
    this(data, "sound");
  }

  /**
   * @param journalKind as {@link FailpointServer} has them
   */
  CrashLife(Path data, String journalKind) {
    this.data = data;
    this.journalKind = journalKind;
    audit = new CrashAudit(data);
  }

  /**
   * Lets a server live and die.
   *
   * @return what happened, a line of JSON
   * @throws AssertionError if anything was lost, invented, answered twice differently, or the
   *     server did not die as planned
   */
  String cycle(CrashPlan plan) throws Exception {
    long begin = System.nanoTime();
    Sent before = sent;
    answered = 0;
    String lastWords;
    try (JavaProcess server = start(plan.durability())) {
      int port = port(server);
      if (plan.early()) {
        doom(server, plan);
      }
      if (repeat(port)) {
        load(port, server, plan);
      }
      assertEquals(OwnDeath.EXIT_STATUS, server.await(), () -> server.output().toString());
      lastWords = lastWords(server);
    }
    long leftOut = audit.follow();
    CrashAudit.Findings found = audit.findings(sent.session);
    if (before != null && before.session != sent.session) {
      found = found.and(audit.findings(before.session));
      audit.forget(before.session);
    }
    requireReached(plan, lastWords);
    return String.format(
        Locale.ROOT,
        "{\"seed\":%d,\"durability\":\"%s\",\"kill\":\"%s\",\"early\":%b,\"window\":%d,"
            + "\"answered\":%d,\"in_flight\":%d,\"executed\":%d,\"repeated\":%d,\"left_out\":%d,"
            + "\"last_sequence\":%d,\"last_words\":\"%s\",\"milliseconds\":%d,"
            + "\"lost\":0,\"invented\":0,\"contradicted\":0}",
        plan.seed(),
        plan.durability().toLowerCase(Locale.ROOT),
        plan.kill(),
        plan.early(),
        plan.window(),
        answered,
        sent.ledger.highestSent() - sent.ledger.answers().size(),
        found.executed(),
        found.repeats(),
        leftOut,
        audit.sequence(),
        lastWords,
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
  }

  private JavaProcess start(String durability) throws IOException {
    return JavaProcess.startShortLived(
        FailpointServer.class.getName(), data.toString(), durability, journalKind);
  }

  private static int port(JavaProcess server) throws InterruptedException {
    String line = server.awaitLine("listens on ");
    return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
  }

  /** Makes the server die soon. */
  private static void doom(JavaProcess server, CrashPlan plan) {
    if (plan.point() == null) {
      Executor later = CompletableFuture.delayedExecutor(plan.delayNanos(), TimeUnit.NANOSECONDS);
      later.execute(server::kill);
      return;
    }
    try {
      server.send("arm " + plan.point() + " " + plan.count() + " " + plan.share());
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
          new CrashLoad(
              connection, sent.seed, sent.ledger, CrashLoad.WINDOW, count -> answered++);
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
              count -> {
                answered++;
                if (count == plan.afterAnswers() && !plan.early()) {
                  doom(server, plan);
                }
              });
      sent = new Sent(plan.seed(), load.session(), ledger);
      audit.expect(ledger, plan.seed(), load.session());
      load.runUntilServerIsGone(MOST_COMMANDS);
    } catch (IOException e) {
      // Dead before the client was registered; it sent nothing. Whether dead is looked at.
      return;
    }
  }

  private static String lastWords(JavaProcess server) {
    return server.output().stream()
        .filter(line -> line.startsWith(FailpointJournal.REACHED))
        .findFirst()
        .orElse("");
  }

  private void requireReached(CrashPlan plan, String lastWords) {
    if (plan.point() == null) {
      assertEquals("", lastWords);
      return;
    }
    Matcher words = LAST_WORDS.matcher(lastWords);
    assertTrue(words.matches() && words.group(1).equals(plan.kill()), lastWords);
    long expected =
        plan.point().keepsTheBatch()
            ? Long.parseLong(words.group(3))
            : Long.parseLong(words.group(2)) - 1;
    assertEquals(expected, audit.sequence(), "the journal ends elsewhere: " + lastWords);
  }

  /**
   * A last server, which is stopped as an operator does; then all of the journal is verified.
   *
   * @throws AssertionError as {@link #cycle}
   */
  void end() throws Exception {
    try (JavaProcess server = start("PROCESS")) {
      assertTrue(repeat(port(server)));
      server.endInput();
      assertEquals(0, server.await(), () -> server.output().toString());
    }
    audit.follow();
    audit.findings(sent.session);
    JournalVerification verified = JournalAudit.verify(data, RecoveryProgress.NONE);
    assertTrue(verified.ok(), verified::problem);
    assertEquals(audit.sequence(), verified.lastSequence());
    assertEquals(audit.stateHash(), verified.stateHash());
  }

  @Override
  public void close() {
    audit.close();
  }
}

package io.zaiko.systemtests;

import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.engine.host.DataDirectory;
import io.zaiko.engine.journal.JournalDirectory;
import io.zaiko.engine.recovery.JournalReplay;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.engine.recovery.ReplayHook;
import io.zaiko.engine.recovery.ReplayHook.ReplayedCommand;
import io.zaiko.engine.recovery.Replayed;
import io.zaiko.protocol.MessageShape;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.CommandReplyDecoder;
import io.zaiko.protocol.sbe.CommitDecoder;
import io.zaiko.protocol.sbe.Durability;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Holds ledgers against the journal of a data directory, which it follows with an engine of its own
 * that never crashed: every effect is looked for by its request id.
 *
 * <ul>
 *   <li>none lost: each answer in a ledger is the answer of an executed record
 *   <li>none invented: each executed record was sent, with exactly these bytes
 *   <li>none answered twice differently: a repeated record gets the first answer
 *   <li>the state that a server came back with is this engine's: each batch names its digest
 * </ul>
 */
final class CrashAudit implements AutoCloseable {
  private final Path data;
  private final Map<Long, Load> loads = new HashMap<>();
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final CommitDecoder command = new CommitDecoder();
  private final CommandReplyDecoder reply = new CommandReplyDecoder();
  private final UnsafeBuffer expected = new UnsafeBuffer(new byte[Protocol.MAX_MESSAGE_LENGTH]);
  private Replayed replayed;

  /** What a client sent, and what became of it. */
  private static final class Load {
    private final CommandScript script;
    private final Ledger ledger;
    private final Map<Long, String> executed = new HashMap<>();
    private long repeats;

    Load(long seed, Ledger ledger) {
      script = new CommandScript(seed);
      this.ledger = ledger;
    }
  }

  /**
   * What an audit saw of one client.
   *
   * @param executed its commands in the journal
   * @param repeats those that are there a second time
   */
  record Findings(long executed, long repeats) {
    Findings and(Findings other) {
      return new Findings(executed + other.executed, repeats + other.repeats);
    }
  }

  /**
   * @param data its journal need not exist yet
   */
  CrashAudit(Path data) {
    this.data = data;
  }

  /**
   * Audits a whole journal.
   *
   * @param session the session that the ledger's client had
   * @throws AssertionError naming the request that contradicts
   */
  static void audit(Path data, Ledger ledger, long seed, long session) {
    try (CrashAudit audit = new CrashAudit(data)) {
      audit.expect(ledger, seed, session);
      audit.follow();
      audit.findings(session);
    }
  }

  /** From now on commands of a client are looked for. */
  void expect(Ledger ledger, long seed, long session) {
    loads.put(session, new Load(seed, ledger));
  }

  /** No more commands of a client may come. */
  void forget(long session) {
    loads.remove(session);
  }

  /**
   * Replays what came since the last time. No server runs, so that the journal has an end.
   *
   * @return the records that were left out at its end, because the server died within them
   * @throws AssertionError naming a request that should not be there, or not so
   */
  long follow() {
    JournalDirectory journal = DataDirectory.journalOf(data);
    ReplayHook hook = (present, dispatcher) -> look(present);
    Replayed before = replayed;
    replayed = null; // a replay that fails closes its engine
    JournalReplay replay =
        before == null
            ? new JournalReplay(journal.scan(), Durability.PROCESS, hook, RecoveryProgress.NONE)
            : new JournalReplay(
                journal.scanBehind(before.last(), before.position()),
                before.dispatcher(),
                before.position(),
                hook,
                RecoveryProgress.NONE);
    replayed = replay.toEnd();
    CommandDispatcher dispatcher = replayed.dispatcher();
    if (dispatcher.digest() != dispatcher.recomputeDigest()) {
      throw new AssertionError("the digest is not that of the records");
    }
    return replayed.cuts().stream().filter(cut -> !cut.continued()).count();
  }

  /** The last sequence in the journal. */
  long sequence() {
    return replayed.position().sequence();
  }

  long stateHash() {
    return replayed.dispatcher().stateHash();
  }

  /**
   * What is known of a client.
   *
   * @throws AssertionError naming a request that was answered and is not there
   */
  Findings findings(long session) {
    Load load = loads.get(session);
    findLost(load);
    return new Findings(load.executed.size(), load.repeats);
  }

  private void look(ReplayedCommand present) {
    header.wrap(present.buffer(), present.offset());
    MessageShape shape = MessageShape.of(header.templateId());
    boolean belongsToLoad =
        shape.origin() == MessageShape.Origin.COMMAND && shape != MessageShape.REGISTER;
    if (!belongsToLoad) {
      return;
    }
    command.wrap(
        present.buffer(),
        present.offset() + MessageHeaderDecoder.ENCODED_LENGTH,
        header.blockLength(),
        header.version());
    Load load = loads.get(command.session());
    if (load == null) {
      throw new AssertionError("session " + command.session() + " is in the journal: whose?");
    }
    look(present, load, command.requestId());
  }

  private void look(ReplayedCommand present, Load load, long requestId) {
    requireSent(present, load, requestId);
    reply.wrapAndApplyHeader(present.reply(), 0, header);
    boolean repeated = reply.flags().repeated();
    String answer = Ledger.text(present.reply(), 0);
    String first = load.executed.putIfAbsent(requestId, answer);
    if (repeated != (first != null)) {
      throw new AssertionError("request " + requestId + " was executed twice, or never");
    }
    if (repeated) {
      load.repeats++;
      if (!answer.equals(first)) {
        throw new AssertionError(
            "request " + requestId + " was answered " + first + " and then " + answer);
      }
    }
  }

  private void requireSent(ReplayedCommand present, Load load, long requestId) {
    int length = load.script.encode(requestId, command.session(), expected);
    boolean same =
        length == present.length()
            && new UnsafeBuffer(present.buffer(), present.offset(), length)
                .equals(new UnsafeBuffer(expected, 0, length));
    if (requestId > load.ledger.highestSent() || !same) {
      throw new AssertionError("request " + requestId + " is in the journal but was never sent");
    }
  }

  private static void findLost(Load load) {
    load.ledger
        .answers()
        .forEach(
            (requestId, answer) -> {
              if (!answer.equals(load.executed.get(requestId))) {
                throw new AssertionError(
                    "request "
                        + requestId
                        + " was answered "
                        + answer
                        + " but the journal has "
                        + load.executed.get(requestId));
              }
            });
  }

  @Override
  public void close() {
    if (replayed != null) {
      replayed.close();
    }
  }
}

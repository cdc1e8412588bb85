package io.zaiko.systemtests;

import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.engine.host.DataDirectory;
import io.zaiko.engine.recovery.JournalReplay;
import io.zaiko.engine.recovery.RecoveryProgress;
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
 * Holds a ledger against the journal: every effect is looked for by its request id.
 *
 * <ul>
 *   <li>none lost: each answer in the ledger is the answer of an executed record
 *   <li>none invented: each executed record was sent, with exactly these bytes
 *   <li>none answered twice differently: a repeated record gets the first answer
 * </ul>
 */
final class CrashAudit {
  private final CommandScript script;
  private final long session;
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final CommitDecoder command = new CommitDecoder();
  private final CommandReplyDecoder reply = new CommandReplyDecoder();
  private final UnsafeBuffer expected = new UnsafeBuffer(new byte[Protocol.MAX_MESSAGE_LENGTH]);
  private final Map<Long, String> executed = new HashMap<>();
  private long repeats;

  private CrashAudit(long seed, long session) {
    script = new CommandScript(seed);
    this.session = session;
  }

  /** What an audit saw. */
  record Findings(long executed, long repeats, long records) {}

  /**
   * @param session the session that the ledger's client had
   * @throws AssertionError naming the request that contradicts
   */
  static Findings audit(Path data, Ledger ledger, long seed, long session) {
    CrashAudit audit = new CrashAudit(seed, session);
    JournalReplay replay =
        new JournalReplay(
            DataDirectory.journalOf(data).scan(),
            Durability.PROCESS,
            (replayed, dispatcher) -> audit.look(replayed, ledger),
            RecoveryProgress.NONE);
    Replayed replayed = replay.toEnd();
    try (CommandDispatcher dispatcher = replayed.dispatcher()) {
      if (dispatcher.digest() != dispatcher.recomputeDigest()) {
        throw new AssertionError("the digest is not that of the records");
      }
    }
    audit.findLost(ledger);
    return new Findings(audit.executed.size(), audit.repeats, replayed.records());
  }

  private void look(ReplayedCommand replayed, Ledger ledger) {
    header.wrap(replayed.buffer(), replayed.offset());
    MessageShape shape = MessageShape.of(header.templateId());
    boolean belongsToLoad =
        shape.origin() == MessageShape.Origin.COMMAND && shape != MessageShape.REGISTER;
    if (!belongsToLoad) {
      return;
    }
    command.wrap(
        replayed.buffer(),
        replayed.offset() + MessageHeaderDecoder.ENCODED_LENGTH,
        header.blockLength(),
        header.version());
    if (command.session() != session) {
      return;
    }
    long requestId = command.requestId();
    requireSent(replayed, requestId, ledger);
    reply.wrapAndApplyHeader(replayed.reply(), 0, header);
    boolean repeated = reply.flags().repeated();
    String answer = Ledger.text(replayed.reply(), 0);
    String first = executed.putIfAbsent(requestId, answer);
    if (repeated != (first != null)) {
      throw new AssertionError("request " + requestId + " was executed twice, or never");
    }
    if (repeated) {
      repeats++;
      if (!answer.equals(first)) {
        throw new AssertionError(
            "request " + requestId + " was answered " + first + " and then " + answer);
      }
    }
  }

  private void requireSent(ReplayedCommand replayed, long requestId, Ledger ledger) {
    int length = script.encode(requestId, session, expected);
    boolean same =
        length == replayed.length()
            && new UnsafeBuffer(replayed.buffer(), replayed.offset(), length)
                .equals(new UnsafeBuffer(expected, 0, length));
    if (requestId > ledger.highestSent() || !same) {
      throw new AssertionError("request " + requestId + " is in the journal but was never sent");
    }
  }

  private void findLost(Ledger ledger) {
    ledger
        .answers()
        .forEach(
            (requestId, answer) -> {
              if (!answer.equals(executed.get(requestId))) {
                throw new AssertionError(
                    "request "
                        + requestId
                        + " was answered "
                        + answer
                        + " but the journal has "
                        + executed.get(requestId));
              }
            });
  }
}

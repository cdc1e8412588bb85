package io.zaiko.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Commands that were answered in handles, until their callers can be told the codes. An answer that
 * is here is never lost: when the codes cannot be had it goes out without them. Event loop only.
 */
final class AnsweredCommands {
  private final ServerLink link;
  private final Map<PendingCommand, CommandReply> waiting = new LinkedHashMap<>();

  AnsweredCommands(ServerLink link) {
    this.link = link;
  }

  /** Tells the caller, at once or when the codes are known. */
  void complete(PendingCommand command, CommandReply reply) {
    Descriptions codes = reply.describe(link);
    if (codes.areKnown()) {
      command.complete(reply.answer(codes));
      return;
    }
    command.state(Pending.State.PAUSED);
    waiting.put(command, reply);
    codes.ask(
        () -> {
          if (waiting.remove(command, reply)) {
            command.complete(reply.answer(codes));
          }
        });
  }

  /** A new connection: what the last one did not tell is asked again, if handles still hold. */
  void connected(boolean sameJournal) {
    Map<PendingCommand, CommandReply> all = new LinkedHashMap<>(waiting);
    waiting.clear();
    all.forEach(sameJournal ? this::complete : this::completeWithoutCodes);
  }

  /** Tells callers who have waited too long what is known. */
  void sweep(long nowNanos) {
    for (PendingCommand command : List.copyOf(waiting.keySet())) {
      if (command.isOverdue(nowNanos)) {
        completeWithoutCodes(command, waiting.remove(command));
      }
    }
  }

  /** Tells every caller what is known. */
  void close() {
    waiting.forEach(this::completeWithoutCodes);
    waiting.clear();
  }

  private void completeWithoutCodes(PendingCommand command, CommandReply reply) {
    command.complete(reply.answer(reply.describe(link)));
  }
}

package io.zaiko.client;

import io.zaiko.protocol.sbe.ResultCode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * The client's session with the engine: registers it, gives request ids, and knows every command
 * that was sent and is unanswered. Event loop only.
 *
 * <p>What makes a repeat safe: a command keeps its id and its bytes until it is answered, and no id
 * runs so far ahead of an unanswered one that the server might forget the latter.
 */
final class CommandSession {
  private final ServerLink link;
  private final Lane lane;
  private final String name;
  private final Long2ObjectHashMap<PendingCommand> byId = new Long2ObjectHashMap<>();

  /** Commands by order of sending; answered ones leave when they come to the head. */
  private final ArrayDeque<PendingCommand> unanswered = new ArrayDeque<>();

  /** Commands that were answered SESSION_EXPIRED and wait for the next session, in order. */
  private final List<PendingCommand> homeless = new ArrayList<>();

  private final AnsweredCommands answered;
  private final StaleHandles stale;
  private JournalId journal;
  private long id;
  private long lastRequestId;
  private boolean open;
  private boolean registering;
  private boolean registerOnTheWire;
  private long registerSentNanos;
  private long registration;
  private int refusals;

  CommandSession(ServerLink link, Lane lane, String name) {
    this.link = link;
    this.lane = lane;
    this.name = name;
    this.answered = new AnsweredCommands(link);
    this.stale = new StaleHandles(link.codes(), link.encoder());
  }

  /** The session's number; 0 if none was opened yet. */
  long id() {
    return id;
  }

  /** The journal the session belongs to; null if none was opened yet. */
  JournalId journal() {
    return journal;
  }

  /** A new connection is welcome: a session that was open before is taken up again at once. */
  void connected() {
    answered.connected(link.welcome().journal().equals(journal));
    if (id != 0) {
      register();
    }
  }

  /** The connection is gone: what was on its wire is to be sent again, in the same order. */
  void disconnected(ZaikoProtocolException violation) {
    open = false;
    registering = false;
    registerOnTheWire = false;
    List<PendingCommand> again = new ArrayList<>();
    for (PendingCommand command : unanswered) {
      if (command.state() == Pending.State.ON_THE_WIRE) {
        command.connectionLost();
        if (violation != null && command.violated() > 1) {
          byId.remove(command.requestId());
          command.fail(
              new ZaikoProtocolException(
                  command.describe()
                      + " was sent twice, and twice the server answered what is not the protocol;"
                      + " whether it was executed is unknown",
                  command.lost(),
                  violation));
        } else {
          again.add(command);
        }
      } else if (command.state() == Pending.State.ABANDONED) {
        byId.remove(command.requestId());
        command.end();
      }
    }
    again.addAll(homeless);
    homeless.clear();
    requeue(again);
  }

  private void requeue(List<PendingCommand> commands) {
    for (int i = commands.size() - 1; i >= 0; i--) {
      lane.addFirst(commands.get(i));
    }
  }

  private void register() {
    if (registering || lane.isOnTheWire()) {
      return; // answers of the old session come first
    }
    registering = true;
    registration++;
    registerSentNanos = System.nanoTime();
    registerOnTheWire = true;
    int length = link.encoder().encodeRegister(registration, name);
    link.outbox().add(link.encoder().buffer().byteArray(), length);
    lane.sent();
  }

  /** The answer to REGISTER. */
  void registered(ResultCode code, long requestId, long session, long highestRequestId) {
    if (!registerOnTheWire || requestId != registration) {
      link.counters().strayAnswers.increment();
      return;
    }
    registerOnTheWire = false;
    lane.answered();
    if (code != ResultCode.OK) {
      refused(code);
      return;
    }
    registering = false;
    refusals = 0;
    JournalId served = link.welcome().journal();
    boolean continued = session == id && served.equals(journal);
    if (!continued) {
      leaveOldSession(served);
      lastRequestId = 0;
    }
    id = session;
    journal = served;
    lastRequestId = Math.max(lastRequestId, highestRequestId);
    open = true;
    requeue(homeless);
    homeless.clear();
  }

  /** Commands of a session that is no more: unknown if they were sent, else they start over. */
  private void leaveOldSession(JournalId served) {
    byId.clear();
    for (PendingCommand command : unanswered) {
      boolean over = command.state() == Pending.State.DONE;
      if (!over && command.isUncertain()) {
        failUnknown(command, reasonOfLoss(journal, served));
      } else if (!over) {
        command.startOver();
      }
    }
    unanswered.clear();
  }

  private static String reasonOfLoss(JournalId before, JournalId served) {
    return served.equals(before)
        ? "the server has dropped the session meanwhile"
        : "the server now serves another journal, " + served + " instead of " + before;
  }

  private void failUnknown(PendingCommand command, String reason) {
    command.fail(
        new ZaikoOutcomeUnknownException(
            command.describe()
                + " was sent, its answer was lost, and "
                + reason
                + "; whether it was executed is unknown. Look at the stock or the reservation"
                + " before doing it again",
            command.lost(),
            null));
  }

  /** REGISTER was refused: commands that were never sent share its answer, the others wait on. */
  private void refused(ResultCode code) {
    refusals++;
    boolean again = code == ResultCode.OVERLOADED && refusals <= link.config().overloadRetries();
    if (!again) {
      for (Pending<?> request : lane.waiting()) {
        if (request instanceof PendingCommand command && !command.isUncertain()) {
          command.refuse(code, link.welcome());
        }
      }
    }
    long pause = link.config().overloadDelay().toNanos() << Math.min(refusals - 1, 10);
    long asked = registration;
    link.later(
        pause,
        () -> {
          if (asked == registration) {
            registering = false; // not before, so that nothing else asks for the session
          }
        });
  }

  /** Opens the next session if commands were left over from one that expired. */
  void reopen() {
    if (!open && !homeless.isEmpty()) {
      register();
    }
  }

  /** Whether a command may be sent now; opens the session if that is what is missing. */
  boolean maySend(PendingCommand command) {
    if (!open) {
      register();
      return false;
    }
    while (!unanswered.isEmpty() && unanswered.peekFirst().state() == Pending.State.DONE) {
      unanswered.pollFirst();
    }
    PendingCommand oldest = unanswered.peekFirst();
    long next = command.requestId() == 0 ? lastRequestId + 1 : command.requestId();
    return oldest == null || next - oldest.requestId() < link.welcome().requestWindow();
  }

  /** Sends a command that may be sent. */
  void send(PendingCommand command) {
    boolean repeated = command.message() != null;
    if (repeated && command.again() != null && !isOfThisSession(command.again())) {
      failUnknown(command, reasonOfLoss(command.again().journal(), journal));
      return;
    }
    if (!repeated) {
      long next = command.requestId() == 0 ? lastRequestId + 1 : command.requestId();
      if (!command.encode(this, next)) {
        return;
      }
    }
    PendingCommand sameId = byId.get(command.requestId());
    if (sameId != null && sameId != command) {
      takeOver(sameId, command);
      return;
    }
    if (sameId == null) {
      byId.put(command.requestId(), command);
      unanswered.addLast(command);
      lastRequestId = Math.max(lastRequestId, command.requestId());
    }
    (repeated ? link.counters().repeated : link.counters().commandsSent).increment();
    link.outbox().add(command.message(), command.message().length);
    command.sent(System.nanoTime());
  }

  private boolean isOfThisSession(LostCommand lost) {
    return lost.session() == id && lost.journal().equals(journal);
  }

  /**
   * A command is to be sent under an id that is on the wire already. If it is the same message, and
   * nobody waits for it any more, its answer goes to the new caller.
   */
  private void takeOver(PendingCommand earlier, PendingCommand command) {
    if (earlier.state() != Pending.State.ABANDONED || !earlier.sameMessage(command)) {
      command.fail(
          new IllegalArgumentException(
              "Request id "
                  + command.requestId()
                  + " is still unanswered; wait for that answer, or use another id"));
      return;
    }
    earlier.end();
    lane.answered();
    byId.put(command.requestId(), command);
    unanswered.addLast(command);
    command.sent(earlier.sentNanos());
  }

  /** The answer to a command. */
  void answered(CommandReply reply) {
    CommandAnswer answer = reply.plain();
    PendingCommand command = byId.get(answer.requestId());
    boolean expected =
        command != null
            && answer.session() == id
            && (command.state() == Pending.State.ON_THE_WIRE
                || command.state() == Pending.State.ABANDONED);
    if (!expected) {
      if (registerOnTheWire && answer.session() == 0) {
        registered(answer.code(), answer.requestId(), 0, 0);
      } else {
        link.counters().strayAnswers.increment();
      }
      return;
    }
    lane.answered();
    if (command.state() == Pending.State.ABANDONED) {
      byId.remove(answer.requestId());
      command.end();
    } else if (!command.pauseFor(answer.code())) {
      byId.remove(answer.requestId());
      settle(command, reply);
    }
  }

  private void settle(PendingCommand command, CommandReply reply) {
    CommandAnswer answer = reply.plain();
    boolean expired = answer.code() == ResultCode.SESSION_EXPIRED;
    if (expired) {
      open = false;
    }
    if (command.isUncertain() && hidesTheOutcome(answer)) {
      failUnknown(command, "sending it again was answered " + answer.code());
    } else if (expired) {
      unanswered.removeFirstOccurrence(command);
      command.startOver();
      command.state(Pending.State.WAITING);
      homeless.add(command);
    } else {
      stale.learn(command, answer);
      answered.complete(command, reply);
      if (command.state() != Pending.State.DONE) {
        unanswered.removeFirstOccurrence(command); // it waits for codes, not for its answer
      }
    }
  }

  /** Whether an answer to a repeat says nothing about what became of the first sending. */
  private static boolean hidesTheOutcome(CommandAnswer answer) {
    return switch (answer.code()) {
      case SESSION_EXPIRED, REQUEST_TOO_OLD -> true;
      case OVERLOADED, NO_SPACE, NOT_PERMITTED -> answer.sequence() == 0;
      default -> false;
    };
  }

  void forget(PendingCommand command) {
    byId.remove(command.requestId(), command);
  }

  /**
   * Tells the callers of overdue commands.
   *
   * @return the time that the longest unanswered command was sent, or {@code nowNanos}
   */
  long sweep(long nowNanos) {
    long oldest = registerOnTheWire ? registerSentNanos : nowNanos;
    List<PendingCommand> overdue = new ArrayList<>();
    for (PendingCommand command : byId.values()) {
      boolean onTheWire =
          command.state() == Pending.State.ON_THE_WIRE
              || command.state() == Pending.State.ABANDONED;
      if (onTheWire && command.sentNanos() - oldest < 0) {
        oldest = command.sentNanos();
      }
      if (command.state() == Pending.State.ON_THE_WIRE && command.isOverdue(nowNanos)) {
        overdue.add(command);
      }
    }
    for (PendingCommand command : overdue) {
      command.abandon(link.noAnswer(command));
    }
    answered.sweep(nowNanos);
    while (!homeless.isEmpty() && homeless.get(0).isOverdue(nowNanos)) {
      PendingCommand command = homeless.remove(0);
      command.fail(link.noAnswer(command));
    }
    return oldest;
  }

  /** Fails every command that is not waiting in the lane. */
  void close(Function<Pending<?>, ZaikoException> failure) {
    answered.close();
    List<PendingCommand> open = new ArrayList<>(unanswered);
    open.addAll(homeless);
    unanswered.clear();
    homeless.clear();
    byId.clear();
    for (PendingCommand command : open) {
      if (command.state() == Pending.State.ABANDONED) {
        command.end();
      } else if (command.state() != Pending.State.DONE) {
        command.fail(failure.apply(command));
      }
    }
  }
}

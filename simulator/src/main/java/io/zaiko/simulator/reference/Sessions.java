package io.zaiko.simulator.reference;

import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.simulator.action.Action;
import io.zaiko.simulator.reference.Answer.Reply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who sent what before (rule 21). Sessions are numbered from 1 as they are opened. */
final class Sessions {
  /** What was answered to a request; its list of lines begins at a position of the common ring. */
  private record Remembered(Action action, Reply reply, long linesPosition) {}

  private static final class Session {
    final long id;
    final String client;

    /** Ids up to here were used by earlier sessions of the client. */
    final long floor;

    final Map<Long, Remembered> remembered = new HashMap<>();
    long highest;

    Session(long id, String client, long floor) {
      this.id = id;
      this.client = client;
      this.floor = floor;
      this.highest = floor;
    }
  }

  private final Limits limits;

  /** Live sessions by id, the one used longest ago first. */
  private final Map<Long, Session> sessions = new LinkedHashMap<>();

  /** Highest id that each known client without a session used, dropped longest ago first. */
  private final Map<String, Long> dropped = new LinkedHashMap<>();

  private long sessionsOpened;
  private long linesWritten;

  Sessions(Limits limits) {
    this.limits = limits;
  }

  Answer.Registered register(Action.Register register, long sequence, long time) {
    Session session =
        sessions.values().stream()
            .filter(live -> live.client.equals(register.client()))
            .findFirst()
            .orElseGet(() -> open(register.client()));
    use(session);
    return new Answer.Registered(session.id, sequence, time, session.highest);
  }

  private Session open(String client) {
    Long highestBefore = dropped.remove(client);
    if (sessions.size() == limits.sessions()) {
      Session oldest = sessions.remove(sessions.keySet().iterator().next());
      dropped.put(oldest.client, oldest.highest);
    }
    if (sessions.size() + dropped.size() == limits.clients()) {
      dropped.remove(dropped.keySet().iterator().next());
    }
    return new Session(++sessionsOpened, client, highestBefore == null ? 0 : highestBefore);
  }

  private void use(Session session) {
    sessions.remove(session.id);
    sessions.put(session.id, session);
  }

  /** The answer to a command that does not run, because of who sent it and what was sent before. */
  Optional<Reply> answerByIdentity(Action action, long sequence, long time) {
    Session session = sessions.get(action.session());
    if (session == null) {
      return Optional.of(refused(ResultCode.SESSION_EXPIRED, sequence, time));
    }
    use(session);
    long id = action.requestId();
    if (id <= session.floor || id <= session.highest - limits.requestWindow()) {
      return Optional.of(refused(ResultCode.REQUEST_TOO_OLD, sequence, time));
    }
    Remembered remembered = session.remembered.get(id);
    if (remembered == null) {
      return Optional.empty();
    }
    if (isOverwritten(remembered)) {
      return Optional.of(refused(ResultCode.REQUEST_TOO_OLD, sequence, time));
    }
    return Optional.of(
        remembered.action().equals(action)
            ? remembered.reply().again()
            : refused(ResultCode.IDEMPOTENCY_CONFLICT, sequence, time));
  }

  private boolean isOverwritten(Remembered remembered) {
    return !remembered.reply().lines().isEmpty()
        && remembered.linesPosition() < linesWritten - limits.lineResults();
  }

  private static Reply refused(ResultCode code, long sequence, long time) {
    return new Reply(code, sequence, time, false, 0, 0, List.of(), 0, List.of());
  }

  void remember(Action action, Reply reply) {
    Session session = sessions.get(action.session());
    session.remembered.put(action.requestId(), new Remembered(action, reply, linesWritten));
    session.highest = Math.max(session.highest, action.requestId());
    linesWritten += reply.lines().size();
  }

  /** Ids of the live sessions. */
  List<Long> live() {
    return new ArrayList<>(sessions.keySet());
  }
}

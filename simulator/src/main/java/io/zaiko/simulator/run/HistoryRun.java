package io.zaiko.engine.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.engine.core.EngineConfig;
import io.zaiko.engine.reference.Action;
import io.zaiko.engine.reference.Answer;
import io.zaiko.engine.reference.Limits;
import io.zaiko.engine.reference.ReferenceEngine;
import io.zaiko.protocol.CommandSyntax;
import io.zaiko.protocol.sbe.Durability;
import io.zaiko.protocol.sbe.ResultCode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One random history through the real engine and through the reference, side by side. Keeps every
 * record, so that a second engine can be made to replay them.
 */
final class HistoryRun implements AutoCloseable {
  private static final int LAST_ACTIONS = 8;
  private static final long START_MICROS = 1_767_225_600_000_000L;

  /** One record of the journal, and what was answered to it. */
  record Entry(long sequence, long time, int crc, UnsafeBuffer message, UnsafeBuffer reply) {}

  private final long seed;
  private final Coverage coverage;
  private final HistoryGenerator generator;
  private final ReferenceEngine reference;
  private final CommandDispatcher dispatcher;
  private final EngineAnswers answers;
  private final HistoryChecks checks;
  private final CommandSyntax syntax;
  private final UnsafeBuffer configuration;

  /** From the reference's session ids to the engine's. */
  private final Map<Long, Long> sessions = new HashMap<>();

  private final ActionEncoder encoder =
      new ActionEncoder(session -> sessions.getOrDefault(session, session));

  private final List<Entry> journal = new ArrayList<>();
  private final Deque<String> lastActions = new ArrayDeque<>();
  private final UnsafeBuffer reply = new UnsafeBuffer(new byte[CommandDispatcher.MAX_REPLY_LENGTH]);
  private final ExpandableArrayBuffer scratch = new ExpandableArrayBuffer();
  private long sequence;
  private long time = START_MICROS;

  HistoryRun(long seed, Coverage coverage) {
    this.seed = seed;
    this.coverage = coverage;
    generator = new HistoryGenerator(seed);
    reference = generator.reference();
    configuration = configuration(generator.profile().limits());
    dispatcher = engine();
    answers = new EngineAnswers(dispatcher);
    checks = new HistoryChecks(reference, answers, generator.profile());
    syntax = new CommandSyntax(generator.profile().limits().channels());
  }

  private static UnsafeBuffer configuration(Limits limits) {
    EngineConfig config =
        new EngineConfig(
            1,
            2,
            limits.skus(),
            limits.locations(),
            limits.stock(),
            limits.reservations(),
            limits.lines(),
            limits.sessions(),
            limits.clients(),
            limits.requestWindow(),
            limits.lineResults(),
            limits.safeties(),
            limits.defaultHold(),
            IntStream.range(0, limits.channels()).mapToObj(i -> "channel-" + i).toList());
    UnsafeBuffer message = new UnsafeBuffer(new byte[1024]);
    int length = CommandDispatcher.encodeConfigure(config, message, 0);
    return new UnsafeBuffer(message, 0, length);
  }

  /** An engine of its own, configured as this history is, with nothing applied. */
  CommandDispatcher engine() {
    return CommandDispatcher.create(configuration, 0, configuration.capacity(), Durability.PROCESS);
  }

  /** Runs so many commands, comparing every answer; then replays them. */
  void run(int commands) {
    try {
      configure();
      while (sequence < commands) {
        runBatch((int) Math.min(generator.nextBatchSize(), commands - sequence));
        if (generator.isTimeToAsk()) {
          checks.compareEverything(sequence, time);
          assertEquals(dispatcher.recomputeDigest(), dispatcher.digest(), "digest");
        }
      }
      checks.compareEverything(sequence, time);
      assertEquals(dispatcher.recomputeDigest(), dispatcher.digest(), "digest");
      replay();
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(
          "seed "
              + seed
              + ", command "
              + sequence
              + " of "
              + generator.profile()
              + "; rerun with -Dzaiko.history.seed="
              + seed
              + "; last actions:\n"
              + String.join("\n", lastActions)
              + "\n"
              + e,
          e);
    }
  }

  private void configure() {
    sequence = 1;
    int length =
        dispatcher.apply(sequence, time, 0, configuration, 0, configuration.capacity(), reply, 0);
    journal.add(new Entry(sequence, time, 0, configuration, copy(reply, length)));
    dispatcher.publishPosition(sequence, time);
  }

  /** A batch is encoded and touched as a whole, then applied; all its records share one time. */
  private void runBatch(int size) {
    time += generator.nextTimeStep();
    List<Action> actions = new ArrayList<>();
    List<Answer> expected = new ArrayList<>();
    List<UnsafeBuffer> messages = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      Action action = generator.next();
      actions.add(action);
      expected.add(reference.apply(sequence + 1 + i, time, action));
      messages.add(encode(action));
      dispatcher.touch(messages.get(i), 0);
    }
    dispatcher.endTouch();
    for (int i = 0; i < size; i++) {
      sequence++;
      remember(actions.get(i));
      checks.before(actions.get(i));
      Answer answer = apply(actions.get(i), messages.get(i));
      coverage.count(actions.get(i), expected.get(i), generator.profile());
      checkSame(expected.get(i), answer, actions.get(i));
      checks.after(actions.get(i), answer);
      generator.learn(expected.get(i));
    }
    assertEquals(reference.nextDeadline(), dispatcher.nextDeadlineMicros(), "next deadline");
    dispatcher.publishPosition(sequence, time);
  }

  private void remember(Action action) {
    lastActions.addLast(sequence + " at " + time + ": " + action);
    if (lastActions.size() > LAST_ACTIONS) {
      lastActions.removeFirst();
    }
  }

  private UnsafeBuffer encode(Action action) {
    int length = encoder.encode(action, scratch, 0);
    UnsafeBuffer message = copy(scratch, length);
    if (!(action instanceof Action.Tick)) {
      assertEquals(ResultCode.OK, syntax.check(message, 0, length), action::toString);
    }
    return message;
  }

  private static UnsafeBuffer copy(MutableDirectBuffer buffer, int length) {
    byte[] bytes = new byte[length];
    buffer.getBytes(0, bytes);
    return new UnsafeBuffer(bytes);
  }

  private Answer apply(Action action, UnsafeBuffer message) {
    CRC32C crc = new CRC32C();
    crc.update(message.byteArray());
    int length = message.capacity();
    int replyLength =
        dispatcher.apply(sequence, time, (int) crc.getValue(), message, 0, length, reply, 0);
    journal.add(new Entry(sequence, time, (int) crc.getValue(), message, copy(reply, replyLength)));
    long session = sessions.getOrDefault(action.session(), action.session());
    return answers.reply(action, session, reply, replyLength);
  }

  /** The engine numbers its sessions in its own way: each must stand for one of the reference's. */
  private void checkSame(Answer expected, Answer answer, Action action) {
    if (expected instanceof Answer.Registered registered
        && answer instanceof Answer.Registered given) {
      long known = sessions.computeIfAbsent(registered.session(), first -> given.session());
      assertEquals(known, given.session(), () -> "another session for " + action);
      assertEquals(
          sessions.size(),
          sessions.values().stream().distinct().count(),
          () -> "a session given twice: " + action);
      assertEquals(
          registered,
          new Answer.Registered(
              registered.session(), given.sequence(), given.time(), given.highestRequestId()),
          action::toString);
    } else {
      assertEquals(expected, answer, action::toString);
    }
  }

  /** Rule 26: the same records give the same replies and the same hash. */
  private void replay() {
    try (CommandDispatcher second = engine()) {
      for (Entry entry : journal) {
        int length =
            second.apply(
                entry.sequence(),
                entry.time(),
                entry.crc(),
                entry.message(),
                0,
                entry.message().capacity(),
                reply,
                0);
        assertEquals(
            entry.reply(), copy(reply, length), () -> "replay differs at " + entry.sequence());
      }
      assertEquals(dispatcher.digest(), second.digest(), "state hash after replay");
      assertTrue(second.stateHash() != 0, "a state that is not empty");
    }
  }

  /** The engine that the history ran through. */
  CommandDispatcher dispatcher() {
    return dispatcher;
  }

  /** A reservation that is kept at the end of the history. */
  String anyReservation() {
    return reference.reservationIds().get(0);
  }

  /** Every record so far, CONFIGURE among them. */
  List<Entry> journal() {
    return journal;
  }

  @Override
  public void close() {
    dispatcher.close();
  }
}

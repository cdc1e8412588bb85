package io.zaiko.simulator.run;

import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.protocol.CommandSyntax;
import io.zaiko.protocol.MessageShape;
import io.zaiko.protocol.sbe.Durability;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.simulator.action.Action;
import io.zaiko.simulator.action.ActionEncoder;
import io.zaiko.simulator.generate.History;
import io.zaiko.simulator.generate.RandomHistory;
import io.zaiko.simulator.generate.Step;
import io.zaiko.simulator.reference.Answer;
import io.zaiko.simulator.reference.ReferenceEngine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One history through the real engine and through the reference, side by side, one thread and
 * virtual time. Throws a {@link Difference} as soon as there is one.
 */
final class Simulation implements AutoCloseable {
  private static final long UNKNOWN_SESSION = 1L << 40;
  private static final int BATCHES_PER_SNAPSHOT = 32;
  private static final int KEEP_SNAPSHOT = 1;
  private static final int USE_SNAPSHOT = 2;

  private final History history;
  private final Coverage coverage;
  private final SimulatedJournal journal;
  private final ReferenceEngine reference;
  private final FeedComparison feed;
  private final CommandSyntax syntax;
  private final UnsafeBuffer configuration;
  private final Ledger ledger = new Ledger();
  private final Replies replies = new Replies();
  private final UnsafeBuffer reply = new UnsafeBuffer(new byte[CommandDispatcher.MAX_REPLY_LENGTH]);
  private final ExpandableArrayBuffer scratch = new ExpandableArrayBuffer();

  /** From the reference's session ids to the engine's. */
  private final Map<Long, Long> sessions = new HashMap<>();

  private final ActionEncoder encoder = new ActionEncoder(this::engineSession);
  private final TreeSet<String> ids = new TreeSet<>();
  private final TreeSet<String> devices = new TreeSet<>();

  /** The reply to each record, from the first. */
  private final List<UnsafeBuffer> given = new ArrayList<>();

  private final List<Step> steps = new ArrayList<>();
  private CommandDispatcher dispatcher;
  private long sequence;
  private long snapshotSequence;
  private long time = RandomHistory.START_MICROS;

  Simulation(History history, Coverage coverage, SimulatedJournal journal) {
    this.history = history;
    this.coverage = coverage;
    this.journal = journal;
    reference = new ReferenceEngine(history.limits());
    feed = new FeedComparison(reference, history.limits().changes());
    syntax = new CommandSyntax(history.limits().channels().size());
    configuration = Configuration.message(history.limits());
  }

  private long engineSession(long session) {
    return sessions.getOrDefault(session, UNKNOWN_SESSION + session);
  }

  /** Every step so far, the one that failed among them. */
  List<Step> steps() {
    return steps;
  }

  /** The engine as it is now. */
  CommandDispatcher dispatcher() {
    return dispatcher;
  }

  /** Runs the whole history. */
  void run() {
    configure();
    history.begin(reference);
    while (history.hasNext()) {
      runBatch();
    }
    restart();
    ask();
  }

  private void configure() {
    dispatcher =
        CommandDispatcher.create(configuration, 0, configuration.capacity(), Durability.PROCESS);
    ledger.watch(dispatcher.engine());
    apply(Entry.of(++sequence, time, configuration));
    journal.endBatch();
    dispatcher.publishPosition(sequence, time);
    feed.follow(dispatcher, 0);
  }

  /** A batch is encoded and touched as a whole, then applied; all its records share one time. */
  private void runBatch() {
    List<Step> batch = new ArrayList<>();
    List<Answer> expected = new ArrayList<>();
    List<UnsafeBuffer> messages = new ArrayList<>();
    Step step;
    do {
      step = history.next();
      steps.add(step);
      batch.add(step);
      time = step.time();
      note(step.action());
      messages.add(encode(step.action()));
      expected.add(reference.apply(sequence + batch.size(), time, step.action()));
      dispatcher.touch(messages.get(batch.size() - 1), 0);
    } while (!step.endsBatch() && history.hasNext());
    dispatcher.endTouch();
    for (int i = 0; i < batch.size(); i++) {
      Action action = batch.get(i).action();
      compare(action, messages.get(i), expected.get(i));
      history.learn(action, expected.get(i));
    }
    journal.endBatch();
    dispatcher.publishPosition(sequence, time);
    if (isChosen(KEEP_SNAPSHOT, step.restarts() ? 2 : BATCHES_PER_SNAPSHOT)) {
      journal.keepSnapshot(dispatcher);
      snapshotSequence = sequence;
    }
    feed.compareNew(dispatcher, sequence);
    Difference.unlessEqual(
        reference.questions().nextDue(), dispatcher.nextDeadlineMicros(), () -> "next due");
    if (step.restarts()) {
      restart();
    }
    if (step.asks()) {
      ask();
    }
  }

  private void note(Action action) {
    if (action instanceof Action.Reserve reserve) {
      ids.add(reserve.reservation());
    }
    if (action instanceof Action.TransferRequest request) {
      ids.add(request.transfer());
    }
    if (action.origin().hasDevice()) {
      devices.add(action.origin().device());
    }
  }

  private UnsafeBuffer encode(Action action) {
    UnsafeBuffer message = Entry.copy(scratch, encoder.encode(action, scratch, 0));
    if (!(action instanceof Action.Tick)) {
      Difference.unlessEqual(
          ResultCode.OK, syntax.check(message, 0, message.capacity()), action::toString);
    }
    return message;
  }

  private void compare(Action action, UnsafeBuffer message, Answer expected) {
    MessageShape command =
        MessageShape.of(new MessageHeaderDecoder().wrap(message, 0).templateId());
    coverage.count(command, expected);
    ledger.beginRecord();
    int length = apply(Entry.of(++sequence, time, message));
    long session = action.session() == 0 ? 0 : engineSession(action.session());
    Answer answer = replies.decode(action, session, reply, length);
    if (expected instanceof Answer.Registered registered) {
      compareSessions(registered, (Answer.Registered) answer);
    } else {
      Difference.unlessEqual(expected, answer, () -> "reply to " + action);
    }
    ledger.endRecord(command, answer);
  }

  private int apply(Entry entry) {
    journal.add(entry, dispatcher.digest());
    int length =
        dispatcher.apply(
            entry.sequence(),
            entry.time(),
            entry.crc(),
            entry.message(),
            0,
            entry.message().capacity(),
            reply,
            0);
    given.add(Entry.copy(reply, length));
    return length;
  }

  /** The engine numbers its sessions in its own way: each must stand for one of the reference's. */
  private void compareSessions(Answer.Registered expected, Answer.Registered answer) {
    long known = sessions.computeIfAbsent(expected.session(), first -> answer.session());
    Difference.unlessEqual(known, answer.session(), () -> "session");
    Difference.unlessEqual(
        sessions.size(),
        (int) sessions.values().stream().distinct().count(),
        () -> "numbers of sessions");
    Difference.unlessEqual(
        expected,
        new Answer.Registered(
            expected.session(), answer.sequence(), answer.time(), answer.highestRequestId()),
        () -> "registration");
  }

  /**
   * Draws from the time of the last step alone, so that a smaller history, whose steps keep their
   * times, makes the same choices.
   */
  private boolean isChosen(int what, int oneOf) {
    return new SplittableRandom(time + what).nextInt(oneOf) == 0;
  }

  /**
   * Rule 26: the same records give the same replies and the same state, from the first or from a
   * snapshot on.
   */
  private void restart() {
    long digest = dispatcher.digest();
    long hash = dispatcher.stateHash();
    MemorySnapshot state = MemorySnapshot.of(dispatcher, time);
    dispatcher.close();
    boolean fromSnapshot = journal.hasSnapshot() && isChosen(USE_SNAPSHOT, 2);
    dispatcher =
        fromSnapshot
            ? journal.recoverFromSnapshot(this::checkReply)
            : journal.recover(this::checkReply);
    Difference.unlessEqual(digest, dispatcher.digest(), () -> "digest after a restart");
    Difference.unlessEqual(hash, dispatcher.stateHash(), () -> "state hash after a restart");
    Difference.unless(
        state.isSameAs(MemorySnapshot.of(dispatcher, time)), () -> "snapshot after a restart");
    ledger.watch(dispatcher.engine());
    ledger.compare();
    feed.beginAt(fromSnapshot ? snapshotSequence : 0);
    feed.follow(dispatcher, sequence);
  }

  private void checkReply(long at, DirectBuffer again) {
    UnsafeBuffer first = given.get((int) at - 1);
    Difference.unless(
        first.equals(new UnsafeBuffer(again, 0, first.capacity())),
        () -> "record " + at + " is answered otherwise by replay");
  }

  private void ask() {
    ledger.compare();
    new Interrogation(reference.questions(), dispatcher, sequence, time)
        .askEverything(ids, devices);
    feed.compareFrom(dispatcher, 0);
    feed.compareFrom(dispatcher, sequence - sequence / 16);
    feed.compareFrom(dispatcher, sequence);
  }

  @Override
  public void close() {
    if (dispatcher != null) {
      dispatcher.close();
    }
    journal.close();
  }
}

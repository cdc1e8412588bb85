package io.zaiko.engine.journal;

import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.engine.pipeline.Messages;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.engine.recovery.RecoveryStart;
import io.zaiko.engine.recovery.ReplayHook;
import io.zaiko.engine.recovery.Replayed;
import io.zaiko.engine.snapshot.SnapshotDirectory;
import io.zaiko.protocol.sbe.Durability;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import io.zaiko.protocol.sbe.RegisteredDecoder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Recovery, journal and engine in the order in which a server uses them, but on the thread of the
 * test: what it does stops where the test, or its device, lets it stop.
 */
final class LoneServer implements AutoCloseable {
  private static final long BEGIN_MICROS = 1_795_348_800_000_000L; // 2026-11-22T12:00Z

  /** A batch takes a millisecond, so this is some batches to a file. */
  private static final JournalSettings SMALL_FILES =
      new JournalSettings(256 << 10, Duration.ofMillis(8), 2 << 20);

  private final UnsafeBuffer reply = new UnsafeBuffer(new byte[CommandDispatcher.MAX_REPLY_LENGTH]);
  private final boolean isForced;
  private final long snapshotSequence;
  private final Replayed replayed;
  private ChronicleJournal journal;
  private final BatchEncoder encoder;
  private CommandDispatcher dispatcher;
  private long sequence;
  private long timeMicros;
  private List<UnsafeBuffer> pending = List.of();

  /**
   * Recovers; {@link #begin} opens the journal for more.
   *
   * @param isForced whether each batch is forced before it is applied
   */
  LoneServer(Path journalPath, boolean isForced) {
    this.isForced = isForced;
    RecoveryStart start =
        RecoveryStart.newest(
            new JournalDirectory(journalPath),
            new SnapshotDirectory(journalPath.getParent()),
            Durability.DISK,
            RecoveryProgress.NONE);
    snapshotSequence = start.position().sequence();
    replayed = start.replay(ReplayHook.NONE, RecoveryProgress.NONE).toEnd();
    start.requireAllSnapshotsReached(replayed);
    dispatcher = replayed.dispatcher();
    sequence = replayed.position().sequence();
    timeMicros = Math.max(BEGIN_MICROS, replayed.position().timeMicros());
    encoder = new BatchEncoder(replayed.position().hash());
  }

  /** Opens the journal, and gives a new one its configuration. */
  void begin(Path journalPath, DeviceSync.ChannelOpener device) throws IOException {
    JournalDirectory directory = new JournalDirectory(journalPath);
    journal = ChronicleJournal.open(directory, SMALL_FILES, () -> timeMicros / 1_000, device);
    if (isForced) {
      directory.force(device);
    }
    if (dispatcher == null) {
      ExpandableArrayBuffer message = new ExpandableArrayBuffer();
      int length = CommandDispatcher.encodeConfigure(Messages.smallConfig(), message, 0);
      UnsafeBuffer configure = new UnsafeBuffer(message, 0, length);
      dispatcher = CommandDispatcher.create(configure, 0, length, Durability.DISK);
      execute(List.of(configure));
    }
  }

  /**
   * Journals a batch, forces it, applies it. When this returns the batch is answered.
   *
   * @throws JournalFailedException if the device failed
   */
  void execute(List<UnsafeBuffer> commands) {
    pending = commands;
    append(commands);
    if (isForced) {
      journal.force();
    }
    applyPending();
  }

  /** Applies the batch at which {@link #execute} failed, to see where it would have led. */
  void applyPending() {
    int entry = BatchLayout.HEADER_LENGTH;
    for (UnsafeBuffer command : pending) {
      sequence++;
      dispatcher.apply(
          sequence,
          timeMicros,
          BatchLayout.messageCrc(encoder.buffer(), entry),
          encoder.buffer(),
          BatchLayout.messageOffset(entry),
          command.capacity(),
          reply,
          0);
      entry = BatchLayout.nextEntry(encoder.buffer(), entry);
    }
    pending = List.of();
    encoder.next();
  }

  private void append(List<UnsafeBuffer> commands) {
    commands.forEach(command -> encoder.add(command, 0, command.capacity()));
    timeMicros += 1_000;
    int length = encoder.finish(sequence + 1, timeMicros, dispatcher.digest());
    journal.append(encoder.buffer(), 0, length);
  }

  /** The session that the last command was given, if it was REGISTER. */
  long lastSession() {
    return new RegisteredDecoder()
        .wrapAndApplyHeader(reply, 0, new MessageHeaderDecoder())
        .session();
  }

  /** Sequence of the last command that was applied. */
  long sequence() {
    return sequence;
  }

  /** Hash of the state; 0 if there is no state yet. */
  long digest() {
    if (dispatcher == null) {
      return 0;
    }
    if (dispatcher.digest() != dispatcher.recomputeDigest()) {
      throw new AssertionError("the digest is not that of the records");
    }
    return dispatcher.digest();
  }

  /** Sequence of the snapshot that recovery began with; 0 if it began with the first record. */
  long snapshotSequence() {
    return snapshotSequence;
  }

  /** What recovery left out. */
  List<JournalCut> cuts() {
    return replayed.cuts();
  }

  @Override
  public void close() {
    if (journal != null) {
      journal.close();
    }
    if (dispatcher != null) {
      dispatcher.close();
    }
  }
}

package io.zaiko.engine.recovery;

import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.engine.core.InventoryEngine;
import io.zaiko.engine.journal.BatchLayout;
import io.zaiko.engine.journal.BatchReader;
import io.zaiko.engine.journal.DocumentScan;
import io.zaiko.engine.journal.JournalCut;
import io.zaiko.engine.journal.JournalDamagedException;
import io.zaiko.engine.journal.JournalPosition;
import io.zaiko.engine.journal.VoidedRecords;
import io.zaiko.engine.recovery.ReplayHook.ReplayedCommand;
import io.zaiko.protocol.sbe.CommandReplyDecoder;
import io.zaiko.protocol.sbe.Durability;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import io.zaiko.protocol.sbe.RegisteredDecoder;
import io.zaiko.protocol.sbe.ResultCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies a journal to an empty engine, from its first record, or to one that was restored, from
 * where it stands, and compares the engine's hash with the one that each batch carries (rule 26).
 * One replay per object; not thread safe.
 */
public final class JournalReplay {
  private static final Logger LOG = LoggerFactory.getLogger(JournalReplay.class);
  private static final long NEVER = Long.MAX_VALUE;
  private static final long PROGRESS_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final DocumentScan scan;
  private final JournalPosition start;
  private final Durability durability;
  private final ReplayHook hook;
  private final RecoveryProgress progress;
  private final UnsafeBuffer reply = new UnsafeBuffer(new byte[CommandDispatcher.MAX_REPLY_LENGTH]);
  private final ReplayedCommand command = new Present();
  private final long beginNanos = System.nanoTime();
  private long lastProgressNanos = beginNanos;
  private CommandDispatcher dispatcher;
  private BatchReader reader;
  private long lastSequence;
  private long lastTimeMicros;
  private long digestsChecked;
  private long limitSequence;
  private boolean arrived;
  private Consumer<InventoryEngine> preparation = engine -> {};
  private boolean isFollowing;
  private long presentSequence = NEVER;
  private boolean isPresentPassed;
  private List<JournalCut> cuts = List.of();
  private final SortedSet<Long> alsoVoided = new TreeSet<>();
  private final List<Long> passedOver = new ArrayList<>();
  private VoidedRecords voided;
  private long nextVoided;

  /**
   * A replay from the start of a scan, which it closes in the end.
   *
   * @param durability the level that the engine's replies will name
   */
  public JournalReplay(
      DocumentScan scan, Durability durability, ReplayHook hook, RecoveryProgress progress) {
    this(scan, null, JournalPosition.START, durability, hook, progress);
  }

  /**
   * A replay that goes on with an engine.
   *
   * @param scan behind the batch of the position; closed in the end
   * @param dispatcher stands at the position; closed if the replay fails
   */
  public JournalReplay(
      DocumentScan scan,
      CommandDispatcher dispatcher,
      JournalPosition position,
      ReplayHook hook,
      RecoveryProgress progress) {
    this(scan, dispatcher, position, null, hook, progress);
  }

  private JournalReplay(
      DocumentScan scan,
      CommandDispatcher dispatcher,
      JournalPosition start,
      Durability durability,
      ReplayHook hook,
      RecoveryProgress progress) {
    this.scan = scan;
    this.dispatcher = dispatcher;
    this.start = start;
    this.durability = durability;
    this.hook = hook;
    this.progress = progress;
    lastSequence = start.sequence();
    lastTimeMicros = start.timeMicros();
  }

  /** Passes over these records as well, as if VOIDs named them. Before the replay begins. */
  public JournalReplay voiding(Collection<Long> sequences) {
    alsoVoided.addAll(sequences);
    return this;
  }

  /** Has something done with the engine as soon as there is one. Before the replay begins. */
  public JournalReplay preparing(Consumer<InventoryEngine> newPreparation) {
    preparation = newPreparation;
    if (dispatcher != null) {
      preparation.accept(dispatcher.engine());
    }
    return this;
  }

  /**
   * Replays all of the journal.
   *
   * @throws JournalDamagedException if the journal is not as it was written
   * @throws ReplayException if a record cannot be applied, or leads to another state than before
   */
  public Replayed toEnd() {
    return to(Long.MAX_VALUE, Long.MAX_VALUE, () -> false);
  }

  /** The same up to a sequence, inclusive; to the end if the journal does not reach that far. */
  public Replayed toSequence(long sequence) {
    return to(sequence, Long.MAX_VALUE, () -> false);
  }

  /** The same up to a time, inclusive, in microseconds since the epoch. */
  public Replayed toTime(long timeMicros) {
    return to(Long.MAX_VALUE, timeMicros, () -> false);
  }

  /**
   * Replays all of the journal, then what a server appends to it.
   *
   * @param lookAgain asked whenever there is nothing more; it waits as long as it likes, and ends
   *     the replay with false
   */
  public Replayed follow(BooleanSupplier lookAgain) {
    isFollowing = true;
    return to(Long.MAX_VALUE, Long.MAX_VALUE, lookAgain);
  }

  /**
   * Replays what is in the journal now, and little of what a server appends meanwhile: so it comes
   * to an end however fast that is. Where the journal ends now is an estimate; it never ends before
   * a sequence.
   *
   * @param atLeast a sequence that the journal reaches
   */
  public Replayed toPresent(long atLeast) {
    presentSequence = atLeast;
    return follow(() -> false);
  }

  private Replayed to(long sequence, long timeMicros, BooleanSupplier lookAgain) {
    limitSequence = sequence;
    boolean done = false;
    try (BatchReader batches = new BatchReader(scan, start)) {
      reader = batches;
      voided = scan.voided().and(alsoVoided);
      nextVoided = voided.firstFrom(lastSequence + 1);
      while (lastSequence < sequence && nextBatch(lookAgain) && reader.timeMicros() <= timeMicros) {
        applyBatch(sequence);
        reportProgress();
      }
      done = true;
    } finally {
      if (!done && dispatcher != null) {
        dispatcher.close();
      }
    }
    if (dispatcher != null) {
      dispatcher.publishPosition(lastSequence, lastTimeMicros);
    }
    reportArrival();
    return new Replayed(
        dispatcher, reader.position(), reader.last(), records(), digestsChecked, seconds(), cuts);
  }

  private boolean nextBatch(BooleanSupplier lookAgain) {
    if (isPresentPassed) {
      return false;
    }
    // One batch more: that it follows, or that the end is sound, shows that nothing is lost here.
    isPresentPassed =
        presentSequence != NEVER && reader.share() >= 1 && lastSequence >= presentSequence;
    while (!reader.nextBatch()) {
      reportArrival();
      if (!lookAgain.getAsBoolean()) {
        return false;
      }
    }
    return true;
  }

  private void applyBatch(long limit) {
    if (dispatcher == null) {
      reader.nextCommand();
      dispatcher = create();
      preparation.accept(dispatcher.engine());
      checkDigest();
      apply();
    } else {
      checkDigest();
      touchCommands();
    }
    while (lastSequence < limit && reader.nextCommand()) {
      apply();
    }
  }

  /** As the live server does: loads what the batch will need before the first of it is applied. */
  private void touchCommands() {
    DirectBuffer document = reader.buffer();
    int entry = BatchLayout.HEADER_LENGTH;
    try {
      for (int i = reader.count(); i > 0; i--) {
        dispatcher.touch(document, BatchLayout.messageOffset(entry));
        entry = BatchLayout.nextEntry(document, entry);
      }
      dispatcher.endTouch();
    } catch (RuntimeException | AssertionError e) {
      // Touching only saves time. A record that makes it fail is named when it is applied, unless
      // it is one that is not to be applied.
      LOG.debug("a batch of {} cannot be touched ahead", reader.firstSequence(), e);
    }
  }

  private CommandDispatcher create() {
    try {
      return CommandDispatcher.create(
          reader.buffer(), reader.offset(), reader.length(), durability);
    } catch (IllegalArgumentException e) {
      throw new ReplayException(1, "it does not begin with a sound CONFIGURE", e);
    }
  }

  private void checkDigest() {
    if (dispatcher.digest() != reader.digest()) {
      throw new ReplayException(
          reader.firstSequence(),
          String.format(
              "the digest of the state is %016x there, but was %016x when %s was written",
              dispatcher.digest(), reader.digest(), reader.place()),
          null);
    }
    digestsChecked++;
  }

  private void apply() {
    if (reader.sequence() == nextVoided) {
      passOver();
    } else {
      applyPresent();
    }
    lastSequence = reader.sequence();
    lastTimeMicros = reader.timeMicros();
    hook.onCommand(command, dispatcher);
  }

  private void applyPresent() {
    try {
      dispatcher.apply(
          reader.sequence(),
          reader.timeMicros(),
          reader.crc32c(),
          reader.buffer(),
          reader.offset(),
          reader.length(),
          hook == ReplayHook.NONE ? null : reply,
          0);
    } catch (RuntimeException | AssertionError e) {
      throw ReplayException.ofRecord(reader.sequence(), e);
    }
    long named = VoidedRecords.namedBy(reader.buffer(), reader.offset(), reader.length());
    if (named != 0 && !voided.names(named)) {
      throw new ReplayException(
          reader.sequence(),
          "its VOID of record " + named + " does not stand at the beginning of a run",
          null);
    }
  }

  private void passOver() {
    try {
      dispatcher.applyVoided(
          reader.sequence(),
          reader.timeMicros(),
          reader.crc32c(),
          reader.buffer(),
          reader.offset(),
          reader.length(),
          reply,
          0);
    } catch (RuntimeException | AssertionError e) {
      throw new ReplayException(
          reader.sequence(),
          "the engine fails there even without record "
              + reader.sequence()
              + ", on what is due at its time or on its session ("
              + e
              + ")",
          e);
    }
    passedOver.add(reader.sequence());
    nextVoided = voided.firstFrom(reader.sequence() + 1);
  }

  private void reportProgress() {
    long now = System.nanoTime();
    if (!arrived && now - lastProgressNanos >= PROGRESS_NANOS) {
      lastProgressNanos = now;
      double ofSequence = (double) records() / (limitSequence - start.sequence());
      progress.onProgress(records(), records() / seconds(), Math.max(reader.share(), ofSequence));
    }
  }

  /** Says once that the end was reached; a replay that follows a server has no other. */
  private void reportArrival() {
    if (!arrived) {
      arrived = true;
      progress.onProgress(records(), records() / seconds(), 1);
      cuts = reader.cuts();
      if (!isFollowing) { // else it is what the server is just writing
        cuts.stream().filter(cut -> !cut.continued()).forEach(cut -> LOG.warn("{}", cut.text()));
      }
    }
  }

  private double seconds() {
    return (System.nanoTime() - beginNanos) / 1e9;
  }

  /** Records applied so far; also tells how far a replay came that failed. */
  long records() {
    return lastSequence - start.sequence();
  }

  /** The last record applied so far, or that the replay began behind; 0 = none. */
  long lastSequence() {
    return lastSequence;
  }

  /** Records that were never finished, and left out; known at the end. */
  List<JournalCut> cuts() {
    return cuts;
  }

  /** Records that were passed over so far, since VOIDs name them. */
  List<Long> passedOver() {
    return List.copyOf(passedOver);
  }

  /** State hashes compared so far. */
  long digestsChecked() {
    return digestsChecked;
  }

  /** The command that was just applied. */
  private final class Present implements ReplayedCommand {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final CommandReplyDecoder commandReply = new CommandReplyDecoder();
    private final RegisteredDecoder registered = new RegisteredDecoder();

    @Override
    public long sequence() {
      return reader.sequence();
    }

    @Override
    public long timeMicros() {
      return reader.timeMicros();
    }

    @Override
    public DirectBuffer buffer() {
      return reader.buffer();
    }

    @Override
    public int offset() {
      return reader.offset();
    }

    @Override
    public int length() {
      return reader.length();
    }

    @Override
    public boolean isVoided() {
      return !passedOver.isEmpty() && passedOver.get(passedOver.size() - 1) == reader.sequence();
    }

    @Override
    public ResultCode code() {
      header.wrap(reply, 0);
      return header.templateId() == RegisteredDecoder.TEMPLATE_ID
          ? registered.wrapAndApplyHeader(reply, 0, header).code()
          : commandReply.wrapAndApplyHeader(reply, 0, header).code();
    }

    @Override
    public DirectBuffer reply() {
      return reply;
    }
  }
}

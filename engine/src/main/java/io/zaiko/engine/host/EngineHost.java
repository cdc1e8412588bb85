package io.zaiko.engine.host;

import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.engine.core.EngineConfig;
import io.zaiko.engine.core.InventoryEngine;
import io.zaiko.engine.journal.BatchEncoder;
import io.zaiko.engine.journal.BatchReader;
import io.zaiko.engine.journal.ChronicleJournal;
import io.zaiko.engine.journal.CommandJournal;
import io.zaiko.engine.journal.JournalDirectory;
import io.zaiko.engine.journal.JournalPosition;
import io.zaiko.engine.pipeline.CommandIntake;
import io.zaiko.engine.pipeline.EngineClock;
import io.zaiko.engine.pipeline.EnginePipeline;
import io.zaiko.engine.pipeline.ReplySink;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.engine.recovery.RecoveryStart;
import io.zaiko.engine.recovery.ReplayHook;
import io.zaiko.engine.recovery.Replayed;
import io.zaiko.engine.snapshot.SnapshotException;
import io.zaiko.engine.snapshot.Snapshots;
import io.zaiko.engine.stock.AvailabilityReader;
import io.zaiko.engine.stock.ChangeReader;
import io.zaiko.engine.stock.NearestSearch;
import io.zaiko.protocol.sbe.Durability;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.agrona.ExpandableArrayBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A data directory opened for serving: its lock, journal, state and pipeline.
 *
 * <p>{@link #open} recovers, {@link #start} lets commands in; to stop, the caller stops its I/O
 * threads from publishing, then calls {@link #drain} and {@link #close}. Those four are for one
 * thread; the getters for any.
 */
public final class EngineHost implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EngineHost.class);

  private final DataDirectory data;
  private final CommandJournal journal;
  private final CommandDispatcher dispatcher;
  private final EnginePipeline pipeline;
  private final EngineClock clock;
  private final Durability durability;
  private final SpaceWatch space;
  private final Recovered recovered;
  private boolean closed;

  private EngineHost(
      DataDirectory data,
      CommandJournal journal,
      CommandDispatcher dispatcher,
      EnginePipeline pipeline,
      EngineClock clock,
      Durability durability,
      SpaceWatch space,
      Recovered recovered) {
    this.data = data;
    this.journal = journal;
    this.dispatcher = dispatcher;
    this.pipeline = pipeline;
    this.clock = clock;
    this.durability = durability;
    this.space = space;
    this.recovered = recovered;
  }

  /**
   * Takes the data directory, recovers from its newest good snapshot and the journal behind it, or
   * begins a journal, and gets ready to serve.
   *
   * @param sink where the replies go
   * @param progress told how far the replay has come
   * @throws DataDirectoryInUseException if another server has the directory
   * @throws UnsupportedDataException if it holds something else, or a newer version's data
   * @throws IntegrityException if its journal is damaged
   * @throws HostException if it cannot be read and written, or does not fit into memory
   * @throws IllegalArgumentException if the configuration is out of range
   */
  public static EngineHost open(HostConfig config, ReplySink sink, RecoveryProgress progress) {
    return open(config, sink, progress, Files::getFileStore);
  }

  /**
   * The same with a journal in front of the one that is opened: the seam through which tests end
   * the process around an append or a force.
   *
   * @param wrap given the opened journal, returns the one to use, which passes everything on
   */
  public static EngineHost openWrapped(
      HostConfig config,
      ReplySink sink,
      RecoveryProgress progress,
      UnaryOperator<CommandJournal> wrap) {
    return open(new Opening(config, progress, Files::getFileStore, wrap), sink);
  }

  /** How to ask for the disk of a directory; the seam through which tests let it run short. */
  interface Disks {
    FileStore of(Path directory) throws IOException;
  }

  static EngineHost open(
      HostConfig config, ReplySink sink, RecoveryProgress progress, Disks disks) {
    return open(new Opening(config, progress, disks, UnaryOperator.identity()), sink);
  }

  private static EngineHost open(Opening opening, ReplySink sink) {
    HostConfig config = opening.config;
    try {
      return HostErrors.told(config.dataDirectory(), () -> opening.open(sink));
    } finally {
      opening.closeUnlessDone();
    }
  }

  /** Starts the engine's thread. */
  public void start() {
    pipeline.start();
    space.start();
  }

  /**
   * Whether commands may go in. False while the disk is nearly full: then they are to be answered
   * NO_SPACE before the ring, and queries as ever. One volatile read.
   */
  public boolean takesCommands() {
    return space.hasRoom();
  }

  /** Where commands come in. */
  public CommandIntake intake() {
    return pipeline.intake();
  }

  /** A reader for one I/O thread; not to be used after {@link #close}. */
  public AvailabilityReader newReader() {
    return dispatcher.newReader();
  }

  /**
   * A search for what is near, for the thread of the reader; not to be used after {@link #close}.
   *
   * @param mostResults locations that a search may be asked for
   */
  public NearestSearch newNearestSearch(AvailabilityReader reader, int mostResults) {
    return dispatcher.engine().newNearestSearch(reader, mostResults);
  }

  /** A reader of changes, for one thread; not to be used after {@link #close}. */
  public ChangeReader newChangeReader() {
    return dispatcher.engine().newChangeReader();
  }

  /** The settings of the journal, whatever was proposed. */
  public EngineConfig config() {
    return dispatcher.config();
  }

  /** What has survived when a reply goes out. */
  public Durability durability() {
    return durability;
  }

  /** What the start led to. */
  public Recovered recovered() {
    return recovered;
  }

  /** Slots of the ring. */
  public int ringSlots() {
    return pipeline.ringSlots();
  }

  /** How often the wall clock was seen to jump by more than a second since the start. */
  public long clockJumps() {
    return clock.jumps();
  }

  /** Completes, with what was thrown, when the engine stopped on an error. */
  public CompletableFuture<Throwable> failed() {
    return pipeline.failed();
  }

  /**
   * Returns when all that was published before is answered, or the engine stopped on an error. The
   * caller has stopped all who publish.
   */
  public void drain() {
    pipeline.drain();
  }

  /** Stops the engine, closes the journal and gives the directory back. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    space.close();
    pipeline.halt();
    try {
      journal.close();
    } finally {
      dispatcher.close();
      data.close();
    }
  }

  /** The steps of opening, and what has to be given back if one of them fails. */
  private static final class Opening {
    private final HostConfig config;
    private final RecoveryProgress progress;
    private final Disks disks;
    private final UnaryOperator<CommandJournal> wrap;
    private DataDirectory data;
    private CommandJournal journal;
    private Replayed replayed;
    private Recovered recovered;
    private boolean done;

    Opening(
        HostConfig config,
        RecoveryProgress progress,
        Disks disks,
        UnaryOperator<CommandJournal> wrap) {
      this.config = config;
      this.progress = progress;
      this.disks = disks;
      this.wrap = wrap;
    }

    EngineHost open(ReplySink sink) throws IOException {
      data = DataDirectory.lock(config.dataDirectory());
      JournalDirectory directory = data.journal();
      requireMemory(directory);
      replayed = recover(directory, progress);
      boolean isNew = replayed.dispatcher() == null;
      boolean forced = config.durability() == Durability.DISK;
      journal =
          wrap.apply(ChronicleJournal.open(directory, config.journal(), System::currentTimeMillis));
      if (forced) {
        directory.force();
      }
      EngineClock clock = EngineClock.system(replayed.position().timeMicros());
      if (isNew) {
        journalConfiguration(clock.timeMicros());
        replayed = recover(directory, RecoveryProgress.NONE);
      }
      CommandDispatcher dispatcher = replayed.dispatcher();
      sayWhatStays(dispatcher.config());
      EnginePipeline pipeline =
          new EnginePipeline(
              dispatcher,
              journal,
              forced,
              replayed.position(),
              clock,
              sink,
              config.ringSlots(),
              config.waitMode());
      SpaceWatch space =
          new SpaceWatch(
              disks.of(config.dataDirectory()),
              config.dataDirectory(),
              config.room().minFreeBytes());
      done = true;
      return new EngineHost(
          data, journal, dispatcher, pipeline, clock, config.durability(), space, recovered);
    }

    /** Before the replay, which may take long and fills the tables. */
    private void requireMemory(JournalDirectory directory) throws IOException {
      long limit = config.room().tableMemoryBytes();
      EngineConfig journaled = journaledConfig(directory);
      MemoryNeed.of(journaled == null ? config.proposed() : journaled)
          .requireWithin(limit == 0 ? MemoryNeed.ofThisMachine() : limit, journaled == null);
    }

    /** The settings that the journal began with; null if it is a new one. */
    private EngineConfig journaledConfig(JournalDirectory directory) throws IOException {
      if (!directory.hasBeginning()) {
        for (Path snapshot : data.snapshots().list()) {
          try {
            return Snapshots.info(snapshot).config();
          } catch (SnapshotException e) {
            LOG.debug("The recovery tells of it", e);
          }
        }
        return null;
      }
      try (BatchReader reader = new BatchReader(directory.scan())) {
        return reader.nextBatch() && reader.nextCommand()
            ? CommandDispatcher.configurationIn(reader.buffer(), reader.offset())
            : null;
      }
    }

    private void givePagesAhead(InventoryEngine engine) {
      PagesAhead.startFor(engine, config.room().tablePagesAheadBytes());
    }

    private Replayed recover(JournalDirectory directory, RecoveryProgress told) {
      RecoveryStart start =
          RecoveryStart.newest(directory, data.snapshots(), config.durability(), told);
      Replayed all = start.replay(ReplayHook.NONE, told).preparing(this::givePagesAhead).toEnd();
      boolean done = false;
      try {
        start.requireAllSnapshotsReached(all);
        done = true;
      } finally {
        if (!done) {
          all.close();
        }
      }
      if (all.records() > 0) {
        told.onStep(
            String.format(
                Locale.ROOT,
                "%,d records of the journal applied in %.2f s",
                all.records(),
                all.seconds()));
      }
      recovered = new Recovered(start.snapshot(), all.records(), all.position().sequence());
      return all;
    }

    /** The first record of a journal. It goes the way of all others: journaled, then replayed. */
    private void journalConfiguration(long timeMicros) {
      ExpandableArrayBuffer message = new ExpandableArrayBuffer();
      int length = CommandDispatcher.encodeConfigure(config.proposed(), message, 0);
      BatchEncoder encoder = new BatchEncoder(JournalPosition.START.hash());
      encoder.add(message, 0, length);
      try (CommandDispatcher empty =
          CommandDispatcher.create(message, 0, length, config.durability())) {
        int documentLength = encoder.finish(1, timeMicros, empty.digest());
        journal.append(encoder.buffer(), 0, documentLength);
      }
      if (config.durability() == Durability.DISK) {
        journal.force();
      }
    }

    private void sayWhatStays(EngineConfig journaled) {
      List<String> differences = ConfigDifferences.between(journaled, config.proposed());
      if (!differences.isEmpty()) {
        LOG.warn(
            "These settings stay as the journal in {} has them: {}",
            config.dataDirectory(),
            String.join(", ", differences));
      }
    }

    void closeUnlessDone() {
      if (done) {
        return;
      }
      if (journal != null) {
        journal.close();
      }
      if (replayed != null) {
        replayed.close();
      }
      if (data != null) {
        data.close();
      }
    }
  }
}

package io.zaiko.bench.recover;

import io.zaiko.bench.messages.CommandMessages;
import io.zaiko.bench.messages.StoreFill;
import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.engine.core.EngineConfig;
import io.zaiko.engine.host.DataDirectory;
import io.zaiko.engine.journal.BatchEncoder;
import io.zaiko.engine.journal.ChronicleJournal;
import io.zaiko.engine.journal.CommandJournal;
import io.zaiko.engine.journal.JournalPosition;
import io.zaiko.engine.journal.JournalSettings;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.Durability;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes the journal that a server under load would have written: batches of 1 to 127 commands, 64
 * on the average, in 16 sessions, at 250,000 commands a second of its own time. One journal per
 * object; one thread.
 */
final class JournalMaker implements StoreFill.Records, AutoCloseable {
  private static final int SESSIONS = 16;
  private static final int MEAN_BATCH = 64;
  private static final long MICROS_PER_COMMAND = 4;
  private static final long START_MICROS = 1_700_000_000_000_000L;
  private static final long SEED = 7450;
  private static final long MOST_WAITING = 50_000;
  private static final long COMMANDS_PER_WAITING = 100;
  private static final long PROGRESS_EVERY = 100_000;

  private final DataDirectory data;
  private final CommandJournal journal;
  private final CommandDispatcher dispatcher;
  private final BatchEncoder encoder = new BatchEncoder(JournalPosition.START.hash());
  private final UnsafeBuffer reply = new UnsafeBuffer(new byte[CommandDispatcher.MAX_REPLY_LENGTH]);
  private final UnsafeBuffer message = new UnsafeBuffer(new byte[Protocol.MAX_MESSAGE_LENGTH]);
  private final CRC32C crc = new CRC32C();
  private final SplittableRandom random = new SplittableRandom(SEED);
  private final StoreFill fill;
  private long timeMicros = START_MICROS;
  private long sequence;
  private long batchDigest;
  private int batchSize = 1;

  /** Begins a journal in a directory where there is none, and fills the stock. */
  JournalMaker(Path directory, int stockRecords) {
    data = DataDirectory.lock(directory);
    journal =
        ChronicleJournal.open(data.journal(), JournalSettings.DEFAULTS, System::currentTimeMillis);
    int length = CommandDispatcher.encodeConfigure(EngineConfig.defaults(1, 2), message, 0);
    dispatcher = CommandDispatcher.create(message, 0, length, Durability.PROCESS);
    apply(message, length); // a batch of its own, as a server begins
    fill = new StoreFill(this);
    int skus = stockRecords / RecoveryData.LOCATIONS;
    fill.defineSkus(skus);
    fill.defineLocations(
        RecoveryData.LOCATIONS,
        location -> Protocol.NO_COORDINATE,
        location -> Protocol.NO_COORDINATE);
    fill.receiveAll(skus, RecoveryData.LOCATIONS);
    endBatch();
  }

  /**
   * Appends random commands.
   *
   * @param tail so many of them begin with a batch of their own
   */
  void run(long commands, long tail, int stockRecords, RecoveryProgress progress) {
    CommandMessages[] sessions = new CommandMessages[SESSIONS];
    for (int i = 0; i < SESSIONS; i++) {
      sessions[i] = new CommandMessages(StoreFill.register(this, "till-" + i), 1);
    }
    int waiting = (int) Math.min(MOST_WAITING, 1 + commands / COMMANDS_PER_WAITING);
    RandomCommands commandsToCome = new RandomCommands(SEED, stockRecords, sessions, waiting);
    long begin = System.nanoTime();
    for (long made = 1; made <= commands; made++) {
      apply(message, commandsToCome.next(message));
      if (made == commands - tail) {
        endBatch();
      }
      if (made % PROGRESS_EVERY == 0) {
        double perSecond = made / ((System.nanoTime() - begin) / 1e9);
        progress.onProgress(made, perSecond, (double) made / commands);
      }
    }
    endBatch();
  }

  /** The last sequence there is. */
  long sequence() {
    return sequence;
  }

  @Override
  public void apply(DirectBuffer command, int length) {
    if (!encoder.fits(length)) {
      endBatch();
    }
    if (encoder.count() == 0) {
      batchDigest = dispatcher.digest();
    }
    encoder.add(command, 0, length);
    crc.reset();
    crc.update(command.byteArray(), 0, length);
    sequence++;
    dispatcher.apply(sequence, timeMicros, (int) crc.getValue(), command, 0, length, reply, 0);
    if (encoder.count() == batchSize) {
      endBatch();
    }
  }

  private void endBatch() {
    if (encoder.count() > 0) {
      long first = sequence - encoder.count() + 1;
      int length = encoder.finish(first, timeMicros, batchDigest);
      journal.append(encoder.buffer(), 0, length);
      timeMicros += encoder.count() * MICROS_PER_COMMAND;
      encoder.next();
      batchSize = random.nextInt(1, 2 * MEAN_BATCH);
    }
  }

  @Override
  public DirectBuffer reply() {
    return reply;
  }

  @Override
  public void close() {
    try {
      journal.close();
    } finally {
      dispatcher.close();
      data.close();
    }
  }
}

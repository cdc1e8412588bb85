package io.zaiko.engine.snapshot;

import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.engine.core.EngineConfig;
import io.zaiko.engine.journal.BatchEncoder;
import io.zaiko.engine.journal.ChronicleJournal;
import io.zaiko.engine.journal.JournalDirectory;
import io.zaiko.engine.journal.JournalPosition;
import io.zaiko.engine.journal.JournalSettings;
import io.zaiko.engine.pipeline.Messages;
import io.zaiko.protocol.sbe.Durability;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import io.zaiko.protocol.sbe.RegisteredDecoder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** An engine with a journal on disk, one command a batch, as a server has them. */
final class SnapshotFixture implements AutoCloseable {
  private static final long TIME = 1_577_836_800_000_000L;
  private static final JournalSettings SMALL_FILES =
      new JournalSettings(1 << 20, Duration.ofDays(1), 2 << 20);

  final Messages messages = new Messages();
  final JournalDirectory directory;
  private final UnsafeBuffer reply = new UnsafeBuffer(new byte[CommandDispatcher.MAX_REPLY_LENGTH]);
  private final BatchEncoder encoder = new BatchEncoder(JournalPosition.START.hash());
  private final ChronicleJournal journal;
  private final CommandDispatcher live;
  private long sequence;
  private long timeMicros = TIME;

  /** With a session, two SKUs and two locations. */
  SnapshotFixture(Path data, EngineConfig config) {
    directory = new JournalDirectory(data.resolve("journal"));
    journal = ChronicleJournal.open(directory, SMALL_FILES, () -> TIME / 1_000);
    ExpandableArrayBuffer message = new ExpandableArrayBuffer();
    int length = CommandDispatcher.encodeConfigure(config, message, 0);
    live = CommandDispatcher.create(message, 0, length, Durability.PROCESS);
    apply(new UnsafeBuffer(message, 0, length));
    apply(messages.register("till-1"));
    messages.session(
        new RegisteredDecoder().wrapAndApplyHeader(reply, 0, new MessageHeaderDecoder()).session());
    apply(messages.defineSku("sku-1", "One"));
    apply(messages.defineSku("sku-2", "Two"));
    apply(messages.defineLocation("store-1"));
    apply(messages.defineLocation("store-2"));
  }

  /** Journals and applies a command. */
  void apply(DirectBuffer command) {
    byte[] bytes = new byte[command.capacity()];
    command.getBytes(0, bytes);
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    encoder.add(command, 0, bytes.length);
    timeMicros += 1_000;
    int length = encoder.finish(sequence + 1, timeMicros, live.digest());
    journal.append(encoder.buffer(), 0, length);
    encoder.next();
    sequence++;
    live.apply(sequence, timeMicros, (int) crc.getValue(), command, 0, bytes.length, reply, 0);
  }

  /** The next batch comes so much later. */
  void passTime(long micros) {
    timeMicros += micros;
  }

  CommandDispatcher engine() {
    return live;
  }

  long sequence() {
    return sequence;
  }

  long timeMicros() {
    return timeMicros;
  }

  @Override
  public void close() {
    journal.close();
    live.close();
  }
}

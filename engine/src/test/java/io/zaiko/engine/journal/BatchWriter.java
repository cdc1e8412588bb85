package io.zaiko.engine.journal;

import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;

/** Appends batches of made-up commands to a journal, in a chain. */
public final class BatchWriter {
  private final CommandJournal journal;
  private final BatchEncoder encoder;
  private long sequence;
  private long timeMicros;

  BatchWriter(CommandJournal journal) {
    this(journal, JournalPosition.START);
  }

  private BatchWriter(CommandJournal journal, JournalPosition position) {
    this.journal = journal;
    sequence = position.sequence();
    timeMicros = position.timeMicros();
    encoder = new BatchEncoder(position.hash());
  }

  /** Goes on where a journal ends. */
  static BatchWriter after(BatchReader end, CommandJournal journal) {
    return new BatchWriter(journal, end.position());
  }

  /** Appends one batch with these commands. */
  void append(String... commands) {
    for (String command : commands) {
      byte[] bytes = command.getBytes(StandardCharsets.US_ASCII);
      encoder.add(new UnsafeBuffer(bytes), 0, bytes.length);
    }
    timeMicros += 1_000;
    int length = encoder.finish(sequence + 1, timeMicros, ~sequence);
    journal.append(encoder.buffer(), 0, length);
    sequence += commands.length;
    encoder.next();
  }

  long sequence() {
    return sequence;
  }
}

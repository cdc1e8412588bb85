package io.zaiko.engine.host;

import io.zaiko.engine.journal.BatchEncoder;
import io.zaiko.engine.journal.BatchReader;
import io.zaiko.engine.journal.ChronicleJournal;
import io.zaiko.engine.journal.JournalDirectory;
import io.zaiko.engine.journal.JournalSettings;
import java.nio.file.Path;
import java.time.Duration;
import org.agrona.DirectBuffer;

/** Appends to a journal as an engine would that knew another state. */
final class LaterRun {
  private static final JournalSettings SMALL_FILES =
      new JournalSettings(1 << 20, Duration.ofHours(1), 2 << 20);

  private LaterRun() {}

  static void append(Path data, DirectBuffer message) {
    JournalDirectory directory = DataDirectory.journalOf(data);
    try (BatchReader end = new BatchReader(directory.scan())) {
      boolean more = true;
      while (more) {
        more = end.nextBatch();
      }
      BatchEncoder batch = new BatchEncoder(end.position().hash());
      batch.add(message, 0, message.capacity());
      int length = batch.finish(end.lastSequence() + 1, end.timeMicros(), ~end.digest());
      try (ChronicleJournal journal =
          ChronicleJournal.open(directory, SMALL_FILES, System::currentTimeMillis)) {
        journal.append(batch.buffer(), 0, length);
      }
    }
  }
}

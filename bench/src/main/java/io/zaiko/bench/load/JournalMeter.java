package io.zaiko.bench.load;

import io.zaiko.engine.host.DataDirectory;
import io.zaiko.engine.journal.BatchLayout;
import io.zaiko.engine.journal.BatchReader;
import java.nio.file.Path;

/** Looks into the journal of a server that runs: how large its batches are. One thread. */
final class JournalMeter implements AutoCloseable {
  private final BatchReader reader;
  private long batches;
  private long commands;
  private long bytes;

  /** Of a server's data directory. */
  JournalMeter(Path data) {
    reader = new BatchReader(DataDirectory.journalOf(data).scan());
  }

  /**
   * Counts the batches of a time, and passes over those before it; from one call to the next the
   * times go on. False if there is none.
   *
   * @param fromMicros engine time, in microseconds since the epoch
   * @param toMicros the end of it
   */
  boolean measure(long fromMicros, long toMicros) {
    batches = 0;
    commands = 0;
    bytes = 0;
    while (reader.nextBatch()) {
      if (reader.timeMicros() >= fromMicros && reader.timeMicros() < toMicros) {
        batches++;
        bytes += BatchLayout.HEADER_LENGTH;
        while (reader.nextCommand()) {
          commands++;
          bytes += BatchLayout.entryLength(reader.length());
        }
      }
    }
    return batches > 0;
  }

  /** On the average. */
  double commandsPerBatch() {
    return (double) commands / batches;
  }

  /** On the average. */
  double bytesPerBatch() {
    return (double) bytes / batches;
  }

  @Override
  public void close() {
    reader.close();
  }
}

package io.zaiko.cli.serve;

import java.io.IOException;
import java.time.Duration;

/** How far a journal has gone on since the newest snapshot. For one thread. */
interface JournalGrowth {
  /** Sequence of the last record that the server applied. */
  long sequence();

  /** Sequence that the newest snapshot ends with; 0 = there is none. */
  long snapshotSequence() throws IOException;

  /** How long ago that was; without a snapshot, how long ago the data directory was made. */
  Duration age() throws IOException;

  /** Bytes of the journal behind it, to within a page a file. */
  long bytes() throws IOException;
}

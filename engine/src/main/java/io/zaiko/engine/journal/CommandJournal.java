package io.zaiko.engine.journal;

import org.agrona.DirectBuffer;

/**
 * The journal as the pipeline sees it. Documents come back from {@link #scan} byte by byte as they
 * were appended, in the same order.
 *
 * <p>One thread at a time appends and forces. Scans may run beside it.
 */
public interface CommandJournal extends AutoCloseable {
  /**
   * Appends one document; from then on it survives the end of this process.
   *
   * @throws JournalFailedException if that failed; the journal then takes nothing more
   */
  void append(DirectBuffer document, int offset, int length);

  /**
   * Returns when everything appended so far is on the device and survives a power loss.
   *
   * @throws JournalFailedException if that failed; nobody knows then what is on the device, so the
   *     journal takes nothing more
   */
  void force();

  /** Begins to read from the first document. */
  DocumentScan scan();

  @Override
  void close();
}

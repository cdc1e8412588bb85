package io.zaiko.engine.journal;

import org.agrona.DirectBuffer;

/**
 * Walks over the documents of a journal, from the first or a later one, in the order they were
 * appended. What it gives is unverified; use it through {@link BatchReader}. Not thread safe.
 */
public interface DocumentScan extends AutoCloseable {
  /**
   * Moves to the next document.
   *
   * @return false at the end. A journal that somebody else appends to may have more when asked
   *     again.
   * @throws JournalDamagedException if what follows is neither a document nor the end
   */
  boolean next();

  /** Where the present document lies; good until the next call of {@link #next}. */
  DirectBuffer buffer();

  /** Where it starts in the buffer. */
  int offset();

  /** Its length in bytes. */
  int length();

  /** Which file and position that is, in words. */
  String place();

  /** Where what follows the present document begins: a scan from there goes on as this one does. */
  JournalPlace end();

  /**
   * Which part of what was there when first asked lies behind, 0 to 1: an estimate, to tell people
   * how long it may take. Meant to be asked a few times a second.
   */
  double share();

  @Override
  void close();
}

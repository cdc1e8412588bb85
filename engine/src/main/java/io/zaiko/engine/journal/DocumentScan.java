package io.zaiko.engine.journal;

import java.util.List;
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

  /**
   * Told by the reader that the present document is what comes next.
   *
   * @param sequence of its last command
   */
  void verified(long sequence);

  /**
   * Told by the reader that some bytes of the present document do not verify. If it was never
   * finished, the journal ends before it, or goes on in a later file.
   *
   * @param from the first of those bytes, counted from its beginning
   * @param to behind the last of them
   * @throws JournalDamagedException if it was finished, as far as anyone can tell
   */
  void leaveOut(int from, int to, String problem);

  /**
   * Told by the reader that it verified all documents there are.
   *
   * @throws JournalDamagedException if there were more once
   */
  void ended();

  /** What was left out so far: records at the end of a run that were never finished. */
  List<JournalCut> cuts();

  /** Where the present document lies; good until the next call of {@link #next}. */
  DirectBuffer buffer();

  /** Where it starts in the buffer. */
  int offset();

  /** Its length in bytes. */
  int length();

  /** Which file and position that is, in words. */
  String place();

  /** Where the last verified document is: a scan behind it goes on as this one does. */
  JournalPlace last();

  /**
   * Which part of what was there when first asked lies behind, 0 to 1: an estimate, to tell people
   * how long it may take. Meant to be asked a few times a second.
   */
  double share();

  @Override
  void close();
}

package io.zaiko.engine.journal;

/**
 * Where a document of the journal ends and what follows begins. Immutable.
 *
 * @param file below the directory of the journal; empty for {@link #START}
 * @param position byte in that file
 */
public record JournalPlace(String file, long position) {
  /** Before the first document. */
  public static final JournalPlace START = new JournalPlace("", 0);

  /** The place in words. */
  @Override
  public String toString() {
    return file.isEmpty() ? "before the first file" : file + " at byte " + position;
  }
}

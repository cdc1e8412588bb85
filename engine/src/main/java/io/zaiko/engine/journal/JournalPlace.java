package io.zaiko.engine.journal;

/**
 * Where a document of the journal begins. Immutable.
 *
 * @param file below the directory of the journal; empty for {@link #START}
 * @param position byte of that file
 */
public record JournalPlace(String file, long position) {
  /** Where there is no document yet. */
  public static final JournalPlace START = new JournalPlace("", 0);

  /** The place in words. */
  @Override
  public String toString() {
    return file.isEmpty() ? "before the first file" : file + " at byte " + position;
  }
}

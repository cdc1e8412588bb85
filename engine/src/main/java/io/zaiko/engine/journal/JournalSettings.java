package io.zaiko.engine.journal;

import java.time.Duration;

/**
 * How the journal is cut into files.
 *
 * @param rollLength bytes after which a file is closed and the next one begun
 * @param rollAge time after which the same happens, at the next append
 * @param blockLength bytes by which a file grows and is mapped; the file is sparse. At least 2 MiB,
 *     since a quarter of it must take the longest document
 */
public record JournalSettings(long rollLength, Duration rollAge, int blockLength) {
  /** 1 GiB or a day, in blocks of 64 MiB. */
  public static final JournalSettings DEFAULTS =
      new JournalSettings(1L << 30, Duration.ofDays(1), 64 << 20);

  private static final int MIN_BLOCK_LENGTH = 8 * BatchLayout.MAX_DOCUMENT_LENGTH;

  public JournalSettings {
    if (rollLength < BatchLayout.MAX_DOCUMENT_LENGTH) {
      throw new IllegalArgumentException(
          "A journal file must take at least one document of "
              + BatchLayout.MAX_DOCUMENT_LENGTH
              + " bytes: "
              + rollLength);
    }
    if (rollAge.isNegative() || rollAge.isZero()) {
      throw new IllegalArgumentException("The age of a journal file must be positive: " + rollAge);
    }
    if (blockLength < MIN_BLOCK_LENGTH) {
      throw new IllegalArgumentException(
          "A block has at least " + MIN_BLOCK_LENGTH + " bytes: " + blockLength);
    }
  }
}

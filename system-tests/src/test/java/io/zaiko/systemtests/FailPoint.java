package io.zaiko.systemtests;

/** A moment at which a server kills itself; see {@link FailpointJournal}. */
enum FailPoint {
  /** Nothing of the batch is in the journal. */
  BEFORE_APPEND,
  /** The document's header is open in the file; nothing, a part or all of its bytes are there. */
  MID_APPEND,
  /** The batch is in the journal, but was not forced, not applied, not answered. */
  AFTER_APPEND,
  /** The batch was forced; not applied, not answered. Only at {@code disk}. */
  AFTER_FORCE,
  /** The next append begins a new file. */
  BEFORE_ROLL,
  /** The new file is there and the header of its first document is open. */
  MID_ROLL,
  /** The new file holds its first document, nothing of which was applied or answered. */
  AFTER_ROLL;

  /** Whether the batch at which it happened is in the journal afterwards. */
  boolean keepsTheBatch() {
    return this == AFTER_APPEND || this == AFTER_FORCE || this == AFTER_ROLL;
  }

  /** Whether it comes only where a file is full. */
  boolean isAroundARoll() {
    return this == BEFORE_ROLL || this == MID_ROLL || this == AFTER_ROLL;
  }
}

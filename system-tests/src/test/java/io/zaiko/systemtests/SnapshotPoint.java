package io.zaiko.systemtests;

/** How a process that makes a snapshot ends; see {@link SnapshotProcess}. */
enum SnapshotPoint {
  /** By itself, the snapshot made and what is old retired. */
  DONE,
  /** It kills itself when some of the snapshot is written. */
  DURING_WRITE,
  /** It kills itself when all of it is on the device, but has no name yet. */
  BEFORE_RENAME,
  /** It kills itself when the snapshot has its name; nothing is retired yet. */
  AFTER_RENAME,
  /** It is killed from outside, at any moment. */
  FROM_OUTSIDE,
  /** By itself, while the next server already starts. */
  BESIDE_A_START
}

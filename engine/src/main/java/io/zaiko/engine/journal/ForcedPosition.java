package io.zaiko.engine.journal;

/**
 * Up to where a journal is known to be on the device.
 *
 * @param sequence of the last command that is; 0 if nothing is known
 * @param file its run and its name, as in {@code run-00000001/20261122-0931.cq4}
 * @param position bytes of that file that are on the device
 */
record ForcedPosition(long sequence, String file, long position) {
  /** Nothing is known to be on the device; it may be there all the same. */
  static final ForcedPosition UNKNOWN = new ForcedPosition(0, "", 0);
}

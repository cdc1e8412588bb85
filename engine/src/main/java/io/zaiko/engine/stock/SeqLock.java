package io.zaiko.engine.stock;

import io.zaiko.engine.memory.Region;
import java.lang.invoke.VarHandle;

/**
 * The writer's side of a sequence lock (after "Can Seqlocks Get Along With Programming Language
 * Memory Models?", H.-J. Boehm, MSPC 2012): an odd version says that the record is being written.
 * One writer.
 *
 * <p>A reader loads the version with acquire, reads the fields opaquely, fences, and compares the
 * version again.
 */
final class SeqLock {
  private SeqLock() {}

  static void beginWrite(Region buffer, long versionOffset) {
    buffer.putIntOpaque(versionOffset, buffer.getInt(versionOffset) + 1);
    VarHandle.releaseFence();
  }

  static void endWrite(Region buffer, long versionOffset) {
    buffer.putIntRelease(versionOffset, buffer.getInt(versionOffset) + 1);
  }
}

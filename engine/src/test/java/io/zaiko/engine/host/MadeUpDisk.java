package io.zaiko.engine.host;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileStoreAttributeView;
import java.util.concurrent.atomic.AtomicLong;

/** A disk with as much room as a test says, or one that does not tell. Safe for any thread. */
final class MadeUpDisk extends FileStore {
  static final long BROKEN = -1;

  private volatile long usable;
  private final AtomicLong asked = new AtomicLong();

  MadeUpDisk(long usable) {
    this.usable = usable;
  }

  void setUsable(long bytes) {
    usable = bytes;
  }

  /** How often it was asked. */
  long asked() {
    return asked.get();
  }

  @Override
  public long getUsableSpace() throws IOException {
    asked.incrementAndGet();
    if (usable == BROKEN) {
      throw new IOException("made up");
    }
    return usable;
  }

  @Override
  public String name() {
    return "made up";
  }

  @Override
  public String type() {
    return "none";
  }

  @Override
  public boolean isReadOnly() {
    return false;
  }

  @Override
  public long getTotalSpace() {
    return Long.MAX_VALUE;
  }

  @Override
  public long getUnallocatedSpace() {
    return usable;
  }

  @Override
  public boolean supportsFileAttributeView(Class<? extends FileAttributeView> type) {
    return false;
  }

  @Override
  public boolean supportsFileAttributeView(String name) {
    return false;
  }

  @Override
  public <V extends FileStoreAttributeView> V getFileStoreAttributeView(Class<V> type) {
    return null;
  }

  @Override
  public Object getAttribute(String attribute) {
    throw new UnsupportedOperationException(attribute);
  }
}

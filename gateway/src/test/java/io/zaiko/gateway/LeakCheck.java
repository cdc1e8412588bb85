package io.zaiko.gateway;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test class during which Netty reported a buffer that was lost without a release. */
final class LeakCheck implements BeforeAllCallback, AfterAllCallback {
  private final Queue<String> leaks = new ConcurrentLinkedQueue<>();

  @Override
  public void beforeAll(ExtensionContext context) {
    ByteBufUtil.setLeakListener((resource, records) -> leaks.add(resource + records));
  }

  @Override
  public void afterAll(ExtensionContext context) throws InterruptedException {
    // Netty learns of lost buffers from the collector, and reports them at the next allocation.
    collect();
    collect();
    PooledByteBufAllocator.DEFAULT.directBuffer(1).release();
    ByteBufUtil.setLeakListener(null);
    assertTrue(leaks.isEmpty(), () -> "lost buffers: " + leaks);
  }

  /** Returns when the collector has told of what it found; of all from the time before last. */
  private static void collect() throws InterruptedException {
    ReferenceQueue<Object> told = new ReferenceQueue<>();
    WeakReference<Object> lost = new WeakReference<>(new Object(), told);
    System.gc();
    assertSame(lost, told.remove(30_000));
  }
}

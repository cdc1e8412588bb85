package io.zaiko.gateway;

import io.netty.buffer.PoolArenaMetric;
import io.netty.buffer.PooledByteBufAllocator;

/** Counts what an allocator gave out and did not get back. */
final class Buffers {
  private Buffers() {}

  /** Buffers in use; buffers in the cache of the calling thread are not counted. */
  static long inUse(PooledByteBufAllocator allocator) {
    allocator.trimCurrentThreadCache();
    return allocator.metric().directArenas().stream()
        .mapToLong(PoolArenaMetric::numActiveAllocations)
        .sum();
  }
}

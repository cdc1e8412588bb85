package io.zaiko.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * The least that a journal could do: one thread appends so many bytes at a time to a file whose
 * blocks were all written before, and forces each of them to the device. One thread.
 */
final class DeviceYardstick implements AutoCloseable {
  private static final int FILE_LENGTH = 256 << 20;
  private static final int BLOCK_LENGTH = 1 << 20;

  private final FileChannel channel;
  private final ByteBuffer bytes;
  private long position;

  /**
   * Makes the file.
   *
   * @param file is not there yet; removed in the end
   * @param length bytes to append at a time, at most 1 MiB
   */
  DeviceYardstick(Path file, int length) throws IOException {
    channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    ByteBuffer block = ByteBuffer.allocateDirect(BLOCK_LENGTH);
    for (long start = 0; start < FILE_LENGTH; start += BLOCK_LENGTH) {
      write(block.clear(), start);
    }
    channel.force(true);
    bytes = block.clear().limit(length);
  }

  /** Appends and forces for so long, and tells how long each took, in nanoseconds. */
  Histogram run(double seconds) throws IOException {
    Histogram latencies = Measured.newHistogram();
    long begin = System.nanoTime();
    long end = begin + Math.round(seconds * TimeUnit.SECONDS.toNanos(1));
    for (long last = begin; last < end; ) {
      if (position + bytes.limit() > FILE_LENGTH) {
        position = 0;
      }
      write(bytes.rewind(), position);
      position += bytes.limit();
      channel.force(false);
      long now = System.nanoTime();
      latencies.recordValue(now - last);
      last = now;
    }
    return latencies;
  }

  private void write(ByteBuffer buffer, long start) throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer, start + buffer.position());
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

package io.zaiko.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class SnapshotsInARowTest {
  private static final Path DATA = Path.of("data");

  @Test
  void shouldMakeOneAfterTheOtherAndCountThoseFinishedInTime() throws Exception {
    Played runner = new Played();
    long fromNs = System.nanoTime();
    SnapshotsInARow snapshots = SnapshotsInARow.start(runner, DATA);
    runner.begun.acquire();
    runner.finished.release();
    runner.begun.acquire();
    runner.finished.release();
    runner.begun.acquire();
    long toNs = System.nanoTime();
    snapshots.close();

    SnapshotsInARow.During all = snapshots.during(fromNs, toNs);
    assertEquals(List.of(Map.of("sequence", 1L), Map.of("sequence", 2L)), all.snapshots());
    assertTrue(all.busyShare() > 0 && all.busyShare() <= 1, () -> "" + all.busyShare());
    SnapshotsInARow.During before = snapshots.during(fromNs - 1_000, fromNs);
    assertEquals(new SnapshotsInARow.During(List.of(), 0), before);
  }

  @Test
  void shouldTellWhenOneFailed() throws Exception {
    Played runner = new Played();
    runner.failure = new IOException("exit status 4");
    SnapshotsInARow snapshots = SnapshotsInARow.start(runner, DATA);
    runner.begun.acquire();

    IOException thrown = assertThrows(IOException.class, snapshots::close);

    assertTrue(thrown.getMessage().contains("exit status 4"), thrown::getMessage);
  }

  /** Finishes one at each permit; the last one never. */
  private static final class Played implements SnapshotRunner {
    private final Semaphore begun = new Semaphore(0);
    private final Semaphore finished = new Semaphore(0);
    private final CountDownLatch ended = new CountDownLatch(1);
    private IOException failure;
    private int sequence;

    @Override
    public String make(Path data) throws IOException, InterruptedException {
      begun.release();
      if (failure != null) {
        throw failure;
      }
      finished.acquire();
      return ended.getCount() == 0 ? null : "{\"sequence\":" + ++sequence + "}";
    }

    @Override
    public void end() {
      ended.countDown();
      finished.release();
    }
  }
}

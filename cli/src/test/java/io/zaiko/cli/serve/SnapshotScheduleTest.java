package io.zaiko.cli.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.cli.output.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When snapshots are made: the clock, the journal and what makes them are played. */
class SnapshotScheduleTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final SnapshotSettings HOURLY = settings(HOUR, 0);
  private static final SnapshotSettings BY_SIZE = settings(Duration.ZERO, 1_000);

  private final PlayedJournal journal = new PlayedJournal();
  private final PlayedMaking making = new PlayedMaking();
  private long nowNs = Long.MAX_VALUE - HOUR.toNanos(); // goes round meanwhile

  private static SnapshotSettings settings(Duration every, long journalLength) {
    return new SnapshotSettings(every, journalLength, SnapshotSettings.Old.DELETE, null);
  }

  @BeforeEach
  void somethingIsAppended() {
    journal.sequence = 10;
  }

  @Test
  void shouldMakeOneEveryHourIfSomethingWasAppended() throws Exception {
    try (SnapshotSchedule schedule = schedule(HOURLY)) {
      afterAnother(HOUR.minusSeconds(1), schedule);
      assertEquals(0, making.begun);
      afterAnother(Duration.ofSeconds(1), schedule);
      assertEquals(1, making.begun);

      afterAnother(HOUR.multipliedBy(3), schedule);
      assertEquals(1, making.begun, "nothing was appended");

      journal.sequence++;
      afterAnother(Duration.ZERO, schedule);
      assertEquals(2, making.begun);
      journal.sequence++;
      afterAnother(HOUR.minusSeconds(1), schedule);
      assertEquals(2, making.begun);
    }
  }

  @Test
  void shouldCountFromTheNewestSnapshotAfterARestart() throws Exception {
    journal.age = Duration.ofMinutes(50);
    try (SnapshotSchedule schedule = schedule(HOURLY)) {
      afterAnother(Duration.ofMinutes(9), schedule);
      assertEquals(0, making.begun);
      afterAnother(Duration.ofMinutes(1), schedule);
      assertEquals(1, making.begun);
    }
  }

  @Test
  void shouldMakeOneAtOnceWhenItIsOverdue() throws Exception {
    journal.age = Duration.ofDays(9);
    try (SnapshotSchedule schedule = schedule(HOURLY)) {
      schedule.look();
      assertEquals(1, making.begun);
    }
  }

  @Test
  void shouldWaitAnHourAtMostWhenTheWallClockWentBack() throws Exception {
    journal.age = Duration.ofDays(-9);
    try (SnapshotSchedule schedule = schedule(HOURLY)) {
      afterAnother(HOUR, schedule);
      assertEquals(1, making.begun);
    }
  }

  @Test
  void shouldMakeOneWhenTheJournalHasGrownSoMuch() throws Exception {
    try (SnapshotSchedule schedule = schedule(BY_SIZE)) {
      journal.bytes = 999;
      afterAnother(HOUR.multipliedBy(100), schedule);
      assertEquals(0, making.begun);

      journal.bytes = 1_000;
      schedule.look();
      assertEquals(1, making.begun);
      journal.sequence++;
      schedule.look();
      assertEquals(1, making.begun, "counted from the snapshot on");
    }
  }

  @Test
  void shouldTryAgainOneTurnAfterAFailure() throws Exception {
    making.exitCode = ExitCode.FAILED;
    journal.bytes = 1_000;
    try (SnapshotSchedule schedule = schedule(settings(HOUR, 1_000))) {
      schedule.look();
      schedule.look();
      assertEquals(1, making.begun);

      journal.bytes = 2_000;
      schedule.look();
      assertEquals(2, making.begun, "by size");

      afterAnother(HOUR, schedule);
      assertEquals(3, making.begun, "by time");
      making.exitCode = ExitCode.DONE;
      afterAnother(HOUR, schedule);
      assertEquals(4, making.begun);
      journal.sequence++;
      journal.bytes = 1_000;
      schedule.look();
      assertEquals(5, making.begun, "what had failed does not count any more");
    }
  }

  @Test
  void shouldOutliveWhatCannotBeStartedOrRead() throws Exception {
    try (SnapshotSchedule schedule = schedule(HOURLY)) {
      making.broken = new IOException("no process for you");
      afterAnother(HOUR, schedule);
      making.broken = null;
      journal.broken = new UncheckedIOException(new IOException("no directory for you"));
      afterAnother(HOUR, schedule);
      assertEquals(1, making.begun);
      journal.broken = null;

      schedule.look();
      assertEquals(2, making.begun);
    }
  }

  @Test
  void shouldNeverMakeOneWhenBothAreNever() throws Exception {
    assertTrue(settings(Duration.ZERO, 0).isNever());
    journal.age = Duration.ofDays(9);
    journal.bytes = Long.MAX_VALUE;
    try (SnapshotSchedule schedule = schedule(settings(Duration.ZERO, 0))) {
      schedule.look();
      assertEquals(0, making.begun);
    }
  }

  @Test
  void shouldEndTheOneBeingMadeAndWaitForItWhenClosed() throws Exception {
    journal.age = HOUR;
    making.lasts = true;
    SnapshotSchedule schedule = schedule(HOURLY);
    schedule.start();
    assertTrue(making.started.await(1, TimeUnit.MINUTES));

    schedule.close();

    assertEquals(0, making.over.getCount(), "close has waited");
    assertEquals(1, making.begun);
  }

  private SnapshotSchedule schedule(SnapshotSettings settings) throws IOException {
    return new SnapshotSchedule(settings, journal, making, () -> nowNs);
  }

  private void afterAnother(Duration time, SnapshotSchedule schedule) throws InterruptedException {
    nowNs += time.toNanos();
    schedule.look();
  }

  private static final class PlayedJournal implements JournalGrowth {
    private long sequence;
    private long snapshotSequence;
    private Duration age = Duration.ZERO;
    private long bytes;
    private UncheckedIOException broken;

    @Override
    public long sequence() {
      return sequence;
    }

    @Override
    public long snapshotSequence() {
      if (broken != null) {
        throw broken;
      }
      return snapshotSequence;
    }

    @Override
    public Duration age() {
      return age;
    }

    @Override
    public long bytes() {
      return bytes;
    }
  }

  private final class PlayedMaking implements SnapshotMaking {
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private int begun;
    private int exitCode = ExitCode.DONE;
    private IOException broken;
    private boolean lasts;

    @Override
    public int make(Consumer<String> results, Consumer<String> complaints)
        throws IOException, InterruptedException {
      begun++;
      started.countDown();
      if (broken != null) {
        throw broken;
      }
      if (lasts) {
        ended.await();
      }
      if (exitCode == ExitCode.DONE) {
        journal.snapshotSequence = journal.sequence;
        journal.bytes = 0;
      }
      over.countDown();
      return exitCode;
    }

    @Override
    public void end() {
      ended.countDown();
    }
  }
}

package io.zaiko.engine.pipeline;

import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Engine time: microseconds since the epoch that never go back (rule 25).
 *
 * <p>It runs with the monotonic clock and leans towards the wall clock: where the two disagree it
 * goes up to a tenth faster or slower until they agree again. So a wall clock that jumps moves no
 * deadline by a jump; an hour's jump is worked off in ten. A jump of more than a second is counted
 * and logged.
 *
 * <p>One thread reads it; any thread may read {@link #jumps}.
 */
public final class EngineClock {
  private static final Logger LOG = LoggerFactory.getLogger(EngineClock.class);
  private static final long JUMP_MICROS = 1_000_000;
  private static final int SLEW_PARTS = 10;
  private static final long NANOS_PER_MICRO = 1_000;

  /** Differences below this are the granularity of the wall clock. */
  private static final long TOLERANCE_MICROS = 2_000;

  private final LongSupplier wallMicros;
  private final LongSupplier monotonicNanos;
  private long timeMicros;
  private long lastWallMicros;
  private long lastNanos;
  private long unleanedMicros;
  private volatile long jumps;

  /**
   * Starts at the later of the wall clock and the last time of the journal.
   *
   * @param wallMicros microseconds since the epoch, which may jump
   * @param monotonicNanos nanoseconds since any point, which never go back
   * @param journalMicros time of the last batch; 0 if there is none
   */
  public EngineClock(LongSupplier wallMicros, LongSupplier monotonicNanos, long journalMicros) {
    this.wallMicros = wallMicros;
    this.monotonicNanos = monotonicNanos;
    lastNanos = monotonicNanos.getAsLong();
    lastWallMicros = wallMicros.getAsLong();
    timeMicros = Math.max(journalMicros, lastWallMicros);
    long behind = lastWallMicros - timeMicros;
    if (behind < -JUMP_MICROS) {
      jumped(behind, behind);
    }
  }

  /** A clock on this machine's clocks. */
  public static EngineClock system(long journalMicros) {
    return new EngineClock(
        () -> System.currentTimeMillis() * 1_000, System::nanoTime, journalMicros);
  }

  /** The time now, at or after all times given before. */
  public long timeMicros() {
    long elapsed = Math.max(0, (monotonicNanos.getAsLong() - lastNanos) / NANOS_PER_MICRO);
    lastNanos += elapsed * NANOS_PER_MICRO;
    long wall = wallMicros.getAsLong();
    long jump = wall - lastWallMicros - elapsed;
    lastWallMicros = wall;
    long behind = wall - (timeMicros + elapsed);
    if (Math.abs(jump) > JUMP_MICROS) {
      jumped(jump, behind);
    }
    unleanedMicros += elapsed;
    long most = unleanedMicros / SLEW_PARTS;
    unleanedMicros -= most * SLEW_PARTS;
    long lean = Math.abs(behind) < TOLERANCE_MICROS ? 0 : Math.max(-most, Math.min(most, behind));
    timeMicros += elapsed + lean;
    return timeMicros;
  }

  // One thread writes the counter; the others only read it.
  @SuppressWarnings("NonAtomicVolatileUpdate")
  private void jumped(long micros, long behind) {
    jumps++;
    LOG.warn(
        "The wall clock jumped by {} ms; engine time is {} ms {} it now and follows slowly",
        micros / 1_000,
        Math.abs(behind) / 1_000,
        behind < 0 ? "ahead of" : "behind");
  }

  /** How often the wall clock was seen to jump by more than a second, either way. */
  public long jumps() {
    return jumps;
  }
}

package io.zaiko.bench.recover;

import io.zaiko.engine.recovery.RecoveryProgress;
import java.util.ArrayList;
import java.util.List;

/** How fast a replay was towards its end. For the thread that replays. */
final class Pace implements RecoveryProgress {
  private static final double NANOS = 1e9;

  private final List<Moment> moments = new ArrayList<>();

  private record Moment(long records, long nanos) {}

  @Override
  public void onProgress(long records, double recordsPerSecond, double share) {
    at(records, System.nanoTime());
  }

  void at(long records, long nanos) {
    moments.add(new Moment(records, nanos));
  }

  /**
   * Records a second from the first moment at which half of them was done; 0 if it was the last.
   */
  double lastHalfPerSecond() {
    if (moments.isEmpty()) {
      return 0;
    }
    Moment last = moments.get(moments.size() - 1);
    Moment half =
        moments.stream().filter(m -> m.records() * 2 >= last.records()).findFirst().orElseThrow();
    return half.records() == last.records()
        ? 0
        : (last.records() - half.records()) / ((last.nanos() - half.nanos()) / NANOS);
  }
}

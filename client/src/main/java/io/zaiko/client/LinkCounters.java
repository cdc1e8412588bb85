package io.zaiko.client;

import java.util.concurrent.atomic.LongAdder;

/** Counts what happens on one link; counted on the event loop, read from any thread. */
final class LinkCounters {
  final LongAdder commandsSent = new LongAdder();
  final LongAdder questionsSent = new LongAdder();
  final LongAdder repeated = new LongAdder();
  final LongAdder overloaded = new LongAdder();
  final LongAdder timedOut = new LongAdder();
  final LongAdder connectionsLost = new LongAdder();
  final LongAdder strayAnswers = new LongAdder();

  ClientStatistics snapshot() {
    return new ClientStatistics(
        commandsSent.sum(),
        questionsSent.sum(),
        repeated.sum(),
        overloaded.sum(),
        timedOut.sum(),
        connectionsLost.sum(),
        strayAnswers.sum());
  }
}

package io.zaiko.bench.load;

import java.io.IOException;

/**
 * Sends requests at their intended times, whether or not earlier ones are answered, and measures
 * each from the time it should have gone out. So a server that stalls is charged for everybody who
 * would have come meanwhile, also where the rig itself could not send: because as many commands are
 * in flight as the server allows, or because the socket is full.
 *
 * <p>One thread runs {@link #send}, another {@link #receive}. A question that is not measured goes
 * out at the very end: its answer tells the receiver, who may be waiting for one, that all was
 * sent.
 */
final class OpenLoop {
  private static final int FLUSHED_BYTES = 16 * 1024;
  private static final long ROOM_PAUSE_NS = 20_000;

  private final LoadConnection connection;
  private final Schedule schedule;
  private final RunClock clock;
  private final Pacing pacing;
  private final long giveUpNs;
  private volatile boolean allSent;

  /**
   * @param giveUpNs when to stop sending although not all was sent
   */
  OpenLoop(
      LoadConnection connection, Schedule schedule, RunClock clock, Pacing pacing, long giveUpNs) {
    this.connection = connection;
    this.schedule = schedule;
    this.clock = clock;
    this.pacing = pacing;
    this.giveUpNs = giveUpNs;
  }

  void send() throws IOException {
    long count = schedule.count();
    for (long n = 0; n < count && clock.now() < giveUpNs; n++) {
      long intendedNs = schedule.intendedNs(n);
      awaitTime(intendedNs);
      if (!awaitRoom()) {
        break;
      }
      connection.request(intendedNs);
      connection.measured().sent(intendedNs, clock.now());
      if (connection.unsentBytes() >= FLUSHED_BYTES) {
        connection.flush();
      }
    }
    connection.requestUnmeasured();
    allSent = true;
    connection.flush();
  }

  private void awaitTime(long timeNs) throws IOException {
    long left = timeNs - clock.now();
    if (left > 0) {
      connection.flush();
      while (left > 0) {
        pacing.pause(left);
        left = timeNs - clock.now();
      }
    }
  }

  private boolean awaitRoom() throws IOException {
    while (!connection.hasRoom(connection.mostAhead())) {
      if (clock.now() >= giveUpNs) {
        return false;
      }
      connection.flush();
      pacing.pause(ROOM_PAUSE_NS);
    }
    return true;
  }

  void receive() throws IOException {
    do {
      connection.receive();
    } while (!(allSent && connection.outstanding() == 0));
  }
}

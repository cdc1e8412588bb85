package io.zaiko.bench.load;

import java.io.IOException;

/**
 * Keeps a number of requests in flight: as one is answered the next goes out. It finds out how much
 * a server can do; its latencies are those of a server that is never asked more than that, since
 * the loop waits with it.
 */
final class ClosedLoop {
  private final LoadConnection connection;
  private final RunClock clock;
  private final int window;
  private final long endNs;

  /**
   * @param window requests in flight on this connection
   */
  ClosedLoop(LoadConnection connection, RunClock clock, int window, long endNs) {
    this.connection = connection;
    this.clock = clock;
    this.window = window;
    this.endNs = endNs;
  }

  /** Runs to the end, until all is answered. */
  void run() throws IOException {
    if (window > connection.mostAhead()) {
      throw new IOException(
          "a window of "
              + window
              + " on one connection; the server allows commands to run "
              + connection.mostAhead()
              + " ids ahead. Take more connections");
    }
    for (long now = clock.now(); now < endNs; now = clock.now()) {
      while (connection.hasRoom(window)) {
        connection.request(now);
      }
      connection.flush();
      takeAnswers();
    }
    while (connection.outstanding() > 0) {
      takeAnswers();
    }
  }

  private void takeAnswers() throws IOException {
    do {
      connection.receive();
    } while (connection.hasAnswer());
  }
}

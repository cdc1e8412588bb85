package io.zaiko.gateway;

/**
 * The connections that an I/O thread has read from since it looked at its sockets. First all of
 * them are read, then what they sent is taken in together: the stock that their queries ask for is
 * loaded at the same time, their commands are shown to the engine as one batch, and each is written
 * to once. So many connections that ask one thing at a time are served like one that asks many.
 *
 * <p>Used by one I/O thread.
 */
final class Turn implements Runnable {
  /**
   * Connections at most: enough for their memory loads to overlap, few enough that the engine and
   * the first one's peer need not wait long for the rest.
   */
  static final int MOST_CONNECTIONS = 8;

  private final GatewayLoop loop;
  private final Connection[] connections = new Connection[MOST_CONNECTIONS];
  private int count;
  private boolean scheduled;

  Turn(GatewayLoop loop) {
    this.loop = loop;
  }

  /** Adds a connection that has something unread; once a turn. */
  void add(Connection connection) {
    connections[count] = connection;
    count++;
    if (count == MOST_CONNECTIONS || loop.hasOneConnection()) {
      end(); // nobody, or nobody more, to wait for
    } else if (!scheduled) {
      scheduled = true;
      loop.eventLoop().execute(this); // after all sockets that are ready now
    }
  }

  @Override
  public void run() {
    scheduled = false;
    if (count > 0) { // unless the turn became full before
      end();
    }
  }

  private void end() {
    int connectionsOfTurn = count;
    count = 0;
    try {
      takeIn(connectionsOfTurn);
    } catch (RuntimeException | Error e) {
      loop.onBroken(e);
    }
  }

  private void takeIn(int connectionsOfTurn) {
    RequestHandler requests = loop.requests();
    if (connectionsOfTurn > 1 || connections[0].hasMoreThanOneQuestion()) {
      for (int i = 0; i < connectionsOfTurn; i++) {
        connections[i].lookAhead();
      }
      requests.ahead().load();
    }
    for (int i = 0; i < connectionsOfTurn; i++) {
      connections[i].takeIn();
    }
    requests.publishCommands();
    for (int i = 0; i < connectionsOfTurn; i++) {
      connections[i].endTurn();
      connections[i] = null;
    }
  }
}

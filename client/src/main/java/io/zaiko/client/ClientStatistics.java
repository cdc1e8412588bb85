package io.zaiko.client;

/**
 * What has happened on the wire since the client was made.
 *
 * @param commandsSent commands put on the wire, repeats not counted
 * @param questionsSent questions put on the wire, repeats not counted
 * @param repeated requests sent again after a connection was lost
 * @param overloaded answers OVERLOADED after which a request was sent again
 * @param timedOut requests that got no answer in time
 * @param connectionsLost connections that broke, and attempts to connect again that failed
 * @param strayAnswers answers to nothing that was asked; the server should send none
 */
public record ClientStatistics(
    long commandsSent,
    long questionsSent,
    long repeated,
    long overloaded,
    long timedOut,
    long connectionsLost,
    long strayAnswers) {
  static final ClientStatistics NONE = new ClientStatistics(0, 0, 0, 0, 0, 0, 0);

  ClientStatistics plus(ClientStatistics other) {
    return new ClientStatistics(
        commandsSent + other.commandsSent,
        questionsSent + other.questionsSent,
        repeated + other.repeated,
        overloaded + other.overloaded,
        timedOut + other.timedOut,
        connectionsLost + other.connectionsLost,
        strayAnswers + other.strayAnswers);
  }
}

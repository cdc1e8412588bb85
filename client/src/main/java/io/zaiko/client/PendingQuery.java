package io.zaiko.client;

import io.zaiko.protocol.sbe.ResultCode;
import org.agrona.DirectBuffer;

/**
 * A question. It is encoded anew each time it is asked, as handles may have changed in between.
 *
 * @param <A> what answers it
 */
abstract class PendingQuery<A> extends Pending<A> {
  private long correlationId;

  PendingQuery(ServerLink link) {
    super(link);
  }

  /** Encodes the question; returns the length of the message. */
  abstract int encode(QueryEncoder encoder, long correlationId);

  /** Whether the client asks for its own purposes: nobody waits for it at the gate. */
  boolean isInternal() {
    return false;
  }

  /** Forgets what came of an earlier asking. */
  void restart() {}

  /**
   * Takes one message of the answer.
   *
   * @return whether it was the last one
   * @throws ZaikoProtocolException if it is no answer to this question
   */
  abstract boolean onAnswer(int templateId, DirectBuffer message);

  /** Whether it waits for just these codes, and not for those of an earlier asking. */
  boolean isWaitingFor(Descriptions descriptions) {
    return false;
  }

  /** The server could not read or serve the question. */
  abstract void refused(ResultCode code, String reason);

  final long correlationId() {
    return correlationId;
  }

  final void correlationId(long id) {
    correlationId = id;
  }

  /** Throws if a message is not of the kind that answers this question. */
  final void expect(int expectedTemplate, int templateId) {
    if (templateId != expectedTemplate) {
      throw new ZaikoProtocolException(
          "The server answered " + describe() + " with message " + templateId, null, null);
    }
  }

  @Override
  Lane lane() {
    return link.queryLane();
  }

  @Override
  final boolean maySend() {
    return true;
  }

  @Override
  final void send() {
    link.queries().send(this);
  }

  @Override
  final LostCommand lost() {
    return null;
  }

  @Override
  final boolean resumes() {
    return link.queries().resume(this);
  }

  @Override
  final void forget() {
    link.queries().forget(this);
  }
}

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

  /** The codes it waits for; those of an earlier asking are not looked at any more. */
  private Descriptions awaited;

  private boolean askedByHandle;
  private boolean toBeAskedByCode;

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
  void restart() {
    awaited = null;
  }

  /** Encodes the question, and remembers whether the answer may be due to a stale handle. */
  final int encodeNow(QueryEncoder encoder, long id) {
    int length = encode(encoder, id);
    askedByHandle = encoder.usedHandles();
    return length;
  }

  /**
   * Whether an answer that a SKU or location is unknown may be due to a handle that has become
   * stale. Then the handles are forgotten, and the question is asked again by code.
   */
  final boolean isStale(ResultCode code) {
    if (!askedByHandle || !StaleHandles.isUnknown(code) || future().isDone()) {
      return false;
    }
    link.queryEncoder().forgetHandles(this);
    toBeAskedByCode = true;
    return true;
  }

  /** Whether it is to be asked again, by code; says so once. */
  final boolean isToBeAskedByCode() {
    boolean again = toBeAskedByCode;
    toBeAskedByCode = false;
    return again;
  }

  /** Answers once the codes are known, or fails if the server cannot tell one. */
  final void answerInCodes(Descriptions codes, Runnable answer) {
    if (future().isDone()) {
      end();
      return;
    }
    if (codes.areKnown()) {
      answerOrFail(answer);
      return;
    }
    awaited = codes;
    link.queries().describing(this);
    codes.ask(
        () -> {
          // It may have been asked anew, or given up, meanwhile.
          if (awaited == codes && link.queries().described(this)) {
            answerOrFail(answer);
          }
        });
  }

  private void answerOrFail(Runnable answer) {
    try {
      answer.run();
    } catch (ZaikoProtocolException e) {
      fail(e);
    }
  }

  /**
   * Takes one message of the answer.
   *
   * @return whether it was the last one
   * @throws ZaikoProtocolException if it is no answer to this question
   */
  abstract boolean onAnswer(int templateId, DirectBuffer message);

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

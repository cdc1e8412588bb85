package io.zaiko.client;

import io.zaiko.protocol.sbe.ResultCode;
import java.util.concurrent.CompletableFuture;

/**
 * A request and the future of its answer. Made on the caller's thread; from the moment it is
 * submitted only the link's event loop touches it.
 *
 * @param <A> what answers it
 */
abstract class Pending<A> {
  /** Where a request is. */
  enum State {
    /** In a lane, not sent or to be sent again. */
    WAITING,
    /** Sent on the present connection, unanswered. */
    ON_THE_WIRE,
    /** Answered OVERLOADED, or waiting for codes: not on the wire, not in a lane. */
    PAUSED,
    /** Sent on the present connection, but the caller has been told that it took too long. */
    ABANDONED,
    /** Nothing is left to do. */
    DONE
  }

  final ServerLink link;
  private final CompletableFuture<A> future = new CompletableFuture<>();
  private State state = State.WAITING;
  private boolean hasDeadline;
  private long deadlineNanos;
  private long sentNanos;
  private int overloads;
  private int violations;
  private boolean holdsRoom;

  Pending(ServerLink link) {
    this.link = link;
  }

  /** The lane it waits in. */
  abstract Lane lane();

  /** Whether nothing but room on the wire stands in its way. */
  abstract boolean maySend();

  /** Encodes it if need be, and hands it to the outbox, unless it turns out that it cannot be. */
  abstract void send();

  /** Its name in messages to people. */
  abstract String describe();

  /** The command whose outcome is unknown, or null if it is known, or a question. */
  abstract LostCommand lost();

  /** Forgets it, wherever it is kept by id. */
  abstract void forget();

  final CompletableFuture<A> future() {
    return future;
  }

  final State state() {
    return state;
  }

  final void state(State next) {
    state = next;
  }

  /** Whether its caller has waited as long as they meant to. */
  final boolean isOverdue(long nowNanos) {
    return hasDeadline && nowNanos - deadlineNanos >= 0;
  }

  final long sentNanos() {
    return sentNanos;
  }

  /** Says that a caller waits for it until then, and that it holds room at the gate. */
  final void admitted(long deadlineNanos) {
    this.deadlineNanos = deadlineNanos;
    hasDeadline = true;
    holdsRoom = true;
  }

  /** Says that it is on the wire now. */
  final void sent(long nowNanos) {
    sentNanos = nowNanos;
    state = State.ON_THE_WIRE;
    lane().sent();
  }

  /** Counts a connection that broke the protocol while this was on the wire; returns how many. */
  final int violated() {
    return ++violations;
  }

  final void complete(A answer) {
    end();
    future.complete(answer);
  }

  final void fail(Throwable failure) {
    end();
    future.completeExceptionally(failure);
  }

  /** Gives the room back, and says that nobody waits any more. */
  final void end() {
    state = State.DONE;
    leaveGate();
  }

  /** Tells the caller that it took too long, but waits for the answer so as to count it. */
  final void abandon(ZaikoException failure) {
    state = State.ABANDONED;
    leaveGate();
    future.completeExceptionally(failure);
  }

  private void leaveGate() {
    if (holdsRoom) {
      holdsRoom = false;
      link.roomFreed();
    }
  }

  /**
   * After OVERLOADED: sends it again after a pause that doubles each time.
   *
   * @return false if that was tried often enough, or there is no time left for it
   */
  final boolean pauseFor(ResultCode code) {
    if (code != ResultCode.OVERLOADED || overloads >= link.config().overloadRetries()) {
      return false;
    }
    long pause = link.config().overloadDelay().toNanos() << Math.min(overloads, 20);
    if (pause < 0 || isOverdue(System.nanoTime() + pause)) {
      return false;
    }
    overloads++;
    state = State.PAUSED;
    link.counters().overloaded.increment();
    int pauseNumber = overloads;
    link.later(pause, () -> resume(pauseNumber));
    return true;
  }

  private void resume(int pauseNumber) {
    // It may have been over, sent on another connection, or paused for another reason meanwhile.
    if (state == State.PAUSED && overloads == pauseNumber && resumes()) {
      state = State.WAITING;
      lane().addFirst(this);
    }
  }

  /** Whether it may go back to its lane when a pause is over. */
  boolean resumes() {
    return true;
  }
}

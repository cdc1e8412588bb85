package io.zaiko.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.zaiko.gateway.GatewayConfig.Deadlines;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.ResultCode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's connection: what it was granted, what it has in flight, what it has to say.
 *
 * <pre>
 *   GREETING --HELLO--&gt; OPEN --leave--&gt; LEAVING --all answered--&gt; GONE
 *       `-----------------leave-------------^
 * </pre>
 *
 * A connection that leaves takes nothing more in, is given the answers to what it has in flight,
 * then GOODBYE. While its peer does not read, it reads nothing either.
 *
 * <p>Used by one I/O thread.
 */
final class Connection extends ChannelInboundHandlerAdapter implements FrameDecoder.Messages {
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

  private enum State {
    GREETING,
    OPEN,
    LEAVING,
    /** GOODBYE was said, or the peer is gone; nothing is written any more. */
    GONE
  }

  private final Channel channel;
  private final GatewayLoop loop;
  private final int index;
  private final int generation;
  private final FrameDecoder decoder;
  private final Outbound outbound;
  private final EverywhereCursor cursor = new EverywhereCursor();
  private final Subscriptions subscriptions = new Subscriptions();
  private final Deque<ByteBuf> unread = new ArrayDeque<>(2);
  private final Runnable resume = this::resume;
  private final Held greeting = new Held();
  private final Held splitFrame = new Held();
  private final Held stalled = new Held();
  private final Held leaving = new Held();

  private State state = State.GREETING;
  private boolean removed;
  private int extraCredits;
  private int inFlight;
  private boolean touched;
  private boolean inTurn;
  private boolean paused;
  private boolean resumeScheduled;
  private long watchedFrame;
  private ResultCode goodbyeCode = ResultCode.OK;
  private String goodbyeReason = "";

  /**
   * @param index place in the loop's table
   * @param generation how often that place was used before
   */
  Connection(Channel channel, GatewayLoop loop, int index, int generation) {
    this.channel = channel;
    this.loop = loop;
    this.index = index;
    this.generation = generation;
    this.decoder = new FrameDecoder(channel.alloc(), loop.inputView());
    this.outbound = new Outbound(channel, loop.outputView());
  }

  int index() {
    return index;
  }

  int generation() {
    return generation;
  }

  Outbound outbound() {
    return outbound;
  }

  EverywhereCursor cursor() {
    return cursor;
  }

  Subscriptions subscriptions() {
    return subscriptions;
  }

  /** Whether there is somebody to be told of changes. */
  boolean isFollowing() {
    return state == State.OPEN && !subscriptions.isEmpty();
  }

  boolean isGreeting() {
    return state == State.GREETING;
  }

  boolean isWritable() {
    return channel.isWritable();
  }

  /** Commands that may be in flight. */
  int credits() {
    return CreditPool.FLOOR + extraCredits;
  }

  /** Credits that were granted on top of the floor. */
  int extraCredits() {
    return extraCredits;
  }

  boolean hasCredit() {
    return inFlight < credits();
  }

  void onGreeted(int extraCredits) {
    this.extraCredits = extraCredits;
    state = State.OPEN;
  }

  void onAdmitted() {
    inFlight++;
  }

  // ---- what comes in ----

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf input = (ByteBuf) message;
    if (state == State.LEAVING || state == State.GONE) {
      input.release();
      return;
    }
    unread.addLast(input);
    // Reading may have been switched off, and yet something came.
    if (!paused && !inTurn) {
      inTurn = true;
      loop.turn().add(this);
    }
  }

  /** Whether its next read is so long that it may hold more than one query. */
  boolean hasMoreThanOneQuestion() {
    ByteBuf input = unread.peekFirst();
    return input != null && input.readableBytes() >= 2 * StockAhead.LEAST_LENGTH;
  }

  /** Has the stock loaded ahead that its next read asks for. */
  void lookAhead() {
    ByteBuf input = unread.peekFirst();
    if (input != null) {
      UnsafeBuffer view = loop.inputView();
      view.wrap(input.memoryAddress(), input.writerIndex());
      loop.requests().ahead().look(view, decoder.firstFrame(input), input.writerIndex());
    }
  }

  /** Takes in what was read. What it says is not sent before {@link #endTurn}. */
  void takeIn() {
    try {
      while (!paused && !unread.isEmpty() && state != State.GONE) {
        consume(unread.pollFirst());
      }
    } catch (RuntimeException | Error e) {
      onError(e);
    }
  }

  /** Sends what its turn gave it to say. */
  void endTurn() {
    inTurn = false;
    flush();
  }

  private void consume(ByteBuf input) {
    try {
      FrameDecoder.Outcome outcome = decoder.decode(input, this);
      if (outcome == FrameDecoder.Outcome.BAD_LENGTH) {
        leave(ResultCode.MALFORMED, badLength(decoder.badLength()));
      } else if (outcome == FrameDecoder.Outcome.STOPPED && state == State.OPEN) {
        pause();
        unread.addFirst(input.retain());
      }
      sayGoodbyeIfSettled();
    } finally {
      decoder.releaseFinished();
      input.release();
    }
  }

  private static String badLength(int length) {
    return "a frame of %d bytes; a message has %d to %d"
        .formatted(length, Protocol.MESSAGE_HEADER_LENGTH, Protocol.MAX_MESSAGE_LENGTH);
  }

  @Override
  public boolean onMessage(UnsafeBuffer buffer, int offset, int length) {
    loop.requests().onMessage(this, buffer, offset, length);
    return state == State.OPEN && !cursor.isOpen() && channel.isWritable();
  }

  // ---- what goes out ----

  /** Takes over the reply to a message of this connection. */
  void onReply(DirectBuffer reply, int offset, int length) {
    inFlight--;
    if (state == State.GONE) {
      return;
    }
    try {
      MutableDirectBuffer to = outbound.claim(length);
      to.putBytes(outbound.offset(), reply, offset, length);
      outbound.commit(length);
    } catch (OutOfMemoryError e) {
      // Netty counts its direct memory. Peers that do not read have used it up; this one pays.
      cutOff("could not be given its replies: " + e.getMessage());
    }
  }

  /** Marks the connection as one that got replies; true for the first time since they were sent. */
  boolean touch() {
    boolean first = !touched;
    touched = true;
    return first;
  }

  /** Sends the replies that were taken over. */
  void afterReplies() {
    touched = false;
    flushAndPauseIfBehind();
    sayGoodbyeIfSettled();
    freeIfDone();
  }

  /**
   * Sends what changed for the subscriptions, unless the peer does not read; see {@link
   * ChangeFeed#tell}.
   *
   * @return changes looked at
   */
  int tellChanges(int most) {
    int looks = 0;
    if (isFollowing()) {
      try {
        looks = loop.feed().tell(this, most);
        flushAndPauseIfBehind();
      } catch (OutOfMemoryError e) {
        cutOff("could not be told of changes: " + e.getMessage());
      }
    }
    return looks;
  }

  private void flushAndPauseIfBehind() {
    flush();
    if (state == State.OPEN && !channel.isWritable()) {
      pause();
    }
  }

  private void flush() {
    outbound.flush();
    boolean behind = state != State.GONE && !channel.isWritable();
    if (behind && channel.bytesBeforeWritable() > loop.config().limits().backlogBytes()) {
      cutOff("left more than " + loop.config().limits().backlogBytes() + " bytes unread");
    }
    resumeIfPossible();
  }

  private void cutOff(String why) {
    if (channel.isOpen()) {
      LOG.warn("Closing the connection of {}: it {}", channel.remoteAddress(), why);
      close();
    }
  }

  private void close() {
    channel.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
  }

  private void pause() {
    paused = true;
    channel.config().setAutoRead(false);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    resumeIfPossible();
  }

  /** Never resumes at once: that would happen inside a flush that still goes on. */
  private void resumeIfPossible() {
    if (paused && !resumeScheduled && channel.isWritable()) {
      resumeScheduled = true;
      channel.eventLoop().execute(resume);
    }
  }

  private void resume() {
    resumeScheduled = false;
    if (!paused || state == State.GONE || !channel.isWritable()) {
      return;
    }
    paused = false;
    if (cursor.isOpen()) {
      loop.requests().continueEverywhere(this);
      paused = cursor.isOpen();
    }
    takeIn();
    loop.requests().publishCommands();
    if (!paused) {
      channel.config().setAutoRead(true);
    }
    flush();
    sayGoodbyeIfSettled();
  }

  // ---- the end ----

  /** Takes nothing more in, and says goodbye as soon as everything in flight is answered. */
  void leave(ResultCode code, String reason) {
    if (state == State.GREETING || state == State.OPEN) {
      state = State.LEAVING;
      goodbyeCode = code;
      goodbyeReason = reason;
      LOG.debug("Leaving {}: {}", channel.remoteAddress(), reason);
      dropUnread();
    }
  }

  /** Says goodbye now if {@link #leave} was called and nothing is in flight any more. */
  void sayGoodbyeIfSettled() {
    if (state == State.LEAVING && inFlight == 0 && !cursor.isOpen()) {
      sayGoodbye();
    }
  }

  /** Ends the connection although there will be no answer to what is in flight. */
  void onNoMoreAnswers() {
    if (state != State.GONE) {
      sayGoodbye();
    }
    freeIfDone();
  }

  private void sayGoodbye() {
    ServerMessages messages = loop.requests().messages();
    MutableDirectBuffer to = outbound.claim(ServerMessages.MAX_LENGTH);
    outbound.commit(messages.goodbye(to, outbound.offset(), goodbyeCode, goodbyeReason));
    state = State.GONE;
    outbound.flush();
    Farewell.afterLastMessage(channel);
  }

  /** Looks after the deadlines. */
  void sweep(long nowNanos) {
    Deadlines deadlines = loop.config().deadlines();
    if (greeting.isFor(deadlines.handshake().toNanos(), state == State.GREETING, nowNanos)) {
      leave(ResultCode.MALFORMED, "no HELLO within " + text(deadlines.handshake()));
    }
    boolean open = state == State.OPEN && !paused;
    if (decoder.partialFrame() != watchedFrame) {
      watchedFrame = decoder.partialFrame();
      splitFrame.reset();
    }
    if (splitFrame.isFor(deadlines.frame().toNanos(), open && watchedFrame != 0, nowNanos)) {
      leave(ResultCode.MALFORMED, "a frame was not complete within " + text(deadlines.frame()));
    }
    boolean behind = state != State.GONE && !channel.isWritable();
    if (stalled.isFor(deadlines.stall().toNanos(), behind, nowNanos)) {
      cutOff("did not read for " + text(deadlines.stall()));
    }
    if (leaving.isFor(deadlines.shutdown().toNanos(), state == State.LEAVING, nowNanos)) {
      sayGoodbye();
    }
    sayGoodbyeIfSettled();
  }

  private static String text(Duration duration) {
    return duration.toMillis() + " ms";
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    onError(cause);
  }

  private void onError(Throwable cause) {
    if (cause instanceof IOException) {
      LOG.debug("The connection of {} broke", channel.remoteAddress(), cause);
    } else {
      LOG.error("Closing the connection of {} after an error", channel.remoteAddress(), cause);
    }
    close();
  }

  /** The last thing that happens to a channel, however it ended. */
  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    state = State.GONE;
    removed = true;
    paused = false;
    cursor.close();
    subscriptions.endAll();
    dropUnread();
    decoder.release();
    outbound.release();
    freeIfDone();
  }

  private void dropUnread() {
    while (!unread.isEmpty()) {
      unread.pollFirst().release();
    }
  }

  /** The place in the table is free once the peer is gone and nothing can be addressed to it. */
  private void freeIfDone() {
    if (removed && (inFlight == 0 || !loop.isAnswered())) {
      loop.free(this);
    }
  }
}

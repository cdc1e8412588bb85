package io.zaiko.engine.pipeline;

import io.zaiko.protocol.sbe.CommandReplyDecoder;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import io.zaiko.protocol.sbe.RegisteredDecoder;
import io.zaiko.protocol.sbe.ReservationReplyDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Keeps replies in words. */
public final class RecordingSink implements ReplySink {
  /**
   * A reply.
   *
   * @param text what it says: the code of a command, the state of a reservation
   */
  public record Reply(
      int loop, int connection, int generation, long sequence, long timeMicros, String text) {}

  private final List<Reply> replies = new ArrayList<>();
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private long lastSession;
  private int batches;
  private Runnable onReply = () -> {};

  /** Run at every reply, on the thread that gives it. */
  public synchronized void onReply(Runnable action) {
    onReply = action;
  }

  @Override
  public synchronized void reply(
      int loop, int connection, int generation, DirectBuffer reply, int offset, int length) {
    UnsafeBuffer copy = new UnsafeBuffer(new byte[length]);
    copy.putBytes(0, reply, offset, length);
    replies.add(decode(loop, connection, generation, copy));
    onReply.run();
  }

  private Reply decode(int loop, int connection, int generation, UnsafeBuffer reply) {
    header.wrap(reply, 0);
    if (header.templateId() == RegisteredDecoder.TEMPLATE_ID) {
      RegisteredDecoder registered = new RegisteredDecoder().wrapAndApplyHeader(reply, 0, header);
      lastSession = registered.session();
      return new Reply(
          loop,
          connection,
          generation,
          registered.sequence(),
          registered.time(),
          "REGISTERED " + registered.code());
    }
    if (header.templateId() == ReservationReplyDecoder.TEMPLATE_ID) {
      ReservationReplyDecoder found =
          new ReservationReplyDecoder().wrapAndApplyHeader(reply, 0, header);
      return new Reply(
          loop,
          connection,
          generation,
          found.sequence(),
          found.time(),
          found.code() + " " + found.state());
    }
    CommandReplyDecoder command = new CommandReplyDecoder().wrapAndApplyHeader(reply, 0, header);
    return new Reply(
        loop,
        connection,
        generation,
        command.sequence(),
        command.time(),
        command.code().toString());
  }

  @Override
  public synchronized void endOfBatch() {
    batches++;
  }

  public synchronized int batches() {
    return batches;
  }

  /** The session of the last REGISTER. */
  public synchronized long lastSession() {
    return lastSession;
  }

  public synchronized List<Reply> replies() {
    return List.copyOf(replies);
  }

  public synchronized Reply last() {
    return replies.get(replies.size() - 1);
  }

  /** What the replies say, in order, and forgets them. */
  public synchronized List<String> takeTexts() {
    List<String> texts = replies.stream().map(Reply::text).toList();
    replies.clear();
    return texts;
  }
}

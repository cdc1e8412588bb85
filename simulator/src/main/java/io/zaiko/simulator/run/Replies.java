package io.zaiko.simulator.run;

import io.zaiko.protocol.sbe.CommandReplyDecoder;
import io.zaiko.protocol.sbe.Durability;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import io.zaiko.protocol.sbe.RegisteredDecoder;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.simulator.action.Action;
import io.zaiko.simulator.reference.Answer;
import io.zaiko.simulator.reference.Answer.Endangered;
import io.zaiko.simulator.reference.Answer.LineReply;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Replies to commands, brought into the reference's words. */
public final class Replies {
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final RegisteredDecoder registered = new RegisteredDecoder();
  private final CommandReplyDecoder decoded = new CommandReplyDecoder();

  /**
   * Decodes the reply to an action, and checks that it is addressed as the action was.
   *
   * @param session that the message was sent in
   */
  public Answer decode(Action action, long session, DirectBuffer buffer, int length) {
    return action instanceof Action.Register
        ? registered(action, buffer, length)
        : commandReply(action, session, buffer, length);
  }

  private Answer registered(Action action, DirectBuffer buffer, int length) {
    registered.wrapAndApplyHeader(buffer, 0, header);
    Difference.unlessEqual(ResultCode.OK, registered.code(), action::toString);
    Difference.unlessEqual(action.requestId(), registered.requestId(), () -> "request id");
    Difference.unlessEqual(Durability.PROCESS, registered.durability(), () -> "durability");
    checkLength(length, registered.sbeDecodedLength());
    return new Answer.Registered(
        registered.session(),
        registered.sequence(),
        registered.time(),
        registered.highestRequestId());
  }

  private static void checkLength(int length, int decodedLength) {
    Difference.unlessEqual(
        MessageHeaderDecoder.ENCODED_LENGTH + decodedLength, length, () -> "length of the reply");
  }

  private Answer commandReply(Action action, long session, DirectBuffer buffer, int length) {
    decoded.wrapAndApplyHeader(buffer, 0, header);
    Difference.unlessEqual(action.requestId(), decoded.requestId(), () -> "request id");
    Difference.unlessEqual(session, decoded.session(), () -> "session");
    Difference.unlessEqual(Durability.PROCESS, decoded.durability(), () -> "durability");
    List<LineReply> lines = new ArrayList<>();
    for (CommandReplyDecoder.LinesDecoder line : decoded.lines()) {
      lines.add(new LineReply(line.line(), line.code(), line.quantity(), line.location()));
    }
    List<Endangered> endangered = new ArrayList<>();
    for (CommandReplyDecoder.FirstEndangeredDecoder one : decoded.firstEndangered()) {
      endangered.add(
          new Endangered(one.sku(), one.location(), one.units(), one.state(), one.reservationId()));
    }
    checkLength(length, decoded.sbeDecodedLength());
    return new Answer.Reply(
        decoded.code(),
        decoded.sequence(),
        decoded.time(),
        decoded.flags().repeated(),
        decoded.oversellsOpened(),
        decoded.deviceGaps(),
        lines,
        decoded.endangered(),
        endangered);
  }
}

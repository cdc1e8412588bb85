package io.zaiko.systemtests;

import io.zaiko.engine.host.EngineHost;
import io.zaiko.engine.host.HostConfig;
import io.zaiko.engine.pipeline.CommandIntake;
import io.zaiko.engine.pipeline.ReplySink;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.MessageHeaderEncoder;
import io.zaiko.protocol.sbe.SellEncoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A sale with a policy that there is none of, on which the engine fails. It is sent past the
 * gateway, which would refuse it, and stands for any command that meets a fault of the engine.
 */
final class FailingSale {
  private static final byte NO_POLICY = 77;

  private FailingSale() {}

  /** Opens a data directory, and returns when its engine has stopped on the sale. */
  static void journal(HostConfig config, long session, long requestId) {
    UnsafeBuffer message = new UnsafeBuffer(new byte[256]);
    int length = encode(message, session, requestId);
    try (EngineHost host = EngineHost.open(config, new NoReplies(), RecoveryProgress.NONE)) {
      host.start();
      CommandIntake intake = host.intake();
      int slots = CommandIntake.slotsFor(length);
      long slot = intake.claim(slots);
      intake.write(slot, 0, 0, 0, true, message, 0, length);
      intake.publish(slot, slots);
      host.failed().join();
    }
  }

  private static int encode(UnsafeBuffer message, long session, long requestId) {
    SellEncoder sell = new SellEncoder();
    sell.wrapAndApplyHeader(message, 0, new MessageHeaderEncoder())
        .requestId(requestId)
        .session(session)
        .channel((short) Protocol.NO_CHANNEL);
    sell.linesCount(1).next().sku(0).location(0).quantity(1);
    sell.codesCount(0);
    sell.reference("S-1").redeems("").device("");
    message.putByte(
        MessageHeaderEncoder.ENCODED_LENGTH + SellEncoder.policyEncodingOffset(), NO_POLICY);
    return MessageHeaderEncoder.ENCODED_LENGTH + sell.encodedLength();
  }

  /** Takes the replies that nobody waits for. */
  static final class NoReplies implements ReplySink {
    @Override
    public void reply(
        int loop, int connection, int generation, DirectBuffer reply, int offset, int length) {}

    @Override
    public void endOfBatch() {}
  }
}

package io.zaiko.simulator.run;

import io.zaiko.protocol.sbe.ConfigureEncoder;
import io.zaiko.protocol.sbe.MessageHeaderEncoder;
import io.zaiko.simulator.reference.Limits;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;

/** The first record of a journal, from the limits of a world. */
public final class Configuration {
  private static final int LONGEST = 1_024;

  private Configuration() {}

  /** A CONFIGURE message. */
  public static UnsafeBuffer message(Limits limits) {
    UnsafeBuffer buffer = new UnsafeBuffer(new byte[LONGEST]);
    ConfigureEncoder message =
        new ConfigureEncoder()
            .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .requestId(0)
            .session(0)
            .referenceTime(0)
            .journalIdHigh(1)
            .journalIdLow(2)
            .skuCapacity(limits.skus())
            .locationCapacity(limits.locations())
            .stockCapacity(limits.stock())
            .reservationCapacity(limits.reservations())
            .lineCapacity(limits.lines())
            .sessionCapacity(limits.sessions())
            .clientCapacity(limits.clients())
            .requestWindow(limits.requestWindow())
            .lineResultCapacity(limits.lineResults())
            .safetyCapacity(limits.safeties())
            .defaultHold(limits.defaultHold())
            .closedRetention(limits.closedRetention())
            .fulfilledRetention(limits.fulfilledRetention())
            .deviceCapacity(limits.devices())
            .transferLineCapacity(limits.transferLines())
            .bandCapacity(limits.bands())
            .changeCapacity(limits.changes());
    ConfigureEncoder.ChannelsEncoder channels = message.channelsCount(limits.channels().size());
    for (String channel : limits.channels()) {
      byte[] name = channel.getBytes(StandardCharsets.UTF_8);
      channels.next().putName(name, 0, name.length);
    }
    return Entry.copy(buffer, MessageHeaderEncoder.ENCODED_LENGTH + message.encodedLength());
  }
}

package io.zaiko.engine.command;

import io.zaiko.engine.core.EngineConfig;
import io.zaiko.protocol.sbe.ConfigureDecoder;
import io.zaiko.protocol.sbe.ConfigureEncoder;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import io.zaiko.protocol.sbe.MessageHeaderEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * CONFIGURE, the first record of a journal, to and from its message. Stateless; used when a journal
 * is opened.
 */
final class ConfigurationCodec {
  private ConfigurationCodec() {}

  static int encode(EngineConfig config, MutableDirectBuffer buffer, int offset) {
    ConfigureEncoder message = new ConfigureEncoder();
    message
        .wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder())
        .requestId(0)
        .session(0)
        .referenceTime(0)
        .journalIdHigh(config.journalIdHigh())
        .journalIdLow(config.journalIdLow())
        .skuCapacity(config.skuCapacity())
        .locationCapacity(config.locationCapacity())
        .stockCapacity(config.stockCapacity())
        .reservationCapacity(config.reservationCapacity())
        .lineCapacity(config.lineCapacity())
        .sessionCapacity(config.sessionCapacity())
        .clientCapacity(config.clientCapacity())
        .requestWindow(config.requestWindow())
        .lineResultCapacity(config.lineResultCapacity())
        .safetyCapacity(config.safetyCapacity())
        .defaultHold(config.defaultHoldMicros())
        .closedRetention(config.closedRetentionMicros())
        .fulfilledRetention(config.fulfilledRetentionMicros())
        .deviceCapacity(config.deviceCapacity())
        .transferLineCapacity(config.transferLineCapacity())
        .bandCapacity(config.bandCapacity())
        .changeCapacity(config.changeCapacity());
    ConfigureEncoder.ChannelsEncoder channels = message.channelsCount(config.channels().size());
    for (String channel : config.channels()) {
      byte[] name = channel.getBytes(StandardCharsets.UTF_8);
      channels.next().putName(name, 0, name.length);
    }
    return MessageHeaderEncoder.ENCODED_LENGTH + message.encodedLength();
  }

  static EngineConfig decode(DirectBuffer buffer, int offset) {
    MessageHeaderDecoder header = new MessageHeaderDecoder();
    header.wrap(buffer, offset);
    if (header.templateId() != ConfigureDecoder.TEMPLATE_ID) {
      throw new IllegalArgumentException(
          "a journal begins with CONFIGURE, but this one begins with template "
              + header.templateId());
    }
    ConfigureDecoder message = new ConfigureDecoder();
    message.wrapAndApplyHeader(buffer, offset, header);
    List<String> channels = new ArrayList<>();
    for (ConfigureDecoder.ChannelsDecoder channel : message.channels()) {
      byte[] name = new byte[channel.nameLength()];
      channel.getName(name, 0, name.length);
      channels.add(new String(name, StandardCharsets.UTF_8));
    }
    return new EngineConfig(
        message.journalIdHigh(),
        message.journalIdLow(),
        message.skuCapacity(),
        message.locationCapacity(),
        message.stockCapacity(),
        message.reservationCapacity(),
        message.lineCapacity(),
        message.sessionCapacity(),
        message.clientCapacity(),
        message.requestWindow(),
        message.lineResultCapacity(),
        message.safetyCapacity(),
        message.defaultHold(),
        message.closedRetention(),
        message.fulfilledRetention(),
        message.deviceCapacity(),
        message.transferLineCapacity(),
        message.bandCapacity(),
        message.changeCapacity(),
        channels);
  }
}

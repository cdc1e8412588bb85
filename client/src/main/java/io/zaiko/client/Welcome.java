package io.zaiko.client;

import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.Durability;
import io.zaiko.protocol.sbe.WelcomeDecoder;
import java.util.ArrayList;
import java.util.List;

/** What a server says of itself when a connection begins. */
record Welcome(
    JournalId journal,
    Durability durability,
    int credits,
    int maxMessageLength,
    int maxLines,
    int requestWindow,
    List<String> channels) {
  /** Reads a WELCOME that was wrapped just now. */
  static Welcome read(WelcomeDecoder message) {
    if (message.protocolVersion() != Protocol.PROTOCOL_VERSION) {
      throw new ZaikoProtocolException(
          "The server speaks version "
              + message.protocolVersion()
              + " of the protocol, this client version "
              + Protocol.PROTOCOL_VERSION
              + "; use a client of the server's release",
          null,
          null);
    }
    if (message.credits() < 1
        || message.requestWindow() < 1
        || message.maxFrameLength() < Protocol.MESSAGE_HEADER_LENGTH) {
      throw new ZaikoProtocolException(
          "The server grants "
              + message.credits()
              + " commands in flight of "
              + message.maxFrameLength()
              + " bytes and remembers "
              + message.requestWindow()
              + " request ids: nothing could be sent",
          null,
          null);
    }
    JournalId journal = new JournalId(message.journalIdHigh(), message.journalIdLow());
    List<String> channels = new ArrayList<>();
    for (WelcomeDecoder.ChannelsDecoder channel : message.channels()) {
      channels.add(channel.name());
    }
    return new Welcome(
        journal,
        message.durability(),
        message.credits(),
        message.maxFrameLength(),
        message.maxLines(),
        message.requestWindow(),
        List.copyOf(channels));
  }

  /**
   * The wire's number of a channel; the empty name stands for none.
   *
   * @throws IllegalArgumentException if the server has no such channel
   */
  short channelIndex(String name) {
    if (name.isEmpty()) {
      return Protocol.NO_CHANNEL;
    }
    int index = channels.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException(
          "No channel " + name + " is configured on the server; it has " + channels);
    }
    return (short) index;
  }

  /** The name of a channel by the wire's number; empty for none. */
  String channelName(int index) {
    return index < channels.size() ? channels.get(index) : "";
  }
}

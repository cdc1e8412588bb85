package io.zaiko.protocol;

import io.zaiko.protocol.sbe.MessageHeaderEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.sbe.MessageEncoderFlyweight;

/**
 * One well-formed message of every kind in the schema, with fixed inputs, as the generated encoders
 * write it. The golden bytes are these; the syntax tests start from these and break them.
 */
final class GoldenMessages {
  private final MutableDirectBuffer buffer = new ExpandableArrayBuffer();
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final Map<String, byte[]> messages = new LinkedHashMap<>();

  private GoldenMessages() {}

  /** Every message by its name in the schema. */
  static Map<String, byte[]> all() {
    GoldenMessages golden = new GoldenMessages();
    GoldenRequests.addTo(golden);
    GoldenOperations.addTo(golden);
    GoldenQueries.addTo(golden);
    GoldenReplies.addTo(golden);
    GoldenLists.addTo(golden);
    return golden.messages;
  }

  MutableDirectBuffer buffer() {
    return buffer;
  }

  MessageHeaderEncoder header() {
    return header;
  }

  /** Takes what an encoder has just written at the start of the buffer. */
  void add(String name, MessageEncoderFlyweight encoder) {
    byte[] bytes = new byte[MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength()];
    buffer.getBytes(0, bytes);
    messages.put(name, bytes);
  }
}

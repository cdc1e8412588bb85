package io.zaiko.client;

import static io.zaiko.protocol.Protocol.BYTE_ORDER;
import static io.zaiko.protocol.Protocol.MESSAGE_HEADER_LENGTH;

import io.zaiko.protocol.MessageLines;
import io.zaiko.protocol.MessageShape;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** A message that the fake server got, as it came, and who sent it. */
final class Heard {
  private final FakeServer.Peer peer;
  private final byte[] bytes;
  private final UnsafeBuffer buffer;

  Heard(FakeServer.Peer peer, byte[] bytes) {
    this.peer = peer;
    this.bytes = bytes;
    this.buffer = new UnsafeBuffer(bytes);
  }

  FakeServer.Peer peer() {
    return peer;
  }

  byte[] bytes() {
    return bytes.clone();
  }

  UnsafeBuffer buffer() {
    return buffer;
  }

  int templateId() {
    return buffer.getShort(2, BYTE_ORDER);
  }

  MessageShape shape() {
    return MessageShape.of(templateId());
  }

  boolean isCommand() {
    return shape() != null
        && shape() != MessageShape.REGISTER
        && shape().origin() == MessageShape.Origin.COMMAND;
  }

  /** First field of every command. */
  long requestId() {
    return buffer.getLong(MESSAGE_HEADER_LENGTH, BYTE_ORDER);
  }

  /** First field of every question. */
  long correlationId() {
    return requestId();
  }

  /** Second field of every command. */
  long session() {
    return buffer.getLong(MESSAGE_HEADER_LENGTH + Long.BYTES, BYTE_ORDER);
  }

  MessageLines lines() {
    MessageLines lines = new MessageLines();
    return shape().groups().haveLines() ? lines.wrap(buffer, 0) : lines.wrapCodes(buffer, 0);
  }

  /** The entries of its codes group. */
  List<String> codes() {
    MessageLines lines = lines();
    List<String> codes = new ArrayList<>();
    for (int i = 0; i < lines.codeCount(); i++) {
      codes.add(text(lines.codeOffset(i), lines.codeLength(i)));
    }
    return codes;
  }

  /** The variable-length fields after the groups. */
  List<String> texts() {
    boolean hasGroups = shape().groups() != MessageShape.Groups.NONE;
    int position = hasGroups ? lines().limit() : MESSAGE_HEADER_LENGTH + shape().blockLength();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < shape().textCount(); i++) {
      int length = buffer.getByte(position) & 0xFF;
      texts.add(text(position + 1, length));
      position += 1 + length;
    }
    return texts;
  }

  private String text(int offset, int length) {
    return new String(bytes, offset, length, StandardCharsets.UTF_8);
  }

  boolean sameBytes(Heard other) {
    return Arrays.equals(bytes, other.bytes);
  }

  @Override
  public String toString() {
    return shape() + " " + requestId();
  }
}

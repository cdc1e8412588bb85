package io.zaiko.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.zaiko.gateway.FrameDecoder.Outcome;
import io.zaiko.protocol.Protocol;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameDecoderTest {
  private final PooledByteBufAllocator allocator = new PooledByteBufAllocator(true);
  private final FrameDecoder decoder = new FrameDecoder(allocator, new UnsafeBuffer(0, 0));
  private final List<byte[]> seen = new ArrayList<>();
  private int stopAfter = Integer.MAX_VALUE;

  @AfterEach
  void releaseAll() {
    decoder.release();
    assertEquals(0, Buffers.inUse(allocator), "every buffer is released");
  }

  @Test
  void shouldShowSeveralMessagesOfOneRead() {
    byte[] first = message(8);
    byte[] second = message(300);
    byte[] third = message(Protocol.MAX_MESSAGE_LENGTH);

    assertEquals(Outcome.EXHAUSTED, deliver(ClientMessages.framed(first, second, third)));

    assertSeen(first, second, third);
    assertEquals(0, decoder.partialFrame());
  }

  @Test
  void shouldPutMessagesTogetherThatComeByteByByte() {
    byte[] first = message(8);
    byte[] second = message(1000);

    for (byte one : ClientMessages.framed(first, second)) {
      assertEquals(Outcome.EXHAUSTED, deliver(new byte[] {one}));
    }

    assertSeen(first, second);
  }

  @Test
  void shouldPutMessagesTogetherThatAreSplitAnywhere() {
    byte[] first = message(20);
    byte[] second = message(33);
    byte[] third = message(9);
    byte[] frames = ClientMessages.framed(first, second, third);

    for (int cut = 0; cut <= frames.length; cut++) {
      for (int secondCut = cut; secondCut <= frames.length; secondCut += 3) {
        seen.clear();
        deliver(Arrays.copyOfRange(frames, 0, cut));
        deliver(Arrays.copyOfRange(frames, cut, secondCut));
        deliver(Arrays.copyOfRange(frames, secondCut, frames.length));
        assertSeen(first, second, third);
      }
    }
  }

  @Test
  void shouldNumberSplitFramesSoThatTheirAgeCanBeTold() {
    byte[] frame = ClientMessages.framed(message(20));

    deliver(Arrays.copyOfRange(frame, 0, 10));
    assertEquals(1, decoder.partialFrame());
    deliver(Arrays.copyOfRange(frame, 10, 11));
    assertEquals(1, decoder.partialFrame());
    deliver(Arrays.copyOfRange(frame, 11, frame.length));
    assertEquals(0, decoder.partialFrame());
    deliver(new byte[] {1});
    assertEquals(2, decoder.partialFrame());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, -1, Integer.MIN_VALUE, Protocol.MAX_MESSAGE_LENGTH + 1, 0x7FFFFFFF})
  void shouldStopAtALengthThatNoMessageHas(int length) {
    byte[] good = message(8);
    byte[] bad = lengthField(length);

    assertEquals(Outcome.BAD_LENGTH, deliver(concat(ClientMessages.framed(good), bad)));

    assertEquals(length, decoder.badLength());
    assertSeen(good);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Protocol.MAX_MESSAGE_LENGTH + 1})
  void shouldStopAtABadLengthThatComesByteByByte(int length) {
    byte[] bad = lengthField(length);

    for (int i = 0; i < bad.length - 1; i++) {
      assertEquals(Outcome.EXHAUSTED, deliver(new byte[] {bad[i]}));
    }

    assertEquals(Outcome.BAD_LENGTH, deliver(new byte[] {bad[bad.length - 1]}));
    assertEquals(length, decoder.badLength());
  }

  @Test
  void shouldStandAfterTheLastMessageShownWhenToldToStop() {
    byte[] first = message(20);
    byte[] second = message(33);
    byte[] frames = ClientMessages.framed(first, second);
    ByteBuf input = allocator.directBuffer().writeBytes(frames);
    stopAfter = 1;

    assertEquals(Outcome.STOPPED, decoder.decode(input, this::onMessage));
    assertSeen(first);
    stopAfter = Integer.MAX_VALUE;
    assertEquals(Outcome.EXHAUSTED, decoder.decode(input, this::onMessage));
    assertSeen(first, second);

    input.release();
  }

  @Test
  void shouldStopAfterASplitMessageToo() {
    byte[] first = message(20);
    byte[] second = message(33);
    byte[] frames = ClientMessages.framed(first, second);
    deliver(Arrays.copyOfRange(frames, 0, 13));
    ByteBuf rest =
        allocator.directBuffer().writeBytes(Arrays.copyOfRange(frames, 13, frames.length));
    stopAfter = 1;

    assertEquals(Outcome.STOPPED, decoder.decode(rest, this::onMessage));
    decoder.releaseFinished();
    assertSeen(first);
    stopAfter = Integer.MAX_VALUE;
    assertEquals(Outcome.EXHAUSTED, decoder.decode(rest, this::onMessage));
    assertSeen(first, second);

    rest.release();
  }

  @Test
  void shouldKeepTheBytesOfASplitMessageUntilToldOtherwise() {
    byte[] frame = ClientMessages.framed(message(20));
    deliver(Arrays.copyOfRange(frame, 0, 13));
    ByteBuf rest = allocator.directBuffer().writeBytes(Arrays.copyOfRange(frame, 13, frame.length));
    UnsafeBuffer kept = new UnsafeBuffer(0, 0);

    decoder.decode(
        rest,
        (buffer, offset, length) -> {
          kept.wrap(buffer.addressOffset() + offset, length);
          return true;
        });

    byte[] bytes = new byte[20];
    kept.getBytes(0, bytes);
    assertArrayEquals(message(20), bytes);
    rest.release();
  }

  @Test
  void shouldTellWhereInTheNextReadAFrameBegins() {
    byte[] frames = ClientMessages.framed(message(20), message(9));
    assertEquals(0, firstFrame(frames));

    deliver(Arrays.copyOf(frames, 3));
    byte[] rest = Arrays.copyOfRange(frames, 3, frames.length);
    assertEquals(rest.length, firstFrame(rest), "the length is not there yet");

    deliver(Arrays.copyOf(rest, 11));
    rest = Arrays.copyOfRange(rest, 11, rest.length);
    assertEquals(10, firstFrame(rest));
    assertEquals(7, firstFrame(Arrays.copyOf(rest, 7)), "not in this one");

    deliver(rest);
    assertEquals(0, firstFrame(frames));
  }

  private int firstFrame(byte[] read) {
    ByteBuf input = allocator.directBuffer(read.length).writeBytes(read);
    int first = decoder.firstFrame(input);
    input.release();
    return first;
  }

  private Outcome deliver(byte[] bytes) {
    ByteBuf input = allocator.directBuffer(Math.max(1, bytes.length)).writeBytes(bytes);
    Outcome outcome = decoder.decode(input, this::onMessage);
    decoder.releaseFinished();
    input.release();
    return outcome;
  }

  private boolean onMessage(UnsafeBuffer buffer, int offset, int length) {
    byte[] bytes = new byte[length];
    buffer.getBytes(offset, bytes);
    seen.add(bytes);
    return seen.size() < stopAfter;
  }

  private void assertSeen(byte[]... messages) {
    assertEquals(messages.length, seen.size());
    for (int i = 0; i < messages.length; i++) {
      assertArrayEquals(messages[i], seen.get(i));
    }
  }

  private static byte[] message(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i + length);
    }
    return bytes;
  }

  private static byte[] lengthField(int length) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(length).array();
  }

  private static byte[] concat(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }
}

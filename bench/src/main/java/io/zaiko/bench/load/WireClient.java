package io.zaiko.bench.load;

import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.Durability;
import io.zaiko.protocol.sbe.GoodbyeDecoder;
import io.zaiko.protocol.sbe.HelloEncoder;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import io.zaiko.protocol.sbe.MessageHeaderEncoder;
import io.zaiko.protocol.sbe.RegisterEncoder;
import io.zaiko.protocol.sbe.RegisteredDecoder;
import io.zaiko.protocol.sbe.WelcomeDecoder;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The cheapest client there can be: one blocking socket, messages encoded in place, answers read in
 * place. A load generator shares the machine with the server it measures, so what it costs itself
 * must be small.
 *
 * <p>One thread; or one that sends and another that receives, once the constructor and {@link
 * #register} are through. Any thread may close it, which ends a blocked call with an error.
 */
public final class WireClient implements AutoCloseable {
  /** More bytes than these must be flushed before another message is encoded. */
  public static final int MOST_UNSENT = (1 << 20) - 2 * Protocol.MAX_MESSAGE_LENGTH;

  private static final int BUFFER_LENGTH = 1 << 20;

  private final SocketChannel channel;
  private final ByteBuffer outBytes = ByteBuffer.allocateDirect(BUFFER_LENGTH);
  private final ByteBuffer inBytes = ByteBuffer.allocateDirect(BUFFER_LENGTH);
  private final UnsafeBuffer out = new UnsafeBuffer(outBytes);
  private final UnsafeBuffer in = new UnsafeBuffer(inBytes);
  private final MessageHeaderEncoder headerEncoder = new MessageHeaderEncoder();
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final int credits;
  private final int requestWindow;
  private final Durability durability;
  private int outPosition;
  private int inPosition;
  private int inLimit;
  private int messageOffset;

  /** Connects and says HELLO. */
  public WireClient(InetSocketAddress server) throws IOException {
    channel = SocketChannel.open(server);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    HelloEncoder hello = new HelloEncoder();
    hello
        .wrapAndApplyHeader(out, beginMessage(), headerEncoder)
        .protocolVersion(Protocol.PROTOCOL_VERSION)
        .software("zaiko bench");
    endMessage(hello.encodedLength());
    flush();
    expect(WelcomeDecoder.TEMPLATE_ID);
    WelcomeDecoder welcome = new WelcomeDecoder().wrapAndApplyHeader(in, messageOffset, header);
    credits = welcome.credits();
    requestWindow = welcome.requestWindow();
    durability = welcome.durability();
  }

  /** Commands that may be in flight at once. */
  public int credits() {
    return credits;
  }

  /** Ids that the server remembers per session, so how far ids may run ahead of an unanswered. */
  public int requestWindow() {
    return requestWindow;
  }

  /** What an OK of this server survives. */
  public Durability durability() {
    return durability;
  }

  /** Opens the session of a name and returns its id. */
  public long register(String name) throws IOException {
    RegisterEncoder register = new RegisterEncoder();
    register
        .wrapAndApplyHeader(out, beginMessage(), headerEncoder)
        .requestId(1)
        .session(0)
        .referenceTime(0)
        .clientName(name);
    endMessage(register.encodedLength());
    flush();
    expect(RegisteredDecoder.TEMPLATE_ID);
    return new RegisteredDecoder().wrapAndApplyHeader(in, messageOffset, header).session();
  }

  /** Where to encode the next message, header first, in {@link #out}. */
  public int beginMessage() {
    return outPosition + Protocol.FRAME_HEADER_LENGTH;
  }

  /** Ends the message begun last, whose body without the SBE header has so many bytes. */
  public void endMessage(int bodyLength) {
    int length = MessageHeaderEncoder.ENCODED_LENGTH + bodyLength;
    out.putInt(outPosition, length, Protocol.BYTE_ORDER);
    outPosition += Protocol.FRAME_HEADER_LENGTH + length;
  }

  public UnsafeBuffer out() {
    return out;
  }

  public MessageHeaderEncoder headerEncoder() {
    return headerEncoder;
  }

  /** Bytes encoded and not sent yet; there is room for a message below {@link #MOST_UNSENT}. */
  public int unsentBytes() {
    return outPosition;
  }

  /** Sends what was encoded. */
  public void flush() throws IOException {
    outBytes.position(0).limit(outPosition);
    while (outBytes.hasRemaining()) {
      channel.write(outBytes);
    }
    outPosition = 0;
  }

  /** Whether a whole message has been read already, so that {@link #receive} will not block. */
  public boolean hasMessage() {
    int available = inLimit - inPosition;
    return available >= Protocol.FRAME_HEADER_LENGTH
        && available >= Protocol.FRAME_HEADER_LENGTH + in.getInt(inPosition, Protocol.BYTE_ORDER);
  }

  /**
   * Takes the next message, blocking if need be; returns its template id. See {@link #in} and
   * {@link #messageOffset}.
   */
  public int receive() throws IOException {
    while (!hasMessage()) {
      read();
    }
    messageOffset = inPosition + Protocol.FRAME_HEADER_LENGTH;
    inPosition = messageOffset + in.getInt(inPosition, Protocol.BYTE_ORDER);
    header.wrap(in, messageOffset);
    if (header.templateId() == GoodbyeDecoder.TEMPLATE_ID) {
      GoodbyeDecoder goodbye = new GoodbyeDecoder().wrapAndApplyHeader(in, messageOffset, header);
      throw new IOException("the server said goodbye: " + goodbye.code() + ", " + goodbye.reason());
    }
    return header.templateId();
  }

  private void read() throws IOException {
    if (inPosition == inLimit) {
      inPosition = 0;
      inLimit = 0;
    } else if (inLimit > BUFFER_LENGTH / 2) {
      inBytes.limit(inLimit).position(inPosition);
      inBytes.compact();
      inLimit -= inPosition;
      inPosition = 0;
    }
    inBytes.limit(BUFFER_LENGTH).position(inLimit);
    int count = channel.read(inBytes);
    if (count < 0) {
      throw new EOFException("the server closed the connection");
    }
    inLimit += count;
  }

  private void expect(int template) throws IOException {
    int received = receive();
    if (received != template) {
      throw new IOException("expected template " + template + " but got " + received);
    }
  }

  public UnsafeBuffer in() {
    return in;
  }

  /** Where the message last received begins in {@link #in}. */
  public int messageOffset() {
    return messageOffset;
  }

  public MessageHeaderDecoder header() {
    return header;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

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
import java.io.IOException;
import java.net.InetSocketAddress;
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
  private static final int BUFFER_LENGTH = 1 << 20;

  private final BufferedSocket socket;
  private final UnsafeBuffer out;
  private final UnsafeBuffer in;
  private final MessageHeaderEncoder headerEncoder = new MessageHeaderEncoder();
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final int credits;
  private final int requestWindow;
  private final Durability durability;
  private int outPosition;
  private int messageOffset;

  /** Connects and says HELLO. */
  public WireClient(InetSocketAddress server) throws IOException {
    this(server, BUFFER_LENGTH);
  }

  /**
   * Connects and says HELLO.
   *
   * @param bufferLength bytes for each direction; each message must fit into half of it
   */
  WireClient(InetSocketAddress server, int bufferLength) throws IOException {
    socket = new BufferedSocket(server, bufferLength);
    out = new UnsafeBuffer(socket.out());
    in = new UnsafeBuffer(socket.in());
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

  /** Bytes encoded and not sent yet. */
  public int unsentBytes() {
    return outPosition;
  }

  /** Whether no more may be encoded before {@link #flush}. */
  public boolean isFull() {
    return outPosition > out.capacity() / 2;
  }

  /** Sends what was encoded. */
  public void flush() throws IOException {
    socket.out().position(outPosition);
    socket.flush();
    outPosition = 0;
  }

  /** Whether a whole message has been read already, so that {@link #receive} will not block. */
  public boolean hasMessage() {
    int begin = socket.begin();
    int available = socket.end() - begin;
    return available >= Protocol.FRAME_HEADER_LENGTH
        && available >= Protocol.FRAME_HEADER_LENGTH + in.getInt(begin, Protocol.BYTE_ORDER);
  }

  /** The socket, for who waits for many. */
  SocketChannel channel() {
    return socket.channel();
  }

  /** Reads what has come, once. */
  void read() throws IOException {
    socket.read();
  }

  /**
   * Takes the next message, blocking if need be; returns its template id. See {@link #in} and
   * {@link #messageOffset}.
   */
  public int receive() throws IOException {
    while (!hasMessage()) {
      socket.read();
    }
    int begin = socket.begin();
    messageOffset = begin + Protocol.FRAME_HEADER_LENGTH;
    socket.readUpTo(messageOffset + in.getInt(begin, Protocol.BYTE_ORDER));
    header.wrap(in, messageOffset);
    if (header.templateId() == GoodbyeDecoder.TEMPLATE_ID) {
      GoodbyeDecoder goodbye = new GoodbyeDecoder().wrapAndApplyHeader(in, messageOffset, header);
      throw new IOException("the server said goodbye: " + goodbye.code() + ", " + goodbye.reason());
    }
    return header.templateId();
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
    socket.close();
  }
}

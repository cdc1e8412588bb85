package io.zaiko.systemtests;

import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.GoodbyeDecoder;
import io.zaiko.protocol.sbe.HelloEncoder;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import io.zaiko.protocol.sbe.MessageHeaderEncoder;
import io.zaiko.protocol.sbe.RegisterEncoder;
import io.zaiko.protocol.sbe.RegisteredDecoder;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.protocol.sbe.WelcomeDecoder;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The protocol over a plain socket, written from the protocol page alone: frames out, frames in,
 * blocking. The tests use it beside the Java client so that a mistake the client and the server
 * share is still seen. One thread.
 */
final class WireConnection implements AutoCloseable {
  private static final int SOCKET_BUFFER = 1 << 16;
  private static final int TIMEOUT_MS = 30_000;

  private final Socket socket = new Socket();
  private final BufferedOutputStream out;
  private final DataInputStream in;
  private final byte[] incoming = new byte[Protocol.MAX_MESSAGE_LENGTH];
  private final UnsafeBuffer message = new UnsafeBuffer(incoming);
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final int credits;
  private int length;

  /** Connects and says HELLO. */
  WireConnection(int port) throws IOException {
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MS);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MS);
    out = new BufferedOutputStream(socket.getOutputStream(), SOCKET_BUFFER);
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), SOCKET_BUFFER));
    credits = hello();
  }

  private int hello() throws IOException {
    UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
    HelloEncoder hello = new HelloEncoder();
    hello
        .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
        .protocolVersion(Protocol.PROTOCOL_VERSION)
        .software("zaiko system tests");
    send(buffer, MessageHeaderEncoder.ENCODED_LENGTH + hello.encodedLength());
    flush();
    receive();
    return new WelcomeDecoder().wrapAndApplyHeader(message, 0, header).credits();
  }

  /** Commands that may be in flight at once. */
  int credits() {
    return credits;
  }

  /** Opens or continues the session of a name. */
  RegisteredDecoder register(String name) throws IOException {
    UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
    RegisterEncoder register = new RegisterEncoder();
    register
        .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
        .requestId(1)
        .session(0)
        .referenceTime(0)
        .clientName(name);
    send(buffer, MessageHeaderEncoder.ENCODED_LENGTH + register.encodedLength());
    flush();
    receive();
    return new RegisteredDecoder().wrapAndApplyHeader(message, 0, header);
  }

  /** Puts a message into the output buffer; {@link #flush} sends it. */
  void send(UnsafeBuffer from, int messageLength) throws IOException {
    sendLength(messageLength);
    byte[] bytes = new byte[messageLength];
    from.getBytes(0, bytes);
    out.write(bytes);
  }

  /** Sends a message that is all of these bytes. */
  void sendNow(byte[] bytes) throws IOException {
    sendLength(bytes.length);
    out.write(bytes);
    flush();
  }

  /** Puts bytes into the output buffer as they are, without a frame: for broken frames. */
  void sendRaw(byte[] bytes) throws IOException {
    out.write(bytes);
  }

  private void sendLength(int messageLength) throws IOException {
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      out.write(messageLength >>> shift);
    }
  }

  void flush() throws IOException {
    out.flush();
  }

  /** Sends what was put, and says that nothing follows; answers can still be received. */
  void end() throws IOException {
    flush();
    socket.shutdownOutput();
  }

  /** Whether a read would not block for the frame's length. */
  boolean hasMore() throws IOException {
    return in.available() >= Protocol.FRAME_HEADER_LENGTH;
  }

  /**
   * Blocks for the next message and returns its template id; its bytes are in {@link #message} from
   * 0.
   */
  int receive() throws IOException {
    length = Integer.reverseBytes(in.readInt());
    in.readFully(incoming, 0, length);
    header.wrap(message, 0);
    return header.templateId();
  }

  UnsafeBuffer message() {
    return message;
  }

  int length() {
    return length;
  }

  /** Header of the message last received. */
  MessageHeaderDecoder header() {
    return header;
  }

  /** The code of a GOODBYE last received. */
  ResultCode goodbyeCode() {
    return new GoodbyeDecoder().wrapAndApplyHeader(message, 0, header).code();
  }

  /** The reason in a GOODBYE last received. */
  String goodbyeReason() {
    return new GoodbyeDecoder().wrapAndApplyHeader(message, 0, header).reason();
  }

  /** Blocks until the server has closed; true if nothing more came. */
  boolean isClosedByServer() throws IOException {
    return in.read() < 0;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

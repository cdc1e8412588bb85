package io.zaiko.gateway;

import io.zaiko.protocol.Protocol;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import org.agrona.concurrent.UnsafeBuffer;

/** A client made of a plain socket, which knows nothing but frames. */
final class RawClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket socket = new Socket();
  private final DataInputStream input;

  RawClient(InetSocketAddress server) throws IOException {
    this(server, 0);
  }

  /**
   * @param receiveBuffer bytes the system may keep for a client that does not read; 0 = as it likes
   */
  RawClient(InetSocketAddress server, int receiveBuffer) throws IOException {
    if (receiveBuffer > 0) {
      socket.setReceiveBufferSize(receiveBuffer);
    }
    socket.connect(server, PATIENCE_MILLIS);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    InputStream stream = socket.getInputStream();
    input = new DataInputStream(stream);
  }

  /** A client that said HELLO and was welcomed. */
  static RawClient greeted(InetSocketAddress server) throws IOException {
    RawClient client = new RawClient(server);
    client.ask(ClientMessages.hello()).welcome();
    return client;
  }

  /** Sends messages, each in its frame, by one write. */
  void send(byte[]... messages) throws IOException {
    sendRaw(ClientMessages.framed(messages));
  }

  void sendRaw(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /** Reads one answer. */
  Answer read() throws IOException {
    int length = Integer.reverseBytes(input.readInt());
    if (length < Protocol.MESSAGE_HEADER_LENGTH || length > Protocol.MAX_MESSAGE_LENGTH) {
      throw new AssertionError("a frame of " + length + " bytes");
    }
    byte[] message = new byte[length];
    input.readFully(message);
    return new Answer(new UnsafeBuffer(message));
  }

  Answer ask(byte[] message) throws IOException {
    send(message);
    return read();
  }

  /** Whether the server closes the connection without saying anything more. */
  boolean isAtEnd() throws IOException {
    try {
      return input.read() == -1;
    } catch (SocketException e) {
      return true; // reset: closed all the same
    }
  }

  /** Reads until the server is done; returns the number of whole answers. */
  int readToEnd() throws IOException {
    int count = 0;
    try {
      while (true) {
        read();
        count++;
      }
    } catch (EOFException | SocketException e) {
      return count;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

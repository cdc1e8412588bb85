package io.zaiko.systemtests;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands between clients and a real server, and makes of it a broken one: whole messages pass
 * through a {@link Tamper}.
 */
final class TamperingProxy implements AutoCloseable {
  private static final int MAX_MESSAGE_LENGTH = 1 << 20;

  private final ServerSocket listener;
  private final int serverPort;
  private final Tamper tamper;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

  /** What becomes of the messages, without their frame. Any thread, several connections at once. */
  interface Tamper {
    /** Sees a message on its way to the server. */
    void toServer(int connection, byte[] message);

    /** Gives what the client gets in place of a message. */
    byte[] toClient(int connection, byte[] message);
  }

  TamperingProxy(int serverPort, Tamper tamper) throws IOException {
    this.serverPort = serverPort;
    this.tamper = tamper;
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    try {
      for (int connection = 0; ; connection++) {
        Socket client = keep(listener.accept());
        Socket server = keep(new Socket(InetAddress.getLoopbackAddress(), serverPort));
        int number = connection;
        threads.execute(() -> pass(client, server, message -> seen(number, message)));
        threads.execute(() -> pass(server, client, message -> tamper.toClient(number, message)));
      }
    } catch (SocketException e) {
      if (!listener.isClosed()) {
        throw new UncheckedIOException(e);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Socket keep(Socket socket) throws SocketException {
    socket.setTcpNoDelay(true);
    sockets.add(socket);
    return socket;
  }

  private byte[] seen(int connection, byte[] message) {
    tamper.toServer(connection, message);
    return message;
  }

  private interface Change {
    byte[] of(byte[] message);
  }

  /** Passes messages on until either side has closed, which then closes the other. */
  private static void pass(Socket from, Socket to, Change change) {
    try (from;
        to;
        DataInputStream in = new DataInputStream(new BufferedInputStream(from.getInputStream()));
        BufferedOutputStream out = new BufferedOutputStream(to.getOutputStream())) {
      int length;
      while ((length = frameLength(in)) >= 0) {
        byte[] message = in.readNBytes(length);
        byte[] changed = change.of(message);
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
          out.write(changed.length >>> shift);
        }
        out.write(changed);
        if (in.available() == 0) {
          out.flush();
        }
      }
    } catch (SocketException e) {
      // One of the two broke off: for a proxy that is an end like any other.
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Length of the next message, or −1 at the end. */
  private static int frameLength(DataInputStream in) throws IOException {
    byte[] bytes = in.readNBytes(Integer.BYTES);
    if (bytes.length < Integer.BYTES) {
      return -1;
    }
    int length = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      length |= (bytes[i] & 0xFF) << (i * Byte.SIZE);
    }
    if (length < 0 || length > MAX_MESSAGE_LENGTH) {
      throw new IOException("a frame of " + length + " bytes");
    }
    return length;
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
    threads.shutdownNow();
  }
}

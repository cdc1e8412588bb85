package io.zaiko.client;

import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.HelloDecoder;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * A server on a plain socket that does what a test tells it: by default it answers like a server
 * with an endless stock, and a script may take any message away from that.
 */
final class FakeServer implements AutoCloseable {
  /** Handles a message and returns true, or returns false to have it answered as usual. */
  @FunctionalInterface
  interface Script {
    boolean handle(Heard message);
  }

  private final ServerSocket listener;
  private final FakeReplies replies;
  private final List<Peer> peers = new CopyOnWriteArrayList<>();
  private final List<Heard> heard = new CopyOnWriteArrayList<>();
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private volatile Script script = message -> false;

  FakeServer() {
    this(0, new FakeReplies());
  }

  /** A server on a given port that knows what another one knew: the same server, restarted. */
  FakeServer(int port, FakeReplies replies) {
    this.replies = replies;
    try {
      listener = new ServerSocket();
      listener.setReuseAddress(true);
      listener.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon(this::accept);
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "fake-server");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return listener.getLocalPort();
  }

  /** What the default answers are made from. */
  FakeReplies replies() {
    return replies;
  }

  void script(Script next) {
    script = next;
  }

  ZaikoClientConfig.Builder clientConfig() {
    return ZaikoClientConfig.builder("127.0.0.1", port());
  }

  ZaikoClient client() {
    return ZaikoClient.connect(clientConfig().build());
  }

  /** Every message so far, in the order it came. */
  List<Heard> heard() {
    return List.copyOf(heard);
  }

  /** Every message so far of some kind, in the order it came. */
  List<Heard> heard(Predicate<Heard> kind) {
    return heard.stream().filter(kind).toList();
  }

  /** Every command so far, REGISTER not counted. */
  List<Heard> commands() {
    return heard(Heard::isCommand);
  }

  /** Every message so far of one template. */
  List<Heard> heard(int templateId) {
    return heard(message -> message.templateId() == templateId);
  }

  /** Connections so far. */
  List<Peer> peers() {
    return List.copyOf(peers);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Peer peer = new Peer(listener.accept());
        peers.add(peer);
        daemon(peer::listen);
      } catch (SocketException e) {
        return; // closed
      } catch (IOException e) {
        failures.add(e);
        return;
      }
    }
  }

  /** Drops every connection and listens no more. */
  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      failures.add(e);
    }
    peers.forEach(Peer::drop);
    if (!failures.isEmpty()) {
      throw new AssertionError("The fake server failed", failures.get(0));
    }
  }

  /** One connection. */
  final class Peer {
    private final Socket socket;

    Peer(Socket socket) {
      this.socket = socket;
    }

    private void listen() {
      try (DataInputStream in = new DataInputStream(socket.getInputStream())) {
        while (true) {
          byte[] message = new byte[Integer.reverseBytes(in.readInt())];
          in.readFully(message);
          Heard next = new Heard(this, message);
          if (next.templateId() != HelloDecoder.TEMPLATE_ID) {
            replies.check(next);
          }
          heard.add(next);
          if (!script.handle(next)) {
            replies.answer(next);
          }
        }
      } catch (EOFException | SocketException e) {
        drop(); // the client is gone
      } catch (IOException | RuntimeException | AssertionError e) {
        failures.add(e);
        drop();
      }
    }

    /** Sends a message in a frame. */
    void send(byte[] message) {
      sendRaw(framed(message));
    }

    /** Sends bytes as they are. A peer that is gone does not hear them. */
    synchronized void sendRaw(byte[] bytes) {
      try {
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
        out.flush();
      } catch (IOException e) {
        drop();
      }
    }

    void drop() {
      try {
        socket.close();
      } catch (IOException e) {
        failures.add(e);
      }
    }
  }

  /** A message with its length before it. */
  static byte[] framed(byte[] message) {
    return ByteBuffer.allocate(Protocol.FRAME_HEADER_LENGTH + message.length)
        .order(Protocol.BYTE_ORDER)
        .putInt(message.length)
        .put(message)
        .array();
  }
}

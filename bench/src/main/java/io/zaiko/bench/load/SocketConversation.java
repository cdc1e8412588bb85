package io.zaiko.bench.load;

import java.io.IOException;
import java.nio.channels.SocketChannel;

/** A conversation over a socket, so that one thread can wait for many of them. */
public interface SocketConversation extends Conversation {
  /** The socket. It blocks until somebody configures it otherwise. */
  SocketChannel channel();

  /** Reads what has come, once, without taking an answer; blocks if the socket does. */
  void read() throws IOException;
}

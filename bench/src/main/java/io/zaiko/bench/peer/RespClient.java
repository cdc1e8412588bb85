package io.zaiko.bench.peer;

import io.zaiko.bench.load.BufferedSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * The cheapest client of a Redis there can be, as {@code WireClient} is of a Zaiko: one blocking
 * socket, commands encoded in place, replies read in place, in version 2 of its protocol.
 *
 * <p>One thread; or one that sends and another that receives. Any thread may close it.
 */
final class RespClient implements AutoCloseable {
  private static final int BUFFER_LENGTH = 1 << 20;
  private static final int MOST_DIGITS = 20;
  private static final int INCOMPLETE = -1;

  private final BufferedSocket socket;
  private final ByteBuffer out;
  private final ByteBuffer in;
  private final byte[] digits = new byte[MOST_DIGITS];
  private int replyEnd = INCOMPLETE;
  private long value;

  RespClient(InetSocketAddress server) throws IOException {
    this(server, BUFFER_LENGTH);
  }

  /**
   * Connects.
   *
   * @param bufferLength bytes for each direction; the commands of a request must fit into half
   */
  RespClient(InetSocketAddress server, int bufferLength) throws IOException {
    socket = new BufferedSocket(server, bufferLength);
    out = socket.out();
    in = socket.in();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Begins a command of so many arguments, its name included; each is added by its method. */
  RespClient begin(int arguments) {
    out.put((byte) '*');
    number(arguments);
    return end();
  }

  RespClient add(byte[] argument) {
    length(argument.length);
    out.put(argument);
    return end();
  }

  /** Adds a number. */
  RespClient add(long number) {
    length(digitsOf(number));
    number(number);
    return end();
  }

  /** Adds a key of a prefix and a number. */
  RespClient add(byte[] prefix, long number) {
    length(prefix.length + digitsOf(number));
    out.put(prefix);
    number(number);
    return end();
  }

  /** Adds a key of a prefix and two numbers with a colon between. */
  RespClient add(byte[] prefix, long first, long second) {
    length(prefix.length + digitsOf(first) + 1 + digitsOf(second));
    out.put(prefix);
    number(first);
    out.put((byte) ':');
    number(second);
    return end();
  }

  private void length(int bytes) {
    out.put((byte) '$');
    number(bytes);
    end();
  }

  private RespClient end() {
    out.put((byte) '\r').put((byte) '\n');
    return this;
  }

  private void number(long number) {
    int at = MOST_DIGITS;
    long rest = number;
    do {
      at--;
      digits[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest > 0);
    out.put(digits, at, MOST_DIGITS - at);
  }

  private static int digitsOf(long number) {
    int count = 1;
    for (long rest = number; rest >= 10; rest /= 10) {
      count++;
    }
    return count;
  }

  int unsentBytes() {
    return out.position();
  }

  /** Whether no more may be encoded before {@link #flush}. */
  boolean isFull() {
    return out.position() > out.capacity() / 2;
  }

  void flush() throws IOException {
    socket.flush();
  }

  /** The socket, for who waits for many. */
  SocketChannel channel() {
    return socket.channel();
  }

  /** Reads what has come, once. */
  void read() throws IOException {
    socket.read();
  }

  /** Whether a whole reply has been read already. */
  boolean hasReply() {
    if (replyEnd == INCOMPLETE) {
      replyEnd = endOf(socket.begin());
    }
    return replyEnd != INCOMPLETE;
  }

  /**
   * Takes the next reply, blocking if need be.
   *
   * @return its number; of an array, its length; 0 of a text and of nothing
   * @throws IOException with what the server said, if it is an error
   */
  long receive() throws IOException {
    int begin = take();
    if (in.get(begin) == '-') {
      throw new IOException("Redis answered " + text(begin + 1, socket.begin()));
    }
    return value;
  }

  /** Takes the next reply as it stands there, its kind and length included. */
  String receiveText() throws IOException {
    return text(take(), socket.begin());
  }

  /** Where the next reply begins; it ends where the one behind it begins. */
  private int take() throws IOException {
    while (!hasReply()) {
      socket.read();
    }
    int begin = socket.begin();
    socket.readUpTo(replyEnd);
    replyEnd = INCOMPLETE;
    return begin;
  }

  private String text(int begin, int end) {
    byte[] bytes = new byte[end - begin];
    in.get(begin, bytes);
    return new String(bytes, StandardCharsets.US_ASCII).strip();
  }

  /** Where the reply at a position ends; its number is {@link #value} then. */
  private int endOf(int position) {
    int line = endOfLine(position);
    if (line == INCOMPLETE) {
      return INCOMPLETE;
    }
    switch (in.get(position)) {
      case ':' -> value = numberAt(position + 1);
      case '$' -> {
        long length = numberAt(position + 1);
        value = 0;
        long end = length < 0 ? line : line + length + 2;
        return end > socket.end() ? INCOMPLETE : (int) end;
      }
      case '*' -> {
        long count = numberAt(position + 1);
        int end = line;
        for (long i = 0; i < count && end != INCOMPLETE; i++) {
          end = endOf(end);
        }
        value = count;
        return end;
      }
      default -> value = 0;
    }
    return line;
  }

  private int endOfLine(int position) {
    int end = socket.end();
    for (int i = position + 1; i < end; i++) {
      if (in.get(i) == '\n') {
        return i + 1;
      }
    }
    return INCOMPLETE;
  }

  private long numberAt(int position) {
    boolean isNegative = in.get(position) == '-';
    long number = 0;
    for (int i = isNegative ? position + 1 : position; in.get(i) != '\r'; i++) {
      number = 10 * number + in.get(i) - '0';
    }
    return isNegative ? -number : number;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

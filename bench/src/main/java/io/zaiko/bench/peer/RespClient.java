package io.zaiko.bench.peer;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
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
  /** More bytes than these must be flushed before another command is encoded. */
  static final int MOST_UNSENT = 1 << 19;

  private static final int BUFFER_LENGTH = 1 << 20;
  private static final int MOST_DIGITS = 20;
  private static final int INCOMPLETE = -1;

  private final SocketChannel channel;
  private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER_LENGTH);
  private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER_LENGTH);
  private final byte[] digits = new byte[MOST_DIGITS];
  private int inPosition;
  private int inLimit;
  private int replyEnd = INCOMPLETE;
  private long value;

  RespClient(InetSocketAddress server) throws IOException {
    channel = SocketChannel.open(server);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
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

  void flush() throws IOException {
    out.flip();
    while (out.hasRemaining()) {
      channel.write(out);
    }
    out.clear();
  }

  /** Whether a whole reply has been read already. */
  boolean hasReply() {
    if (replyEnd == INCOMPLETE) {
      replyEnd = endOf(inPosition);
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
      throw new IOException("Redis answered " + text(begin + 1, inPosition));
    }
    return value;
  }

  /** Takes the next reply as it stands there, its kind and length included. */
  String receiveText() throws IOException {
    return text(take(), inPosition);
  }

  /** Where the next reply begins; it ends where the one behind it begins. */
  private int take() throws IOException {
    while (!hasReply()) {
      read();
    }
    int begin = inPosition;
    inPosition = replyEnd;
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
        return end > inLimit ? INCOMPLETE : (int) end;
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
    for (int i = position + 1; i < inLimit; i++) {
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

  private void read() throws IOException {
    if (inPosition == inLimit) {
      inPosition = 0;
      inLimit = 0;
    } else if (inLimit > BUFFER_LENGTH / 2) {
      in.limit(inLimit).position(inPosition);
      in.compact();
      inLimit -= inPosition;
      inPosition = 0;
    }
    in.limit(BUFFER_LENGTH).position(inLimit);
    int count = channel.read(in);
    if (count < 0) {
      throw new EOFException("Redis closed the connection");
    }
    inLimit += count;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

package io.zaiko.systemtests;

import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.CommandReplyDecoder;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The client of a crash cycle. It sends commands of a script as fast as its window allows, until
 * the server is gone, and keeps a ledger. After that it sends the newest ones again, answered or
 * not, to the server that came back, and holds the answers against the ledger.
 *
 * <p>As a process of its own: {@code run} or {@code retry}, port, ledger file, seed, most commands.
 * Prints its session, and {@code answered N} now and then. Exit 0 = no contradiction. One thread.
 */
final class CrashLoad {
  static final int WINDOW = 256;
  private static final int REQUEST_WINDOW = 1_024;
  private static final int REPORT_EVERY = 250;

  private final WireConnection connection;
  private final CommandScript script;
  private final Ledger ledger;
  private final LongConsumer onAnswer;
  private final long session;
  private final UnsafeBuffer out = new UnsafeBuffer(new byte[Protocol.MAX_MESSAGE_LENGTH]);
  private final CommandReplyDecoder reply = new CommandReplyDecoder();
  private final int window;
  private long inFlight;
  private long answered;

  /**
   * Opens or continues the session of a seed.
   *
   * @param window commands in flight, unless the server allows fewer
   * @param onAnswer told after each answer how many there were
   */
  CrashLoad(WireConnection connection, long seed, Ledger ledger, int window, LongConsumer onAnswer)
      throws IOException {
    this.connection = connection;
    this.ledger = ledger;
    this.onAnswer = onAnswer;
    script = new CommandScript(seed);
    session = connection.register("crash-load-" + seed).session();
    this.window = Math.min(window, connection.credits());
  }

  public static void main(String[] args) throws IOException {
    int port = Integer.parseInt(args[1]);
    Path file = Path.of(args[2]);
    long seed = Long.parseLong(args[3]);
    long most = Long.parseLong(args[4]);
    Ledger ledger = Files.exists(file) ? Ledger.read(file) : new Ledger();
    try (WireConnection connection = new WireConnection(port)) {
      CrashLoad load = new CrashLoad(connection, seed, ledger, WINDOW, CrashLoad::report);
      System.out.println("session " + load.session);
      if (args[0].equals("run")) {
        load.runUntilServerIsGone(most);
        System.out.println("gone after " + load.answered + " answers");
      } else {
        load.retry();
      }
    } finally {
      ledger.write(file);
    }
  }

  private static void report(long answered) {
    if (answered % REPORT_EVERY == 0) {
      System.out.println("answered " + answered);
    }
  }

  long session() {
    return session;
  }

  /** The end of a connection is what this waits for; anything else that goes wrong is an error. */
  void runUntilServerIsGone(long most) {
    try {
      send(1, most);
    } catch (SocketTimeoutException e) {
      throw new IllegalStateException("no answer, but the server is there", e);
    } catch (IOException e) {
      return;
    }
    throw new IllegalStateException("all " + most + " commands answered, nobody killed the server");
  }

  /** Sends the first commands of the script, and awaits all answers. */
  void runTo(long last) throws IOException {
    send(1, last);
  }

  /** Sends the newest commands of the ledger again. */
  void retry() throws IOException {
    send(Math.max(1, ledger.highestSent() - REQUEST_WINDOW + 1), ledger.highestSent());
  }

  private void send(long first, long last) throws IOException {
    for (long requestId = first; requestId <= last || inFlight > 0; ) {
      while (requestId <= last && inFlight < window) {
        ledger.sent(requestId);
        connection.send(out, script.encode(requestId, session, out));
        inFlight++;
        requestId++;
      }
      connection.flush();
      do {
        receive();
      } while (inFlight > 0 && connection.hasMore());
    }
  }

  private void receive() throws IOException {
    int template = connection.receive();
    if (template != CommandReplyDecoder.TEMPLATE_ID) {
      throw new IOException("not a reply but template " + template);
    }
    reply.wrapAndApplyHeader(connection.message(), 0, connection.header());
    ledger.answered(reply.requestId(), Ledger.text(reply));
    inFlight--;
    answered++;
    onAnswer.accept(answered);
  }
}

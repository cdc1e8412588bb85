package io.zaiko.bench.load;

import io.zaiko.protocol.sbe.CommandReplyDecoder;
import io.zaiko.protocol.sbe.ReleaseEncoder;
import io.zaiko.protocol.sbe.ReserveEncoder;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.protocol.sbe.StockQueryEncoder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;

/**
 * First figures of a running, empty server over TCP: journaled reserve and release of random open
 * reservations in a window, and single stock queries, one outstanding and in a window. A closed
 * loop: it tells throughput, and latency of one outstanding request, not latency under load.
 *
 * <p>Arguments: port, window, rounds, seconds a round. Prints one JSON object a line.
 */
public final class FirstFigures {
  private static final int SKUS = 5_000;
  private static final int LOCATIONS = 200;
  private static final int OPEN = 100_000;
  private static final short EC = 1;
  private static final int ID_LENGTH = 16;

  private final WireClient client;
  private final long session;
  private final int window;
  private final SplittableRandom random = new SplittableRandom(7450);
  private final ReserveEncoder reserve = new ReserveEncoder();
  private final ReleaseEncoder release = new ReleaseEncoder();
  private final StockQueryEncoder query = new StockQueryEncoder();
  private final CommandReplyDecoder reply = new CommandReplyDecoder();
  private final long[] open = new long[OPEN];
  private final byte[] id = new byte[ID_LENGTH];
  private long nextReservation;
  private long requestId;

  private FirstFigures(WireClient client, long session, int window) {
    this.client = client;
    this.session = session;
    this.window = window;
  }

  public static void main(String[] args) throws IOException {
    int port = Integer.parseInt(args[0]);
    int window = Integer.parseInt(args[1]);
    int rounds = Integer.parseInt(args[2]);
    long roundNanos = Long.parseLong(args[3]) * 1_000_000_000L;
    try (WireClient client =
        new WireClient(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
      long session = client.register("first-figures");
      FirstFigures figures = new FirstFigures(client, session, window);
      figures.prepare();
      for (int round = 0; round <= rounds; round++) {
        String name = round == 0 ? "warm-up" : Integer.toString(round);
        figures.commands(name, roundNanos);
        figures.queries(name, roundNanos, 1);
        figures.queries(name, roundNanos, window);
      }
    }
  }

  private void prepare() throws IOException {
    requestId = new LoadStore(client, session).fill(SKUS, LOCATIONS);
    int inFlight = 0;
    for (int i = 0; i < OPEN; i++) {
      open[i] = nextReservation++;
      encodeReserve(open[i]);
      if (++inFlight == window) {
        inFlight -= receiveReplies(inFlight);
      }
    }
    while (inFlight > 0) {
      inFlight -= receiveReplies(inFlight);
    }
  }

  /** Alternates a release of a random open reservation with a reservation in its place. */
  private void commands(String round, long nanos) throws IOException {
    long begin = System.nanoTime();
    long end = begin + nanos;
    long answered = 0;
    int inFlight = 0;
    while (System.nanoTime() < end) {
      while (inFlight <= window - 2) {
        int victim = random.nextInt(OPEN);
        encodeRelease(open[victim]);
        open[victim] = nextReservation++;
        encodeReserve(open[victim]);
        inFlight += 2;
      }
      int got = receiveReplies(1);
      answered += got;
      inFlight -= got;
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    while (inFlight > 0) {
      inFlight -= receiveReplies(inFlight);
    }
    System.out.printf(
        Locale.ROOT,
        "{\"what\":\"reserve+release\",\"round\":\"%s\",\"window\":%d,\"commands\":%d,"
            + "\"seconds\":%.3f,\"commands_per_second\":%.0f}%n",
        round,
        window,
        answered,
        seconds,
        answered / seconds);
  }

  private void queries(String round, long nanos, int inFlightMost) throws IOException {
    Histogram latency = new Histogram(3);
    long begin = System.nanoTime();
    long end = begin + nanos;
    long answered = 0;
    int inFlight = 0;
    long now = begin;
    while (now < end) {
      long sentAt = now;
      while (inFlight < inFlightMost) {
        encodeQuery();
        inFlight++;
      }
      client.flush();
      do {
        client.receive();
        inFlight--;
        answered++;
      } while (inFlight > 0 && client.hasMessage());
      now = System.nanoTime();
      if (inFlightMost == 1) {
        latency.recordValue(now - sentAt);
      }
    }
    double seconds = (now - begin) / 1e9;
    while (inFlight > 0) {
      client.receive();
      inFlight--;
    }
    String percentiles =
        inFlightMost > 1
            ? "\"p50_us\":null,\"p99_us\":null,\"p999_us\":null"
            : String.format(
                Locale.ROOT,
                "\"p50_us\":%.1f,\"p99_us\":%.1f,\"p999_us\":%.1f",
                latency.getValueAtPercentile(50) / 1e3,
                latency.getValueAtPercentile(99) / 1e3,
                latency.getValueAtPercentile(99.9) / 1e3);
    System.out.printf(
        Locale.ROOT,
        "{\"what\":\"query\",\"round\":\"%s\",\"window\":%d,\"queries\":%d,"
            + "\"seconds\":%.3f,\"queries_per_second\":%.0f,%s}%n",
        round,
        inFlightMost,
        answered,
        seconds,
        answered / seconds,
        percentiles);
  }

  /**
   * Sends what is encoded and takes at least so many replies, and all that have arrived with them.
   */
  private int receiveReplies(int atLeast) throws IOException {
    client.flush();
    int count = 0;
    while (count < atLeast || client.hasMessage()) {
      client.receive();
      reply.wrapAndApplyHeader(client.in(), client.messageOffset(), client.header());
      if (reply.code() != ResultCode.OK) {
        throw new IOException("request " + reply.requestId() + " answered " + reply.code());
      }
      count++;
    }
    return count;
  }

  private void encodeReserve(long number) {
    reserve
        .wrapAndApplyHeader(client.out(), client.beginMessage(), client.headerEncoder())
        .requestId(++requestId)
        .session(session)
        .referenceTime(0)
        .hold(3_600_000_000L)
        .channel(EC);
    reserve.flags().clear();
    reserve
        .linesCount(1)
        .next()
        .sku(random.nextInt(SKUS))
        .location(random.nextInt(LOCATIONS))
        .quantity(1);
    reserve.codesCount(0);
    reserve.putReservationId(idOf(number), 0, ID_LENGTH);
    client.endMessage(reserve.encodedLength());
  }

  private void encodeRelease(long number) {
    release
        .wrapAndApplyHeader(client.out(), client.beginMessage(), client.headerEncoder())
        .requestId(++requestId)
        .session(session)
        .referenceTime(0);
    release.linesCount(0);
    release.codesCount(0);
    release.putReservationId(idOf(number), 0, ID_LENGTH);
    client.endMessage(release.encodedLength());
  }

  private void encodeQuery() {
    query
        .wrapAndApplyHeader(client.out(), client.beginMessage(), client.headerEncoder())
        .correlationId(1)
        .sku(random.nextInt(SKUS))
        .location(random.nextInt(LOCATIONS))
        .channel(EC)
        .codesCount(0);
    client.endMessage(query.encodedLength());
  }

  private byte[] idOf(long number) {
    long rest = number;
    for (int i = ID_LENGTH - 1; i >= 0; i--) {
      id[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return id;
  }
}

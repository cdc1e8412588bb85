package io.zaiko.bench.load;

import io.zaiko.client.BasketRequest;
import io.zaiko.client.Line;
import io.zaiko.client.ReceiveRequest;
import io.zaiko.client.ReleaseRequest;
import io.zaiko.client.ReserveRequest;
import io.zaiko.client.SellRequest;
import io.zaiko.client.ZaikoClient;
import io.zaiko.client.ZaikoClientConfig;
import io.zaiko.client.ZaikoException;
import io.zaiko.protocol.sbe.ResultCode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/**
 * With a Zaiko through the public client, by codes and futures: what those get who use it as it
 * comes. What {@link ZaikoConversation} gets beyond that is what the client's comfort costs.
 */
final class ClientConversation implements Conversation {
  private static final String CHANNEL = "EC";
  private static final Duration HOLD = Duration.of(HOUR_MICROS, ChronoUnit.MICROS);

  private record Answered(long ticket, ResultCode code, Throwable failure) {}

  private final RunPlan plan;
  private final ZaikoClient client;
  private final String idPrefix;
  private final String[] skus;
  private final String[] locations = new String[RunPlan.LOCATIONS];
  private final BlockingQueue<Answered> answers = new LinkedBlockingQueue<>();
  private ResultCode code = ResultCode.OK;

  private ClientConversation(RunPlan plan, ZaikoClient client, Caller caller) {
    this.plan = plan;
    this.client = client;
    idPrefix = Long.toHexString(caller.id()) + "-";
    skus = new String[plan.stockRecords() / RunPlan.LOCATIONS];
    for (int i = 0; i < skus.length; i++) {
      skus[i] = LoadStore.skuCode(i);
    }
    for (int i = 0; i < locations.length; i++) {
      locations[i] = LoadStore.locationCode(i);
    }
  }

  /** Connects. */
  static ClientConversation open(RunPlan plan, InetSocketAddress server, Caller caller)
      throws IOException {
    ZaikoClientConfig config =
        ZaikoClientConfig.builder(server.getAddress().getHostAddress(), server.getPort())
            .clientName(caller.name())
            .maxInFlight(caller.mostAhead())
            .build();
    try {
      return new ClientConversation(plan, ZaikoClient.connect(config), caller);
    } catch (ZaikoException e) {
      throw new IOException("the client could not connect", e);
    }
  }

  @Override
  public int mostAhead() {
    return RunPlan.MOST_WINDOW;
  }

  @Override
  public String durability() {
    return plan.durability();
  }

  private <A> void asked(long ticket, CompletableFuture<A> answer, Function<A, ResultCode> code) {
    var unused =
        answer.whenComplete(
            (said, failure) ->
                answers.add(
                    new Answered(ticket, failure == null ? code.apply(said) : null, failure)));
  }

  private Line unitOf(int record) {
    return Line.of(skus[record / RunPlan.LOCATIONS], locations[record % RunPlan.LOCATIONS], 1);
  }

  @Override
  public void query(long ticket, int record) {
    Line line = unitOf(record);
    asked(ticket, client.stock(line.sku(), line.location(), CHANNEL), answer -> answer.code());
  }

  @Override
  public void everywhere(long ticket, int sku) {
    asked(ticket, client.stockEverywhere(skus[sku], CHANNEL), answer -> answer.code());
  }

  @Override
  public void basket(long ticket, int location, int[] wanted) {
    Line[] lines = new Line[wanted.length];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = Line.of(skus[wanted[i]], locations[location], 1);
    }
    asked(ticket, client.basket(BasketRequest.of(CHANNEL, lines)), answer -> answer.code());
  }

  @Override
  public void reserve(long ticket, long number, int record) {
    ReserveRequest request = ReserveRequest.of(idPrefix + number, CHANNEL, unitOf(record));
    asked(ticket, client.reserve(request.withHold(HOLD)), answer -> answer.code());
  }

  @Override
  public void release(long ticket, long number, int record) {
    asked(ticket, client.release(ReleaseRequest.of(idPrefix + number)), answer -> answer.code());
  }

  @Override
  public void sell(long ticket, int record) {
    asked(ticket, client.sell(SellRequest.of(unitOf(record))), answer -> answer.code());
  }

  @Override
  public void receive(long ticket, int record) {
    asked(ticket, client.receive(ReceiveRequest.of(unitOf(record))), answer -> answer.code());
  }

  /** Nothing waits here: the client sends by itself. */
  @Override
  public int unsentBytes() {
    return 0;
  }

  @Override
  public boolean isFull() {
    return false;
  }

  /** Does nothing: the client sends by itself. */
  @Override
  public void flush() {}

  @Override
  public boolean hasAnswer() {
    return !answers.isEmpty();
  }

  @Override
  public long takeAnswer() throws IOException {
    Answered answered;
    try {
      answered = answers.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for an answer", e);
    }
    if (answered.failure != null) {
      throw new IOException("the client gave no answer", answered.failure);
    }
    code = answered.code;
    return answered.ticket;
  }

  @Override
  public ResultCode code() {
    return code;
  }

  @Override
  public void close() {
    client.close();
  }
}

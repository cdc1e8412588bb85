package io.zaiko.bench.load;

import io.zaiko.protocol.sbe.ResultCode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Locale;

/** With a Zaiko, or with a yardstick that takes the same frames. */
final class ZaikoConversation implements SocketConversation {
  private final WireClient client;
  private final LoadRequests requests;
  private final LoadAnswers answers;
  private final int mostAhead;
  private final String durability;

  private ZaikoConversation(WireClient client, LoadRequests requests, RunPlan plan, int mostAhead) {
    this.client = client;
    this.requests = requests;
    answers = new LoadAnswers(client);
    this.mostAhead =
        Mix.parse(plan.mix()).hasCommands()
            ? Math.min(mostAhead, Math.min(client.credits(), client.requestWindow()))
            : mostAhead;
    durability =
        plan.target() == Target.ZAIKO ? client.durability().name().toLowerCase(Locale.ROOT) : null;
  }

  /** Connects, and registers if the plan has commands. */
  static ZaikoConversation open(RunPlan plan, InetSocketAddress server, Caller caller)
      throws IOException {
    WireClient client = new WireClient(server, caller.bufferLength());
    try {
      boolean registers = Mix.parse(plan.mix()).hasCommands();
      long session = registers ? client.register(caller.name()) : 0;
      LoadRequests requests = new LoadRequests(client, session, caller.id());
      return new ZaikoConversation(client, requests, plan, caller.mostAhead());
    } catch (IOException e) {
      client.close();
      throw e;
    }
  }

  @Override
  public int mostAhead() {
    return mostAhead;
  }

  @Override
  public String durability() {
    return durability;
  }

  @Override
  public void query(long ticket, int record) {
    requests.query(ticket, record);
  }

  @Override
  public void everywhere(long ticket, int sku) {
    requests.everywhere(ticket, sku);
  }

  @Override
  public void basket(long ticket, int location, int[] skus) {
    requests.basket(ticket, location, skus);
  }

  @Override
  public void reserve(long ticket, long number, int record) {
    requests.reserve(ticket, number, record);
  }

  @Override
  public void reserve(long ticket, long number, int location, int[] skus, long holdMicros) {
    requests.reserve(ticket, number, location, skus, holdMicros);
  }

  @Override
  public void release(long ticket, long number, int record) {
    requests.release(ticket, number);
  }

  @Override
  public void sell(long ticket, int record) {
    requests.sell(ticket, record);
  }

  @Override
  public void receive(long ticket, int record) {
    requests.receive(ticket, record);
  }

  @Override
  public int unsentBytes() {
    return client.unsentBytes();
  }

  @Override
  public boolean isFull() {
    return client.isFull();
  }

  @Override
  public void flush() throws IOException {
    client.flush();
  }

  @Override
  public SocketChannel channel() {
    return client.channel();
  }

  @Override
  public void read() throws IOException {
    client.read();
  }

  @Override
  public boolean hasAnswer() {
    return client.hasMessage();
  }

  @Override
  public long takeAnswer() throws IOException {
    return answers.receive();
  }

  @Override
  public ResultCode code() {
    return answers.code();
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}

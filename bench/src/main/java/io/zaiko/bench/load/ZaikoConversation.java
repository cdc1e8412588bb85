package io.zaiko.bench.load;

import io.zaiko.protocol.sbe.ResultCode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Locale;

/** With a Zaiko, or with a yardstick that takes the same frames. */
final class ZaikoConversation implements Conversation {
  private final WireClient client;
  private final LoadRequests requests;
  private final LoadAnswers answers;
  private final int mostAhead;
  private final String durability;

  private ZaikoConversation(WireClient client, LoadRequests requests, RunPlan plan) {
    this.client = client;
    this.requests = requests;
    answers = new LoadAnswers(client);
    mostAhead =
        Mix.parse(plan.mix()).hasCommands()
            ? Math.min(client.credits(), client.requestWindow())
            : RunPlan.MOST_WINDOW;
    durability =
        plan.target() == Target.ZAIKO ? client.durability().name().toLowerCase(Locale.ROOT) : null;
  }

  /**
   * Connects, and registers if the plan has commands.
   *
   * @param index which of the run's connections this is
   */
  static ZaikoConversation open(RunPlan plan, InetSocketAddress server, int index)
      throws IOException {
    WireClient client = new WireClient(server);
    try {
      long prefix = System.currentTimeMillis() * RunPlan.MOST_CONNECTIONS + index;
      boolean registers = Mix.parse(plan.mix()).hasCommands();
      long session = registers ? client.register("load-" + Long.toHexString(prefix)) : 0;
      return new ZaikoConversation(client, new LoadRequests(client, session, prefix), plan);
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
    return client.unsentBytes() > WireClient.MOST_UNSENT;
  }

  @Override
  public void flush() throws IOException {
    client.flush();
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

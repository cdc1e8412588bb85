package io.zaiko.bench.peer;

import io.zaiko.bench.load.Caller;
import io.zaiko.bench.load.RunPlan;
import io.zaiko.bench.load.SocketConversation;
import io.zaiko.protocol.sbe.ResultCode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.agrona.BitUtil;

/** With a Redis, which answers in order. Its scripts are loaded when it begins. */
final class RedisConversation implements SocketConversation {
  private static final byte[] SCRIPT = RespClient.bytes("SCRIPT");
  private static final byte[] LOAD = RespClient.bytes("LOAD");

  private final RespClient client;
  private final RedisLayout layout;
  private final String durability;
  private final Caller caller;
  private final byte[] reserve;
  private final byte[] release;

  /** How many replies the requests in flight will get, written before they go out. */
  private final AtomicIntegerArray replies;

  private long answered;
  private ResultCode code = ResultCode.OK;

  private RedisConversation(RespClient client, RedisLayout layout, String durability, Caller caller)
      throws IOException {
    this.client = client;
    this.layout = layout;
    this.durability = durability;
    this.caller = caller;
    replies = new AtomicIntegerArray(BitUtil.findNextPositivePowerOfTwo(caller.mostAhead() + 1));
    reserve = load(layout.reserveScript());
    release = load(layout.releaseScript());
  }

  /**
   * Connects.
   *
   * @param durability what an OK survives there, in a word
   */
  static RedisConversation open(
      InetSocketAddress server, RedisLayout layout, String durability, Caller caller)
      throws IOException {
    RespClient client = new RespClient(server, caller.bufferLength());
    try {
      return new RedisConversation(client, layout, durability, caller);
    } catch (IOException e) {
      client.close();
      throw e;
    }
  }

  private byte[] load(String script) throws IOException {
    client.begin(3).add(SCRIPT).add(LOAD).add(RespClient.bytes(script)).flush();
    String reply = client.receiveText();
    return RespClient.bytes(reply.substring(reply.indexOf('\n') + 1));
  }

  @Override
  public int mostAhead() {
    return caller.mostAhead();
  }

  @Override
  public String durability() {
    return durability;
  }

  private void expect(long ticket, int count) {
    replies.setRelease(slot(ticket), count);
  }

  private int slot(long ticket) {
    return (int) ticket & (replies.length() - 1);
  }

  private static int sku(int record) {
    return record / RunPlan.LOCATIONS;
  }

  private static int location(int record) {
    return record % RunPlan.LOCATIONS;
  }

  @Override
  public void query(long ticket, int record) {
    expect(ticket, 1);
    layout.query(client, sku(record), location(record));
  }

  @Override
  public void everywhere(long ticket, int sku) {
    expect(ticket, layout.everywhere(client, sku, RunPlan.LOCATIONS));
  }

  @Override
  public void basket(long ticket, int location, int[] skus) {
    expect(ticket, skus.length);
    for (int sku : skus) {
      layout.query(client, sku, location);
    }
  }

  @Override
  public void reserve(long ticket, long number, int record) {
    expect(ticket, 1);
    layout.reserve(client, reserve, sku(record), location(record), caller.id(), number);
  }

  @Override
  public void release(long ticket, long number, int record) {
    expect(ticket, 1);
    layout.release(client, release, sku(record), location(record), caller.id(), number);
  }

  @Override
  public void sell(long ticket, int record) {
    expect(ticket, 1);
    layout.add(client, sku(record), location(record), true);
  }

  @Override
  public void receive(long ticket, int record) {
    expect(ticket, 1);
    layout.add(client, sku(record), location(record), false);
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
    return client.hasReply();
  }

  @Override
  public long takeAnswer() throws IOException {
    answered++;
    long value = 0;
    // The first one has to be there: before, the sender may not have written what is expected.
    int count = 1;
    for (int i = 0; i < count; i++) {
      value = client.receive();
      count = replies.getAcquire(slot(answered));
    }
    code = codeOf(value);
    return answered;
  }

  private static ResultCode codeOf(long value) {
    if (value == RedisLayout.TOO_LITTLE) {
      return ResultCode.INSUFFICIENT;
    }
    return value == RedisLayout.UNKNOWN ? ResultCode.UNKNOWN_RESERVATION : ResultCode.OK;
  }

  @Override
  public ResultCode code() {
    return code;
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}

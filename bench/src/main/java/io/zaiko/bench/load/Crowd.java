package io.zaiko.bench.load;

import io.zaiko.protocol.sbe.ResultCode;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;
import org.agrona.collections.IntArrayList;
import org.agrona.collections.IntArrayQueue;
import org.agrona.collections.LongHashSet;

/**
 * Many connections of one outstanding request each, looked after by one thread: who has its answer
 * asks again. With a thread for each it would be the scheduler that is measured.
 *
 * <p>As a {@link Conversation} it takes as many requests as it has members, and gives each to the
 * member that has been idle longest. One thread; any thread may close it.
 */
final class Crowd implements Conversation {
  private static final int NOBODY = -1;

  private final SocketConversation[] members;
  private final Selector selector = Selector.open();
  private final Consumer<SelectionKey> read = this::read;
  private final IntArrayQueue idle;
  private final IntArrayQueue answered;
  private final IntArrayList unsent = new IntArrayList();

  /** Of each member: the ticket that its request has here, and its own last one. */
  private final long[] tickets;

  private final long[] ownTickets;

  /** Of each member: whether it stands among {@link #answered}. */
  private final boolean[] isAnswered;

  /** Of each member: the number that it reserves under, or {@link #NOBODY}. */
  private final long[] numbers;

  private final LongHashSet reserving = new LongHashSet(NOBODY);
  private IOException broken;
  private ResultCode code = ResultCode.OK;

  private Crowd(int size) throws IOException {
    members = new SocketConversation[size];
    tickets = new long[size];
    ownTickets = new long[size];
    isAnswered = new boolean[size];
    numbers = new long[size];
    idle = new IntArrayQueue(size, NOBODY);
    answered = new IntArrayQueue(size, NOBODY);
  }

  /**
   * Opens all connections.
   *
   * @param run a number that no other run has
   */
  static Crowd open(long run, int size, LoadRun.Conversations with) throws IOException {
    Crowd crowd = new Crowd(size);
    boolean opened = false;
    try {
      for (int i = 0; i < size; i++) {
        crowd.members[i] = (SocketConversation) with.open(Caller.inCrowd(run, i, size));
        SocketChannel channel = crowd.members[i].channel();
        channel.configureBlocking(false);
        channel.register(crowd.selector, SelectionKey.OP_READ, i);
        crowd.idle.addInt(i);
      }
      opened = true;
      return crowd;
    } finally {
      if (!opened) {
        crowd.close();
      }
    }
  }

  /** One that lags behind keeps nobody else waiting. */
  @Override
  public int mostAhead() {
    return InFlight.CAPACITY - 1;
  }

  @Override
  public int mostUnanswered() {
    return members.length;
  }

  @Override
  public String durability() {
    return members[0].durability();
  }

  /** Picks who sends a request, and notes it. */
  private int member(long ticket) {
    int member = idle.pollInt();
    if (member == NOBODY) {
      throw new IllegalStateException("all " + members.length + " connections wait for an answer");
    }
    tickets[member] = ticket;
    ownTickets[member]++;
    numbers[member] = NOBODY;
    unsent.addInt(member);
    return member;
  }

  @Override
  public void query(long ticket, int record) {
    int member = member(ticket);
    members[member].query(ownTickets[member], record);
  }

  @Override
  public void everywhere(long ticket, int sku) {
    int member = member(ticket);
    members[member].everywhere(ownTickets[member], sku);
  }

  @Override
  public void basket(long ticket, int location, int[] skus) {
    int member = member(ticket);
    members[member].basket(ownTickets[member], location, skus);
  }

  @Override
  public void reserve(long ticket, long number, int record) {
    int member = reserver(ticket, number);
    members[member].reserve(ownTickets[member], number, record);
  }

  @Override
  public void reserve(long ticket, long number, int location, int[] skus, long holdMicros) {
    int member = reserver(ticket, number);
    members[member].reserve(ownTickets[member], number, location, skus, holdMicros);
  }

  private int reserver(long ticket, long number) {
    int member = member(ticket);
    numbers[member] = number;
    reserving.add(number);
    return member;
  }

  /** Requests of different connections may overtake each other. */
  @Override
  public boolean mayRelease(long number) {
    return !reserving.contains(number);
  }

  @Override
  public void release(long ticket, long number, int record) {
    int member = member(ticket);
    members[member].release(ownTickets[member], number, record);
  }

  @Override
  public void sell(long ticket, int record) {
    int member = member(ticket);
    members[member].sell(ownTickets[member], record);
  }

  @Override
  public void receive(long ticket, int record) {
    int member = member(ticket);
    members[member].receive(ownTickets[member], record);
  }

  @Override
  public int unsentBytes() {
    return unsent.intStream().map(member -> members[member].unsentBytes()).sum();
  }

  @Override
  public boolean isFull() {
    return false;
  }

  @Override
  public void flush() throws IOException {
    for (int i = 0; i < unsent.size(); i++) {
      members[unsent.getInt(i)].flush();
    }
    unsent.clear();
  }

  /** Waits for whoever has something to read, and reads it. */
  private void read() throws IOException {
    selector.select(read);
    if (broken != null) {
      throw broken;
    }
  }

  private void read(SelectionKey key) {
    int member = (int) key.attachment();
    try {
      members[member].read();
      if (!isAnswered[member] && members[member].hasAnswer()) {
        isAnswered[member] = true;
        answered.addInt(member);
      }
    } catch (IOException e) {
      broken = e;
    }
  }

  @Override
  public boolean hasAnswer() {
    return !answered.isEmpty();
  }

  @Override
  public long takeAnswer() throws IOException {
    while (answered.isEmpty()) {
      read();
    }
    int member = answered.pollInt();
    isAnswered[member] = false;
    if (numbers[member] != NOBODY) {
      reserving.remove(numbers[member]);
    }
    long own = members[member].takeAnswer();
    if (own != ownTickets[member]) {
      throw new IOException("an answer to " + own + " where " + ownTickets[member] + " was asked");
    }
    code = members[member].code();
    idle.addInt(member);
    return tickets[member];
  }

  @Override
  public ResultCode code() {
    return code;
  }

  @Override
  public void close() throws IOException {
    for (Conversation member : members) {
      if (member != null) {
        member.close();
      }
    }
    selector.close();
  }
}

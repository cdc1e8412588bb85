package io.zaiko.gateway;

import static io.zaiko.protocol.Protocol.MESSAGE_HEADER_LENGTH;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import io.zaiko.engine.stock.AvailabilityReader;
import io.zaiko.engine.stock.ChangeReader;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import io.zaiko.protocol.sbe.MessageHeaderEncoder;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.protocol.sbe.SubscribeDecoder;
import io.zaiko.protocol.sbe.SubscribedEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Tells subscribers of changes (rule 30). While a connection has subscriptions its I/O thread looks
 * every few milliseconds what the engine wrote down since, and tells the connections that can be
 * written to; the engine knows nothing of it. Connections, and the subscriptions of each, take
 * turns by the message, and what is left when the time of a round is used up waits for the next.
 *
 * <p>Allocates per subscription, nothing per change. Used by one I/O thread.
 */
final class ChangeFeed {
  /** Between two rounds. */
  static final int PERIOD_MILLIS = 5;

  /** Changes looked at in one round, of all subscriptions together: a millisecond or two. */
  static final int MOST_CHANGES_PER_ROUND = 8 * 1024;

  /** Changes looked at for one message. */
  private static final int MOST_CHANGES_PER_MESSAGE = 4 * 1024;

  /**
   * A subscriber whom nothing concerns is told how far it has come after so many changes, as a part
   * of those that are kept: else it could not resume after them.
   */
  private static final int SILENT_SHARE = 8;

  private final EventLoop eventLoop;
  private final AvailabilityReader reader;
  private final Supplier<ChangeReader> newReader;
  private final int mostPassedOver;
  private final Consumer<Throwable> onBroken;
  private final CatalogLookup catalog;
  private final ChangeMessages messages;
  private final List<Connection> followers = new ArrayList<>();
  private final MessageHeaderDecoder queryHeader = new MessageHeaderDecoder();
  private final SubscribeDecoder query = new SubscribeDecoder();
  private final MessageHeaderEncoder replyHeader = new MessageHeaderEncoder();
  private final SubscribedEncoder reply = new SubscribedEncoder();
  private ScheduledFuture<?> rounds;
  private int turn;

  /**
   * @param reader of this thread
   * @param newReader makes a reader of changes for each subscription
   * @param changeCapacity changes that the engine keeps
   * @param onBroken told when a round failed; the gateway must stop
   */
  ChangeFeed(
      EventLoop eventLoop,
      AvailabilityReader reader,
      Supplier<ChangeReader> newReader,
      int changeCapacity,
      Consumer<Throwable> onBroken) {
    this.eventLoop = eventLoop;
    this.reader = reader;
    this.newReader = newReader;
    this.mostPassedOver = changeCapacity / SILENT_SHARE;
    this.onBroken = onBroken;
    this.catalog = new CatalogLookup(reader);
    this.messages = new ChangeMessages(reader);
  }

  /** Bytes of the answer to SUBSCRIBE. */
  static final int SUBSCRIBED_LENGTH = MESSAGE_HEADER_LENGTH + SubscribedEncoder.BLOCK_LENGTH;

  /**
   * Answers a SUBSCRIBE of a connection that may have one more, and begins the subscription if the
   * answer is OK; returns the length of the answer.
   */
  int subscribe(
      Connection connection,
      DirectBuffer buffer,
      int offset,
      MutableDirectBuffer to,
      int toOffset) {
    query.wrapAndApplyHeader(buffer, offset, queryHeader);
    catalog.atCodes(buffer, offset);
    int sku = query.sku() == Protocol.NO_REF ? Subscription.ALL : catalog.sku(query.sku());
    int location =
        query.location() == Protocol.NO_REF ? Subscription.ALL : catalog.location(query.location());
    reader.readPosition();
    long from = query.fromSequence() == 0 ? reader.sequence() : query.fromSequence();
    ChangeReader changes = newReader.get();
    ResultCode code = ResultCode.OK;
    if (sku == CatalogLookup.UNKNOWN) {
      code = ResultCode.UNKNOWN_SKU;
    } else if (location == CatalogLookup.UNKNOWN) {
      code = ResultCode.UNKNOWN_LOCATION;
    } else if (!changes.seek(from)) {
      code = ResultCode.RESUME_TOO_OLD;
    } else {
      connection
          .subscriptions()
          .add(
              new Subscription(
                  query.correlationId(),
                  sku,
                  location,
                  query.channel(),
                  query.kinds().getRaw(),
                  changes,
                  from));
      follow(connection);
    }
    reply
        .wrapAndApplyHeader(to, toOffset, replyHeader)
        .correlationId(query.correlationId())
        .sequence(code == ResultCode.OK ? from : reader.sequence())
        .time(reader.timeMicros())
        .code(code);
    return MESSAGE_HEADER_LENGTH + reply.encodedLength();
  }

  private void follow(Connection connection) {
    if (!followers.contains(connection)) {
      followers.add(connection);
    }
    if (rounds == null) {
      rounds =
          eventLoop.scheduleWithFixedDelay(this::round, PERIOD_MILLIS, PERIOD_MILLIS, MILLISECONDS);
      rounds.addListener(
          ended -> {
            if (!ended.isCancelled()) {
              onBroken.accept(ended.cause());
            }
          });
    }
  }

  private void round() {
    reader.readPosition();
    int left = MOST_CHANGES_PER_ROUND;
    int count = followers.size();
    for (int i = 0; i < count && left > 0; i++) {
      turn = turn < count ? turn : 0;
      left -= followers.get(turn).tellChanges(left);
      turn++;
    }
    // Only now: a connection may have come to its end while it was told.
    followers.removeIf(connection -> !connection.isFollowing());
    if (followers.isEmpty()) {
      rounds.cancel(false);
      rounds = null;
    }
  }

  /**
   * Writes what changed for the subscriptions of a connection, within a round.
   *
   * @return changes looked at, at most a message's more than {@code most}
   */
  int tell(Connection connection, int most) {
    Subscriptions subscriptions = connection.subscriptions();
    int looks = 0;
    int quiet = 0;
    while (looks < most && quiet < subscriptions.size() && connection.isWritable()) {
      Subscription subscription = subscriptions.next();
      boolean behind = subscription.toldUpTo() < reader.sequence();
      if (behind) {
        looks += 1 + tell(subscription, subscriptions, connection.outbound());
      }
      quiet = behind ? 0 : quiet + 1;
    }
    return looks;
  }

  /** Writes one message at most, or two if it is the end; returns the changes looked at. */
  private int tell(Subscription subscription, Subscriptions subscriptions, Outbound outbound) {
    ChangeReader changes = subscription.changes();
    messages.begin(subscription, outbound);
    long told = subscription.toldUpTo();
    long current = told;
    int looks = 0;
    boolean more = true;
    while (more && looks < MOST_CHANGES_PER_MESSAGE && messages.hasRoom()) {
      more = changes.next(reader.sequence());
      if (more) {
        looks++;
        if (changes.sequence() != current) {
          told = current;
          current = changes.sequence();
        }
        if (subscription.wantsChange()) {
          messages.add();
        }
      }
    }
    if (!more && !changes.lapped()) {
      told = reader.sequence();
    }
    if (!messages.isEmpty() || subscription.passedOver() + looks >= mostPassedOver) {
      messages.end(told, reader.timeMicros(), ResultCode.OK);
      subscription.onTold(told);
    } else {
      subscription.onPassedOver(told, looks);
    }
    if (changes.lapped()) {
      messages.begin(subscription, outbound);
      messages.end(told, reader.timeMicros(), ResultCode.RESUME_TOO_OLD);
      subscriptions.end(subscription.correlationId());
    }
    return looks;
  }
}

package io.zaiko.client;

import io.zaiko.protocol.sbe.CatalogKind;
import io.zaiko.protocol.sbe.Durability;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A connection to a Zaiko server.
 *
 * <pre>{@code
 * try (ZaikoClient zaiko = ZaikoClient.connect("127.0.0.1", 7450)) {
 *   StockAnswer answer = zaiko.stock("4901234567894", "shibuya", "EC").join();
 *   System.out.println(answer.inStock() ? "in stock" : "sold out");
 * }
 * }</pre>
 *
 * <p><b>Threads.</b> Any thread may call any method. Futures complete on the client's event loop:
 * callbacks must be short and must not block, or they hold up every other answer; hand longer work
 * to an executor of your own ({@code thenAcceptAsync}).
 *
 * <p><b>Answers.</b> A refusal (not enough stock, unknown reservation …) is an answer with its
 * code. A future fails only if there is no answer: with a {@link ZaikoException}, or with an {@link
 * IllegalArgumentException} for a request that cannot be put on the wire (an unknown channel name,
 * more than 64 KiB).
 *
 * <p><b>Order.</b> Commands called from one thread reach the server in call order and are applied
 * in that order, with two exceptions: a command that is answered OVERLOADED is sent again later
 * (see {@link ZaikoClientConfig.Builder#overloadRetries}), and so is one whose session was dropped
 * by the server. Questions do not wait for commands; a question asked after a command was answered
 * sees its effect.
 *
 * <p><b>Retries.</b> The client opens a session under its name with the first command. When the
 * connection breaks it connects again, continues the session, sends every unanswered command again
 * with the same id and the same bytes, which the server executes once at most, and asks every
 * unanswered question again. Requests wait meanwhile, up to the request timeout.
 *
 * <p><b>Codes.</b> Requests name SKUs and locations by code; on the wire the client uses the short
 * handles that it has learnt. A code that somebody deletes and defines again gets another handle.
 * The first command that still names the old one is answered UNKNOWN_SKU or UNKNOWN_LOCATION, or a
 * line of a fact UNMATCHED; the client then forgets the handle, and the next command goes by code.
 * So a request may simply be sent again; units of an UNMATCHED line were not booked and are to be
 * sent again in a new fact. Questions are asked again by code before they are answered so.
 */
public final class ZaikoClient implements AutoCloseable {
  private final ClientLoops loops;
  private final AdmissionGate gate;
  private final ServerLink[] links;
  private final AtomicBoolean closed = new AtomicBoolean();

  private ZaikoClient(ZaikoClientConfig config) {
    loops = new ClientLoops(config.connections());
    gate = new AdmissionGate(config.maxInFlight(), config.blockWhenFull());
    links = new ServerLink[config.connections()];
    for (int i = 0; i < links.length; i++) {
      links[i] = new ServerLink(config, i, loops, gate);
    }
  }

  /**
   * Connects with the default settings; see {@link #connect(ZaikoClientConfig)}.
   *
   * @param host host name or address
   * @param port TCP port, usually 7450
   */
  public static ZaikoClient connect(String host, int port) {
    return connect(ZaikoClientConfig.builder(host, port).build());
  }

  /**
   * Connects and waits until the server has welcomed every connection.
   *
   * @throws ZaikoUnreachableException if there is no server, or it turns the client away
   * @throws ZaikoProtocolException if what answers there does not speak this protocol
   */
  public static ZaikoClient connect(ZaikoClientConfig config) {
    ZaikoClient client = new ZaikoClient(config);
    List<CompletableFuture<Void>> welcomes = new ArrayList<>();
    for (ServerLink link : client.links) {
      welcomes.add(link.connect());
    }
    try {
      welcomes.forEach(Futures::await);
      return client;
    } catch (RuntimeException e) {
      client.close();
      throw e;
    }
  }

  /** Sends any command; the client chooses the request id. */
  public CompletableFuture<CommandAnswer> send(CommandRequest request) {
    return send(request, CommandOptions.NONE);
  }

  /** Sends any command. A request id given by hand belongs to the first connection's session. */
  public CompletableFuture<CommandAnswer> send(CommandRequest request, CommandOptions options) {
    ServerLink link = options.requestId() == 0 ? link() : links[0];
    return link.submit(new PendingCommand(link, request, options));
  }

  /**
   * Sends a command whose outcome is unknown again, with the same session, request id and bytes: it
   * is executed once at most, and the answer is that of the first time.
   *
   * @param failure what the command's future failed with; its outcome must be unknown, and it must
   *     come from this client
   * @throws IllegalArgumentException if it has no unknown outcome or comes from another client
   */
  public CompletableFuture<CommandAnswer> retry(ZaikoException failure) {
    LostCommand lost = failure.lost();
    for (ServerLink link : links) {
      if (lost != null && lost.link() == link) {
        return link.submit(new PendingCommand(lost));
      }
    }
    throw new IllegalArgumentException(
        "Nothing to retry: the failure is not that of a command of this client whose outcome is"
            + " unknown",
        failure);
  }

  /** Defines a SKU or updates its name. */
  public CompletableFuture<CommandAnswer> defineSku(DefineSkuRequest request) {
    return send(request);
  }

  /** Defines a location or updates its attributes. */
  public CompletableFuture<CommandAnswer> defineLocation(DefineLocationRequest request) {
    return send(request);
  }

  /** Sets the units hidden from a channel. */
  public CompletableFuture<CommandAnswer> setSafety(SetSafetyRequest request) {
    return send(request);
  }

  /** Caps the open reserved units of a channel. */
  public CompletableFuture<CommandAnswer> setQuota(SetQuotaRequest request) {
    return send(request);
  }

  /** Says from when on there is little. */
  public CompletableFuture<CommandAnswer> setBands(SetBandsRequest request) {
    return send(request);
  }

  /** Lets a location take no new promises. */
  public CompletableFuture<CommandAnswer> suspend(String location) {
    return send(new SuspendRequest(location));
  }

  /** Lets a suspended location take promises again. */
  public CompletableFuture<CommandAnswer> reopen(String location) {
    return send(new ReopenRequest(location));
  }

  /** Deletes a SKU or a location that has neither stock nor open reservations. */
  public CompletableFuture<CommandAnswer> delete(DeleteRequest request) {
    return send(request);
  }

  /** Records goods that arrived. */
  public CompletableFuture<CommandAnswer> receive(ReceiveRequest request) {
    return send(request);
  }

  /** Records, or with ENFORCE asks for, a sale. */
  public CompletableFuture<CommandAnswer> sell(SellRequest request) {
    return send(request);
  }

  /** Records goods that came back from a customer. */
  public CompletableFuture<CommandAnswer> returnGoods(ReturnRequest request) {
    return send(request);
  }

  /** Corrects the book. */
  public CompletableFuture<CommandAnswer> adjust(AdjustRequest request) {
    return send(request);
  }

  /** Records what was counted. */
  public CompletableFuture<CommandAnswer> count(CountRequest request) {
    return send(request);
  }

  /** Sets a cut at a location; the sequence of the answer is the cut that counts name. */
  public CompletableFuture<CommandAnswer> openCount(String location) {
    return send(new CountOpenRequest(location));
  }

  /** Ends the open count of a location. */
  public CompletableFuture<CommandAnswer> closeCount(String location) {
    return send(new CountCloseRequest(location));
  }

  /** Moves units from one bucket to another. */
  public CompletableFuture<CommandAnswer> move(MoveRequest request) {
    return send(request);
  }

  /** Promises units to somebody. */
  public CompletableFuture<CommandAnswer> reserve(ReserveRequest request) {
    return send(request);
  }

  /** Moves what is open of a reservation to other locations. */
  public CompletableFuture<CommandAnswer> reallocate(ReallocateRequest request) {
    return send(request);
  }

  /** Turns a hold into an order without a pickup deadline. */
  public CompletableFuture<CommandAnswer> commit(String reservationId) {
    return commit(CommitRequest.of(reservationId));
  }

  /** Turns a hold into an order. */
  public CompletableFuture<CommandAnswer> commit(CommitRequest request) {
    return send(request);
  }

  /** Marks an order as picked and waiting for the customer. */
  public CompletableFuture<CommandAnswer> stage(String reservationId) {
    return send(new StageRequest(reservationId));
  }

  /** Takes a staged order back to COMMITTED. */
  public CompletableFuture<CommandAnswer> unstage(String reservationId) {
    return send(new UnstageRequest(reservationId));
  }

  /** Records that units of an order were handed over. */
  public CompletableFuture<CommandAnswer> fulfil(FulfilRequest request) {
    return send(request);
  }

  /** SHORT: records that units of an order were not found. */
  public CompletableFuture<CommandAnswer> markShort(ShortRequest request) {
    return send(request);
  }

  /** Gives promised units back. */
  public CompletableFuture<CommandAnswer> release(ReleaseRequest request) {
    return send(request);
  }

  /** Lets a hold last longer, or gives an order another deadline. */
  public CompletableFuture<CommandAnswer> extend(ExtendRequest request) {
    return send(request);
  }

  /** Promises units of one location to another. */
  public CompletableFuture<CommandAnswer> requestTransfer(TransferRequest request) {
    return send(request);
  }

  /** Gives back what a transfer has not dispatched. */
  public CompletableFuture<CommandAnswer> cancelTransfer(String transferId) {
    return send(new TransferCancelRequest(transferId));
  }

  /** Records that units left the source of a transfer. */
  public CompletableFuture<CommandAnswer> dispatchTransfer(TransferDispatchRequest request) {
    return send(request);
  }

  /** Records that units arrived at the destination of a transfer. */
  public CompletableFuture<CommandAnswer> receiveTransfer(TransferReceiveRequest request) {
    return send(request);
  }

  /** Records that a transfer is over; what is still in transit is lost. */
  public CompletableFuture<CommandAnswer> closeTransfer(TransferCloseRequest request) {
    return send(request);
  }

  /** Stock of one SKU at one location, asked by no channel: without ATS and safety stock. */
  public CompletableFuture<StockAnswer> stock(String sku, String location) {
    return stock(sku, location, "");
  }

  /** Stock of one SKU at one location for a channel; an empty channel means none. */
  public CompletableFuture<StockAnswer> stock(String sku, String location, String channel) {
    ServerLink link = link();
    return link.submit(new PendingStock(link, sku, location, channel));
  }

  /** Stock of one SKU at every location that has a record of it; an empty channel means none. */
  public CompletableFuture<StockEverywhereAnswer> stockEverywhere(String sku, String channel) {
    return stockInRegion(sku, channel, "");
  }

  /** Stock of one SKU at the locations of a region that have a record of it. */
  public CompletableFuture<StockEverywhereAnswer> stockInRegion(
      String sku, String channel, String region) {
    ServerLink link = link();
    return link.submit(new PendingStockEverywhere(link, sku, channel, region));
  }

  /** Where near a point a SKU is to be had. */
  public CompletableFuture<NearestAnswer> nearest(NearestRequest request) {
    ServerLink link = link();
    return link.submit(new PendingNearest(link, request));
  }

  /** One page of the stock records; {@link StockListAnswer#nextCursor} leads to the next. */
  public CompletableFuture<StockListAnswer> stockList(StockListRequest request) {
    ServerLink link = link();
    return link.submit(new PendingStockList(link, request));
  }

  /**
   * All pages of the stock records, one question at a time.
   *
   * @param eachPage takes every page, on the client's event loop
   * @return the last page: one that is not OK if the list broke off there
   */
  public CompletableFuture<StockListAnswer> stockPages(
      StockListRequest request, Consumer<StockListAnswer> eachPage) {
    return Pages.walk(
        request.cursor(),
        cursor -> stockList(request.from(cursor)),
        StockListAnswer::nextCursor,
        eachPage);
  }

  /**
   * One page of what is to be picked and picked up at a location.
   *
   * @param cursor 0, or {@link OpenReservationsAnswer#nextCursor} of the page before
   */
  public CompletableFuture<OpenReservationsAnswer> openReservations(String location, int cursor) {
    ServerLink link = link();
    return link.submit(new PendingOpenReservations(link, location, cursor));
  }

  /** All pages of what is to be picked and picked up at a location; see {@link #stockPages}. */
  public CompletableFuture<OpenReservationsAnswer> openReservationsPages(
      String location, Consumer<OpenReservationsAnswer> eachPage) {
    return Pages.walk(
        0,
        cursor -> openReservations(location, Math.toIntExact(cursor)),
        OpenReservationsAnswer::nextCursor,
        eachPage);
  }

  /**
   * Who goes without if an oversell stays.
   *
   * @param skip how many of them to pass over, 0 or more
   */
  public CompletableFuture<EndangeredAnswer> endangered(String sku, String location, int skip) {
    ServerLink link = link();
    return link.submit(new PendingEndangered(link, sku, location, skip));
  }

  /** Which facts of an offline device are missing. */
  public CompletableFuture<DeviceAnswer> device(String device) {
    ServerLink link = link();
    return link.submit(new PendingDevice(link, device));
  }

  /** Whether a channel can have all of a basket. */
  public CompletableFuture<BasketAnswer> basket(BasketRequest request) {
    ServerLink link = link();
    return link.submit(new PendingBasket(link, request));
  }

  /** A reservation by its id. */
  public CompletableFuture<ReservationAnswer> reservation(String id) {
    ServerLink link = link();
    return link.submit(new PendingReservation(link, id));
  }

  /**
   * Tells a listener of changes until it is cancelled. After a broken connection it goes on where
   * it was.
   */
  public Subscription subscribe(SubscribeRequest request, ChangeListener listener) {
    return link().subscribe(request, listener);
  }

  /**
   * Which of these SKUs the server does not know, in the order asked. Each must be a code, or the
   * future fails with an {@link IllegalArgumentException}.
   *
   * @param codes 1 to 512 codes
   */
  public CompletableFuture<List<String>> unknownSkus(List<String> codes) {
    return unknown(CatalogKind.SKU, codes);
  }

  /** Which of these locations the server does not know; see {@link #unknownSkus}. */
  public CompletableFuture<List<String>> unknownLocations(List<String> codes) {
    return unknown(CatalogKind.LOCATION, codes);
  }

  private CompletableFuture<List<String>> unknown(CatalogKind kind, List<String> codes) {
    ServerLink link = link();
    return link.submit(new PendingUnknownCodes(link, kind, codes));
  }

  /** Names of the configured channels, as the server last said; their order is the server's. */
  public List<String> channels() {
    return links[0].welcome().channels();
  }

  /** What an OK survives on this server. */
  public Durability durability() {
    return links[0].welcome().durability();
  }

  /** The journal that the server serves. */
  public JournalId journal() {
    return links[0].welcome().journal();
  }

  /** What has happened on the wire so far. */
  public ClientStatistics statistics() {
    ClientStatistics sum = ClientStatistics.NONE;
    for (ServerLink link : links) {
      sum = sum.plus(link.statistics());
    }
    return sum;
  }

  /**
   * Closes the connections at once; wait for your futures first. What is still unanswered fails
   * with a {@link ZaikoUnreachableException}. Closing twice does nothing more.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    gate.open();
    for (ServerLink link : links) {
      link.close();
    }
    loops.close();
  }

  private ServerLink link() {
    return links.length == 1
        ? links[0]
        : links[(int) (Thread.currentThread().getId() % links.length)];
  }
}

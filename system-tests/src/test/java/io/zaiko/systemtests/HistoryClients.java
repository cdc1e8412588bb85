package io.zaiko.systemtests;

import io.zaiko.client.CommandRequest;
import io.zaiko.client.CommitRequest;
import io.zaiko.client.CountRequest;
import io.zaiko.client.DefineLocationRequest;
import io.zaiko.client.DefineSkuRequest;
import io.zaiko.client.FulfilRequest;
import io.zaiko.client.Line;
import io.zaiko.client.ReceiveRequest;
import io.zaiko.client.ReleaseRequest;
import io.zaiko.client.ReserveRequest;
import io.zaiko.client.SellRequest;
import io.zaiko.client.ZaikoClient;
import io.zaiko.client.ZaikoException;
import io.zaiko.protocol.sbe.SellPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Eight clients, each with a connection of its own, that carry out {@link HistoryPlan}s at the same
 * time and write down what they saw. A client does one thing after the other, but for what it gave
 * up, which may still be under way. One history at a time.
 */
final class HistoryClients implements AutoCloseable {
  private static final String LOCATION = "store";
  private static final String CHANNEL = "EC";
  private static final long SOON_MICROS = 30;
  private static final long PATIENCE_SECONDS = 30;

  private final int port;
  private final ExecutorService threads = Executors.newFixedThreadPool(HistoryPlan.CLIENTS);
  private final CyclicBarrier start = new CyclicBarrier(HistoryPlan.CLIENTS);
  private final ZaikoClient[] clients = new ZaikoClient[HistoryPlan.CLIENTS];

  /** Connects to a server on this machine. */
  HistoryClients(int port) {
    this.port = port;
    for (int client = 0; client < clients.length; client++) {
      clients[client] = connect();
    }
    clients[0].send(DefineLocationRequest.of(LOCATION)).join();
  }

  private ZaikoClient connect() {
    return ZaikoClient.connect("127.0.0.1", port);
  }

  /**
   * Carries out a plan on SKUs that nobody else knows.
   *
   * @param name part of the codes, unique for the server
   * @return the events of each SKU of the plan
   */
  List<List<SkuEvent>> run(HistoryPlan plan, String name) throws Exception {
    List<List<SkuEvent>> events = new ArrayList<>();
    for (int sku = 0; sku < plan.skus(); sku++) {
      events.add(new ArrayList<>());
      clients[0].send(new DefineSkuRequest(code(name, sku), "")).join();
      clients[0].send(ReceiveRequest.of(line(name, sku, HistoryPlan.INITIAL_UNITS))).join();
    }
    List<Callable<List<SkuEvent>>> tasks = new ArrayList<>();
    for (int i = 0; i < clients.length; i++) {
      int client = i;
      tasks.add(() -> act(plan, name, client));
    }
    for (Future<List<SkuEvent>> task : threads.invokeAll(tasks)) {
      task.get().forEach(event -> events.get(event.operation().sku()).add(event));
    }
    return events;
  }

  private List<SkuEvent> act(HistoryPlan plan, String name, int client) throws Exception {
    List<SkuEvent> events = new ArrayList<>();
    start.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    SkuOperation[] operations = plan.operationsOf(client);
    for (int i = 0; i < operations.length; i++) {
      events.add(act(client, name, operations[i], plan.patience(client, i)));
    }
    return events;
  }

  private SkuEvent act(
      int client, String name, SkuOperation operation, HistoryPlan.GivingUp givingUp)
      throws Exception {
    long invoked = System.nanoTime();
    CompletableFuture<SkuAnswer> future = send(clients[client], name, operation);
    if (givingUp == HistoryPlan.GivingUp.BY_CLOSING) {
      clients[client].close();
      clients[client] = connect();
    }
    try {
      SkuAnswer answer =
          givingUp == HistoryPlan.GivingUp.SOON
              ? future.get(SOON_MICROS, TimeUnit.MICROSECONDS)
              : future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return new SkuEvent(client, operation, invoked, System.nanoTime(), answer);
    } catch (TimeoutException e) {
      if (givingUp != HistoryPlan.GivingUp.SOON) {
        throw e;
      }
      return SkuEvent.unknown(client, operation, invoked);
    } catch (ExecutionException e) {
      boolean isExpected =
          givingUp == HistoryPlan.GivingUp.BY_CLOSING && e.getCause() instanceof ZaikoException;
      if (!isExpected) {
        throw e;
      }
      return SkuEvent.unknown(client, operation, invoked);
    }
  }

  private static CompletableFuture<SkuAnswer> send(
      ZaikoClient client, String name, SkuOperation operation) {
    if (operation.kind() == SkuOperation.Kind.STOCK) {
      return client.stock(code(name, operation.sku()), LOCATION, CHANNEL).thenApply(SkuAnswer::of);
    }
    return client.send(request(name, operation)).thenApply(SkuAnswer::of);
  }

  private static CommandRequest request(String name, SkuOperation operation) {
    Line line = line(name, operation.sku(), operation.quantity());
    String reservation = code(name, operation.sku()) + "-r" + operation.reservation();
    return switch (operation.kind()) {
      case RECEIVE -> ReceiveRequest.of(line);
      case SELL -> SellRequest.of(line);
      case SELL_ENFORCED -> SellRequest.of(line).withPolicy(SellPolicy.ENFORCE);
      case COUNT -> CountRequest.of(line);
      case RESERVE -> ReserveRequest.of(reservation, CHANNEL, line);
      case COMMIT -> CommitRequest.of(reservation);
      case FULFIL -> FulfilRequest.of(reservation);
      case RELEASE -> ReleaseRequest.of(reservation);
      case STOCK -> throw new IllegalArgumentException("STOCK is a question");
    };
  }

  private static Line line(String name, int sku, int quantity) {
    return Line.of(code(name, sku), LOCATION, quantity);
  }

  private static String code(String name, int sku) {
    return name + "-" + sku;
  }

  @Override
  public void close() {
    threads.shutdownNow();
    for (ZaikoClient client : clients) {
      client.close();
    }
  }
}

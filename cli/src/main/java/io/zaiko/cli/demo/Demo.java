package io.zaiko.cli.demo;

import io.zaiko.cli.output.Output;
import io.zaiko.cli.output.Progress;
import io.zaiko.cli.server.Answers;
import io.zaiko.client.CommandAnswer;
import io.zaiko.client.ZaikoClient;
import io.zaiko.client.ZaikoClientConfig;
import io.zaiko.engine.host.DataDirectory;
import io.zaiko.engine.recovery.JournalVerification;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** The demo from its beginning to its findings. One run per object, on one thread. */
final class Demo {
  /** Longer than any restart: a command that waits through one is answered in the end. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final int VISITORS_PER_CHANNEL = 64;
  private static final long SEED = 20_260_101;
  private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);
  private static final long REDRAW_NS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long GLANCE_NS = TimeUnit.MILLISECONDS.toNanos(1);

  private final DemoPlan plan;
  private final Output output;
  private final DemoDirectory directory;
  private final Assortment assortment;
  private final LiveDisplay display;
  private final Meter meter = new Meter();
  private final Traffic traffic = new Traffic();
  private final List<ChannelDesk> desks = new ArrayList<>();
  private ServerChild server;
  private ChannelDesk stockroom;
  private long trafficNs;
  private int secondsShown;

  Demo(DemoPlan plan, Output output, DemoDirectory directory) {
    this.plan = plan;
    this.output = output;
    this.directory = directory;
    assortment = new Assortment(plan.stores(), plan.skus());
    display = new LiveDisplay(output, plan.seconds());
  }

  /**
   * Runs it.
   *
   * @throws DemoException if the server cannot be started, or ends by itself
   * @throws io.zaiko.client.ZaikoException if a command is not answered
   */
  DemoReport run() throws IOException, InterruptedException {
    server = ServerChild.prepare(directory.path(), assortment);
    directory.hosts(server);
    server.start();
    display.say(
        "Server started: process %d, %s:%d".formatted(server.pid(), server.host(), server.port()));
    try {
      openDesks();
      load();
      DemoReport.Restart restart = runTraffic();
      settle();
      display.say("Traffic ended; now everything is compared with the demo's own ledger");
      StockRecomputation stock = StockRecomputation.of(ledgers(), assortment);
      Findings stockFindings =
          ServerComparison.stock(stockroom.client(), stock, assortment, output);
      Findings repeats = ServerComparison.repeats(desks);
      desks.forEach(ChannelDesk::close);
      server.stop();
      return compareJournal(restart, stock, stockFindings, repeats);
    } finally {
      desks.forEach(ChannelDesk::close);
    }
  }

  private List<Ledger> ledgers() {
    return desks.stream().map(ChannelDesk::ledger).toList();
  }

  private void openDesks() {
    stockroom = openDesk("stockroom", "", new Meter());
    ChannelDesk online = openDesk("ec", "EC", meter);
    ChannelDesk tills = openDesk("pos", "POS", meter);
    ChannelDesk pickup = openDesk("bopis", "BOPIS", meter);
    Demand onlineDemand = new Demand(assortment, SEED);
    Demand shelfDemand = new Demand(assortment, SEED + 1);
    Demand pickupDemand = new Demand(assortment, SEED + 2);
    for (int i = 0; i < VISITORS_PER_CHANNEL; i++) {
      traffic.add(new OnlineShopper(online, onlineDemand), online);
      traffic.add(new Till(tills, shelfDemand), tills);
      traffic.add(new PickupShopper(pickup, pickupDemand), pickup);
    }
  }

  private ChannelDesk openDesk(String name, String channel, Meter counted) {
    ZaikoClientConfig config =
        ZaikoClientConfig.builder(server.host(), server.port())
            .clientName(name)
            .software("zaiko-demo")
            .requestTimeout(PATIENCE)
            .reconnectDelay(Duration.ofMillis(50), Duration.ofMillis(200))
            .build();
    ChannelDesk desk =
        new ChannelDesk(
            ZaikoClient.connect(config), channel, assortment, new Ledger(name), counted);
    desks.add(desk);
    return desk;
  }

  private void load() {
    long beginNs = System.nanoTime();
    try (Progress progress = output.progress("stock records")) {
      await(new Loader(stockroom, assortment, progress).load());
    }
    display.say(
        String.format(
            Locale.ROOT,
            "%,d stores (店舗), %,d SKUs (品番) and %,d stock records (在庫) loaded in %.1f s",
            plan.stores(),
            plan.skus(),
            assortment.pairCount(),
            (System.nanoTime() - beginNs) / 1e9));
  }

  private static void await(CompletableFuture<Void> future) {
    try {
      future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof DemoException explained) {
        throw explained;
      }
      Answers.requireNone(e.getCause());
    }
  }

  private DemoReport.Restart runTraffic() throws InterruptedException {
    int before = plan.seconds() / 2;
    display.say(
        "Traffic of EC, POS and BOPIS for %d s, SIGKILL after %d s"
            .formatted(plan.seconds(), before));
    display.begin();
    traffic.begin();
    runFor(before);
    long killedNs = System.nanoTime();
    long acknowledged = kill();
    restart(killedNs);
    long awayNs = System.nanoTime() - killedNs;
    display.say(
        String.format(
            Locale.ROOT,
            "Server back after %.1f s: process %d, same port, %,d records recovered",
            awayNs / 1e9,
            server.pid(),
            server.recovered()));
    runFor(plan.seconds() - before);
    display.end();
    Answers.await(traffic.end());
    meter.sample();
    return new DemoReport.Restart(
        acknowledged,
        awayNs,
        server.recovered(),
        meter.waitedForRestart(),
        meter.answeredAgain(),
        meter.longestWaitNs());
  }

  private void runFor(int seconds) throws InterruptedException {
    meter.sample();
    long beginNs = System.nanoTime();
    for (int second = 1; second <= seconds; second++) {
      traffic.run(beginNs + second * SECOND_NS - System.nanoTime());
      server.requireAlive();
      display.second(++secondsShown, meter.sample());
    }
    trafficNs += System.nanoTime() - beginNs;
  }

  /** Kills the server, and returns how many commands it had acknowledged. */
  private long kill() throws InterruptedException {
    meter.killed();
    long pid = server.pid();
    server.kill();
    // Answers that were on their way still arrive: each client reads to the end of its connection.
    for (ChannelDesk desk : desks) {
      while (desk.client().statistics().connectionsLost() == 0) {
        traffic.run(GLANCE_NS);
      }
    }
    long acknowledged = meter.commands();
    display.say(
        String.format(
            Locale.ROOT, "kill -9 %d: %,d commands acknowledged so far", pid, acknowledged));
    return acknowledged;
  }

  private void restart(long killedNs) throws InterruptedException {
    CompletableFuture<Void> back = CompletableFuture.runAsync(server::start);
    while (!back.isDone()) {
      traffic.run(REDRAW_NS);
      display.waiting("the server recovers", System.nanoTime() - killedNs);
    }
    await(back);
    meter.back();
  }

  /**
   * Lets every hold run out: receives one more unit until the engine's time is beyond them all, so
   * that the last sequence of the ledgers is also the last at which anything happened.
   */
  private void settle() throws InterruptedException {
    long from = 0;
    CommandAnswer answer;
    do {
      answer = Answers.await(stockroom.send(Step.RECEIVE, Basket.of(0, 1)));
      from = from == 0 ? answer.timeMicros() : from;
      TimeUnit.MILLISECONDS.sleep(Requests.HOLD.toMillis() / 10);
    } while (answer.timeMicros()
        <= from + TimeUnit.MILLISECONDS.toMicros(Requests.HOLD.toMillis()));
  }

  private DemoReport compareJournal(
      DemoReport.Restart restart,
      StockRecomputation stock,
      Findings stockFindings,
      Findings repeats) {
    JournalComparison journal = new JournalComparison(ledgers(), assortment);
    JournalVerification verification;
    try (Progress progress = output.progress("records of the journal")) {
      verification =
          JournalVerification.of(
              DataDirectory.journalOf(server.data()).scan(),
              journal,
              (records, rate, share) -> progress.update(records, share));
    }
    journal.finish();
    return new DemoReport(
        assortment,
        meter.totals(),
        trafficNs / 1e9,
        restart,
        stock.totals(),
        new DemoReport.Checks(
            journal.lost(), journal.invented(), journal.contradicted(), repeats, stockFindings),
        verification);
  }
}

package io.zaiko.systemtests;

import io.zaiko.engine.core.EngineConfig;
import io.zaiko.engine.host.EngineHost;
import io.zaiko.engine.host.HostConfig;
import io.zaiko.engine.host.Recovered;
import io.zaiko.engine.journal.CommandJournal;
import io.zaiko.engine.journal.JournalSettings;
import io.zaiko.engine.pipeline.WaitMode;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.gateway.GatewayConfig;
import io.zaiko.gateway.GatewayServer;
import io.zaiko.protocol.sbe.Durability;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Scanner;

/**
 * The whole server, gateway and engine, with small journal files, and with a journal that can kill
 * it (see {@link FailpointJournal}) and, to show that somebody would notice, may lose what it was
 * given last ({@link LateJournal}).
 *
 * <p>Arguments: data directory, durability, {@code sound} or {@code late}. Prints what it recovered
 * and where it listens. Standard input arms it: {@code arm POINT COUNT SHARE}; its end stops the
 * server.
 */
final class FailpointServer {
  /** The smallest files that a journal may have. */
  static final JournalSettings SMALL_FILES =
      new JournalSettings(256 * 1024, Duration.ofDays(1), 2 << 20);

  private FailpointJournal failpoints;

  private FailpointServer() {}

  public static void main(String[] args) throws IOException {
    System.out.println("starts");
    new FailpointServer().run(Path.of(args[0]), Durability.valueOf(args[1]), args[2]);
  }

  private void run(Path data, Durability durability, String journal) throws IOException {
    HostConfig config =
        new HostConfig(
            data,
            durability,
            EngineConfig.defaults(1, 2),
            HostConfig.DEFAULT_RING_SLOTS,
            WaitMode.BLOCKING,
            SMALL_FILES);
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    GatewayServer gateway = GatewayServer.create(GatewayConfig.defaults().withListen(anyPort));
    try (gateway;
        EngineHost host =
            EngineHost.openWrapped(
                config,
                gateway.replySink(),
                RecoveryProgress.NONE,
                opened -> wrap(opened, journal.equals("late"), data))) {
      Recovered recovered = host.recovered();
      System.out.println(
          "recovered "
              + recovered.records()
              + (recovered.snapshot() == null
                  ? " records from the first one"
                  : " records from snapshot " + recovered.snapshot().getFileName()));
      host.start();
      gateway.start(host);
      System.out.println("listens on 127.0.0.1:" + gateway.address().getPort());
      obey();
      gateway.close(); // before the engine
    }
  }

  private CommandJournal wrap(CommandJournal opened, boolean late, Path data) {
    CommandJournal journal = late ? new LateJournal(opened) : opened;
    failpoints =
        new FailpointJournal(journal, opened, data.resolve("journal"), SMALL_FILES.rollLength());
    return failpoints;
  }

  private void obey() throws IOException {
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String order = orders.readLine(); order != null; order = orders.readLine()) {
      Scanner words = new Scanner(order).skip("arm");
      FailPoint point = FailPoint.valueOf(words.next());
      failpoints.arm(new FailpointJournal.Armed(point, words.nextInt(), words.nextInt()));
    }
  }
}

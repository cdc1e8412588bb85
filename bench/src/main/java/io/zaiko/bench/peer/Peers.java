package io.zaiko.bench.peer;

import io.zaiko.bench.load.IntervalLog;
import io.zaiko.bench.load.LoadRun;
import io.zaiko.bench.load.Pacing;
import io.zaiko.bench.load.Peer;
import io.zaiko.bench.load.Placement;
import io.zaiko.bench.load.RunPlan;
import io.zaiko.bench.load.RunResult;
import io.zaiko.bench.load.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** What Zaiko is compared with, as far as this machine has it. Stateless. */
public final class Peers {
  private static final int UNITS = 1_000_000;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private Peers() {}

  /** Why a peer cannot be measured here, and what to do; null if it can. */
  public static String missing(Target target) {
    return switch (target) {
      case REDIS_PER_RECORD, REDIS_PER_SKU ->
          RedisServer.isInstalled()
              ? null
              : "no redis-server here; Debian: apt install redis-server";
      case POSTGRESQL ->
          PostgresServer.isInstalled()
              ? null
              : "no PostgreSQL here; Debian: apt install postgresql";
      default -> throw new IllegalArgumentException(target + " is no peer");
    };
  }

  /** Starts the peer of a plan; see {@link Peer.Starter}. */
  public static Peer start(RunPlan plan, Path folder, Placement placement)
      throws IOException, InterruptedException {
    return switch (plan.target()) {
      case REDIS_PER_RECORD -> redis(new KeyPerRecord(), plan, folder, placement);
      case REDIS_PER_SKU -> redis(new KeyPerSku(), plan, folder, placement);
      case POSTGRESQL -> postgres(plan, folder, placement);
      default -> throw new IllegalArgumentException(plan.target() + " is no peer");
    };
  }

  private static Peer redis(RedisLayout layout, RunPlan plan, Path folder, Placement placement)
      throws IOException {
    RedisServer server = RedisServer.start(folder, layout, placement.serverCpus());
    try {
      server.fill(plan.stockRecords(), UNITS);
      server.keep(plan.durability());
    } catch (IOException e) {
      server.close();
      throw e;
    }
    return new Redis(server);
  }

  /** By the rig itself. */
  private record Redis(RedisServer server) implements Peer {
    @Override
    public RunResult run(RunPlan plan, IntervalLog log) throws IOException, InterruptedException {
      return new LoadRun(plan, Pacing.PARK, PATIENCE_NANOS).run(server::open, log).result();
    }

    @Override
    public void close() {
      server.close();
    }
  }

  private static Peer postgres(RunPlan plan, Path folder, Placement placement)
      throws IOException, InterruptedException {
    PostgresServer server =
        PostgresServer.start(folder, plan.durability().equals("on"), placement.serverCpus());
    try {
      server.fill(plan.stockRecords(), UNITS);
    } catch (IOException | InterruptedException e) {
      server.close();
      throw e;
    }
    return new Postgres(server, new PgBench(server, folder, placement.clientCpus()));
  }

  /** By its own load generator. */
  private record Postgres(PostgresServer server, PgBench bench) implements Peer {
    @Override
    public RunResult run(RunPlan plan, IntervalLog log) throws IOException, InterruptedException {
      return bench.run(plan);
    }

    @Override
    public void close() {
      server.close();
    }
  }
}

package io.zaiko.bench.peer;

import io.zaiko.bench.load.Caller;
import io.zaiko.bench.load.ChildProcess;
import io.zaiko.bench.load.Conversation;
import io.zaiko.bench.load.RunPlan;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A Redis of this machine ({@code redis-server}, of Debian's package of that name), started on an
 * empty folder and a spare port of loopback, and ended when closed. One thread.
 */
final class RedisServer implements AutoCloseable {
  /** Its file is forced once a second. */
  static final String EVERY_SECOND = "everysec";

  /** Its file is forced before it answers. */
  static final String ALWAYS = "always";

  private static final String PROGRAM = "redis-server";
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final byte[] PING = RespClient.bytes("PING");
  private static final byte[] CONFIG = RespClient.bytes("CONFIG");
  private static final byte[] SET = RespClient.bytes("SET");
  private static final byte[] INFO = RespClient.bytes("INFO");
  private static final byte[] PERSISTENCE = RespClient.bytes("persistence");

  private final ChildProcess process;
  private final InetSocketAddress address;
  private final RedisLayout layout;
  private String durability = "none";

  private RedisServer(ChildProcess process, InetSocketAddress address, RedisLayout layout) {
    this.process = process;
    this.address = address;
    this.layout = layout;
  }

  /** Whether there is one on this machine. */
  static boolean isInstalled() {
    return Programs.find(PROGRAM) != null;
  }

  /**
   * Starts one that keeps nothing yet, and waits until it answers.
   *
   * @param folder an empty one, for its log and its file
   * @param cpus cores to tie it to, null = none
   */
  static RedisServer start(Path folder, RedisLayout layout, String cpus) throws IOException {
    InetSocketAddress address = Ports.spare();
    Path log = folder.resolve("redis.log");
    List<String> command =
        List.of(
            PROGRAM,
            "--port",
            Integer.toString(address.getPort()),
            "--bind",
            address.getAddress().getHostAddress(),
            "--dir",
            folder.toString(),
            "--logfile",
            log.toString(),
            "--save",
            "",
            "--appendonly",
            "no",
            "--auto-aof-rewrite-percentage",
            "0",
            "--daemonize",
            "no",
            "--maxclients",
            Integer.toString(RunPlan.MOST_CONNECTIONS));
    ChildProcess process = ChildProcess.start(command, cpus, folder.resolve("errors"));
    RedisServer server = new RedisServer(process, address, layout);
    try {
      server.awaitAnswer(log);
      return server;
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  private void awaitAnswer(Path log) throws IOException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      try (RespClient client = new RespClient(address)) {
        client.begin(1).add(PING).flush();
        client.receive();
        return;
      } catch (IOException e) {
        if (!process.process().isAlive() || System.nanoTime() > end) {
          String said = Files.exists(log) ? Files.readString(log).strip() : "nothing";
          throw new IOException("Redis did not start; its log says " + said, e);
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  /** Gives it its stock records, with so many units each. */
  void fill(int stockRecords, long units) throws IOException {
    try (RespClient client = new RespClient(address)) {
      for (int sku = 0; sku < stockRecords / RunPlan.LOCATIONS; sku++) {
        int replies = layout.fill(client, sku, RunPlan.LOCATIONS, units);
        client.flush();
        for (int i = 0; i < replies; i++) {
          client.receive();
        }
      }
    }
  }

  /**
   * Has it keep what is written from now on, in its append-only file.
   *
   * @param fsync when the file is forced: {@link #EVERY_SECOND} or {@link #ALWAYS}
   */
  void keep(String fsync) throws IOException {
    try (RespClient client = new RespClient(address)) {
      set(client, "appendfsync", fsync);
      set(client, "appendonly", "yes");
      long end = System.nanoTime() + PATIENCE_NANOS;
      while (isRewriting(client)) {
        if (System.nanoTime() > end) {
          throw new IOException("Redis is still writing its file anew");
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
    durability = fsync;
  }

  private static void set(RespClient client, String setting, String value) throws IOException {
    client.begin(4).add(CONFIG).add(SET);
    client.add(RespClient.bytes(setting)).add(RespClient.bytes(value)).flush();
    client.receive();
  }

  private static boolean isRewriting(RespClient client) throws IOException {
    client.begin(2).add(INFO).add(PERSISTENCE).flush();
    String said = client.receiveText();
    return said.contains("aof_rewrite_in_progress:1") || said.contains("aof_rewrite_scheduled:1");
  }

  /** Opens a conversation of the rig. */
  Conversation open(Caller caller) throws IOException {
    return RedisConversation.open(address, layout, durability, caller);
  }

  @Override
  public void close() {
    process.close();
  }
}

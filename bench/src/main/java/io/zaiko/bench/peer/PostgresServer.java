package io.zaiko.bench.peer;

import io.zaiko.bench.load.ChildProcess;
import io.zaiko.bench.load.RunPlan;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A PostgreSQL of this machine (Debian's package {@code postgresql}), started on a new cluster and
 * a spare port of loopback, and ended when closed. Two functions reserve and release a unit,
 * checking, changing and remembering in one statement; a refusal is an error. One thread.
 */
final class PostgresServer implements AutoCloseable {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final String USER = "zaiko";
  private static final String ACCOUNT = "postgres";
  private static final List<String> PROGRAMS = List.of("postgres", "initdb", "psql", "pgbench");
  private static final String SCHEMA =
      """
      CREATE TABLE stock (sku int, location int, on_hand int NOT NULL, reserved int NOT NULL,
        safety int NOT NULL, PRIMARY KEY (sku, location)) WITH (fillfactor = 50);
      CREATE TABLE reservation (id bigint PRIMARY KEY, sku int NOT NULL, location int NOT NULL,
        quantity int NOT NULL, expires timestamptz NOT NULL);
      CREATE FUNCTION reserve(i bigint, s int, l int, q int) RETURNS int LANGUAGE plpgsql AS $$
      DECLARE left_over int;
      BEGIN
        UPDATE stock SET reserved = reserved + q
          WHERE sku = s AND location = l AND on_hand - reserved - safety >= q
          RETURNING on_hand - reserved - safety INTO left_over;
        IF NOT FOUND THEN RAISE EXCEPTION 'too little stock'; END IF;
        INSERT INTO reservation VALUES (i, s, l, q, now() + interval '1 hour');
        RETURN left_over;
      END $$;
      CREATE FUNCTION release(i bigint) RETURNS int LANGUAGE plpgsql AS $$
      DECLARE r reservation;
      BEGIN
        DELETE FROM reservation WHERE id = i RETURNING * INTO r;
        IF NOT FOUND THEN RAISE EXCEPTION 'unknown reservation'; END IF;
        UPDATE stock SET reserved = reserved - r.quantity
          WHERE sku = r.sku AND location = r.location;
        RETURN r.quantity;
      END $$;
      """;

  private final ChildProcess process;
  private final InetSocketAddress address;
  private final Path folder;

  private PostgresServer(ChildProcess process, InetSocketAddress address, Path folder) {
    this.process = process;
    this.address = address;
    this.folder = folder;
  }

  /** Whether all that is needed is on this machine. */
  static boolean isInstalled() {
    return PROGRAMS.stream().allMatch(program -> Programs.find(program) != null);
  }

  /**
   * Starts an empty one and waits until it answers.
   *
   * @param folder an empty one; if this process is root's, in folders that the account {@code
   *     postgres} may pass through
   * @param synchronousCommit whether each commit is forced
   * @param cpus cores to tie it to, null = none
   */
  static PostgresServer start(Path folder, boolean synchronousCommit, String cpus)
      throws IOException, InterruptedException {
    Path data = Files.createDirectory(folder.resolve("cluster"));
    if (isRoot()) {
      Programs.run(List.of("chown", ACCOUNT, folder.toString(), data.toString()), "", folder);
    }
    List<String> initdb = new ArrayList<>(asOrdinaryUser());
    initdb.add(Programs.find("initdb").toString());
    initdb.addAll(List.of("-D", data.toString(), "-U", USER, "-A", "trust", "-E", "UTF8"));
    initdb.add("--no-locale");
    try {
      Programs.run(initdb, "", folder);
    } catch (IOException e) {
      throw new IOException(
          "PostgreSQL cannot put its files into "
              + folder
              + "; --journals names a place that its account can get at. It said: "
              + e.getMessage(),
          e);
    }
    InetSocketAddress address = Ports.spare();
    ChildProcess process =
        ChildProcess.start(
            command(data, address, synchronousCommit), cpus, folder.resolve("errors"));
    PostgresServer server = new PostgresServer(process, address, folder);
    try {
      server.awaitAnswer();
      server.sql(SCHEMA);
      return server;
    } catch (IOException | InterruptedException e) {
      server.close();
      throw e;
    }
  }

  private static List<String> command(
      Path data, InetSocketAddress address, boolean synchronousCommit) {
    List<String> command = new ArrayList<>(asOrdinaryUser());
    command.add(Programs.find("postgres").toString());
    command.addAll(List.of("-D", data.toString()));
    for (String setting :
        List.of(
            "listen_addresses=" + address.getAddress().getHostAddress(),
            "port=" + address.getPort(),
            "unix_socket_directories=",
            "synchronous_commit=" + (synchronousCommit ? "on" : "off"),
            "shared_buffers=1GB",
            "max_connections=120",
            "max_wal_size=8GB",
            "checkpoint_timeout=15min",
            "wal_buffers=64MB",
            "jit=off",
            "log_min_messages=error")) {
      command.addAll(List.of("-c", setting));
    }
    return command;
  }

  /** PostgreSQL refuses to be root; this becomes its account without another process between. */
  private static List<String> asOrdinaryUser() {
    return isRoot()
        ? List.of("setpriv", "--reuid", ACCOUNT, "--regid", ACCOUNT, "--clear-groups")
        : List.of();
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private void awaitAnswer() throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      try {
        sql("SELECT 1;");
        return;
      } catch (IOException e) {
        if (!process.process().isAlive() || System.nanoTime() > end) {
          String said = Files.readString(folder.resolve("errors")).strip();
          throw new IOException("PostgreSQL did not start; it said: " + said, e);
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  /** Gives it its stock records, with so many units each. */
  void fill(int stockRecords, int units) throws IOException, InterruptedException {
    int skus = stockRecords / RunPlan.LOCATIONS;
    sql(
        "INSERT INTO stock SELECT s, l, %d, 0, 0 FROM generate_series(0, %d) s, generate_series(0, %d) l;"
            .formatted(units, skus - 1, RunPlan.LOCATIONS - 1));
    sql("VACUUM (ANALYZE, FREEZE) stock;");
    sql("CHECKPOINT;");
  }

  /**
   * Runs statements, and returns what they print, a line for each row.
   *
   * @throws IOException with what was said, if one of them fails
   */
  String sql(String statements) throws IOException, InterruptedException {
    List<String> psql = new ArrayList<>(List.of(Programs.find("psql").toString()));
    psql.addAll(connection());
    psql.addAll(List.of("-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", "postgres"));
    return Programs.run(psql, statements, folder).strip();
  }

  /** Options of its programs that say where it is. */
  List<String> connection() {
    return List.of(
        "-h",
        address.getAddress().getHostAddress(),
        "-p",
        Integer.toString(address.getPort()),
        "-U",
        USER);
  }

  @Override
  public void close() {
    process.close();
  }
}

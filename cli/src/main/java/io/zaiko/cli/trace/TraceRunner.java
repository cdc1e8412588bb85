package io.zaiko.cli.trace;

import io.zaiko.cli.input.InputException;
import io.zaiko.cli.output.Progress;
import io.zaiko.cli.server.CatalogDefiner;
import io.zaiko.cli.server.CommandStream;
import io.zaiko.client.CommandOptions;
import io.zaiko.client.CommandRequest;
import io.zaiko.client.Line;
import io.zaiko.client.ZaikoClient;
import io.zaiko.client.ZaikoException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Plays a trace: reads it in blocks, defines what a block names and the server does not know, then
 * sends the block's commands without waiting for their answers.
 *
 * <p>With one client the server applies the commands in the order of the file. With more, those of
 * a reservation stay in order, and those of a location among themselves.
 *
 * <p>Used once, by one thread; answers come in on others.
 */
public final class TraceRunner {
  /** Commands read ahead, so that their unknown codes are asked for together. */
  private static final int BLOCK_COMMANDS = 2_048;

  /**
   * Unanswered commands per connection. More than a server grants would only wait in the client.
   */
  private static final int IN_FLIGHT = 1_024;

  private final TraceReader reader;
  private final List<ZaikoClient> clients;
  private final Pace pace;
  private final TraceRequests requests;
  private final CatalogDefiner definer;
  private final CommandStream stream;
  private final TraceCounters counters = new TraceCounters();
  private ZaikoException definitionFailure;
  private long rows;
  private long commands;
  private long startNs;
  private long firstRowMicros;

  /**
   * Prepares a run.
   *
   * @param clients a connection each, at least one; they stay the caller's
   * @param hold how long reservations are held
   */
  public TraceRunner(TraceReader reader, List<ZaikoClient> clients, Pace pace, Duration hold) {
    this.reader = reader;
    this.clients = clients;
    this.pace = pace;
    this.requests = new TraceRequests(hold);
    this.definer = new CatalogDefiner(clients.get(0));
    this.stream = new CommandStream(IN_FLIGHT * clients.size());
  }

  /**
   * Plays the whole trace, or up to the first command or definition that gets no answer.
   *
   * @param progress told the rows that were sent
   * @throws InputException when the file is not a trace; what stands before the faulty row was sent
   */
  public TraceSummary run(Progress progress) {
    startNs = System.nanoTime();
    try {
      while (failure() == null && reader.hasNext()) {
        List<TraceCommand> block = readBlock();
        define(block);
        send(block, progress);
      }
    } catch (ZaikoException e) {
      definitionFailure = e;
    } finally {
      stream.awaitAll();
    }
    return counters.summary(rows, commands, errors(), System.nanoTime() - startNs);
  }

  private long errors() {
    return stream.failures() + (definitionFailure == null ? 0 : 1);
  }

  /** Why the run ended early, or null. */
  public Throwable failure() {
    return definitionFailure == null ? stream.firstFailure() : definitionFailure;
  }

  private List<TraceCommand> readBlock() {
    List<TraceCommand> block = new ArrayList<>();
    while (block.size() < BLOCK_COMMANDS && reader.hasNext()) {
      block.add(reader.next());
    }
    return block;
  }

  private void define(List<TraceCommand> block) {
    Set<String> skus = new LinkedHashSet<>();
    Set<String> locations = new LinkedHashSet<>();
    for (TraceCommand command : block) {
      for (Line line : command.lines()) {
        skus.add(line.sku());
        locations.add(line.location());
      }
    }
    definer.defineSkus(skus);
    definer.defineLocations(locations);
  }

  private void send(List<TraceCommand> block, Progress progress) {
    for (TraceCommand command : block) {
      if (stream.firstFailure() != null) {
        return;
      }
      if (commands == 0) {
        startNs = System.nanoTime();
        firstRowMicros = command.timeMicros();
      }
      waitForTurn(command, progress);
      send(command);
      rows += command.rows();
      commands++;
      progress.update(rows, reader.share());
    }
  }

  private void waitForTurn(TraceCommand command, Progress progress) {
    long sinceFirstRow = command.timeMicros() - firstRowMicros;
    long wait = pace.waitNs(sinceFirstRow, System.nanoTime() - startNs);
    while (wait > 0 && stream.firstFailure() == null) {
      progress.update(rows, reader.share());
      LockSupport.parkNanos(wait);
      wait = pace.waitNs(sinceFirstRow, System.nanoTime() - startNs);
    }
  }

  private void send(TraceCommand command) {
    ZaikoClient client = client(command);
    CommandRequest request = request(client, command);
    CommandOptions options = CommandOptions.NONE.withReferenceTimeMicros(command.timeMicros());
    long sentNs = System.nanoTime();
    stream.send(
        client, request, options, answer -> counters.answered(answer, System.nanoTime() - sentNs));
  }

  private CommandRequest request(ZaikoClient client, TraceCommand command) {
    String channel = command.channel();
    try {
      if (!channel.isEmpty() && !client.channels().contains(channel)) {
        throw new IllegalArgumentException(
            "channel '" + channel + "' is none of the server's: " + client.channels());
      }
      return requests.of(command);
    } catch (IllegalArgumentException e) {
      throw new InputException("line " + command.line() + ": " + e.getMessage(), e);
    }
  }

  private ZaikoClient client(TraceCommand command) {
    Object key =
        command.verb().namesReservation() ? command.reference() : command.lines().get(0).location();
    return clients.get(Math.floorMod(key.hashCode(), clients.size()));
  }
}

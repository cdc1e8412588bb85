package io.zaiko.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.client.StockAnswer;
import io.zaiko.client.StockLevels;
import io.zaiko.client.ZaikoClient;
import io.zaiko.engine.core.EngineConfig;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.replay.JournalPoint;
import io.zaiko.replay.StockAsOf;
import io.zaiko.replay.StockLedger;
import io.zaiko.replay.StockLevel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random histories through a real server over TCP: the ledger of every pair sums to the stock that
 * the server shows (rules 2 and 5), and the stock as of a point is what the server answered there.
 * {@code -Dzaiko.ledger.seed=N} begins with that seed.
 */
class LedgerAuditTest {
  private static final long FIRST_SEED = Long.getLong("zaiko.ledger.seed", 1);
  private static final int HISTORIES = 3;
  private static final int COMMANDS = 1_200;
  private static final int COMMANDS_BETWEEN_QUESTIONS = 20;
  private static final int POINTS = 200;
  private static final int TIMES = 20;

  @TempDir Path directory;

  /** What the server answered, and at which sequence. */
  private final List<StockAnswer> answers = new ArrayList<>();

  private final Set<String> commandsSeen = new TreeSet<>();

  @Test
  void shouldSumToTheStockThatTheServerShows() {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES; seed++) {
      Path data = directory.resolve("data-" + seed);
      try {
        history(data, seed);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
    assertEquals(
        Set.of(
            "ADJUST", "COUNT", "EXPIRE", "FULFIL", "RECEIVE", "RELEASE", "RESERVE", "RETURN",
            "SELL", "SHORT"),
        commandsSeen,
        "every command that moves something did");
  }

  private void history(Path data, long seed) {
    answers.clear();
    long end;
    try (ServerInProcess server = new ServerInProcess(data, small());
        ZaikoClient client = ZaikoClient.connect("127.0.0.1", server.port())) {
      RandomTraffic traffic = new RandomTraffic(client, seed);
      traffic.begin();
      for (int sent = 0; sent < COMMANDS; sent += COMMANDS_BETWEEN_QUESTIONS) {
        traffic.send(COMMANDS_BETWEEN_QUESTIONS);
        traffic.letShortHoldsEnd();
        answers.add(client.stock(traffic.sku(), traffic.location()).join());
      }
      end = compareLedger(data, client);
    }
    compareAnswers(data);
    if (seed == FIRST_SEED) {
      AsOfAudit.compare(data, end, POINTS, seed);
      AsOfAudit.compareAtTimes(data, end, TIMES, seed);
    }
  }

  private static EngineConfig small() {
    return new EngineConfig(
        1,
        2,
        100,
        10,
        1_000,
        2_000,
        10_000,
        100,
        200,
        64,
        10_000,
        100,
        60_000_000L,
        3_600_000_000L,
        3_600_000_000L,
        16,
        256,
        16,
        4_096,
        EngineConfig.DEFAULT_CHANNELS);
  }

  /** Returns the last sequence. */
  private long compareLedger(Path data, ZaikoClient client) {
    LedgerSums sums = new LedgerSums();
    long end = 0;
    for (String sku : RandomTraffic.SKUS) {
      StockLedger.End looked =
          StockLedger.replay(
              data,
              sku,
              null,
              row -> {
                sums.add(row);
                commandsSeen.add(row.command().command());
              },
              RecoveryProgress.NONE);
      end = looked.sequence();
    }
    assertTrue(sums.rows() > COMMANDS / 2, () -> "only " + sums.rows() + " rows");
    for (String sku : RandomTraffic.SKUS) {
      for (String location : RandomTraffic.LOCATIONS) {
        StockLevels shown = client.stock(sku, location).join().levels();
        assertEquals(shown, sums.levels(sku, location), () -> sku + " at " + location);
      }
    }
    return end;
  }

  private void compareAnswers(Path data) {
    for (int i = 0; i < answers.size(); i += 4) {
      StockAnswer answer = answers.get(i);
      try (StockAsOf stock =
          StockAsOf.replay(
              data, JournalPoint.ofSequence(answer.sequence()), RecoveryProgress.NONE)) {
        StockLevel level = stock.level(stock.sku(answer.sku()), stock.location(answer.location()));
        assertEquals(answer.levels(), levels(level), () -> "as answered: " + answer);
        assertEquals(answer.timeMicros(), stock.timeMicros());
      }
    }
  }

  private static StockLevels levels(StockLevel level) {
    return new StockLevels(
        level.sellable(),
        level.reserved(),
        level.damaged(),
        level.qualityControl(),
        level.blocked(),
        level.inTransit());
  }
}

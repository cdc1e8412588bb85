package io.zaiko.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.engine.host.UnsupportedDataException;
import io.zaiko.engine.journal.JournalDamagedException;
import io.zaiko.engine.recovery.JournalVerification;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.protocol.sbe.ResultCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditsTest {
  @TempDir private Path folder;

  private Path data() {
    return folder.resolve("data");
  }

  @Test
  void shouldVerifyAJournalWhileItsServerRuns() {
    try (JournalFixture journal = new JournalFixture(data())) {
      fill(journal);
      long last = journal.sell("A", "S1", 1).sequence();

      JournalVerification verification = JournalAudit.verify(data(), RecoveryProgress.NONE);

      assertTrue(verification.ok(), verification::problem);
      assertNull(verification.problem());
      assertNull(verification.atSequence());
      assertEquals(1, verification.firstSequence());
      assertEquals(last, verification.lastSequence());
      assertEquals(last, verification.records());
      assertTrue(verification.digestsChecked() > 1, "each batch carries one");
    }
  }

  @Test
  void shouldFindTheSameStateAfterTheServerEnded() {
    long whileRunning;
    try (JournalFixture journal = new JournalFixture(data())) {
      fill(journal);
      whileRunning = JournalAudit.verify(data(), RecoveryProgress.NONE).stateHash();
    }

    JournalVerification after = JournalAudit.verify(data(), RecoveryProgress.NONE);

    assertTrue(after.ok(), after::problem);
    assertEquals(whileRunning, after.stateHash(), "rule 26");
  }

  @Test
  void shouldSayWhereAJournalIsDamaged() throws IOException {
    long damaged;
    try (JournalFixture journal = new JournalFixture(data())) {
      fill(journal);
      journal.defineSku("DAMAGED-HERE");
      damaged = journal.sell("A", "S1", 1).sequence() - 1;
      journal.sell("A", "S1", 1);
    }
    overwrite("DAMAGED-HERE", "DAMAGED-THIS");

    JournalVerification verification = JournalAudit.verify(data(), RecoveryProgress.NONE);

    assertFalse(verification.ok());
    assertEquals(damaged, verification.atSequence());
    assertEquals(damaged - 1, verification.lastSequence());
    assertThrows(
        JournalDamagedException.class, () -> JournalStatistics.of(data(), RecoveryProgress.NONE));
  }

  @Test
  void shouldCountCommandsResultsAndUnits() {
    try (JournalFixture journal = new JournalFixture(data())) {
      fill(journal);
      journal.sell("A", "S2", 3); // was 0, so 3 oversold
      assertEquals(ResultCode.INSUFFICIENT, journal.reserve("R2", "A", "S1", 100).code());
    }

    JournalStatistics statistics = JournalStatistics.of(data(), RecoveryProgress.NONE);

    assertEquals(
        Map.of(
            "CONFIGURE",
            1L,
            "REGISTER",
            1L,
            "DEFINE_SKU",
            2L,
            "DEFINE_LOCATION",
            2L,
            "RECEIVE",
            2L,
            "RESERVE",
            2L,
            "SELL",
            1L),
        withoutTicks(statistics.commands()));
    assertEquals(1, statistics.results().get("INSUFFICIENT"));
    assertEquals(
        statistics.lastSequence(),
        statistics.commands().values().stream().mapToLong(Long::longValue).sum());
    assertEquals(2, statistics.skus());
    assertEquals(2, statistics.locations());
    assertEquals(3, statistics.stockRecords());
    assertEquals(10 + 5 - 3, statistics.onHandTotal());
    assertEquals(4, statistics.reservedTotal());
    assertEquals(3, statistics.oversoldTotal());
    assertEquals(1, statistics.openReservations());
  }

  @Test
  void shouldShowStockAfterASequence() {
    long received;
    try (JournalFixture journal = new JournalFixture(data())) {
      journal.defineSku("A");
      journal.defineLocation("S1");
      received = journal.receive("A", "S1", 10).sequence();
      journal.sell("A", "S1", 4);
    }

    assertEquals(List.of("A S1 10 0"), rows(JournalPoint.ofSequence(received), "", ""));
    assertEquals(List.of("A S1 6 0"), rows(JournalPoint.END, "", ""));
    try (StockAsOf stock =
        StockAsOf.replay(data(), JournalPoint.ofSequence(received), RecoveryProgress.NONE)) {
      assertEquals(received, stock.sequence());
    }
  }

  @Test
  void shouldShowStockAtATime() {
    JournalFixture.Answer received;
    try (JournalFixture journal = new JournalFixture(data())) {
      journal.defineSku("A");
      journal.defineLocation("S1");
      received = journal.receive("A", "S1", 10);
      JournalFixture.Answer sold = journal.sell("A", "S1", 4);
      while (sold.timeMicros() == received.timeMicros()) {
        received = sold; // the clock did not move between the two; the later one decides
        sold = journal.sell("A", "S1", 1);
      }
    }
    long before = rows(JournalPoint.ofTime(received.timeMicros() - 1), "", "").size();
    List<String> at = rows(JournalPoint.ofTime(received.timeMicros()), "", "");

    assertTrue(before <= 1);
    assertEquals(rows(JournalPoint.ofSequence(received.sequence()), "", ""), at, "inclusive");
  }

  @Test
  void shouldFilterBySkuAndLocation() {
    try (JournalFixture journal = new JournalFixture(data())) {
      fill(journal);
      journal.sell("A", "S2", 3);
    }

    assertEquals(List.of("A S1 10 4", "A S2 -3 0"), rows(JournalPoint.END, "A", ""));
    assertEquals(List.of("A S1 10 4", "B S1 5 0"), rows(JournalPoint.END, "", "S1"));
    assertEquals(List.of("B S1 5 0"), rows(JournalPoint.END, "B", "S1"));
  }

  @Test
  void shouldReadAPairWithoutRecordAsZero() {
    try (JournalFixture journal = new JournalFixture(data())) {
      fill(journal);
    }
    try (StockAsOf stock = StockAsOf.replay(data(), JournalPoint.END, RecoveryProgress.NONE)) {
      assertEquals(
          new StockLevel(0, 0, 0, 0, 0, 0), stock.level(stock.sku("B"), stock.location("S2")));
      assertEquals(StockAsOf.UNKNOWN, stock.sku("S1"));
      assertEquals(StockAsOf.UNKNOWN, stock.location("x".repeat(33)));
    }
  }

  @Test
  void shouldHaveNothingBeforeTheFirstRecord() {
    new JournalFixture(data()).close();

    try (StockAsOf stock =
        StockAsOf.replay(data(), JournalPoint.ofTime(1), RecoveryProgress.NONE)) {
      assertEquals(0, stock.sequence());
      assertEquals(StockAsOf.UNKNOWN, stock.sku("A"));
    }
  }

  @Test
  void shouldRefuseWhatIsNoDataDirectory() {
    assertThrows(
        UnsupportedDataException.class, () -> JournalAudit.verify(folder, RecoveryProgress.NONE));
  }

  /** A: 10 at S1, of which 4 are promised; B: 5 at S1. */
  private static void fill(JournalFixture journal) {
    for (String sku : List.of("A", "B")) {
      assertEquals(ResultCode.OK, journal.defineSku(sku).code());
    }
    for (String location : List.of("S1", "S2")) {
      assertEquals(ResultCode.OK, journal.defineLocation(location).code());
    }
    assertEquals(ResultCode.OK, journal.receive("A", "S1", 10).code());
    assertEquals(ResultCode.OK, journal.receive("B", "S1", 5).code());
    assertEquals(ResultCode.OK, journal.reserve("R1", "A", "S1", 4).code());
  }

  private List<String> rows(JournalPoint point, String sku, String location) {
    List<String> rows = new ArrayList<>();
    try (StockAsOf stock = StockAsOf.replay(data(), point, RecoveryProgress.NONE)) {
      stock.rows(
          sku.isEmpty() ? StockAsOf.UNKNOWN : stock.sku(sku),
          location.isEmpty() ? StockAsOf.UNKNOWN : stock.location(location),
          (rowSku, rowLocation, level) ->
              rows.add(
                  "%s %s %d %d"
                      .formatted(rowSku, rowLocation, level.sellable(), level.reserved())));
    }
    return rows;
  }

  private static Map<String, Long> withoutTicks(Map<String, Long> commands) {
    return commands.entrySet().stream()
        .filter(entry -> !entry.getKey().equals("TICK"))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Changes the one place in the journal's files where a text stands. */
  private void overwrite(String text, String other) throws IOException {
    List<Path> files;
    try (Stream<Path> paths = Files.walk(data())) {
      files = paths.filter(path -> path.toString().endsWith(".cq4")).toList();
    }
    assertEquals(1, files.size());
    String content = Files.readString(files.get(0), StandardCharsets.ISO_8859_1);
    int position = content.indexOf(text);
    assertTrue(position >= 0, "the text stands in the journal");
    try (FileChannel channel = FileChannel.open(files.get(0), StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(other.getBytes(StandardCharsets.ISO_8859_1)), position);
    }
  }
}

package io.zaiko.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.engine.recovery.JournalVerification;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.protocol.sbe.MessageHeaderEncoder;
import io.zaiko.protocol.sbe.SellEncoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What audits show of a record that was taken out of its journal. */
final class VoidedRecordTest {
  private static final int UNKNOWN_TEMPLATE = 98;

  @TempDir private Path folder;

  private Path data() {
    return folder.resolve("data");
  }

  /** A receipt of 10, a record on which the engine fails, a sale of 1 after it was taken out. */
  private JournalQuarantine.Report quarantined(boolean isSale) {
    long failing;
    try (JournalFixture journal = new JournalFixture(data())) {
      journal.defineSku("A");
      journal.defineLocation("S1");
      failing = journal.receive("A", "S1", 10).sequence() + 1;
      int length = journal.messages().sell("", "A@S1=4");
      if (isSale) {
        int policy = MessageHeaderEncoder.ENCODED_LENGTH + SellEncoder.policyEncodingOffset();
        journal.messages().buffer().putByte(policy, (byte) 77);
      } else {
        new MessageHeaderEncoder()
            .wrap(journal.messages().buffer(), 0)
            .templateId(UNKNOWN_TEMPLATE);
      }
      journal.sendAndStop(length);
    }
    JournalQuarantine.Report report =
        JournalQuarantine.run(data(), new TreeSet<>(Set.of(failing)), false, RecoveryProgress.NONE);
    try (JournalFixture journal = new JournalFixture(data(), "later")) {
      journal.sell("A", "S1", 1);
    }
    return report;
  }

  private List<String> tail() {
    List<String> rows = new ArrayList<>();
    JournalTail.read(
        data(),
        5,
        (command, lines) ->
            rows.add(command.command() + " " + command.result() + " " + command.client()),
        () -> false,
        RecoveryProgress.NONE);
    return rows;
  }

  private void assertAudited(String shown) {
    assertEquals(
        List.of(
            "RECEIVE OK replay-test", shown, "VOID OK null", "REGISTER OK later", "SELL OK later"),
        tail());
    JournalStatistics statistics = JournalStatistics.of(data(), RecoveryProgress.NONE);
    assertEquals(9, statistics.onHandTotal());
    assertEquals(1, statistics.results().get("QUARANTINED"));
    assertEquals(1, statistics.commands().get("VOID"));
    List<Movement> movements = new ArrayList<>();
    StockLedger.replay(data(), "A", null, movements::add, RecoveryProgress.NONE);
    assertEquals(2, movements.size(), "the receipt and the later sale");
    List<UnmatchedLine> unmatched = new ArrayList<>();
    UnmatchedLines.find(data(), unmatched::add, RecoveryProgress.NONE);
    assertEquals(List.of(), unmatched);
    JournalVerification verified = JournalAudit.verify(data(), RecoveryProgress.NONE);
    assertTrue(verified.ok(), verified.problem());
    assertEquals(1, verified.voided().size());
  }

  @Test
  void shouldShowWhoSentIt() {
    JournalQuarantine.Report report = quarantined(true);
    JournaledCommand taken = report.taken().get(0).command();
    assertEquals("SELL", taken.command());
    assertEquals("QUARANTINED", taken.result());
    assertEquals("replay-test", taken.client());
    assertEquals(taken.sequence() + 1, report.firstVoid());
    assertAudited("SELL QUARANTINED replay-test");
  }

  @Test
  void shouldShowThatItIsNothingKnown() {
    JournalQuarantine.Report report = quarantined(false);
    assertEquals(JournaledCommand.UNKNOWN, report.taken().get(0).command().command());
    assertEquals(List.of(), report.taken().get(0).lines());
    assertAudited("UNKNOWN QUARANTINED null");
  }
}

package io.zaiko.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.protocol.sbe.Bucket;
import io.zaiko.protocol.sbe.Disposition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rule 7: a line with an unknown SKU or location is kept, and listed for staff. */
class UnmatchedLinesTest {
  @TempDir private Path folder;

  @Test
  void shouldListTheUnknownLinesOfEveryFact() {
    List<UnmatchedLine> found = new ArrayList<>();
    long sold;
    try (JournalFixture journal = new JournalFixture(folder.resolve("data"))) {
      CommandMessages messages = journal.messages();
      journal.defineSku("A");
      journal.defineLocation("S1");
      journal.send(messages.receive("delivery", "A@S1=5", "ghost@S1=7"));
      sold = journal.send(messages.sell("receipt 9", "A@S1=1", "A@nowhere=2")).sequence();
      journal.send(messages.again()); // rule 21: answered again, not a second line to look after
      journal.send(messages.goodsBack(Disposition.DAMAGED, "R", "", "ghost@nowhere=1"));
      journal.send(messages.adjust("", "ghost@S1=-3"));
      journal.send(messages.count(Bucket.SELLABLE, "", "ghost@S1=0"));
      journal.send(messages.reserve("R", 0, "ghost@S1=1")); // a request, refused as a whole
      journal.defineSku("ghost");
      journal.send(messages.receive("", "ghost@S1=7"));
    }

    long last = UnmatchedLines.find(folder.resolve("data"), found::add, RecoveryProgress.NONE);

    assertTrue(last > sold);
    assertEquals(
        List.of(
            "RECEIVE delivery line 1: ghost S1 7, known: false true",
            "SELL receipt 9 line 1: A nowhere 2, known: true false",
            "RETURN R line 0: ghost nowhere 1, known: false false",
            "ADJUST null line 0: ghost S1 -3, known: false true",
            "COUNT null line 0: ghost S1 0, known: false true"),
        found.stream().map(UnmatchedLinesTest::text).toList());
    JournaledCommand sale = found.get(1).command();
    assertEquals(sold, sale.sequence());
    assertEquals("replay-test", sale.client());
    assertEquals("EC", sale.channel());
  }

  private static String text(UnmatchedLine unmatched) {
    return "%s %s line %d: %s %s %d, known: %b %b"
        .formatted(
            unmatched.command().command(),
            unmatched.command().reference(),
            unmatched.number(),
            unmatched.line().sku(),
            unmatched.line().location(),
            unmatched.line().quantity(),
            unmatched.skuKnown(),
            unmatched.locationKnown());
  }
}

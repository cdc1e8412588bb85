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
      journal.send(messages.sellLater("till-1", 5_000, 0, "A@S1=1"));
      journal.send(messages.sellLater("till-1", 2, 0, "A@S1=1")); // rule 22: too old to tell
      journal.send(messages.dispatch("T", "A", 4)); // rule 19a: nobody asked for it
      journal.defineSku("ghost");
      journal.send(messages.receive("", "ghost@S1=7"));
    }

    long last = UnmatchedLines.find(folder.resolve("data"), found::add, RecoveryProgress.NONE);

    assertTrue(last > sold);
    assertEquals(
        List.of(
            "RECEIVE delivery line 1: ghost S1 7, SKU",
            "SELL receipt 9 line 1: A nowhere 2, LOCATION",
            "RETURN R line 0: ghost nowhere 1, SKU_AND_LOCATION",
            "ADJUST null line 0: ghost S1 -3, SKU",
            "COUNT null line 0: ghost S1 0, SKU",
            "SELL null line 0: A S1 1, DEVICE_SEQUENCE",
            "TRANSFER_DISPATCH T line 0: A null 4, TRANSFER"),
        found.stream().map(UnmatchedLinesTest::text).toList());
    JournaledCommand sale = found.get(1).command();
    assertEquals(sold, sale.sequence());
    assertEquals("replay-test", sale.client());
    assertEquals("EC", sale.channel());
  }

  private static String text(UnmatchedLine unmatched) {
    return "%s %s line %d: %s %s %d, %s"
        .formatted(
            unmatched.command().command(),
            unmatched.command().reference(),
            unmatched.number(),
            unmatched.line().sku(),
            unmatched.line().location(),
            unmatched.line().quantity(),
            unmatched.cause());
  }
}

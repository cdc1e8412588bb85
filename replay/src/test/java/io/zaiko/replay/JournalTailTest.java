package io.zaiko.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.engine.recovery.RecoveryProgress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTailTest {
  @TempDir private Path folder;
  private final List<JournaledCommand> commands = new ArrayList<>();
  private final List<List<NamedLine>> lines = new ArrayList<>();

  private void tail(int most, BooleanSupplier lookAgain) {
    commands.clear();
    lines.clear();
    JournalTail.read(
        folder.resolve("data"),
        most,
        (command, named) -> {
          commands.add(command);
          lines.add(named);
        },
        lookAgain,
        RecoveryProgress.NONE);
  }

  private List<String> names() {
    return commands.stream().map(JournaledCommand::command).toList();
  }

  @Test
  void shouldShowWhatEachRecordWasAndWhatItWasAnswered() {
    try (JournalFixture journal = new JournalFixture(folder.resolve("data"))) {
      CommandMessages messages = journal.messages();
      journal.defineSku("A");
      journal.defineLocation("S1");
      journal.send(messages.safety("A", "S1", 2));
      journal.send(messages.sell("receipt", "A@S1=3", "ghost@S1=1"));
      journal.send(messages.again());
      journal.send(messages.reserve("R", 0, "A@S1=1"));
      journal.send(messages.fulfil("R"));
    }

    tail(100, () -> false);

    assertEquals(
        List.of(
            "CONFIGURE",
            "REGISTER",
            "DEFINE_SKU",
            "DEFINE_LOCATION",
            "SET_SAFETY",
            "SELL",
            "SELL",
            "RESERVE",
            "FULFIL"),
        names());
    assertEquals("replay-test", commands.get(1).client());
    assertEquals(commands.get(5).session(), commands.get(1).session(), "the one it was given");
    assertEquals(List.of(new NamedLine("A", null, null)), lines.get(2));
    assertEquals(List.of(new NamedLine(null, "S1", null)), lines.get(3));
    assertEquals(List.of(new NamedLine("A", "S1", 2L)), lines.get(4));
    assertEquals("EC", commands.get(4).channel());
    assertEquals(
        List.of(new NamedLine("A", "S1", 3L), new NamedLine("ghost", "S1", 1L)), lines.get(5));
    assertEquals(1, commands.get(5).oversellsOpened());
    assertEquals(
        List.of(false, true), commands.subList(5, 7).stream().map(c -> c.repeated()).toList());
    assertEquals("INSUFFICIENT", commands.get(7).result());
    assertEquals("UNKNOWN_RESERVATION", commands.get(8).result());
    assertEquals(null, commands.get(8).channel());
    assertEquals("R", commands.get(8).reference());
    assertEquals(List.of(), lines.get(8));
  }

  @Test
  void shouldShowOnlyTheLastOnes() {
    try (JournalFixture journal = new JournalFixture(folder.resolve("data"))) {
      journal.defineSku("A");
      journal.defineLocation("S1");
    }

    tail(1, () -> false);
    assertEquals(List.of("DEFINE_LOCATION"), names());
    tail(0, () -> false);
    assertEquals(List.of(), names());
  }

  @Test
  void shouldFollowAServerThatIsKilledAndComesBack() {
    int[] asked = {0};
    List<JournalFixture> opened = new ArrayList<>();
    opened.add(new JournalFixture(folder.resolve("data")));
    List<Integer> shownAtQuestion = new ArrayList<>();

    tail(
        1,
        () -> {
          shownAtQuestion.add(commands.size());
          switch (asked[0]++) {
            case 0 -> opened.get(0).defineSku("A");
            case 1 -> {
              opened.get(0).close();
              opened.add(new JournalFixture(folder.resolve("data")));
              opened.get(1).defineSku("B");
            }
            default -> opened.get(1).close();
          }
          return asked[0] < 3;
        });

    assertEquals(List.of("REGISTER", "DEFINE_SKU", "REGISTER", "DEFINE_SKU"), names());
    assertEquals(List.of(1, 2, 4), shownAtQuestion);
    assertEquals(List.of(new NamedLine("B", null, null)), lines.get(3));
    assertTrue(commands.get(3).sequence() == commands.get(0).sequence() + 3);
  }
}

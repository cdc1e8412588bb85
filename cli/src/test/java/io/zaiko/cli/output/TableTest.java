package io.zaiko.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void shouldAlignTextLeftAndNumbersRight() {
    Table table = new Table("location", "#ats").row("shibuya", 5).row("ueno", 1200);

    assertEquals(
        List.of("location   ats", "shibuya      5", "ueno      1200"), table.lines(Style.PLAIN));
  }

  @Test
  void shouldCountJapaneseCharactersAsTwoCells() {
    Table table = new Table("location", "#ats").row("渋谷本店一号", 5).row("ueno", 6);

    assertEquals(
        List.of("location      ats", "渋谷本店一号    5", "ueno            6"), table.lines(Style.PLAIN));
  }

  @Test
  void shouldShowNullAsDash() {
    assertEquals(List.of("a  b", "-  x"), new Table("a", "b").row(null, "x").lines(Style.PLAIN));
  }

  @Test
  void shouldUseEscapesOnlyOnATerminal() {
    Table table = new Table("a").row("x");

    assertTrue(table.lines(Style.TERMINAL).get(0).startsWith("\u001B["));
    assertEquals("a", table.lines(Style.PLAIN).get(0));
  }

  @Test
  void shouldRefuseARowOfAnotherWidth() {
    Table table = new Table("a", "b");

    assertThrows(IllegalArgumentException.class, () -> table.row("x"));
  }
}

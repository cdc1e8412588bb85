package io.zaiko.simulator.planted;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Planted bugs must be applied exactly where they belong, or not at all. */
final class PatchTest {
  private static final String DIFF =
      """
      --- a/shop/Till.java
      +++ b/shop/Till.java
      @@ -2,3 +2,3 @@
       two
      -three
      +drei
       four
      @@ -6 +6,2 @@
       six
      +six and a half
      """;

  @Test
  void shouldChangeTheLinesNamed() {
    Patch patch = Patch.parse(DIFF);

    assertEquals(List.of("shop/Till.java"), patch.files());
    assertEquals(
        "one\ntwo\ndrei\nfour\nfive\nsix\nsix and a half\nseven\n",
        patch.apply("shop/Till.java", "one\ntwo\nthree\nfour\nfive\nsix\nseven\n"));
  }

  @Test
  void shouldNotApplyWhereTheContextMovedAway() {
    Patch patch = Patch.parse(DIFF);
    String moved = "zero\none\ntwo\nthree\nfour\nfive\nsix\nseven\n";

    IllegalStateException refusal =
        assertThrows(IllegalStateException.class, () -> patch.apply("shop/Till.java", moved));

    assertTrue(refusal.getMessage().contains("shop/Till.java, line 2"), refusal::getMessage);
  }

  @Test
  void shouldNotApplyToAFileThatIsTooShort() {
    Patch patch = Patch.parse(DIFF);

    assertThrows(
        IllegalStateException.class,
        () -> patch.apply("shop/Till.java", "one\ntwo\nthree\nfour\nfive\n"));
  }

  @Test
  void shouldRefuseWhatIsNoDiff() {
    assertThrows(IllegalArgumentException.class, () -> Patch.parse("hello\n"));
    assertThrows(
        IllegalArgumentException.class,
        () -> Patch.parse("--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n one\n"));
  }
}

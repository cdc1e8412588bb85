package io.zaiko.bench.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PosConverterTest {
  private static final String HEADER = "event_time,store_id,basket_id,sku,qty,qty_unit\n";
  private static final String ROWS =
      """
      2017-01-01T07:30:27-05:00,319,31198705046,A,1,each
      2017-01-01T07:30:27-05:00,319,31198705046,B,3,each
      2017-01-01T08:47:20-05:00,361,31198640134,A,1,each
      2017-01-02T08:47:20-05:00,319,31198640135,B,2,each
      """;

  @TempDir private Path folder;

  @Test
  void shouldSellABasketAtItsStore() throws IOException {
    Conversion conversion = convert(Opening.FULL, ROWS);

    assertEquals(
        List.of(
            "2017-01-01T12:30:27Z,sell,POS,319,A,1,31198705046",
            "2017-01-01T12:30:27Z,sell,POS,319,B,3,31198705046",
            "2017-01-01T13:47:20Z,sell,POS,361,A,1,31198640134",
            "2017-01-02T13:47:20Z,sell,POS,319,B,2,31198640135"),
        conversion.trace().stream().filter(row -> row.contains(",sell,")).toList());
    assertEquals(3, conversion.counts().get("baskets"));
  }

  @Test
  void shouldOpenEachStoreWithWhatItSoldOrHalfOfIt() throws IOException {
    assertEquals(
        List.of("receive A 1 OPENING/319", "receive B 5 OPENING/319", "receive A 1 OPENING/361"),
        convert(Opening.FULL, ROWS).brief("receive"));
    assertEquals(List.of("receive B 2 OPENING/319"), convert(Opening.HALF, ROWS).brief("receive"));
  }

  @Test
  void shouldLeaveOutWhatIsNotCountedInPieces() throws IOException {
    Conversion conversion =
        convert(
            Opening.FULL,
            """
            2017-01-01T07:30:27-05:00,319,1,A,0,each
            2017-01-01T07:30:27-05:00,319,1,FUEL,14000,fuel_or_weighed
            2017-01-01T07:30:27-05:00,319,1,B,2,each
            """);

    assertEquals(List.of("sell B 2 1"), conversion.brief("sell"));
    assertEquals(2, conversion.counts().get("left_out"));
    assertEquals(1, conversion.counts().get("pairs"));
  }

  @Test
  void shouldCutALongBasket() throws IOException {
    Conversion conversion =
        convert(Opening.FULL, "2017-01-01T07:30:27-05:00,319,1,A,1,each\n".repeat(257));

    assertEquals(257, conversion.brief("sell").size());
    assertEquals("sell A 1 1/2", conversion.brief("sell").get(256));
    assertEquals(List.of("receive A 257 OPENING/319"), conversion.brief("receive"));
  }

  @Test
  void shouldNameTheLineOfANegativeQuantity() {
    ConversionException thrown =
        assertThrows(
            ConversionException.class,
            () -> convert(Opening.FULL, "2017-01-01T07:30:27-05:00,319,1,A,-1,each\n"));

    assertTrue(thrown.getMessage().contains("line 2: qty"), thrown.getMessage());
  }

  private Conversion convert(Opening opening, String rows) throws IOException {
    return Conversion.of(PosConverter::convert, folder, opening, HEADER + rows);
  }
}

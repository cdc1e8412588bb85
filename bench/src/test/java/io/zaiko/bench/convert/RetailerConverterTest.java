package io.zaiko.bench.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetailerConverterTest {
  private static final String HEADER =
      "event_time,order_id,line_no,kind,is_stock_sku,sku,qty,matched_order_id\n";

  @TempDir private Path folder;

  @Test
  void shouldReserveCommitAndShipADayLater() throws IOException {
    Conversion conversion =
        convert(
            """
            2010-12-01T08:26:00,536365,1,order,1,85123A,6,
            2010-12-01T08:26:00,536365,2,order,1,71053,4,
            """);

    assertEquals(
        List.of(
            "2010-12-01T08:26:00Z,receive,,WAREHOUSE,85123A,6,OPENING/WAREHOUSE",
            "2010-12-01T08:26:00Z,receive,,WAREHOUSE,71053,4,OPENING/WAREHOUSE",
            "2010-12-01T08:26:00Z,reserve,EC,WAREHOUSE,85123A,6,536365",
            "2010-12-01T08:26:00Z,reserve,EC,WAREHOUSE,71053,4,536365",
            "2010-12-01T08:26:00Z,commit,EC,,,,536365",
            "2010-12-02T08:26:00Z,fulfil,EC,,,,536365"),
        conversion.trace());
  }

  @Test
  void shouldReadBritishWallClocks() throws IOException {
    Conversion conversion = convert("2011-07-01T08:26:00,1,1,order,1,A,6,\n");

    assertTrue(conversion.trace().get(0).startsWith("2011-07-01T07:26:00Z"));
  }

  @Test
  void shouldReleaseBeforeShippingAndReturnAfterIt() throws IOException {
    Conversion conversion =
        convert(
            """
            2010-12-01T08:00:00,1,1,order,1,A,6,
            2010-12-02T07:59:00,C2,1,cancel,1,A,-2,1
            2010-12-02T08:00:00,C3,1,cancel,1,A,-3,1
            """);

    assertEquals(
        List.of("release A 2 1", "fulfil   1", "return A 3 C3"),
        conversion.brief("release", "fulfil", "return"));
  }

  @Test
  void shouldNotShipWhatIsCancelledWhole() throws IOException {
    Conversion conversion =
        convert(
            """
            2010-12-01T08:00:00,1,1,order,1,A,6,
            2010-12-01T08:12:00,C2,1,cancel,1,A,-6,1
            """);

    assertEquals(List.of("release A 6 1"), conversion.brief("release", "fulfil", "return"));
  }

  @Test
  void shouldReturnWhatTheOrderDoesNotHoldOrNobodyKnows() throws IOException {
    Conversion conversion =
        convert(
            """
            2010-12-01T08:00:00,1,1,order,1,A,6,
            2010-12-01T08:12:00,C2,1,cancel,1,A,-7,1
            2010-12-01T08:12:00,C2,2,cancel,1,B,-1,1
            2010-12-01T08:13:00,C3,1,cancel,1,A,-1,
            2010-12-01T08:14:00,C4,1,cancel,1,A,-1,999
            """);

    assertEquals(
        List.of(
            "release A 6 1", "return A 1 C2", "return B 1 C2", "return A 1 C3", "return A 1 C4"),
        conversion.brief("release", "return"));
  }

  @Test
  void shouldCutALongOrderAndReleaseFromTheFirstPartThatHoldsTheSku() throws IOException {
    StringBuilder rows = new StringBuilder();
    for (int line = 0; line < 300; line++) {
      String sku = line == 3 || line == 299 ? "TWICE" : "S" + line;
      rows.append("2010-12-01T08:00:00,1,%d,order,1,%s,5,\n".formatted(line + 1, sku));
    }
    rows.append("2010-12-01T08:12:00,C2,1,cancel,1,TWICE,-7,1\n");

    Conversion conversion = convert(rows.toString());

    List<String> reserved = conversion.brief("reserve");
    assertEquals(256, reserved.stream().filter(row -> row.endsWith(" 1/1")).count());
    assertEquals(44, reserved.stream().filter(row -> row.endsWith(" 1/2")).count());
    assertEquals(List.of("commit   1/1", "commit   1/2"), conversion.brief("commit"));
    assertEquals(
        List.of("release TWICE 5 1/1", "release TWICE 2 1/2"), conversion.brief("release"));
    assertEquals(List.of("fulfil   1/1", "fulfil   1/2"), conversion.brief("fulfil"));
    assertEquals(
        43, conversion.brief("receive").stream().filter(row -> row.endsWith("/2")).count());
  }

  @Test
  void shouldOpenWithThePeakOfNetDemandOrHalfOfIt() throws IOException {
    String rows =
        """
        2010-12-01T08:00:00,1,1,order,1,A,5,
        2010-12-01T08:01:00,C2,1,cancel,1,A,-3,1
        2010-12-01T08:02:00,3,1,adjust,1,A,-1,
        2010-12-01T08:03:00,4,1,order,1,A,2,
        2010-12-01T08:04:00,5,1,order,1,B,1,
        2010-12-01T08:05:00,C6,1,cancel,1,C,-1,
        """;

    assertEquals(
        List.of("receive A 5 OPENING/WAREHOUSE", "receive B 1 OPENING/WAREHOUSE"),
        convert(Opening.FULL, rows).brief("receive"));
    assertEquals(
        List.of("receive A 2 OPENING/WAREHOUSE"), convert(Opening.HALF, rows).brief("receive"));
  }

  @Test
  void shouldAdjustAndLeaveOutWhatMovesNoGoods() throws IOException {
    Conversion conversion =
        convert(
            """
            2010-12-01T08:00:00,1,1,adjust,1,A,-9,
            2010-12-01T08:00:00,A2,1,ledger,0,B,1,
            2010-12-01T08:00:00,3,1,order,0,POST,1,
            2010-12-01T08:00:00,4,1,order,1,' A ',2,
            """
                .replace("'", ""));

    assertEquals(List.of("adjust A -9 1"), conversion.brief("adjust"));
    assertEquals(List.of("reserve A 2 4"), conversion.brief("reserve"));
    assertEquals(2, conversion.counts().get("left_out"));
    assertEquals(1, conversion.counts().get("trimmed"));
    assertEquals(conversion.trace().size(), conversion.counts().get("rows"));
  }

  @Test
  void shouldKeepAnOrderTogetherWhoseLinesStandApart() throws IOException {
    Conversion conversion =
        convert(
            """
            2010-12-01T08:00:00,1,1,order,1,A,1,
            2010-12-01T08:00:00,2,1,order,1,B,1,
            2010-12-01T08:01:00,1,2,order,1,C,1,
            """);

    assertEquals(
        List.of("reserve A 1 1", "reserve C 1 1", "reserve B 1 2"), conversion.brief("reserve"));
  }

  @Test
  void shouldNameTheLineOfABadRow() {
    assertFault("2010-12-01T08:00:00,1,1,order,1,A,-1,\n", "line 2: qty -1 has the wrong sign");
    assertFault("2010-12-01T08:00:00,1,1,gift,1,A,1,\n", "line 2: kind 'gift'");
    assertFault("2010-12-01T08:00:00,1,1,order,1,A@B,1,\n", "line 2: sku 'A@B'");
    assertFault("noon,1,1,order,1,A,1,\n", "line 2: event_time");
    assertFault(
        "2010-12-01T08:00:00,1,1,order,1,A,1,\n2010-12-01T08:00:00,1,2,adjust,1,A,1,\n",
        "line 3: document 1");
  }

  private void assertFault(String rows, String message) {
    ConversionException thrown = assertThrows(ConversionException.class, () -> convert(rows));
    assertTrue(thrown.getMessage().contains(message), thrown.getMessage());
  }

  private Conversion convert(String rows) throws IOException {
    return convert(Opening.FULL, rows);
  }

  private Conversion convert(Opening opening, String rows) throws IOException {
    return Conversion.of(RetailerConverter::convert, folder, opening, HEADER + rows);
  }
}

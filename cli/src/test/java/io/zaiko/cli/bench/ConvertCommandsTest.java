package io.zaiko.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.cli.JsonShape;
import io.zaiko.cli.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConvertCommandsTest {
  private static final String SALES_HEADER = "event_time,store_id,basket_id,sku,qty,qty_unit\n";

  @TempDir Path folder;

  private final Terminal terminal = new Terminal();
  private Path trace;

  @BeforeEach
  void nameTheTrace() {
    trace = folder.resolve("trace.csv");
  }

  @Test
  void shouldConvertSalesOfSeveralFilesFromHalfTheStock() throws IOException {
    Path first = sales("first.csv", "2017-01-01T07:30:27-05:00,319,1,A,3,each\n");
    Path second = sales("second.csv", "2017-01-02T07:30:27-05:00,319,2,A,1,each\n");

    assertEquals(0, convert("pos", "--opening", "half", first, second));

    assertEquals(
        List.of(
            "2017-01-01T12:30:27Z,receive,,319,A,2,OPENING/319",
            "2017-01-01T12:30:27Z,sell,POS,319,A,3,1",
            "2017-01-02T12:30:27Z,sell,POS,319,A,1,2"),
        Files.readAllLines(trace).subList(1, 4));
    assertTrue(
        terminal
            .out()
            .startsWith(
                "3 rows, 1 receipts, 2 sales, 2 baskets, 1 pairs, 0 left out, 0 trimmed, in "),
        terminal::out);
  }

  @Test
  void shouldSayWhatItWroteInJson() throws IOException {
    assertEquals(0, convert("pos", "--json", sales("in.csv", "")));
    assertFields("rows receipts sales baskets pairs left_out trimmed seconds");

    Path levels = write("levels.csv", "observed_at,store_id,sku,on_hand,delta\n");
    assertEquals(0, convert("pharmacies", "--json", levels));
    assertFields("rows counts receipts sales pairs seconds");

    Path orders =
        write("orders.csv", "event_time,order_id,kind,is_stock_sku,sku,qty,matched_order_id\n");
    assertEquals(0, convert("retailer", "--json", orders));
    assertFields(
        "rows receipts order_lines reservations fulfilments releases returns adjustments left_out"
            + " trimmed seconds");
  }

  @Test
  void shouldNameTheLineThatIsWrong() throws IOException {
    assertEquals(2, convert("pos", sales("in.csv", "noon,319,1,A,3,each\n")));
    assertTrue(terminal.err().contains("in.csv: line 2: event_time"), terminal::err);
  }

  @Test
  void shouldNameTheFileThatIsNotThere() {
    assertEquals(2, convert("retailer", folder.resolve("missing.csv")));
    assertTrue(terminal.err().contains("missing.csv: no such file"), terminal::err);
  }

  @Test
  void shouldNotOverwriteItsSource() throws IOException {
    trace = sales("in.csv", "");
    assertEquals(2, convert("pos", trace));
    assertEquals(SALES_HEADER, Files.readString(trace));
  }

  @Test
  void shouldRefuseAnotherOpening() throws IOException {
    assertEquals(2, convert("pos", "--opening", "third", sales("in.csv", "")));
    assertTrue(terminal.err().contains("'third' is none of peak, full, half"), terminal::err);
  }

  private void assertFields(String names) {
    assertEquals(List.of(names.split(" ")), JsonShape.fields(terminal.out()));
  }

  private Path sales(String name, String rows) throws IOException {
    return write(name, SALES_HEADER + rows);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  /** Runs a conversion into the trace and returns its exit status. */
  private int convert(Object... words) {
    String[] arguments = new String[words.length + 3];
    arguments[0] = "bench";
    arguments[1] = "convert";
    for (int i = 0; i < words.length; i++) {
      arguments[i + 2] = words[i].toString();
    }
    arguments[words.length + 2] = trace.toString();
    return terminal.run(arguments);
  }
}

package io.zaiko.bench.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PharmacyConverterTest {
  private static final String HEADER = "observed_at,store_id,sku,on_hand,delta,changed_at\n";

  @TempDir private Path folder;

  @Test
  void shouldTurnOpeningFallAndRiseIntoCountSaleAndReceipt() throws IOException {
    List<String> trace =
        convert(
            """
            2020-02-06T08:50:01+08:00,0140030012,MASK-ADULT,198,,
            2020-02-06T09:50:01+08:00,0140030012,MASK-ADULT,150,-48,
            2020-02-07T08:50:01+08:00,0140030012,MASK-ADULT,350,200,
            """);

    assertEquals(
        List.of(
            "2020-02-06T00:50:01Z,count,,0140030012,MASK-ADULT,198,0140030012/20200206T005001Z",
            "2020-02-06T01:50:01Z,sell,POS,0140030012,MASK-ADULT,48,0140030012/20200206T015001Z",
            "2020-02-07T00:50:01Z,receive,,0140030012,MASK-ADULT,200,0140030012/20200207T005001Z"),
        trace);
  }

  @Test
  void shouldCountAnItemTakenOffSaleAndPutBack() throws IOException {
    List<String> commands =
        commands(
            convert(
                rows("A", "M", 100, 0, 109) // 109 is within a tenth of 100
                    + rows("B", "M", 100, 0, 111))); // 111 is not

    assertEquals(
        List.of(
            "count A 100",
            "count A 0",
            "count A 109",
            "count B 100",
            "sell B 100",
            "receive B 111"),
        sortedByStore(commands));
  }

  @Test
  void shouldCountAChangeThatTheNextRowTakesBack() throws IOException {
    assertEquals(
        List.of("count A 50", "count A 40", "count A 50", "sell A 8"),
        commands(convert(rows("A", "M", 50, 40, 50, 42))));
  }

  @Test
  void shouldCountWhereTheDeltaDoesNotFitTheLevels() throws IOException {
    List<String> trace =
        convert(
            """
            2020-02-06T08:50:01+08:00,A,M,198,,
            2020-02-06T09:50:01+08:00,A,M,150,-47,
            """);

    assertEquals(List.of("count A 198", "count A 150"), commands(trace));
  }

  @Test
  void shouldSellTheLastUnitsWhenADeliveryOfAnotherSizeFollows() throws IOException {
    assertEquals(
        List.of("count A 20", "sell A 20", "receive A 200"),
        commands(convert(rows("A", "M", 20, 0, 200))));
  }

  @Test
  void shouldSortByTimeAndKeepTheOrderOfTies() throws IOException {
    List<String> trace =
        convert(
            """
            2020-02-06T08:50:02+08:00,B,M,2,,
            2020-02-06T08:50:01+08:00,A,M2,1,,
            2020-02-06T08:50:01+08:00,A,M1,3,,
            """);

    assertEquals(List.of("count A 1", "count A 3", "count B 2"), commands(trace));
  }

  @Test
  void shouldOnlyMoveAfterHalfTheOpening() throws IOException {
    assertEquals(
        List.of("count A 25", "sell A 10", "receive A 10", "sell A 50", "receive A 52"),
        commands(convert(Opening.HALF, rows("A", "M", 51, 41, 51, 51, 1, 53))));
  }

  @Test
  void shouldChainFilesThatContinueEachOther() throws IOException {
    Path first = folder.resolve("first.csv");
    Path second = folder.resolve("second.csv");
    Path output = folder.resolve("out.csv");
    Files.writeString(first, HEADER + "2020-02-06T08:50:02+08:00,A,M,20,,\n");
    Files.writeString(second, HEADER + "2020-03-06T08:50:02+08:00,A,M,15,-5,\n");

    PharmacyConverter.convert(List.of(first, second), output, Opening.FULL, (done, share) -> {});

    assertEquals(List.of("count A 20", "sell A 5"), commands(withoutHeader(output)));
    ConversionException thrown =
        assertThrows(
            ConversionException.class,
            () ->
                PharmacyConverter.convert(
                    List.of(second, first), output, Opening.FULL, (done, share) -> {}));
    assertTrue(thrown.getMessage().contains("order of time"), thrown.getMessage());
  }

  @Test
  void shouldReadAndWriteGzip() throws IOException {
    Path input = folder.resolve("in.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(input))) {
      out.write((HEADER + rows("A", "M", 5, 4)).getBytes(StandardCharsets.UTF_8));
    }
    Path output = folder.resolve("out.csv.gz");

    ConversionSummary summary =
        PharmacyConverter.convert(List.of(input), output, Opening.FULL, (done, share) -> {});

    assertEquals(
        Map.of("rows", 2L, "counts", 1L, "receipts", 0L, "sales", 1L, "pairs", 1L),
        summary.counts());
    try (InputStream in = new GZIPInputStream(Files.newInputStream(output))) {
      assertEquals(3, new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().count());
    }
  }

  @Test
  void shouldNameTheLineOfABadValue() {
    ConversionException thrown =
        assertThrows(
            ConversionException.class,
            () -> convert(rows("A", "M", 5) + "2020-02-06T08:50:01+08:00,A,M,many,1,\n"));

    assertTrue(thrown.getMessage().contains("line 3"), thrown.getMessage());
    assertTrue(thrown.getMessage().contains("many"), thrown.getMessage());
  }

  @Test
  void shouldNameAMissingColumn() throws IOException {
    Path input = folder.resolve("in.csv");
    Files.writeString(input, "observed_at,store_id,sku,delta\n");

    ConversionException thrown =
        assertThrows(
            ConversionException.class,
            () ->
                PharmacyConverter.convert(
                    List.of(input), folder.resolve("out.csv"), Opening.FULL, (rows, share) -> {}));

    assertTrue(thrown.getMessage().contains("on_hand"), thrown.getMessage());
  }

  /** Rows of one pair, an hour apart, with the deltas that fit the levels. */
  private static String rows(String store, String sku, int... levels) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < levels.length; i++) {
      String delta = i == 0 ? "" : String.valueOf(levels[i] - levels[i - 1]);
      text.append(
          "2020-02-06T1%d:00:00+08:00,%s,%s,%d,%s,\n".formatted(i, store, sku, levels[i], delta));
    }
    return text.toString();
  }

  private List<String> convert(String rows) throws IOException {
    return convert(Opening.FULL, rows);
  }

  private List<String> convert(Opening opening, String rows) throws IOException {
    return Conversion.of(PharmacyConverter::convert, folder, opening, HEADER + rows).trace();
  }

  private static List<String> withoutHeader(Path trace) throws IOException {
    List<String> lines = Files.readAllLines(trace);
    return lines.subList(1, lines.size());
  }

  /** Command, store and quantity of each row of a trace. */
  private static List<String> commands(List<String> trace) {
    List<String> commands = new ArrayList<>();
    for (String row : trace) {
      String[] fields = row.split(",", -1);
      commands.add(fields[1] + ' ' + fields[3] + ' ' + fields[5]);
    }
    return commands;
  }

  private static List<String> sortedByStore(List<String> commands) {
    List<String> sorted = new ArrayList<>();
    for (String store : List.of(" A ", " B ")) {
      commands.stream().filter(command -> command.contains(store)).forEach(sorted::add);
    }
    return sorted;
  }
}

package io.zaiko.cli.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvFileTest {
  private static final List<String> COLUMNS = List.of("sku", "name");

  @TempDir private Path folder;

  @Test
  void shouldReadColumnsByNameWhateverTheirOrderAndIgnoreOthers() throws IOException {
    assertEquals(
        List.of("2 A りんご", "3 B a \"b\", c"),
        read("color,name,sku\nred,りんご,A\nblue,\"a \"\"b\"\", c\",B\n"));
  }

  @Test
  void shouldSkipAByteOrderMarkAndEmptyLines() throws IOException {
    assertEquals(List.of("2 A x", "4 B y"), read("\uFEFFsku,name\nA,x\n\nB,y\n"));
  }

  @Test
  void shouldReadGzip() throws IOException {
    Path file = folder.resolve("skus.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("sku,name\nA,x\n".getBytes(StandardCharsets.UTF_8));
    }

    assertEquals(List.of("2 A x"), rows(file));
  }

  @Test
  void shouldNameMissingColumnsAndTheLine() {
    InputException thrown = assertThrows(InputException.class, () -> read("code,title\nA,x\n"));

    assertTrue(
        thrown.getMessage().contains("line 1: missing columns sku, name"), thrown::getMessage);
  }

  @Test
  void shouldNameTheLineOfARowThatEndsEarly() {
    InputException thrown = assertThrows(InputException.class, () -> read("sku,name\nA,x\nB\n"));

    assertTrue(thrown.getMessage().contains("line 3"), thrown::getMessage);
    assertTrue(thrown.getMessage().contains("column name"), thrown::getMessage);
  }

  @Test
  void shouldRefuseTextThatIsNotUtf8() throws IOException {
    Path file = folder.resolve("latin.csv");
    Files.write(file, "sku,name\nA,caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));

    InputException thrown = assertThrows(InputException.class, () -> rows(file));

    assertTrue(thrown.getMessage().contains("latin.csv"), thrown::getMessage);
  }

  @Test
  void shouldSayThatAFileIsNotThere() {
    InputException thrown =
        assertThrows(InputException.class, () -> CsvFile.open(folder.resolve("none.csv"), COLUMNS));

    assertTrue(thrown.getMessage().contains("no such file"), thrown::getMessage);
  }

  @Test
  void shouldHaveReadTheWholeFileAtTheEnd() throws IOException {
    Path file = folder.resolve("skus.csv");
    Files.writeString(file, "sku,name\nA,x\n");
    try (CsvFile csv = CsvFile.open(file, COLUMNS)) {
      csv.forEachRemaining(row -> {});

      assertEquals(1.0, csv.share());
    }
  }

  private List<String> read(String content) throws IOException {
    Path file = folder.resolve("skus.csv");
    Files.writeString(file, content);
    return rows(file);
  }

  private static List<String> rows(Path file) {
    List<String> rows = new ArrayList<>();
    try (CsvFile csv = CsvFile.open(file, COLUMNS)) {
      csv.forEachRemaining(
          row -> rows.add(row.line() + " " + row.text("sku") + " " + row.text("name")));
    }
    return rows;
  }
}

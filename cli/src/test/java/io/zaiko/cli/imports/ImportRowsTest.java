package io.zaiko.cli.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.cli.input.CsvFile;
import io.zaiko.cli.input.CsvRow;
import io.zaiko.cli.input.InputException;
import io.zaiko.client.DefineLocationRequest;
import io.zaiko.client.DefineSkuRequest;
import io.zaiko.client.Line;
import io.zaiko.protocol.sbe.LocationType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportRowsTest {
  @TempDir private Path folder;

  @Test
  void shouldReadASku() throws IOException {
    assertEquals(new DefineSkuRequest("A", "緑茶"), ImportRows.sku(row(ImportKind.SKUS, "A,緑茶")));
  }

  @Test
  void shouldReadALocationWithAllItsAttributes() throws IOException {
    assertEquals(
        DefineLocationRequest.of("DC-1")
            .withName("Depot")
            .withType(LocationType.WAREHOUSE)
            .at(35_681_236, 139_767_125)
            .withRegion("Kanto")
            .withChannels(List.of("EC", "MARKETPLACE")),
        ImportRows.location(
            row(
                ImportKind.LOCATIONS,
                "DC-1,Depot,warehouse,35.681236,139.767125,Kanto,\"EC, MARKETPLACE\"")));
  }

  @Test
  void shouldReadATypeInCapitals() throws IOException {
    assertEquals(
        LocationType.WAREHOUSE,
        ImportRows.location(row(ImportKind.LOCATIONS, "DC-1,,WAREHOUSE,,,,")).type());
  }

  @Test
  void shouldTakeAStoreServingEverythingForEmptyFields() throws IOException {
    assertEquals(
        DefineLocationRequest.of("S1"), ImportRows.location(row(ImportKind.LOCATIONS, "S1,,,,,,")));
  }

  @Test
  void shouldReadStock() throws IOException {
    assertEquals(Line.of("A", "S1", 0), ImportRows.stock(row(ImportKind.STOCK, "A,S1,0")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "STOCK     | A,S1,-1               | quantity -1",
        "STOCK     | A,S1,1000000001       | quantity 1000000001",
        "STOCK     | A,S1,                 | quantity is empty",
        "STOCK     | A@B,S1,1              | sku 'A@B'",
        "STOCK     | A,,1                  | location is empty",
        "LOCATIONS | S1,,shop,,,,          | type 'shop'",
        "LOCATIONS | S1,,,35.0,,,          | latitude and longitude",
        "LOCATIONS | S1,,,95.0,1,,         | beyond 90 degrees",
        "SKUS      | ,name                 | sku is empty",
      })
  void shouldNameTheLineOfABadRow(ImportKind kind, String text, String message) throws IOException {
    CsvRow row = row(kind, text);

    InputException thrown =
        assertThrows(
            InputException.class,
            () -> {
              switch (kind) {
                case SKUS -> ImportRows.sku(row);
                case LOCATIONS -> ImportRows.location(row);
                case STOCK -> ImportRows.stock(row);
              }
            });

    assertTrue(thrown.getMessage().contains("line 2: "), thrown::getMessage);
    assertTrue(thrown.getMessage().contains(message), thrown::getMessage);
  }

  private CsvRow row(ImportKind kind, String text) throws IOException {
    Path path = folder.resolve("rows.csv");
    Files.writeString(path, String.join(",", kind.columns()) + "\n" + text + "\n");
    try (CsvFile file = CsvFile.open(path, kind.columns())) {
      return file.next();
    }
  }
}

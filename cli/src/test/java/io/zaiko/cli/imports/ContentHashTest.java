package io.zaiko.cli.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentHashTest {
  @TempDir private Path folder;

  @Test
  void shouldNameContentByItsSha256() throws IOException {
    Path file = Files.writeString(folder.resolve("stock.csv"), "abc");

    assertEquals("import-ba7816bf8f01cfea414140de5", ContentHash.clientName(file));
    assertEquals(32, ContentHash.clientName(file).length(), "as long as a client's name may be");
  }

  @Test
  void shouldNameTheSameContentAlikePackedOrNot() throws IOException {
    Path packed = folder.resolve("stock.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write("abc".getBytes(StandardCharsets.UTF_8));
    }

    assertEquals("import-ba7816bf8f01cfea414140de5", ContentHash.clientName(packed));
  }

  @Test
  void shouldNameOtherContentOtherwise() throws IOException {
    Path one = Files.writeString(folder.resolve("one.csv"), "abc");
    Path other = Files.writeString(folder.resolve("other.csv"), "abd");

    assertNotEquals(ContentHash.clientName(one), ContentHash.clientName(other));
  }
}

package io.zaiko.cli.imports;

import io.zaiko.cli.input.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/** Names the content of a file, packed or not. */
final class ContentHash {
  private static final String PREFIX = "import-";
  private static final int HEX_DIGITS = 25;
  private static final int BUFFER_LENGTH = 64 * 1024;

  private ContentHash() {}

  /** The client name of an import of that content: 32 bytes, 100 bits of its SHA-256. */
  static String clientName(Path path) {
    return PREFIX + HexFormat.of().formatHex(sha256(path)).substring(0, HEX_DIGITS);
  }

  private static byte[] sha256(Path path) {
    try (InputStream bytes = Files.newInputStream(path);
        InputStream plain =
            path.toString().endsWith(".gz") ? new GZIPInputStream(bytes, BUFFER_LENGTH) : bytes) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[BUFFER_LENGTH];
      for (int read = plain.read(buffer); read >= 0; read = plain.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return digest.digest();
    } catch (IOException e) {
      throw new InputException(path + ": cannot be read: " + e.getMessage(), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

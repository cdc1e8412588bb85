package io.zaiko.engine.journal;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.CRC32C;

/**
 * CRC32C and SHA-256 over heap arrays, without garbage: over direct memory the JDK's digests copy
 * through arrays of their own. Not thread safe.
 */
final class DocumentHash {
  private final CRC32C crc = new CRC32C();
  private final MessageDigest sha256;

  DocumentHash() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform must have SHA-256", e);
    }
  }

  int crc32c(byte[] bytes, int offset, int length) {
    crc.reset();
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }

  /** Writes the SHA-256 of the first {@code length} bytes to {@code hash}. */
  void sha256(byte[] bytes, int length, byte[] hash) {
    try {
      sha256.update(bytes, 0, length);
      sha256.digest(hash, 0, BatchLayout.HASH_LENGTH);
    } catch (DigestException e) {
      throw new IllegalStateException("SHA-256 did not fit into 32 bytes", e);
    }
  }
}

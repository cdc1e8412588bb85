package io.zaiko.systemtests;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Packs a data directory into a file that is small enough to be kept, and unpacks it. */
final class GoldenFiles {
  private static final int PAGE = 4096;

  private GoldenFiles() {}

  static void pack(Path directory, Path archive) throws IOException {
    try (OutputStream out = Files.newOutputStream(archive);
        ZipOutputStream zip = new ZipOutputStream(out);
        Stream<Path> paths = Files.walk(directory)) {
      zip.setLevel(9);
      List<Path> files = paths.filter(Files::isRegularFile).sorted().toList();
      for (Path file : files) {
        zip.putNextEntry(new ZipEntry(directory.relativize(file).toString()));
        Files.copy(file, zip);
        zip.closeEntry();
      }
    }
  }

  /** Empty pages become holes, as they were. */
  static void unpack(Path archive, Path directory) throws IOException {
    try (InputStream in = Files.newInputStream(archive);
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = directory.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        unpack(zip, file);
      }
    }
  }

  private static void unpack(InputStream from, Path file) throws IOException {
    byte[] empty = new byte[PAGE];
    try (RandomAccessFile to = new RandomAccessFile(file.toFile(), "rw")) {
      byte[] page = from.readNBytes(PAGE);
      for (long position = 0; page.length > 0; page = from.readNBytes(PAGE)) {
        if (!Arrays.equals(page, 0, page.length, empty, 0, page.length)) {
          to.seek(position);
          to.write(page);
        }
        position += page.length;
        to.setLength(position);
      }
    }
  }
}

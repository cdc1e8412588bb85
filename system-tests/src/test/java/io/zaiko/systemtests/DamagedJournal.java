package io.zaiko.systemtests;

import io.zaiko.engine.host.DataDirectory;
import io.zaiko.engine.journal.BatchReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Copies of a data directory, and damage to their journals. */
final class DamagedJournal {
  private static final int PAGE = 4096;
  private static final String AT_BYTE = " at byte ";

  private DamagedJournal() {}

  /** A bit of a file. */
  record Bit(Path file, long position, int number) {}

  /** Copies a data directory that no server uses. Empty pages stay holes. */
  static void copy(Path source, Path target) throws IOException {
    for (Path file : files(source)) {
      Path copy = target.resolve(source.relativize(file));
      Files.createDirectories(copy.getParent());
      byte[] bytes = Files.readAllBytes(file);
      try (RandomAccessFile access = new RandomAccessFile(copy.toFile(), "rw")) {
        access.setLength(bytes.length);
        for (int page = 0; page < bytes.length; page += PAGE) {
          int end = Math.min(page + PAGE, bytes.length);
          if (!isEmpty(bytes, page, end)) {
            access.seek(page);
            access.write(bytes, page, end - page);
          }
        }
      }
    }
  }

  static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static boolean isEmpty(byte[] bytes, int from, int to) {
    return Arrays.equals(bytes, from, to, new byte[to - from], 0, to - from);
  }

  /** Any bit of the journal's files up to a page behind the last that is set in each. */
  static Bit anyBit(Path data, SplittableRandom random) throws IOException {
    return anyBit(files(data.resolve("journal")), random);
  }

  /** The same of other files. */
  static Bit anyBit(List<Path> files, SplittableRandom random) throws IOException {
    List<Long> lengths = new ArrayList<>();
    long all = 0;
    for (Path file : files) {
      byte[] bytes = Files.readAllBytes(file);
      int written = bytes.length;
      while (written > 0 && bytes[written - 1] == 0) {
        written--;
      }
      long length = Math.min(written + PAGE, bytes.length);
      lengths.add(length);
      all += length;
    }
    long at = random.nextLong(all);
    int index = 0;
    while (at >= lengths.get(index)) {
      at -= lengths.get(index);
      index++;
    }
    return new Bit(files.get(index), at, random.nextInt(Byte.SIZE));
  }

  static void flip(Bit bit) throws IOException {
    try (RandomAccessFile access = new RandomAccessFile(bit.file().toFile(), "rw")) {
      access.seek(bit.position());
      int before = access.read();
      access.seek(bit.position());
      access.write(before ^ (1 << bit.number()));
    }
  }

  /** Empties the first whole sector of the last record, as if the device had not got to it. */
  static void emptyASectorOfTheLastRecord(Path data) throws IOException {
    String place = "";
    try (BatchReader reader = new BatchReader(DataDirectory.journalOf(data).scan())) {
      while (reader.nextBatch()) {
        place = reader.place();
      }
    }
    int words = place.indexOf(AT_BYTE);
    long position = Long.parseLong(place.substring(words + AT_BYTE.length()));
    Path file = data.resolve("journal").resolve(place.substring(0, words));
    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
      access.seek((position + 511) & -512);
      access.write(new byte[512]);
    }
  }
}

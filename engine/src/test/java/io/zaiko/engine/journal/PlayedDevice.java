package io.zaiko.engine.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * A device that loses power. The files of a journal are what the processes see; the device
 * remembers what of them was forced. {@link #image} makes what a later start finds: of each page of
 * 4 KiB that was written since, the old one, the new one, one torn at a boundary of 512 bytes, or
 * one in which everything that was empty before is still zero.
 *
 * <p>A sector of 512 bytes is written whole or not at all, and a force that returned is kept.
 */
final class PlayedDevice implements DeviceSync.ChannelOpener {
  private static final int PAGE = 4096;
  private static final int SECTOR = 512;
  private static final int NOT_COMPLETE = 0x80;

  private final Path journal;
  private final Map<Path, byte[]> forced = new HashMap<>();
  private final Set<Path> forcedNames = new HashSet<>();
  private final List<byte[]> marks = new ArrayList<>();
  private int forcesLeft = Integer.MAX_VALUE;
  private int pagesInDoubt;

  /** A device on which everything that is there has been forced. */
  PlayedDevice(Path journal) throws IOException {
    this.journal = journal;
    noteAllForced();
  }

  /** All that is there now has been forced, by another process than the one that is played. */
  void noteAllForced() throws IOException {
    for (Path file : files()) {
      forced.put(file, Files.readAllBytes(file));
      forcedNames.add(file);
      forcedNames.add(file.getParent());
    }
    noteMark();
  }

  /** Cuts the power when this many forces have succeeded. */
  void cutAfter(int forces) {
    forcesLeft = forces;
  }

  /** Pages that {@link #image} had a choice for. */
  int pagesInDoubt() {
    return pagesInDoubt;
  }

  private List<Path> files() throws IOException {
    if (!Files.isDirectory(journal)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.walk(journal)) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private void noteMark() throws IOException {
    Path mark = journal.resolve(ForcedMark.FILE_NAME);
    if (Files.exists(mark)) {
      marks.add(Files.readAllBytes(mark));
    }
  }

  @Override
  public FileChannel open(Path path, OpenOption access) {
    return new ForceOnlyChannel(metaData -> force(path));
  }

  private void force(Path path) throws IOException {
    if (forcesLeft == 0) {
      throw new PowerCut();
    }
    forcesLeft--;
    if (Files.isDirectory(path)) {
      try (Stream<Path> names = Files.list(path)) {
        names.forEach(forcedNames::add);
      }
    } else {
      forced.put(path, Files.readAllBytes(path));
    }
    noteMark();
  }

  /**
   * Makes the files that a start after the power loss finds.
   *
   * @param isCompleted whether the last document was; if not, the zeroes or the mark of an
   *     uncompleted one stand in front of it, whatever else of it was written
   */
  void image(Path target, SplittableRandom random, boolean isCompleted) throws IOException {
    ForcedPosition last = ForcedMark.read(journal);
    Files.createDirectories(target);
    for (Path file : files()) {
      boolean isMark = file.getFileName().toString().equals(ForcedMark.FILE_NAME);
      boolean mayBeLost = isMark || !isNameForced(file);
      if (mayBeLost && random.nextInt(4) == 0) {
        continue;
      }
      byte[] now = Files.readAllBytes(file);
      byte[] old = isMark ? anyMark(random) : forced.get(file);
      if (!isCompleted && JournalDirectory.name(file).equals(last.file()) && old != null) {
        uncomplete(now, old, (int) last.position(), random);
      }
      Path copy = target.resolve(journal.relativize(file));
      Files.createDirectories(copy.getParent());
      write(copy, left(old == null ? new byte[0] : old, now, random));
    }
  }

  /** The mark is never forced: any state of it may be what the device has. */
  private byte[] anyMark(SplittableRandom random) {
    return marks.isEmpty() ? null : marks.get(random.nextInt(marks.size()));
  }

  private boolean isNameForced(Path file) {
    Path directory = file.getParent();
    return forcedNames.contains(file)
        && (directory.equals(journal) || forcedNames.contains(directory));
  }

  private static void uncomplete(byte[] bytes, byte[] old, int position, SplittableRandom random) {
    boolean isFree =
        position + Integer.BYTES <= old.length && isEmpty(old, position, Integer.BYTES);
    if (isFree) {
      Arrays.fill(bytes, position, position + Integer.BYTES, (byte) 0);
      if (random.nextBoolean()) {
        bytes[position + Integer.BYTES - 1] = (byte) NOT_COMPLETE;
      }
    }
  }

  private byte[] left(byte[] old, byte[] now, SplittableRandom random) {
    byte[] left = now.clone();
    for (int page = 0; page < now.length; page += PAGE) {
      int end = Math.min(page + PAGE, now.length);
      byte[] before = padded(old, page, end);
      if (!Arrays.equals(before, 0, end - page, now, page, end)) {
        pagesInDoubt++;
        chooseSectors(left, page, end, before, random);
      }
    }
    // The length of a file is written on its own.
    return old.length < left.length && random.nextInt(4) == 0
        ? Arrays.copyOf(left, old.length)
        : left;
  }

  private static byte[] padded(byte[] old, int from, int to) {
    return from >= old.length ? new byte[to - from] : Arrays.copyOfRange(old, from, to);
  }

  private static void chooseSectors(
      byte[] left, int page, int end, byte[] before, SplittableRandom random) {
    int choice = random.nextInt(5);
    int tear = SECTOR * (1 + random.nextInt(PAGE / SECTOR - 1));
    for (int at = 0; at < end - page; at += SECTOR) {
      int length = Math.min(SECTOR, end - page - at);
      boolean keepsOld =
          switch (choice) {
            case 0 -> true;
            case 1 -> false;
            case 2 -> at >= tear;
            case 3 -> at < tear;
            default -> isEmpty(before, at, length);
          };
      if (keepsOld) {
        System.arraycopy(before, at, left, page + at, length);
      }
    }
  }

  private static boolean isEmpty(byte[] bytes, int from, int length) {
    for (int i = from; i < from + length; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /** Leaves pages of zeroes out: the files are sparse. */
  private static void write(Path file, byte[] bytes) throws IOException {
    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
      access.setLength(bytes.length);
      for (int page = 0; page < bytes.length; page += PAGE) {
        int length = Math.min(PAGE, bytes.length - page);
        if (!isEmpty(bytes, page, length)) {
          access.seek(page);
          access.write(bytes, page, length);
        }
      }
    }
  }
}

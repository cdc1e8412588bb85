package io.zaiko.engine.journal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.openhft.chronicle.bytes.MappedFile;
import org.agrona.IoUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PageToucherTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MEGABYTE = 1 << 20;

  @TempDir Path temporary;

  private final PageToucher pages = new PageToucher();
  private final List<MappedFile> opened = new ArrayList<>();

  @AfterEach
  void tearDown() {
    pages.close();
    opened.forEach(MappedFile::close);
  }

  /** As Chronicle maps a file, though in smaller chunks. */
  private void enter(Path file) throws IOException {
    MappedFile mapped = MappedFile.of(file.toFile(), 16 * MEGABYTE, 4 * MEGABYTE, false);
    opened.add(mapped);
    pages.enter(file, mapped);
  }

  private Path sparseFile(String name, long length) throws IOException {
    Path file = temporary.resolve(name);
    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
      access.setLength(length);
    }
    return file;
  }

  private void awaitTouched(long position) {
    await().atMost(PATIENCE).until(() -> pages.touched() == position);
  }

  @Test
  void shouldStayAhead() throws IOException {
    enter(sparseFile("first", 40L * MEGABYTE));
    pages.appended(0);
    pages.start();
    awaitTouched(16L * MEGABYTE);
    pages.appended(MEGABYTE);
    pages.appended(3 * MEGABYTE + 5);
    awaitTouched(19L * MEGABYTE);
    pages.appended(39L * MEGABYTE);
    awaitTouched(55L * MEGABYTE);
    enter(sparseFile("second", 8L * MEGABYTE));
    pages.appended(400);
    awaitTouched(16L * MEGABYTE);
    assertNull(pages.failure());
  }

  @Test
  void shouldChangeNothingThatIsWrittenMeanwhile() throws IOException {
    int length = 24 * MEGABYTE;
    Path file = sparseFile("file", length);
    byte[] written = new byte[length];
    long seed = 7;
    new SplittableRandom(seed).nextBytes(written);
    enter(file);
    pages.appended(0);
    pages.start();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      MappedByteBuffer mapping = channel.map(MapMode.READ_WRITE, 0, length);
      for (int position = 0; position < length; position += MEGABYTE / 4) {
        mapping.put(position, written, position, MEGABYTE / 4);
        pages.appended(position + MEGABYTE / 4);
      }
      IoUtil.unmap(mapping);
    }
    awaitTouched(length + 16L * MEGABYTE);
    assertArrayEquals(written, Arrays.copyOf(Files.readAllBytes(file), length), "seed " + seed);
  }

  @Test
  void shouldKeepWhatItGotWhenThereIsNoMore() throws IOException {
    Path file = sparseFile("file", MEGABYTE);
    MappedFile mapped = MappedFile.of(file.toFile(), 4 * MEGABYTE, MEGABYTE, false);
    opened.add(mapped);
    mapped.setNewChunkListener(
        (name, chunk, micros) -> {
          if (chunk == 2) {
            throw new IllegalStateException("no third chunk for you");
          }
        });
    pages.enter(file, mapped);
    pages.appended(0);
    pages.start();
    await().atMost(PATIENCE).until(() -> pages.failure() != null);
    assertEquals(8 * MEGABYTE, pages.touched());
    assertTrue(pages.isTouched(file, 8 * MEGABYTE));
    assertFalse(pages.isTouched(file, 8 * MEGABYTE + 1));
  }

  @Test
  void shouldTellWhenThereIsNothingToTouch() throws IOException {
    Path gone = sparseFile("gone", MEGABYTE);
    enter(gone);
    Files.delete(gone);
    pages.appended(0);
    pages.start();
    await().atMost(PATIENCE).until(() -> pages.failure() != null);
    assertEquals(0, pages.touched());

    enter(sparseFile("next", MEGABYTE));
    assertNull(pages.failure(), "what went wrong with a file that was left is of no account");
  }

  @Test
  void shouldKnowWhatItHasAndTryAgainAfterAFailure() throws IOException {
    Path first = sparseFile("first", 40L * MEGABYTE);
    enter(first);
    pages.appended(0);
    pages.start();
    awaitTouched(16L * MEGABYTE);
    assertTrue(pages.isTouched(first, 16L * MEGABYTE));
    assertFalse(pages.isTouched(first, 16L * MEGABYTE + 1));
    assertFalse(pages.isTouched(temporary.resolve("second"), 1));

    Files.move(first, temporary.resolve("moved"));
    pages.appended(3L * MEGABYTE);
    await().atMost(PATIENCE).until(() -> pages.failure() != null);
    assertTrue(pages.isTouched(first, 16L * MEGABYTE), "what was touched before is there");

    Files.move(temporary.resolve("moved"), first);
    pages.appended(3L * MEGABYTE + 100);
    awaitTouched((19L * MEGABYTE + 100) & -4096);
    await().atMost(PATIENCE).until(() -> pages.failure() == null);
  }

  @Test
  void shouldBeginAFileWithoutAByteThatIsNotZero() throws IOException {
    Path file = temporary.resolve("new");
    PageToucher.makeBeginning(file);
    assertArrayEquals(new byte[MEGABYTE / 4], Files.readAllBytes(file));
    Files.write(file, new byte[] {1, 2, 3, 4, 5, 6, 7});
    PageToucher.makeBeginning(file);
    assertArrayEquals(
        new byte[] {1, 2, 3, 4, 5, 6, 7, 0}, Arrays.copyOf(Files.readAllBytes(file), 8));
  }
}

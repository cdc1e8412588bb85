package io.zaiko.simulator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.engine.journal.JournalPlace;
import io.zaiko.engine.journal.JournalPosition;
import io.zaiko.engine.snapshot.Restored;
import io.zaiko.engine.snapshot.SnapshotException;
import io.zaiko.engine.snapshot.Snapshots;
import io.zaiko.protocol.sbe.Durability;
import io.zaiko.simulator.generate.RandomHistory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Snapshots of an engine that has some of everything are either as they were written, or refused:
 * never another state. More places with {@code -Dzaiko.snapshot.damages=100000}.
 */
final class SnapshotDamageTest {
  private static final long SEED = 7;
  private static final int COMMANDS = 2_000;
  private static final int DAMAGES = Integer.getInteger("zaiko.snapshot.damages", 500);

  private static byte[] bytes;
  private static long digest;

  private final SplittableRandom random = new SplittableRandom(SEED);

  @BeforeAll
  static void writeSnapshot() throws IOException {
    try (Simulation simulation =
        new Simulation(new RandomHistory(SEED, COMMANDS), new Coverage(), new MemoryJournal())) {
      simulation.run();
      CommandDispatcher dispatcher = simulation.dispatcher();
      digest = dispatcher.digest();
      JournalPosition position =
          new JournalPosition(
              dispatcher.engine().sequence(), dispatcher.engine().timeMicros(), new byte[32]);
      bytes = write(dispatcher, position);
    }
  }

  private static byte[] write(CommandDispatcher dispatcher, JournalPosition position)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Snapshots.write(dispatcher, position, JournalPlace.START, out);
    return out.toByteArray();
  }

  private static Restored read(byte[] damaged) {
    return Snapshots.read("test", new ByteArrayInputStream(damaged), Durability.PROCESS);
  }

  private static SnapshotException refusal(byte[] damaged) {
    return assertThrows(SnapshotException.class, () -> read(damaged).close());
  }

  @Test
  void shouldWriteAgainWhatItRead() throws IOException {
    try (Restored restored = read(bytes)) {
      assertEquals(digest, restored.dispatcher().digest());
      assertTrue(Arrays.equals(bytes, write(restored.dispatcher(), restored.position())));
    }
  }

  @Test
  void shouldRefuseAnyChangedByte() {
    for (int i = 0; i < DAMAGES; i++) {
      byte[] damaged = bytes.clone();
      int place = random.nextInt(bytes.length);
      damaged[place] ^= (byte) (1 + random.nextInt(255));
      SnapshotException refusal = refusal(damaged);
      assertTrue(refusal.position() <= place, () -> "byte " + place + ": " + refusal);
    }
  }

  @Test
  void shouldRefuseATruncatedSnapshot() {
    for (int i = 0; i < DAMAGES / 10; i++) {
      int length = random.nextInt(bytes.length);
      SnapshotException refusal = refusal(Arrays.copyOf(bytes, length));
      assertTrue(refusal.position() <= length, refusal::getMessage);
    }
  }

  @Test
  void shouldRefuseWhatFollowsTheEnd() {
    SnapshotException refusal = refusal(Arrays.copyOf(bytes, bytes.length + 1));
    assertEquals(bytes.length, refusal.position());
  }

  @Test
  void shouldRefusePartsThatWereExchanged() {
    for (int i = 0; i < DAMAGES / 10; i++) {
      int length = 64 + random.nextInt(4_096);
      int from = random.nextInt(bytes.length - length);
      int to = random.nextInt(bytes.length - length);
      byte[] damaged = bytes.clone();
      System.arraycopy(bytes, from, damaged, to, length);
      System.arraycopy(bytes, to, damaged, from, length);
      if (!Arrays.equals(bytes, damaged)) {
        assertTrue(refusal(damaged).position() <= Math.max(from, to) + length);
      }
    }
  }
}

package io.zaiko.bench.micro;

import io.zaiko.engine.journal.BatchEncoder;
import io.zaiko.engine.journal.ChronicleJournal;
import io.zaiko.engine.journal.CommandJournal;
import io.zaiko.engine.journal.JournalDirectory;
import io.zaiko.engine.journal.JournalSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One batch on its way into the journal: collected, checksummed, hashed, appended and, at the level
 * {@code disk}, forced to the device. Time is for the batch, so divide it by {@code batch} for one
 * command. What was written is deleted after each iteration.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(3)
public class JournalBenchmark {
  /** Of a RESERVE of one line with an id of 16 characters, in bytes. */
  private static final int COMMAND_LENGTH = 95;

  /** Commands in a batch. */
  @Param({"1", "64", "256"})
  public int batch;

  /** Whether each batch is forced to the device. */
  @Param({"false", "true"})
  public boolean forced;

  private final UnsafeBuffer command = new UnsafeBuffer(new byte[COMMAND_LENGTH]);
  private Path directory;
  private CommandJournal journal;
  private BatchEncoder encoder;
  private long sequence;

  @Setup(Level.Iteration)
  public void open() throws IOException {
    directory = Files.createTempDirectory("zaiko-journal-bench");
    journal =
        ChronicleJournal.open(
            new JournalDirectory(directory), JournalSettings.DEFAULTS, System::currentTimeMillis);
    encoder = new BatchEncoder(new byte[32]);
    sequence = 1;
  }

  @TearDown(Level.Iteration)
  public void delete() {
    journal.close();
    IoUtil.delete(directory.toFile(), false);
  }

  @Benchmark
  public long append() {
    for (int i = 0; i < batch; i++) {
      command.putLong(16, sequence + i);
      encoder.add(command, 0, COMMAND_LENGTH);
    }
    int length = encoder.finish(sequence, sequence, sequence);
    journal.append(encoder.buffer(), 0, length);
    if (forced) {
      journal.force();
    }
    encoder.next();
    sequence += batch;
    return sequence;
  }
}

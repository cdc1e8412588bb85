package io.zaiko.engine.host;

import io.zaiko.engine.journal.JournalDamagedException;
import io.zaiko.engine.journal.JournalFailedException;
import io.zaiko.engine.journal.JournalVersionException;
import io.zaiko.engine.recovery.ReplayException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Turns what goes wrong in a data directory into what its people are told. Stateless. */
final class HostErrors {
  /** Works on a data directory. */
  interface Work<T> {
    T run() throws IOException;
  }

  private static final long FIRST_SEQUENCE = 1;

  private HostErrors() {}

  /**
   * Does some work.
   *
   * @throws IntegrityException if the journal is damaged, does not lead where it led before, or has
   *     a record that makes the engine fail
   * @throws UnsupportedDataException if it was written in a version that is not read
   * @throws HostException if the files cannot be read and written
   */
  static <T> T told(Path dataDirectory, Work<T> work) {
    try {
      return work.run();
    } catch (JournalDamagedException e) {
      throw integrity(dataDirectory, e.sequence(), e);
    } catch (ReplayException e) {
      throw e.recordFails()
          ? recordFails(dataDirectory, e)
          : integrity(dataDirectory, e.sequence(), e);
    } catch (JournalVersionException e) {
      throw new UnsupportedDataException(dataDirectory + ": " + e.getMessage());
    } catch (JournalFailedException | UncheckedIOException | IOException e) {
      throw new HostException(
          "Cannot write the files in "
              + dataDirectory
              + "; check that there is space and that this user may write there: "
              + e.getMessage(),
          e);
    } catch (InternalError e) {
      // So Java tells of a page of a mapped file that the system could not give: the disk has an
      // error, or is full, where even reading takes a page, as in memory file systems.
      throw new HostException(
          "Cannot read or write the files in "
              + dataDirectory
              + "; check that there is space and that the disk works: "
              + e.getMessage(),
          e);
    }
  }

  private static IntegrityException recordFails(Path dataDirectory, ReplayException cause) {
    return new IntegrityException(
        cause.sequence(),
        cause.getMessage()
            + ". The journal is sound; this is a fault of the engine. Nothing was changed. Keep a"
            + " copy of "
            + dataDirectory
            + " as it is, and report it. 'zaiko replay quarantine --data "
            + dataDirectory
            + " --sequence "
            + cause.sequence()
            + "' goes on without the record",
        cause);
  }

  private static IntegrityException integrity(
      Path dataDirectory, long sequence, RuntimeException cause) {
    return new IntegrityException(
        sequence,
        cause.getMessage()
            + ". Nothing was changed. Keep a copy of "
            + dataDirectory
            + " as it is, and restore its journal from a good copy"
            + (sequence == FIRST_SEQUENCE
                ? "; if older records were retired, a snapshot of them is missing"
                : ""),
        cause);
  }
}

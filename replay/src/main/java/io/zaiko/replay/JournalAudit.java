package io.zaiko.replay;

import io.zaiko.engine.host.DataDirectory;
import io.zaiko.engine.recovery.JournalVerification;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.engine.recovery.RecoveryStart;
import io.zaiko.engine.recovery.ReplayException;
import io.zaiko.engine.snapshot.SnapshotDirectory;
import io.zaiko.protocol.sbe.Durability;
import java.nio.file.Path;
import java.util.Map;

/**
 * Checks a journal from its first byte that is there to its last. Stateless, so safe for any
 * thread.
 */
public final class JournalAudit {
  private JournalAudit() {}

  /**
   * Where audits of a data directory begin: with the first record, or, where that was retired,
   * behind the oldest snapshot that can be used, of which the progress is told as a step.
   *
   * @throws io.zaiko.engine.host.HostException if it is no data directory
   * @throws ReplayException if the first record is gone and there is no such snapshot
   */
  static RecoveryStart start(Path dataDirectory, RecoveryProgress progress) {
    return RecoveryStart.earliest(
        DataDirectory.journalOf(dataDirectory),
        new SnapshotDirectory(dataDirectory),
        Durability.PROCESS,
        progress);
  }

  /**
   * Reads and replays the journal of a data directory, comparing all that can be compared; a server
   * may be running or not. What is wrong stands in the answer.
   *
   * @throws io.zaiko.engine.host.HostException if it is no data directory
   */
  public static JournalVerification verify(Path dataDirectory, RecoveryProgress progress) {
    try {
      boolean hasAll = !DataDirectory.isArchive(dataDirectory);
      return JournalVerification.of(start(dataDirectory, progress), hasAll, progress);
    } catch (ReplayException e) {
      return JournalVerification.notBegun(e);
    }
  }

  /**
   * Reads every snapshot as a start would, and says why one would be passed over. Those of an
   * archive are not looked at: what they stand on may have stayed in the data directory.
   *
   * @return by file, the newest first; empty if all can be used
   * @throws io.zaiko.engine.host.HostException if it is no data directory
   */
  public static Map<Path, String> unusableSnapshots(Path dataDirectory, RecoveryProgress progress) {
    return DataDirectory.isArchive(dataDirectory)
        ? Map.of()
        : RecoveryStart.unusable(
            DataDirectory.journalOf(dataDirectory), new SnapshotDirectory(dataDirectory), progress);
  }
}

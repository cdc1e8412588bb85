package io.zaiko.replay;

import io.zaiko.engine.host.DataDirectory;
import io.zaiko.engine.recovery.JournalVerification;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.engine.recovery.ReplayHook;
import java.nio.file.Path;

/** Checks a journal from its first byte to its last. Stateless, so safe for any thread. */
public final class JournalAudit {
  private JournalAudit() {}

  /**
   * Reads and replays the journal of a data directory, comparing all that can be compared; a server
   * may be running or not. What is wrong stands in the answer.
   *
   * @throws io.zaiko.engine.host.HostException if it is no data directory
   */
  public static JournalVerification verify(Path dataDirectory, RecoveryProgress progress) {
    return JournalVerification.of(
        DataDirectory.journalOf(dataDirectory).scan(), ReplayHook.NONE, progress);
  }
}

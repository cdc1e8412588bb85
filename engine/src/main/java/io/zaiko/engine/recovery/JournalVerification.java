package io.zaiko.engine.recovery;

import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.engine.core.ReservedSums;
import io.zaiko.engine.journal.DocumentScan;
import io.zaiko.engine.journal.JournalCut;
import io.zaiko.engine.journal.JournalDamagedException;
import io.zaiko.protocol.sbe.Durability;
import java.util.List;

/**
 * The outcome of an audit of a whole journal.
 *
 * @param records that were read and applied
 * @param firstSequence the first of them; 0 if there are none
 * @param lastSequence the last of them; 0 if there are none
 * @param digestsChecked state hashes of the journal that were compared and equal
 * @param stateHash of the state behind the last record; 0 if that is not known
 * @param ok whether nothing was wrong
 * @param problem what was wrong; null if nothing was
 * @param atSequence the first sequence that cannot be trusted; null if nothing was wrong
 * @param seconds it took
 * @param recordsPerSecond on the average
 * @param cuts records that were never finished, and left out; known if the end was reached
 * @param voided records that are not applied, since VOIDs name them
 * @param recordFails whether what is wrong is that the engine cannot apply the record there
 */
public record JournalVerification(
    long records,
    long firstSequence,
    long lastSequence,
    long digestsChecked,
    long stateHash,
    boolean ok,
    String problem,
    Long atSequence,
    double seconds,
    double recordsPerSecond,
    List<JournalCut> cuts,
    List<Long> voided,
    boolean recordFails) {

  /**
   * Reads and applies all of a journal, comparing all that can be compared: sequences, time, CRCs,
   * the chain of hashes, the state hash of each batch, and in the end the state hash with the one
   * computed from scratch, and what is reserved with what is open (rule 2).
   */
  public static JournalVerification of(
      DocumentScan scan, ReplayHook hook, RecoveryProgress progress) {
    long begin = System.nanoTime();
    JournalReplay replay = new JournalReplay(scan, Durability.PROCESS, hook, progress);
    try (Replayed replayed = replay.toEnd()) {
      return ended(replay, begin, replayed.dispatcher());
    } catch (JournalDamagedException e) {
      return result(replay, begin, 0, e.getMessage(), e.sequence(), false);
    } catch (ReplayException e) {
      return result(replay, begin, 0, e.getMessage(), e.sequence(), e.recordFails());
    }
  }

  private static JournalVerification ended(
      JournalReplay replay, long begin, CommandDispatcher dispatcher) {
    if (dispatcher == null) {
      return result(replay, begin, 0, null, null, false);
    }
    long hash = dispatcher.stateHash();
    long digest = dispatcher.digest();
    long recomputed = dispatcher.recomputeDigest();
    if (digest != recomputed) {
      String problem =
          String.format(
              "The digest of the state at the end is %016x, but computed from all records %016x",
              digest, recomputed);
      return result(replay, begin, hash, problem, replay.records(), false);
    }
    String problem = new ReservedSums(dispatcher.engine()).problem();
    return result(replay, begin, hash, problem, problem == null ? null : replay.records(), false);
  }

  private static JournalVerification result(
      JournalReplay replay,
      long begin,
      long stateHash,
      String problem,
      Long atSequence,
      boolean recordFails) {
    long records = replay.records();
    double seconds = (System.nanoTime() - begin) / 1e9;
    return new JournalVerification(
        records,
        Math.min(1, records),
        records,
        replay.digestsChecked(),
        stateHash,
        problem == null,
        problem,
        atSequence,
        seconds,
        records / seconds,
        replay.cuts(),
        replay.passedOver(),
        recordFails);
  }
}

package io.zaiko.engine.recovery;

import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.engine.core.ReservedSums;
import io.zaiko.engine.journal.DocumentScan;
import io.zaiko.engine.journal.JournalCut;
import io.zaiko.engine.journal.JournalDamagedException;
import io.zaiko.protocol.sbe.Durability;
import java.util.List;
import java.util.function.Consumer;

/**
 * The outcome of an audit of a whole journal.
 *
 * @param records that were read and applied
 * @param firstSequence the first of them; 0 if there are none. Above 1 where what was before it is
 *     gone, and a snapshot stands for it
 * @param lastSequence the last of them, or of the snapshot; 0 if there are none
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
    return of(new JournalReplay(scan, Durability.PROCESS, hook, progress), replayed -> {});
  }

  /**
   * The same from a start.
   *
   * @param hasAll whether the journal must reach all snapshots that are there; not in an archive
   */
  public static JournalVerification of(
      RecoveryStart start, boolean hasAll, RecoveryProgress progress) {
    return of(
        start.replay(ReplayHook.NONE, progress),
        replayed -> {
          if (hasAll) {
            start.requireAllSnapshotsReached(replayed);
          }
        });
  }

  private static JournalVerification of(JournalReplay replay, Consumer<Replayed> atEnd) {
    long begin = System.nanoTime();
    try (Replayed replayed = replay.toEnd()) {
      atEnd.accept(replayed);
      return ended(replay, begin, replayed.dispatcher());
    } catch (JournalDamagedException e) {
      return result(replay, begin, 0, e.getMessage(), e.sequence(), false);
    } catch (ReplayException e) {
      return result(replay, begin, 0, e.getMessage(), e.sequence(), e.recordFails());
    }
  }

  /** A replay that could not begin. */
  public static JournalVerification notBegun(ReplayException e) {
    return new JournalVerification(
        0, 0, 0, 0, 0, false, e.getMessage(), e.sequence(), 0, 0, List.of(), List.of(), false);
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
      return result(replay, begin, hash, problem, replay.lastSequence(), false);
    }
    String problem = new ReservedSums(dispatcher.engine()).problem();
    return result(
        replay, begin, hash, problem, problem == null ? null : replay.lastSequence(), false);
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
        records == 0 ? 0 : replay.lastSequence() - records + 1,
        replay.lastSequence(),
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

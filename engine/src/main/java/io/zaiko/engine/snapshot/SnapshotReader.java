package io.zaiko.engine.snapshot;

import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.engine.core.EngineConfig;
import io.zaiko.engine.core.EngineTables;
import io.zaiko.engine.core.InventoryEngine;
import io.zaiko.engine.core.ReservedSums;
import io.zaiko.engine.journal.JournalPlace;
import io.zaiko.engine.journal.JournalPosition;
import io.zaiko.protocol.sbe.ConfigureDecoder;
import io.zaiko.protocol.sbe.Durability;
import io.zaiko.protocol.snapshot.CountersDecoder;
import io.zaiko.protocol.snapshot.SnapshotHeaderDecoder;
import java.io.InputStream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads a snapshot into an empty engine, block by block. One snapshot per object; not thread safe.
 */
final class SnapshotReader {
  private final BlockReader in;
  private final DirectBuffer configure = new UnsafeBuffer(0, 0);
  private CommandDispatcher dispatcher;
  private SnapshotInfo info;
  private CatalogSection catalog;
  private StockSection stock;
  private ReservationSection reservations;
  private SessionSection sessions;
  private int cuts;

  SnapshotReader(String file, InputStream in) {
    this.in = new BlockReader(file, in);
  }

  /** Verifies all of the file, but makes no engine of it. */
  SnapshotInfo verify() {
    readHeader();
    boolean more = true;
    while (more) {
      more = in.next();
    }
    return info;
  }

  /** What the first block says. */
  SnapshotInfo readHeader() {
    try {
      header();
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw in.damaged("its header makes no sense: " + e.getMessage(), e);
    }
    return info;
  }

  /** Makes an engine. */
  Restored restore(Durability durability) {
    long begin = System.nanoTime();
    boolean done = false;
    try {
      restoreAll(durability);
      compare();
      done = true;
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw in.damaged("what it says makes no state: " + e.getMessage(), e);
    } finally {
      if (!done && dispatcher != null) {
        dispatcher.close();
      }
    }
    return new Restored(dispatcher, info, (System.nanoTime() - begin) / 1e9);
  }

  private void header() {
    SnapshotHeaderDecoder header = new SnapshotHeaderDecoder();
    if (!in.next() || in.templateId() != SnapshotHeaderDecoder.TEMPLATE_ID) {
      throw in.damaged("it does not begin with its header");
    }
    header.wrapAndApplyHeader(in.message(), 0, in.header());
    if (header.protocolVersion() > ConfigureDecoder.SCHEMA_VERSION) {
      throw in.damaged(
          "it was written by a newer version of Zaiko: version "
              + header.protocolVersion()
              + " of the protocol, and this version reads "
              + ConfigureDecoder.SCHEMA_VERSION);
    }
    byte[] hash = new byte[SnapshotLayout.HASH_LENGTH];
    header.getPreviousHash(hash, 0, hash.length);
    JournalPlace place = new JournalPlace(header.journalFile(), header.journalPosition());
    header.wrapConfigure(configure);
    EngineConfig config = CommandDispatcher.configurationIn(configure, 0);
    if (config == null) {
      throw in.damaged("there are no settings in its header");
    }
    info =
        new SnapshotInfo(
            config,
            new JournalPosition(header.sequence(), header.time(), hash),
            place,
            header.digest(),
            header.stateHash());
  }

  private void restoreAll(Durability durability) {
    header();
    dispatcher = CommandDispatcher.create(configure, 0, configure.capacity(), durability);
    InventoryEngine engine = dispatcher.engine();
    EngineTables tables = engine.tables();
    catalog = new CatalogSection(tables);
    stock = new StockSection(tables);
    reservations = new ReservationSection(engine.config(), tables);
    sessions = new SessionSection(engine);
    readCounters(tables);
    while (in.next()) {
      boolean known =
          catalog.read(in) || stock.read(in) || reservations.read(in) || sessions.read(in);
      if (!known) {
        throw in.damaged("nothing is known of template " + in.templateId());
      }
    }
    sessions.end();
    reservations.end(info.position().timeMicros());
    tables.cuts().restoreCount(cuts);
    engine.endRestore(info.position().sequence(), info.position().timeMicros());
  }

  private void readCounters(EngineTables tables) {
    if (!in.next() || in.templateId() != CountersDecoder.TEMPLATE_ID) {
      throw in.damaged("there are no counters behind the header");
    }
    CountersDecoder counters = new CountersDecoder();
    counters.wrapAndApplyHeader(in.message(), 0, in.header());
    sessions
        .records()
        .restoreCounters(counters.sessionSerial(), counters.sessionDrops(), counters.answerLines());
    cuts = counters.cuts();
    if (counters.bandsSet() != 0) {
      tables.bands().restoreIsSet();
    }
  }

  /** With what the state was when it was written, from scratch too, and rule 2. */
  private void compare() {
    compare("digest", dispatcher.digest(), info.digest());
    compare("state hash", dispatcher.stateHash(), info.stateHash());
    compare("digest, from scratch,", dispatcher.recomputeDigest(), info.digest());
    String problem = new ReservedSums(dispatcher.engine()).problem();
    if (problem != null) {
      throw in.damaged(problem);
    }
  }

  private void compare(String what, long restored, long written) {
    if (restored != written) {
      throw in.damaged(
          String.format(
              "the %s of the restored state is %016x, but was %016x", what, restored, written));
    }
  }
}

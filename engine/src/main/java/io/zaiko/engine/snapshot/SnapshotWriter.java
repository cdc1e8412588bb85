package io.zaiko.engine.snapshot;

import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.engine.core.EngineConfig;
import io.zaiko.engine.core.EngineTables;
import io.zaiko.engine.core.InventoryEngine;
import io.zaiko.engine.journal.JournalPlace;
import io.zaiko.engine.journal.JournalPosition;
import io.zaiko.engine.reservation.SessionRecords;
import io.zaiko.protocol.sbe.ConfigureDecoder;
import io.zaiko.protocol.snapshot.CountersEncoder;
import io.zaiko.protocol.snapshot.SnapshotHeaderEncoder;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.agrona.ExpandableArrayBuffer;

/** Writes the state of an engine, block by block. One snapshot per object; not thread safe. */
final class SnapshotWriter {
  private final BlockWriter out;
  private final CommandDispatcher dispatcher;

  SnapshotWriter(CommandDispatcher dispatcher, OutputStream out) {
    this.dispatcher = dispatcher;
    this.out = new BlockWriter(out);
  }

  void write(JournalPosition position, JournalPlace place) {
    InventoryEngine engine = dispatcher.engine();
    EngineTables tables = engine.tables();
    SessionSection sessions = new SessionSection(engine);
    writeHeader(position, place);
    writeCounters(sessions.records(), tables);
    new CatalogSection(tables).write(out);
    new StockSection(tables).write(out);
    new ReservationSection(engine.config(), tables).write(out);
    sessions.write(out);
    out.writeFooter();
  }

  private void writeHeader(JournalPosition position, JournalPlace place) {
    EngineConfig config = dispatcher.config();
    ExpandableArrayBuffer configure = new ExpandableArrayBuffer();
    int configureLength = CommandDispatcher.encodeConfigure(config, configure, 0);
    byte[] file = place.file().getBytes(StandardCharsets.UTF_8);
    byte[] hash = position.hash();
    SnapshotHeaderEncoder header = new SnapshotHeaderEncoder();
    header
        .wrapAndApplyHeader(out.message(), 0, out.header())
        .sequence(position.sequence())
        .time(position.timeMicros())
        .digest(dispatcher.digest())
        .stateHash(dispatcher.stateHash())
        .journalIdHigh(config.journalIdHigh())
        .journalIdLow(config.journalIdLow())
        .journalPosition(place.position())
        .protocolVersion(ConfigureDecoder.SCHEMA_VERSION)
        .putPreviousHash(hash, 0, hash.length)
        .putJournalFile(file, 0, file.length)
        .putConfigure(configure, 0, configureLength);
    out.writeBlock(SnapshotLayout.MESSAGE_HEADER_LENGTH + header.encodedLength());
  }

  private void writeCounters(SessionRecords sessions, EngineTables tables) {
    CountersEncoder counters = new CountersEncoder();
    counters
        .wrapAndApplyHeader(out.message(), 0, out.header())
        .sessionSerial(sessions.serial())
        .sessionDrops(sessions.drops())
        .answerLines(sessions.linesWritten())
        .cuts(tables.cuts().count())
        .bandsSet(CatalogSection.flag(tables.bands().isSet()));
    out.writeBlock(SnapshotLayout.MESSAGE_HEADER_LENGTH + counters.encodedLength());
  }
}

package io.zaiko.engine.snapshot;

import static io.zaiko.engine.snapshot.Contents.require;
import static io.zaiko.engine.snapshot.SnapshotLayout.BYTE_ORDER;
import static io.zaiko.engine.snapshot.SnapshotLayout.MOST_RECORDS;

import io.zaiko.engine.core.EngineConfig;
import io.zaiko.engine.core.InventoryEngine;
import io.zaiko.engine.core.Outcome;
import io.zaiko.engine.reservation.DeviceTable;
import io.zaiko.engine.reservation.LineResults;
import io.zaiko.engine.reservation.SessionRecords;
import io.zaiko.protocol.snapshot.AnswerLinesDecoder;
import io.zaiko.protocol.snapshot.AnswerLinesEncoder;
import io.zaiko.protocol.snapshot.AnswersDecoder;
import io.zaiko.protocol.snapshot.AnswersEncoder;
import io.zaiko.protocol.snapshot.ClientsDecoder;
import io.zaiko.protocol.snapshot.ClientsEncoder;
import io.zaiko.protocol.snapshot.DevicesDecoder;
import io.zaiko.protocol.snapshot.DevicesEncoder;
import io.zaiko.protocol.snapshot.SessionsDecoder;
import io.zaiko.protocol.snapshot.SessionsEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/** Who sent what, and what was answered: devices, sessions, clients, remembered answers. */
final class SessionSection {
  private static final int MOST_TEXT = 64;
  private static final int WINDOW_LENGTH = DeviceTable.WORDS * Long.BYTES;

  private final EngineConfig config;
  private final DeviceTable devices;
  private final SessionRecords records;
  private final UnsafeBuffer text = new UnsafeBuffer(new byte[MOST_TEXT]);
  private final UnsafeBuffer window = new UnsafeBuffer(new byte[WINDOW_LENGTH]);
  private final long[] words = new long[DeviceTable.WORDS];
  private final BlockText name = new BlockText();
  private final LineResults lines = new LineResults(Outcome.MAX_LINE_RESULTS);
  private int clientsWithSession;
  private int highestSlot = -1;

  SessionSection(InventoryEngine engine) {
    config = engine.config();
    devices = engine.devices();
    records = new SessionRecords(engine.sessions());
  }

  SessionRecords records() {
    return records;
  }

  void write(BlockWriter out) {
    writeDevices(out);
    writeSessions(out);
    writeClients(out);
    writeAnswers(out);
    writeAnswerLines(out);
  }

  private void writeDevices(BlockWriter out) {
    DevicesEncoder message = new DevicesEncoder();
    Rows<DevicesEncoder.RecordsEncoder> rows =
        new Rows<>(
            out,
            message,
            (to, header) -> message.wrapAndApplyHeader(to, 0, header).recordsCount(MOST_RECORDS),
            DevicesEncoder.RecordsEncoder::resetCountToIndex);
    for (int device = 0; device < devices.count(); device++) {
      for (int word = 0; word < DeviceTable.WORDS; word++) {
        window.putLong(word * Long.BYTES, devices.windowWord(device, word), BYTE_ORDER);
      }
      int length = devices.copyCode(device, text, 0);
      rows.group()
          .next()
          .highest(devices.highest(device))
          .lowest(devices.lowest(device))
          .putWindow(window, 0, WINDOW_LENGTH)
          .putCode(text, 0, length);
    }
    rows.end();
  }

  private void writeSessions(BlockWriter out) {
    SessionsEncoder message = new SessionsEncoder();
    Rows<SessionsEncoder.RecordsEncoder> rows =
        new Rows<>(
            out,
            message,
            (to, header) -> message.wrapAndApplyHeader(to, 0, header).recordsCount(MOST_RECORDS),
            SessionsEncoder.RecordsEncoder::resetCountToIndex);
    records.forEachSession(
        slot ->
            rows.group()
                .next()
                .session(records.session(slot))
                .highest(records.highest(slot))
                .floor(records.floor(slot))
                .lastUsed(records.lastUsed(slot)));
    rows.end();
  }

  private void writeClients(BlockWriter out) {
    ClientsEncoder message = new ClientsEncoder();
    Rows<ClientsEncoder.RecordsEncoder> rows =
        new Rows<>(
            out,
            message,
            (to, header) -> message.wrapAndApplyHeader(to, 0, header).recordsCount(MOST_RECORDS),
            ClientsEncoder.RecordsEncoder::resetCountToIndex);
    records.forEachClient(
        client ->
            rows.group()
                .next()
                .slot(records.slotOfClient(client))
                .highest(records.highestBefore(client))
                .dropped(records.dropped(client))
                .putName(text, 0, records.copyName(client, text, 0)));
    rows.end();
  }

  private void writeAnswers(BlockWriter out) {
    AnswersEncoder message = new AnswersEncoder();
    Rows<AnswersEncoder.RecordsEncoder> rows =
        new Rows<>(
            out,
            message,
            (to, header) -> message.wrapAndApplyHeader(to, 0, header).recordsCount(MOST_RECORDS),
            AnswersEncoder.RecordsEncoder::resetCountToIndex);
    for (int slot = 0; slot < records.count(); slot++) {
      for (int place = 0; place < records.windowWidth(); place++) {
        long requestId = records.requestId(slot, place);
        if (requestId != 0) {
          rows.group()
              .next()
              .slot(slot)
              .crc(records.crc(slot, requestId))
              .requestId(requestId)
              .sequence(records.sequence(slot, requestId))
              .time(records.timeMicros(slot, requestId))
              .linesPosition(records.linesPosition(slot, requestId))
              .length(records.length(slot, requestId))
              .lineCount(records.lineCount(slot, requestId))
              .oversells(records.oversells(slot, requestId))
              .code(records.code(slot, requestId));
        }
      }
    }
    rows.end();
  }

  private void writeAnswerLines(BlockWriter out) {
    AnswerLinesEncoder message = new AnswerLinesEncoder();
    Rows<AnswerLinesEncoder.RecordsEncoder> rows =
        new Rows<>(
            out,
            message,
            (to, header) -> message.wrapAndApplyHeader(to, 0, header).recordsCount(MOST_RECORDS),
            AnswerLinesEncoder.RecordsEncoder::resetCountToIndex);
    for (int slot = 0; slot < records.count(); slot++) {
      for (int place = 0; place < records.windowWidth(); place++) {
        long requestId = records.requestId(slot, place);
        if (requestId != 0 && records.lineCount(slot, requestId) > 0) {
          lines.clear();
          records.addLines(slot, requestId, lines);
          writeAnswerLines(rows, records.linesPosition(slot, requestId));
        }
      }
    }
    rows.end();
  }

  private void writeAnswerLines(Rows<AnswerLinesEncoder.RecordsEncoder> rows, long position) {
    for (int i = 0; i < lines.count(); i++) {
      rows.group()
          .next()
          .position(position + i)
          .quantity(lines.quantity(i))
          .location(lines.location(i))
          .line(lines.line(i))
          .code(lines.code(i));
    }
  }

  /** Reads the records of a block, if it is one of these. */
  boolean read(BlockReader in) {
    switch (in.templateId()) {
      case DevicesDecoder.TEMPLATE_ID -> readDevices(in);
      case SessionsDecoder.TEMPLATE_ID -> readSessions(in);
      case ClientsDecoder.TEMPLATE_ID -> readClients(in);
      case AnswersDecoder.TEMPLATE_ID -> readAnswers(in);
      case AnswerLinesDecoder.TEMPLATE_ID -> readAnswerLines(in);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void readDevices(BlockReader in) {
    DevicesDecoder message = new DevicesDecoder();
    DevicesDecoder.RecordsDecoder rows =
        message.wrapAndApplyHeader(in.message(), 0, in.header()).records();
    while (rows.hasNext()) {
      rows.next();
      require(devices.hasRoom(), "more devices than", devices.count());
      rows.getWindow(window, 0, WINDOW_LENGTH);
      for (int word = 0; word < DeviceTable.WORDS; word++) {
        words[word] = window.getLong(word * Long.BYTES, BYTE_ORDER);
      }
      rows.wrapCode(name.buffer());
      devices.restore(name.ref(), rows.highest(), rows.lowest(), words);
    }
  }

  private void readSessions(BlockReader in) {
    SessionsDecoder message = new SessionsDecoder();
    SessionsDecoder.RecordsDecoder rows =
        message.wrapAndApplyHeader(in.message(), 0, in.header()).records();
    while (rows.hasNext()) {
      rows.next();
      int slot = records.slotOf(rows.session());
      require(records.isFree(slot), "another session in slot", slot);
      records.restoreSession(rows.session(), rows.highest(), rows.floor(), rows.lastUsed());
      highestSlot = Math.max(highestSlot, slot);
    }
  }

  private void readClients(BlockReader in) {
    ClientsDecoder message = new ClientsDecoder();
    ClientsDecoder.RecordsDecoder rows =
        message.wrapAndApplyHeader(in.message(), 0, in.header()).records();
    while (rows.hasNext()) {
      rows.next();
      int slot = rows.slot();
      require(records.hasRoomForClient(), "more clients than", config.clientCapacity());
      require(slot >= -1 && slot < records.count(), "session slot", slot);
      rows.wrapName(name.buffer());
      records.restoreClient(name.ref(), slot, rows.highest(), rows.dropped());
      clientsWithSession += slot >= 0 ? 1 : 0;
    }
  }

  private void readAnswers(BlockReader in) {
    AnswersDecoder message = new AnswersDecoder();
    AnswersDecoder.RecordsDecoder rows =
        message.wrapAndApplyHeader(in.message(), 0, in.header()).records();
    while (rows.hasNext()) {
      rows.next();
      require(rows.slot() >= 0 && rows.slot() < records.count(), "session slot", rows.slot());
      require(rows.requestId() > 0, "request id", rows.requestId());
      records.restoreAnswer(
          rows.slot(),
          rows.requestId(),
          rows.crc(),
          rows.length(),
          rows.sequence(),
          rows.time(),
          (byte) rows.code(),
          rows.oversells(),
          rows.linesPosition(),
          rows.lineCount());
    }
  }

  private void readAnswerLines(BlockReader in) {
    AnswerLinesDecoder message = new AnswerLinesDecoder();
    AnswerLinesDecoder.RecordsDecoder rows =
        message.wrapAndApplyHeader(in.message(), 0, in.header()).records();
    while (rows.hasNext()) {
      rows.next();
      boolean isKept = rows.position() >= 0 && rows.position() < records.linesWritten();
      require(isKept, "a remembered line at", rows.position());
      records.restoreLine(
          rows.position(), rows.line(), (byte) rows.code(), rows.quantity(), rows.location());
    }
  }

  /** To be called behind the last block. */
  void end() {
    require(highestSlot < records.count(), "session slot", highestSlot);
    require(clientsWithSession == records.count(), "clients with a session:", clientsWithSession);
    records.end();
  }
}

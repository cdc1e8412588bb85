package io.zaiko.systemtests;

import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.engine.recovery.ReplayHook;
import io.zaiko.engine.reservation.ReservationTable;
import io.zaiko.engine.stock.AvailabilityReader;
import io.zaiko.protocol.sbe.CommandReplyDecoder;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import io.zaiko.protocol.sbe.ReservationState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a journal led to, in lines of text that are kept beside it: the answer to each record, and
 * where the engine stood in the end.
 */
final class GoldenFacts {
  private static final int EC = 1;

  private final TreeMap<Long, String> answers = new TreeMap<>();
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final CommandReplyDecoder reply = new CommandReplyDecoder();
  private final UnsafeBuffer text = new UnsafeBuffer(new byte[64]);

  /** Notes the answers of a replay. */
  ReplayHook hook() {
    return (command, dispatcher) -> {
      String line = "answer " + command.sequence() + " " + command.code();
      header.wrap(command.reply(), 0);
      if (header.templateId() == CommandReplyDecoder.TEMPLATE_ID) {
        reply.wrapAndApplyHeader(command.reply(), 0, header);
        line += reply.flags().repeated() ? " repeats " + reply.sequence() : "";
        line += reply.oversellsOpened() > 0 ? " oversells " + reply.oversellsOpened() : "";
        for (CommandReplyDecoder.LinesDecoder each : reply.lines()) {
          line += " line " + each.line() + " " + each.code() + " " + each.quantity();
        }
      }
      answers.put(command.sequence(), line);
    };
  }

  /** The answers, in the order of the journal. */
  List<String> answers() {
    return List.copyOf(answers.values());
  }

  /** Where an engine stands. */
  List<String> state(CommandDispatcher dispatcher) {
    List<String> lines = new ArrayList<>();
    lines.add("sequence " + dispatcher.engine().sequence());
    lines.add(String.format("digest %016x", dispatcher.digest()));
    lines.add(String.format("state hash %016x", dispatcher.stateHash()));
    lines.addAll(stock(dispatcher.newReader()));
    lines.addAll(reservations(dispatcher.engine().reservations()));
    return lines;
  }

  private List<String> stock(AvailabilityReader reader) {
    List<String> lines = new ArrayList<>();
    for (int sku = 0; sku < reader.skuCount(); sku++) {
      for (int n = 0; n < reader.placeCount(sku); n++) {
        if (reader.readAt(sku, n, EC)) {
          lines.add(
              String.format(
                  "stock %s@%s ats %d sellable %d reserved %d damaged %d checked %d blocked %d"
                      + " transit %d safety %d",
                  text(reader.copySkuCode(sku, text, 0)),
                  text(reader.copyLocationCode(reader.location(), text, 0)),
                  reader.ats(),
                  reader.sellable(),
                  reader.reserved(),
                  reader.damaged(),
                  reader.qualityControl(),
                  reader.blocked(),
                  reader.inTransit(),
                  reader.safety()));
        }
      }
    }
    return lines;
  }

  private List<String> reservations(ReservationTable reservations) {
    List<String> lines = new ArrayList<>();
    for (int record = 0; record < reservations.scanEnd(); record++) {
      if (reservations.isInUse(record)) {
        lines.add(
            String.format(
                "reservation %s %s lines %d due %d",
                text(reservations.copyId(record, text, 0)),
                ReservationState.get((short) reservations.state(record)),
                reservations.lineCount(record),
                reservations.due(record)));
      }
    }
    Collections.sort(lines);
    return lines;
  }

  private String text(int length) {
    return text.getStringWithoutLengthUtf8(0, length);
  }
}

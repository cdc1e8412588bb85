package io.zaiko.simulator.reference;

import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.simulator.reference.Answer.Endangered;
import io.zaiko.simulator.reference.Answer.LineReply;
import java.util.List;

/** What became of a command that ran, before it is put into a reply. */
record Outcome(
    ResultCode code, int oversellsOpened, List<LineReply> lines, List<Endangered> endangered) {
  Outcome {
    lines = List.copyOf(lines);
  }

  static Outcome ok() {
    return new Outcome(ResultCode.OK, 0, List.of(), List.of());
  }

  /** Applied, with something to say of some lines. */
  static Outcome ok(List<LineReply> lines) {
    return new Outcome(ResultCode.OK, 0, lines, List.of());
  }

  static Outcome refused(ResultCode code) {
    return new Outcome(code, 0, List.of(), List.of());
  }

  static Outcome refused(ResultCode code, List<LineReply> lines) {
    return new Outcome(code, 0, lines, List.of());
  }
}

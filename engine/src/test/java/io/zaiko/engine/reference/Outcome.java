package io.zaiko.engine.reference;

import io.zaiko.engine.reference.Answer.LineReply;
import io.zaiko.protocol.sbe.ResultCode;
import java.util.List;

/** What became of a command that ran, before it is put into a reply. */
record Outcome(ResultCode code, int oversellsOpened, List<LineReply> lines) {
  Outcome {
    lines = List.copyOf(lines);
  }

  static Outcome ok() {
    return new Outcome(ResultCode.OK, 0, List.of());
  }

  static Outcome refused(ResultCode code) {
    return new Outcome(code, 0, List.of());
  }

  static Outcome refused(ResultCode code, List<LineReply> lines) {
    return new Outcome(code, 0, lines);
  }
}

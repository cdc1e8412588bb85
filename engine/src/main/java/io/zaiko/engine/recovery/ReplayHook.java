package io.zaiko.engine.recovery;

import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.protocol.sbe.ResultCode;
import org.agrona.DirectBuffer;

/** Looks at every command of a replay. Called by the thread that replays. */
@FunctionalInterface
public interface ReplayHook {
  /** Looks at nothing. */
  ReplayHook NONE = (command, dispatcher) -> {};

  /**
   * After a command was applied. Both arguments are good until this returns.
   *
   * @param dispatcher shows the state behind the command
   */
  void onCommand(ReplayedCommand command, CommandDispatcher dispatcher);

  /** A journaled command and the answer it got. */
  interface ReplayedCommand {
    long sequence();

    /** Engine time, in microseconds since the epoch. */
    long timeMicros();

    /** Where the message lies, as it came. */
    DirectBuffer buffer();

    int offset();

    /** Length of the message, in bytes. */
    int length();

    /** Whether a VOID names it: then it was not applied, and its message may be anything. */
    boolean isVoided();

    /** What the command was answered. */
    ResultCode code();

    /** The whole answer, from its first byte. */
    DirectBuffer reply();
  }
}

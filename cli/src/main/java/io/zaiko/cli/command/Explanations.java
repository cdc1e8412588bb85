package io.zaiko.cli.command;

import io.zaiko.protocol.sbe.ResultCode;

/** What a result code means to the person who typed the command, and what to do about it. */
final class Explanations {
  private Explanations() {}

  /** Why a question has no answer. */
  static String ofQuestion(ResultCode code) {
    return of(code).replace("nothing was changed: ", "");
  }

  /** What became of a command. */
  static String of(ResultCode code) {
    return switch (code) {
      case OK -> "done";
      case MALFORMED ->
          "nothing was changed: a code, id or number is not one. Codes have 1 to 32 bytes, ids 1 to"
              + " 64, without @ = , and control characters and without spaces at the ends; quantities"
              + " begin at 1, counts and thresholds at 0; a line has at most 16 locations to choose from";
      case TOO_MANY_LINES ->
          "nothing was changed: more than 256 lines. Send them in several commands";
      case LIMIT_EXCEEDED ->
          "nothing was changed: a quantity would be beyond 1,000,000,000, or a hold beyond 366 days";
      case NOT_PERMITTED -> "nothing was changed: this connection may not do that";
      case OVERLOADED -> "nothing was changed: the server has no room just now. Try again";
      case NO_SPACE ->
          "nothing was changed: the disk of the server's journal is nearly full. Free space there";
      case ENGINE_STOPPED ->
          "not executed: the server stopped on an error. Its log says which; start it again";
      case SESSION_EXPIRED ->
          "nothing was changed: the server dropped the session. Send the command again";
      case REQUEST_TOO_OLD ->
          "not executed now: the request id is older than the server remembers. Look whether the"
              + " command was executed before, or use a new id";
      case IDEMPOTENCY_CONFLICT ->
          "nothing was changed: another command was sent under this request id. Use a new id";
      case DUPLICATE_FACT -> "nothing moved: the device sent this fact before, and it is booked";
      case DEVICE_SEQUENCE_TOO_OLD ->
          "nothing moved: the server does not remember that far back of the device. The fact is kept"
              + " for staff: zaiko replay unmatched";
      case QUARANTINED ->
          "not executed: the command made the server stop, and staff took it out of the journal. Ask"
              + " them before you send it again";
      case UNKNOWN_SKU -> "nothing was changed: no such SKU. See: zaiko define sku --help";
      case UNKNOWN_LOCATION ->
          "nothing was changed: no such location. See: zaiko define location --help";
      case UNKNOWN_RESERVATION -> "nothing was changed: no such reservation, or not kept any more";
      case ALREADY_EXISTS -> "nothing was changed: the id is in use. Choose another";
      case LOCATION_SUSPENDED ->
          "nothing was changed: the location takes no new promises. See: zaiko reopen --help";
      case CHANNEL_DISABLED ->
          "nothing was changed: a location does not serve the channel. See: zaiko define location"
              + " --help";
      case EXPIRED -> "nothing was changed: the reservation's hold ran out. Reserve again";
      case ILLEGAL_STATE ->
          "nothing was changed: the state of the reservation or transfer does not allow it. See: zaiko"
              + " reservation ID";
      case STALE -> "nothing was changed: the book differs from what was expected";
      case CUT_NOT_AVAILABLE ->
          "nothing was changed: no such cut is open there. Count without --cut, or open one: zaiko"
              + " count open --help";
      case RESUME_TOO_OLD ->
          "the server does not keep the changes since then any more. Look again from now on";
      case INSUFFICIENT -> "nothing was changed: not enough for the lines below";
      case CAPACITY_EXCEEDED ->
          "nothing was changed: a capacity of the server is used up. It is set when the journal is"
              + " made, see: zaiko serve --help";
      case UNMATCHED -> "SKU or location unknown; kept in the journal";
      case PARTIAL -> "granted in part";
      case UNREFERENCED -> "recorded without its reservation";
      case REDEEM_PARTIAL -> "the reservation covered only a part of it";
      case ALREADY_COUNTED -> "a count saw it already";
      case PLACED -> "reserved there";
      case NULL_VAL -> "the server answered with a code that this version does not know";
    };
  }
}

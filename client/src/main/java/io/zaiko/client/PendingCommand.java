package io.zaiko.client;

import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.ResultCode;
import java.util.Arrays;

/** A command: encoded once, kept until answered, sent again as it was. */
final class PendingCommand extends Pending<CommandAnswer> {
  /** More lines than this fit in no message. */
  private static final int MAX_LINES_OF_ANY_FRAME = Protocol.MAX_MESSAGE_LENGTH / 16;

  private final CommandRequest request;
  private final CommandOptions options;
  private final LostCommand again;
  private byte[] message;
  private long requestId;
  private boolean uncertain;

  PendingCommand(ServerLink link, CommandRequest request, CommandOptions options) {
    super(link);
    this.request = request;
    this.options = options;
    this.again = null;
    this.requestId = options.requestId();
  }

  /** A command that was sent before and is to be sent again as it was. */
  PendingCommand(LostCommand again) {
    super(again.link());
    this.request = null;
    this.options = CommandOptions.NONE;
    this.again = again;
    this.message = again.message();
    this.requestId = again.requestId();
    this.uncertain = true;
  }

  /** What is to be done; null for one that the caller wants repeated. */
  CommandRequest request() {
    return request;
  }

  /** The id it has, or was given by the caller; 0 if it has none yet. */
  long requestId() {
    return requestId;
  }

  /** Whether an earlier sending of it may have been executed. */
  boolean isUncertain() {
    return uncertain;
  }

  /** The command that the caller wants repeated, or null for a new one. */
  LostCommand again() {
    return again;
  }

  boolean sameMessage(PendingCommand other) {
    return Arrays.equals(message, other.message);
  }

  /** The connection broke while it was on the wire. */
  void connectionLost() {
    uncertain = true;
    state(State.WAITING);
  }

  /** Its session is gone and it was surely not executed: it gets a new id in the next one. */
  void startOver() {
    message = null;
    requestId = options.requestId();
  }

  /**
   * Encodes it under an id.
   *
   * @return false if it cannot be sent; then it has been answered
   */
  boolean encode(CommandSession session, long id) {
    Welcome welcome = link.welcome();
    if (request.lineCount() > MAX_LINES_OF_ANY_FRAME) {
      tooManyLines(welcome);
      return false;
    }
    int length;
    try {
      length = link.encoder().encode(request, options, welcome, session.id(), id);
    } catch (IllegalArgumentException e) {
      fail(e);
      return false;
    }
    if (length > Math.min(welcome.maxMessageLength(), Protocol.MAX_MESSAGE_LENGTH)) {
      tooLong(welcome, length);
      return false;
    }
    requestId = id;
    message = new byte[length];
    link.encoder().buffer().getBytes(0, message);
    return true;
  }

  /** The encoded message, or null if it was not encoded yet. */
  byte[] message() {
    return message;
  }

  private void tooLong(Welcome welcome, int length) {
    if (request.lineCount() > welcome.maxLines()) {
      tooManyLines(welcome);
      return;
    }
    fail(
        new IllegalArgumentException(
            "The command takes "
                + length
                + " bytes, more than a message carries; split it, or use shorter codes"));
  }

  /** What the server would say if the message fitted in a frame. */
  private void tooManyLines(Welcome welcome) {
    refuse(ResultCode.TOO_MANY_LINES, welcome);
  }

  /** Answers it with a code given before it could be sent. */
  void refuse(ResultCode code, Welcome welcome) {
    complete(CommandAnswer.unsent(code, link.session().id(), welcome.durability()));
  }

  @Override
  Lane lane() {
    return link.commandLane();
  }

  @Override
  boolean maySend() {
    return link.session().maySend(this);
  }

  @Override
  void send() {
    link.session().send(this);
  }

  @Override
  String describe() {
    String name = request == null ? "repeated command" : request.getClass().getSimpleName();
    return message == null
        ? name
        : name + " (session " + link.session().id() + ", request id " + requestId + ")";
  }

  @Override
  LostCommand lost() {
    if (again != null) {
      return again;
    }
    boolean sent = uncertain || state() == State.ON_THE_WIRE;
    return sent && message != null
        ? new LostCommand(link, link.session().journal(), link.session().id(), requestId, message)
        : null;
  }

  @Override
  void forget() {
    link.session().forget(this);
  }
}

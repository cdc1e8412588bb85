package io.zaiko.replay;

import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.engine.recovery.ReplayHook.ReplayedCommand;
import io.zaiko.engine.reservation.ReservationTable;
import io.zaiko.engine.stock.TextRef;
import io.zaiko.protocol.CommandSyntax;
import io.zaiko.protocol.MessageLines;
import io.zaiko.protocol.MessageShape;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.CatalogKind;
import io.zaiko.protocol.sbe.CommandReplyDecoder;
import io.zaiko.protocol.sbe.DeleteDecoder;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import io.zaiko.protocol.sbe.RegisteredDecoder;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.protocol.sbe.SetBandsDecoder;
import io.zaiko.protocol.sbe.SetQuotaDecoder;
import io.zaiko.protocol.sbe.SetSafetyDecoder;
import io.zaiko.protocol.sbe.SuspendDecoder;
import io.zaiko.protocol.sbe.TransferRequestDecoder;
import io.zaiko.protocol.sbe.YesNo;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts the commands of a replay into words: who sent them, under which reference, about what. Has
 * to see every command of the replay, in order, since it is told only once who a session is, or by
 * the snapshot that the replay began behind. Not thread safe.
 */
final class CommandDescriber {
  private final CommandReading reading = new CommandReading();
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final RegisteredDecoder registered = new RegisteredDecoder();
  private final CommandReplyDecoder reply = new CommandReplyDecoder();
  private final SetSafetyDecoder safety = new SetSafetyDecoder();
  private final SetQuotaDecoder quota = new SetQuotaDecoder();
  private final SetBandsDecoder bands = new SetBandsDecoder();
  private final DeleteDecoder delete = new DeleteDecoder();
  private final SuspendDecoder atLocation = new SuspendDecoder();
  private final TransferRequestDecoder transfer = new TransferRequestDecoder();
  private final ClientNames clients = new ClientNames();
  private final TextRef text = new TextRef();
  private ReplayedCommand command;
  private CommandDispatcher dispatcher;
  private CatalogCodes codes;
  private CommandSyntax syntax;
  private boolean isRegister;

  /** Takes the next command of the replay; the other calls are about this one. */
  CommandDescriber next(ReplayedCommand command, CommandDispatcher dispatcher) {
    if (this.dispatcher != dispatcher) {
      this.dispatcher = dispatcher;
      codes = new CatalogCodes(dispatcher.newReader());
      syntax = new CommandSyntax(dispatcher.config().channels().size());
      clients.putAll(dispatcher.engine().sessions());
    }
    this.command = command;
    if (command.isVoided() && !isSound(command)) {
      reading.wrapUnreadable(command);
    } else {
      reading.wrap(command);
    }
    isRegister = reading.shape() == MessageShape.REGISTER && !command.isVoided();
    if (isRegister) {
      registered.wrapAndApplyHeader(command.reply(), 0, header);
      clients.put(registered.session(), text(0));
    } else {
      reply.wrapAndApplyHeader(command.reply(), 0, header);
    }
    return this;
  }

  private boolean isSound(ReplayedCommand voided) {
    ResultCode code = syntax.check(voided.buffer(), voided.offset(), voided.length());
    // The server's own messages are not permitted to clients, and are sound.
    return code == ResultCode.OK || code == ResultCode.NOT_PERMITTED;
  }

  /** What the command is; of one that was passed over TICK, since only time passed. */
  MessageShape shape() {
    return command.isVoided() ? MessageShape.TICK : reading.shape();
  }

  /** Codes of the engine that is being replayed. */
  CatalogCodes codes() {
    return codes;
  }

  /** What was answered; of a REGISTER there is none. */
  CommandReplyDecoder reply() {
    return reply;
  }

  /** The present command. */
  JournaledCommand describe() {
    if (command.isVoided()) {
      return describeVoided();
    }
    long session = isRegister ? registered.session() : reading.session();
    return new JournaledCommand(
        command.sequence(),
        command.timeMicros(),
        reading.shape().name(),
        command.code().name(),
        !isRegister && reply.flags().repeated(),
        isRegister ? 0 : reply.oversellsOpened(),
        session,
        reading.requestId(),
        clients.of(session),
        channel(),
        reference(),
        reading.referenceTimeMicros(),
        reading.occurredAtMicros());
  }

  /** One that was passed over; its message may be anything. */
  private JournaledCommand describeVoided() {
    boolean readable = reading.isReadable();
    return new JournaledCommand(
        command.sequence(),
        command.timeMicros(),
        reading.shape() == null ? JournaledCommand.UNKNOWN : reading.shape().name(),
        command.code().name(),
        false,
        0,
        reply.session(),
        reply.requestId(),
        clients.of(reply.session()),
        readable ? channel() : null,
        readable ? reference() : null,
        readable ? reading.referenceTimeMicros() : 0,
        readable ? reading.occurredAtMicros() : 0);
  }

  /** A hold that ended as the present record was applied. */
  JournaledCommand describe(StockChange.Expired expired) {
    return new JournaledCommand(
        command.sequence(),
        command.timeMicros(),
        JournaledCommand.EXPIRY,
        "OK",
        false,
        0,
        0,
        0,
        null,
        channelName(expired.channel()),
        expired.reservationId(),
        0,
        0);
  }

  private String channel() {
    if (!isAboutKnownReservation(reading.shape())) {
      return channelName(reading.channel());
    }
    ReservationTable reservations = dispatcher.engine().reservations();
    int reservation = reservations.find(reading.text(0, text));
    return reservation == ReservationTable.NONE
        ? null
        : channelName(reservations.channel(reservation));
  }

  private static boolean isAboutKnownReservation(MessageShape shape) {
    return switch (shape) {
      case COMMIT, STAGE, UNSTAGE, FULFIL, SHORT, RELEASE, EXTEND, REALLOCATE -> true;
      case TRANSFER_REQUEST, TRANSFER_CANCEL, TRANSFER_DISPATCH, TRANSFER_RECEIVE, TRANSFER_CLOSE ->
          true;
      default -> false;
    };
  }

  private String channelName(int channel) {
    return channel == Protocol.NO_CHANNEL ? null : dispatcher.config().channels().get(channel);
  }

  private String reference() {
    return switch (reading.shape()) {
      case REGISTER, DEFINE_SKU, DEFINE_LOCATION -> null;
      case RETURN -> text(1) == null ? text(0) : text(1);
      case SELL -> text(0) == null ? text(1) : text(0);
      default -> reading.shape().textCount() == 0 ? null : text(0);
    };
  }

  /** The n-th text of the message; null = empty. */
  private String text(int index) {
    reading.text(index, text);
    return text.length() == 0
        ? null
        : text.buffer().getStringWithoutLengthUtf8(text.offset(), text.length());
  }

  /** What the present command names, as it was sent. A definition is a line with one code. */
  List<NamedLine> lines() {
    if (!reading.isReadable()) {
      return List.of();
    }
    return switch (reading.shape()) {
      case DEFINE_SKU -> List.of(new NamedLine(text(0), null, null));
      case DEFINE_LOCATION -> List.of(new NamedLine(null, text(0), null));
      case SET_SAFETY -> List.of(safetyLine());
      case SET_QUOTA -> List.of(quotaLine());
      case SET_BANDS -> List.of(bandsLine());
      case SUSPEND, REOPEN, COUNT_OPEN, COUNT_CLOSE ->
          // The four have the same one field.
          List.of(new NamedLine(null, locationCode(reading.fixed(atLocation).location()), null));
      case DELETE -> List.of(deletedLine());
      default -> reading.shape().groups().haveLines() ? all() : List.of();
    };
  }

  private NamedLine quotaLine() {
    reading.fixed(quota);
    boolean capped = quota.quantity() != Protocol.NO_QUOTA;
    return new NamedLine(
        skuCode(quota.sku()), locationCode(quota.location()), capped ? quota.quantity() : null);
  }

  private NamedLine bandsLine() {
    reading.fixed(bands);
    boolean ofSku = bands.forSkuRaw() == YesNo.YES.value();
    return new NamedLine(ofSku ? skuCode(bands.sku()) : null, null, bands.low());
  }

  private NamedLine deletedLine() {
    reading.fixed(delete);
    return delete.kindRaw() == CatalogKind.SKU.value()
        ? new NamedLine(skuCode(delete.target()), null, null)
        : new NamedLine(null, locationCode(delete.target()), null);
  }

  private NamedLine safetyLine() {
    reading.fixed(safety);
    boolean ofSku = safety.forSkuRaw() == YesNo.YES.value();
    return new NamedLine(
        ofSku ? skuCode(safety.sku()) : null, locationCode(safety.location()), safety.quantity());
  }

  private List<NamedLine> all() {
    int count = reading.lines().count();
    List<NamedLine> all = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      all.add(line(i));
    }
    return all;
  }

  int lineCount() {
    return reading.lines().count();
  }

  /** One line; only of a command that has lines. */
  NamedLine line(int number) {
    MessageLines lines = reading.lines();
    return new NamedLine(
        skuCode(lines.sku(number)),
        locationCode(locationRef(number)),
        lines.hasDestinations() ? null : lines.quantity(number));
  }

  /** Where a line is about: of a transfer request its source, of a line with choices none. */
  private int locationRef(int number) {
    return reading.shape() == MessageShape.TRANSFER_REQUEST
        ? reading.fixed(transfer).from()
        : reading.lines().location(number);
  }

  private String skuCode(int ref) {
    return ref < 0 ? reading.inlineCode(ref) : codes.sku(ref);
  }

  private String locationCode(int ref) {
    if (ref == Protocol.NO_REF) {
      return null;
    }
    return ref < 0 ? reading.inlineCode(ref) : codes.location(ref);
  }
}

package io.zaiko.client;

import io.zaiko.protocol.CommandSyntax;
import io.zaiko.protocol.MessageShape;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.*;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.ExpandableArrayBuffer;

/**
 * What the fake server knows and says: sessions by name, codes with handles, answers. Every answer
 * can be had by itself, for scripts that want to send it late, twice or broken.
 */
final class FakeReplies {
  static final List<String> CHANNELS = List.of("POS", "EC", "BOPIS");

  private final CommandSyntax syntax = new CommandSyntax(CHANNELS.size());
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final Map<String, Long> sessions = new HashMap<>();
  private final List<String> skus = new ArrayList<>();
  private final List<String> locations = new ArrayList<>();
  private JournalId journal = new JournalId(1, 1);
  private int credits = 1_000;
  private int requestWindow = 1_024;
  private long nextSession = 100;
  private long highestRequestId;
  private long sequence;

  synchronized void journal(JournalId id) {
    journal = id;
  }

  synchronized void requestWindow(int ids) {
    requestWindow = ids;
  }

  synchronized void credits(int granted) {
    credits = granted;
  }

  /** Drops every session: names get new ones. */
  synchronized void dropSessions(long highestIdEverUsed) {
    sessions.clear();
    highestRequestId = highestIdEverUsed;
  }

  synchronized long session(String name) {
    return sessions.computeIfAbsent(name, unused -> ++nextSession);
  }

  synchronized void define(String sku, String location) {
    skus.add(sku);
    locations.add(location);
  }

  synchronized void defineLocation(String location) {
    locations.add(location);
  }

  /** Says that a client sent what a server would not take. */
  synchronized void check(Heard message) {
    ResultCode code = syntax.check(message.buffer(), 0, message.buffer().capacity());
    boolean refusable = code == ResultCode.TOO_MANY_LINES || code == ResultCode.LIMIT_EXCEEDED;
    if (code != ResultCode.OK && !refusable) {
      throw new AssertionError(message + " is " + code);
    }
  }

  /** Answers a message as a server with plenty of everything would. */
  void answer(Heard message) {
    if (message.shape() != MessageShape.UNSUBSCRIBE) {
      message.peer().send(usual(message));
    }
  }

  synchronized byte[] usual(Heard message) {
    if (message.templateId() == HelloDecoder.TEMPLATE_ID) {
      return welcome(Protocol.PROTOCOL_VERSION);
    }
    MessageShape shape = message.shape();
    return switch (shape) {
      case REGISTER -> registered(message, ResultCode.OK);
      case RESOLVE -> resolved(message);
      case DESCRIBE -> described(message);
      case STOCK_QUERY -> stock(message, ResultCode.OK, 7);
      case BASKET_QUERY -> basket(message);
      case STOCK_EVERYWHERE_QUERY -> everywhere(message, 0, locations.size(), true);
      case RESERVATION_QUERY -> reservation(message);
      case NEAREST_QUERY -> FakeLists.nearest(message);
      case STOCK_LIST_QUERY -> FakeLists.stockList(message, skus.size());
      case OPEN_RESERVATIONS_QUERY -> FakeLists.openReservations(message, skus.size());
      case ENDANGERED_QUERY -> FakeLists.endangered(message);
      case DEVICE_QUERY -> FakeLists.device(message);
      case SUBSCRIBE -> FakeLists.subscribed(message, ResultCode.OK);
      default -> reply(message, ResultCode.OK);
    };
  }

  synchronized byte[] welcome(int version) {
    ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    WelcomeEncoder encoder = new WelcomeEncoder();
    WelcomeEncoder.ChannelsEncoder channels =
        encoder
            .wrapAndApplyHeader(buffer, 0, header)
            .protocolVersion(version)
            .durability(Durability.PROCESS)
            .credits(credits)
            .maxFrameLength(Protocol.MAX_MESSAGE_LENGTH)
            .maxLines(Protocol.MAX_LINES)
            .requestWindow(requestWindow)
            .journalIdHigh(journal.high())
            .journalIdLow(journal.low())
            .channelsCount(CHANNELS.size());
    CHANNELS.forEach(name -> channels.next().name(name));
    return bytes(buffer, encoder.limit());
  }

  synchronized byte[] goodbye(ResultCode code, String reason) {
    ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    GoodbyeEncoder encoder = new GoodbyeEncoder();
    encoder.wrapAndApplyHeader(buffer, 0, header).code(code).reason(reason);
    return bytes(buffer, encoder.limit());
  }

  synchronized byte[] registered(Heard register, ResultCode code) {
    ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    RegisteredEncoder encoder = new RegisteredEncoder();
    encoder
        .wrapAndApplyHeader(buffer, 0, header)
        .requestId(register.requestId())
        .session(code == ResultCode.OK ? session(register.texts().get(0)) : 0)
        .sequence(++sequence)
        .time(1_000_000 + sequence)
        .highestRequestId(highestRequestId)
        .code(code)
        .durability(Durability.PROCESS);
    return bytes(buffer, encoder.limit());
  }

  /** A plain answer to a command. */
  byte[] reply(Heard command, ResultCode code) {
    return reply(command, code, false, List.of());
  }

  byte[] reply(Heard command, ResultCode code, boolean repeated, List<LineAnswer> lines) {
    return reply(command, code, repeated, lines, List.of());
  }

  synchronized byte[] reply(
      Heard command,
      ResultCode code,
      boolean repeated,
      List<LineAnswer> lines,
      List<Endangered> endangered) {
    boolean journaled = code.value() == 0 || code.value() >= ResultCode.SESSION_EXPIRED.value();
    long position = journaled ? ++sequence : 0;
    ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    CommandReplyEncoder encoder = new CommandReplyEncoder();
    encoder
        .wrapAndApplyHeader(buffer, 0, header)
        .requestId(command.requestId())
        .session(command.session())
        .sequence(position)
        .time(journaled ? 1_000_000 + position : 0)
        .code(code)
        .durability(Durability.PROCESS)
        .oversellsOpened(lines.size())
        .endangered(endangered.isEmpty() ? 0 : 16 + endangered.size())
        .deviceGaps(3 * lines.size())
        .flags()
        .clear()
        .repeated(repeated);
    CommandReplyEncoder.LinesEncoder group = encoder.linesCount(lines.size());
    for (LineAnswer line : lines) {
      group
          .next()
          .line(line.line())
          .code(line.code())
          .quantity(line.quantity())
          .location(locations.indexOf(line.location()));
    }
    CommandReplyEncoder.FirstEndangeredEncoder first =
        encoder.firstEndangeredCount(endangered.size());
    for (Endangered each : endangered) {
      first
          .next()
          .sku(skus.indexOf(each.sku()))
          .location(locations.indexOf(each.location()))
          .units(each.units())
          .state(each.state())
          .reservationId(each.reservationId());
    }
    return bytes(buffer, encoder.limit());
  }

  private byte[] resolved(Heard resolve) {
    ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    CatalogKind kind =
        new ResolveDecoder()
            .wrapAndApplyHeader(resolve.buffer(), 0, new MessageHeaderDecoder())
            .kind();
    List<String> known = kind == CatalogKind.SKU ? skus : locations;
    List<String> codes = resolve.codes();
    ResolvedEncoder encoder = new ResolvedEncoder();
    ResolvedEncoder.HandlesEncoder group =
        encoder
            .wrapAndApplyHeader(buffer, 0, header)
            .correlationId(resolve.correlationId())
            .kind(kind)
            .handlesCount(codes.size());
    codes.forEach(code -> group.next().handle(known.indexOf(code)));
    return bytes(buffer, encoder.limit());
  }

  private byte[] described(Heard describe) {
    ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    DescribeDecoder decoder =
        new DescribeDecoder().wrapAndApplyHeader(describe.buffer(), 0, new MessageHeaderDecoder());
    CatalogKind kind = decoder.kind();
    List<String> known = kind == CatalogKind.SKU ? skus : locations;
    DescribedEncoder encoder = new DescribedEncoder();
    DescribeDecoder.HandlesDecoder handles = decoder.handles();
    DescribedEncoder.CodesEncoder group =
        encoder
            .wrapAndApplyHeader(buffer, 0, header)
            .correlationId(describe.correlationId())
            .kind(kind)
            .codesCount(handles.count());
    for (DescribeDecoder.HandlesDecoder entry : handles) {
      group.next().code(entry.handle() < known.size() ? known.get(entry.handle()) : "");
    }
    return bytes(buffer, encoder.limit());
  }

  private int handle(Heard message, int ref, List<String> known) {
    return ref >= 0 ? ref : known.indexOf(message.codes().get(Protocol.codeIndex(ref)));
  }

  synchronized byte[] stock(Heard query, ResultCode code, int ats) {
    StockQueryDecoder question =
        new StockQueryDecoder().wrapAndApplyHeader(query.buffer(), 0, new MessageHeaderDecoder());
    ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    StockReplyEncoder encoder = new StockReplyEncoder();
    encoder
        .wrapAndApplyHeader(buffer, 0, header)
        .correlationId(query.correlationId())
        .sequence(sequence)
        .time(1_000_000 + sequence)
        .ats(ats)
        .sellable(ats + 5)
        .reserved(3)
        .safety(2)
        .damaged(11)
        .qualityControl(12)
        .blocked(13)
        .inTransit(14)
        .quota(20)
        .quotaUsed(4)
        .sku(handle(query, question.sku(), skus))
        .location(handle(query, question.location(), locations))
        .channel(question.channel())
        .code(code)
        .band(Band.LOW)
        .terms()
        .clear()
        .ownSafety(true)
        .channelDisabled(true);
    return bytes(buffer, encoder.limit());
  }

  /** Part of the answer about a SKU everywhere: locations from (inclusive) to (exclusive). */
  synchronized byte[] everywhere(Heard query, int from, int to, boolean last) {
    ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    StockEverywhereReplyEncoder encoder = new StockEverywhereReplyEncoder();
    StockEverywhereReplyEncoder.LocationsEncoder group =
        encoder
            .wrapAndApplyHeader(buffer, 0, header)
            .correlationId(query.correlationId())
            .sequence(50 + from)
            .time(2_000_000)
            .networkAts(to * 10L)
            .sku(0)
            .channel((short) 1)
            .code(ResultCode.OK)
            .last(last ? YesNo.YES : YesNo.NO)
            .consistent(YesNo.YES)
            .locationsCount(to - from);
    for (int i = from; i < to; i++) {
      group
          .next()
          .location(i)
          .ats(10)
          .sellable(i)
          .reserved(0)
          .safety(1)
          .damaged(0)
          .qualityControl(0)
          .blocked(0)
          .inTransit(0)
          .band(Band.GOOD);
    }
    return bytes(buffer, encoder.limit());
  }

  private byte[] basket(Heard query) {
    ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    BasketReplyEncoder encoder = new BasketReplyEncoder();
    int count = query.lines().count();
    BasketReplyEncoder.LinesEncoder group =
        encoder
            .wrapAndApplyHeader(buffer, 0, header)
            .correlationId(query.correlationId())
            .sequence(60)
            .time(3_000_000)
            .channel((short) 1)
            .code(ResultCode.OK)
            .available(YesNo.YES)
            .consistent(YesNo.YES)
            .linesCount(count);
    for (int i = 0; i < count; i++) {
      group.next().ats(100 + i).code(ResultCode.OK);
    }
    return bytes(buffer, encoder.limit());
  }

  /** A reservation of the first SKU at every location. */
  private byte[] reservation(Heard query) {
    ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    ReservationReplyEncoder encoder = new ReservationReplyEncoder();
    boolean known = !query.texts().get(0).startsWith("no-");
    ReservationReplyEncoder.LinesEncoder group =
        encoder
            .wrapAndApplyHeader(buffer, 0, header)
            .correlationId(query.correlationId())
            .sequence(70)
            .time(4_000_000)
            .expiresAt(known ? 5_000_000 : 0)
            .deadline(known ? 6_000_000 : 0)
            .destination(known ? 0 : -1)
            .channel((short) 2)
            .code(known ? ResultCode.OK : ResultCode.UNKNOWN_RESERVATION)
            .state(known ? ReservationState.HELD : ReservationState.NULL_VAL)
            .onDeadline(OnDeadline.EXPIRE)
            .overdue(YesNo.YES)
            .linesCount(known ? locations.size() : 0);
    for (int i = 0; known && i < locations.size(); i++) {
      group
          .next()
          .sku(0)
          .location(i)
          .requested(21)
          .open(1)
          .fulfilled(2)
          .released(3)
          .expired(4)
          .shorted(11);
    }
    ReservationReplyEncoder.TransferEncoder moved = encoder.transferCount(known ? 1 : 0);
    if (known) {
      moved.next().sku(0).dispatched(9).received(5).lost(2).found(1);
    }
    return bytes(buffer, encoder.limit());
  }

  synchronized byte[] error(Heard query, ResultCode code, String reason) {
    ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    ErrorReplyEncoder encoder = new ErrorReplyEncoder();
    encoder
        .wrapAndApplyHeader(buffer, 0, header)
        .correlationId(query.correlationId())
        .code(code)
        .reason(reason);
    return bytes(buffer, encoder.limit());
  }

  static byte[] bytes(ExpandableArrayBuffer buffer, int length) {
    byte[] bytes = new byte[length];
    buffer.getBytes(0, bytes);
    return bytes;
  }
}

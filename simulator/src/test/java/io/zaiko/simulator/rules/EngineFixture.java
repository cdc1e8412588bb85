package io.zaiko.simulator.rules;

import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.engine.core.EngineConfig;
import io.zaiko.engine.stock.ChangeReader;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.Band;
import io.zaiko.protocol.sbe.Bucket;
import io.zaiko.protocol.sbe.CatalogKind;
import io.zaiko.protocol.sbe.ChangeKind;
import io.zaiko.protocol.sbe.Disposition;
import io.zaiko.protocol.sbe.Durability;
import io.zaiko.protocol.sbe.ReservationState;
import io.zaiko.protocol.sbe.SellPolicy;
import io.zaiko.simulator.action.Action;
import io.zaiko.simulator.action.Action.Options;
import io.zaiko.simulator.action.Action.Origin;
import io.zaiko.simulator.action.ActionEncoder;
import io.zaiko.simulator.action.Ref;
import io.zaiko.simulator.reference.Answer;
import io.zaiko.simulator.reference.Answer.Registered;
import io.zaiko.simulator.reference.Answer.Reply;
import io.zaiko.simulator.reference.Answer.ReservationLine;
import io.zaiko.simulator.run.EngineAnswers;
import io.zaiko.simulator.run.Replies;
import io.zaiko.simulator.run.RingAnswers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * An engine with two SKUs (apple, pear) at two stores (shibuya, umeda) and a registered client, to
 * write examples with. Lines are written as on the command line: {@code "apple@shibuya=3"}. Every
 * command goes through messages, as those of a client do. Time stands still until it is told to
 * pass.
 */
public final class EngineFixture implements AutoCloseable {
  public static final int POS = 0;
  public static final int EC = 1;
  public static final int BOPIS = 2;

  private static final long START_MICROS = 1_767_225_600_000_000L;
  private static final int LONGEST_MESSAGE = 64 * 1024;

  private final CommandDispatcher dispatcher;
  private final EngineAnswers answers;
  private final RingAnswers ring;
  private final Replies replies = new Replies();
  private final ActionEncoder encoder = new ActionEncoder(session -> session);
  private final UnsafeBuffer message = new UnsafeBuffer(new byte[LONGEST_MESSAGE]);
  private final UnsafeBuffer reply = new UnsafeBuffer(new byte[CommandDispatcher.MAX_REPLY_LENGTH]);
  private final long session;
  private long sequence;
  private long time = START_MICROS;
  private long timeApplied;
  private long requestId;

  public EngineFixture() {
    this(new TestConfig().build());
  }

  public EngineFixture(EngineConfig config) {
    int length = CommandDispatcher.encodeConfigure(config, message, 0);
    dispatcher = CommandDispatcher.create(message, 0, length, Durability.PROCESS);
    answers = new EngineAnswers(dispatcher);
    ring = new RingAnswers(dispatcher);
    apply(length);
    session = register("till-1").session();
    defineSku("apple");
    defineSku("pear");
    defineLocation("shibuya");
    defineLocation("umeda");
  }

  private int apply(int length) {
    CRC32C crc = new CRC32C();
    crc.update(message.byteArray(), 0, length);
    int replyLength =
        dispatcher.apply(++sequence, time, (int) crc.getValue(), message, 0, length, reply, 0);
    timeApplied = time;
    dispatcher.publishPosition(sequence, time);
    return replyLength;
  }

  /** Sends any command. */
  public Answer send(Action action) {
    int replyLength = apply(encoder.encode(action, message, 0));
    return replies.decode(action, action.session(), reply, replyLength);
  }

  private Reply run(Action action) {
    return (Reply) send(action);
  }

  /** Lets time pass; nothing is applied by that alone. */
  public EngineFixture after(Duration duration) {
    time += duration.toNanos() / 1_000;
    return this;
  }

  public Reply tick() {
    return run(new Action.Tick(0, 1));
  }

  public Registered register(String client) {
    return (Registered) send(new Action.Register(0, 1, client));
  }

  public Reply defineSku(String code) {
    return run(new Action.DefineSku(session, ++requestId, code, "name of " + code));
  }

  /** A location that serves some channels; none = all. */
  public Reply defineLocation(String code, int... channels) {
    int mask = Arrays.stream(channels).map(channel -> 1 << channel).sum();
    return run(
        new Action.DefineLocation(
            session,
            ++requestId,
            code,
            "",
            mask,
            Protocol.NO_COORDINATE,
            Protocol.NO_COORDINATE,
            ""));
  }

  /** A location of a region, at a point in microdegrees. */
  public Reply defineLocation(String code, String region, int latitude, int longitude) {
    return run(
        new Action.DefineLocation(session, ++requestId, code, "", 0, latitude, longitude, region));
  }

  /** A command that names a location and nothing else. */
  public Reply at(String location, Action.LocationStep step) {
    return run(new Action.AtLocation(session, ++requestId, step, Ref.code(location)));
  }

  public Reply deleteSku(String code) {
    return run(new Action.Delete(session, ++requestId, CatalogKind.SKU, Ref.code(code)));
  }

  public Reply deleteLocation(String code) {
    return run(new Action.Delete(session, ++requestId, CatalogKind.LOCATION, Ref.code(code)));
  }

  /** Caps what a channel may have open of a pair, {@code "apple@shibuya=3"}; -1 = no cap. */
  public Reply setQuota(String pair, int channel) {
    Action.Line line = line(pair);
    return run(
        new Action.SetQuota(
            session, ++requestId, line.sku(), line.location(), channel, line.quantity()));
  }

  /** Marks of all SKUs and channels. */
  public Reply setBands(long low, long hysteresis) {
    return run(
        new Action.SetBands(
            session, ++requestId, Optional.empty(), Protocol.NO_CHANNEL, low, hysteresis));
  }

  /** Safety stock of all SKUs of a location for a channel. */
  public Reply setSafety(String location, int channel, long quantity) {
    return run(
        new Action.SetSafety(
            session, ++requestId, Optional.empty(), Ref.code(location), channel, quantity));
  }

  /** Safety stock of one pair, {@code "apple@shibuya=3"}, for a channel. */
  public Reply setPairSafety(String pair, int channel) {
    Action.Line line = line(pair);
    return run(
        new Action.SetSafety(
            session,
            ++requestId,
            Optional.of(line.sku()),
            line.location(),
            channel,
            line.quantity()));
  }

  public Reply receive(String... lines) {
    return run(new Action.Receive(session, ++requestId, Origin.HERE_AND_NOW, lines(lines)));
  }

  public Reply sell(String... lines) {
    return run(
        new Action.Sell(
            session, ++requestId, Origin.HERE_AND_NOW, SellPolicy.RECORD, "", lines(lines)));
  }

  public Reply sellEnforced(String... lines) {
    return run(
        new Action.Sell(
            session, ++requestId, Origin.HERE_AND_NOW, SellPolicy.ENFORCE, "", lines(lines)));
  }

  /** A sale that may redeem a reservation, "" = none. */
  public Reply sell(SellPolicy policy, String redeems, String... lines) {
    return run(
        new Action.Sell(session, ++requestId, Origin.HERE_AND_NOW, policy, redeems, lines(lines)));
  }

  /** A sale that is told later, by a till that was offline. */
  public Reply sellOffline(Origin origin, String... lines) {
    return run(new Action.Sell(session, ++requestId, origin, SellPolicy.RECORD, "", lines(lines)));
  }

  public Reply adjust(String... lines) {
    return run(new Action.Adjust(session, ++requestId, Origin.HERE_AND_NOW, lines(lines)));
  }

  public Reply count(Bucket bucket, String... lines) {
    return run(
        new Action.Count(session, ++requestId, bucket, 0, OptionalLong.empty(), lines(lines)));
  }

  /** A count of sellable that refers to a cut, and may expect what the book says. */
  public Reply countAt(long cut, OptionalLong expected, String... lines) {
    return run(
        new Action.Count(session, ++requestId, Bucket.SELLABLE, cut, expected, lines(lines)));
  }

  public Reply move(Bucket from, Bucket to, String... lines) {
    return run(new Action.Move(session, ++requestId, from, to, lines(lines)));
  }

  /** Goods that come back; reservation {@code ""} = none. */
  public Reply goodsBack(Disposition disposition, String reservation, String... lines) {
    return run(
        new Action.Return(
            session, ++requestId, Origin.HERE_AND_NOW, disposition, reservation, lines(lines)));
  }

  /** A hold of the configured length for EC, all or nothing. */
  public Reply reserve(String id, String... lines) {
    return reserve(id, EC, Duration.ZERO, lines);
  }

  public Reply reserve(String id, int channel, Duration hold, String... lines) {
    long micros = hold.toNanos() / 1_000;
    return run(
        new Action.Reserve(
            session, ++requestId, id, channel, micros, 0, Options.NONE, "", lines(lines)));
  }

  public Reply reservePartial(String id, String... lines) {
    return run(
        new Action.Reserve(session, ++requestId, id, EC, 0, 0, Options.PARTIAL, "", lines(lines)));
  }

  public Reply reservePaid(String id, String... lines) {
    return run(
        new Action.Reserve(session, ++requestId, id, EC, 0, 0, Options.PAID, "", lines(lines)));
  }

  /** A hold for EC in place of another one. */
  public Reply supersede(String old, String id, String... lines) {
    return run(
        new Action.Reserve(session, ++requestId, id, EC, 0, 0, Options.NONE, old, lines(lines)));
  }

  /** A hold for EC of one SKU, wherever one of some places has it. */
  public Reply reserveAnywhere(String id, boolean split, String sku, long units, Ref places) {
    List<Action.Line> line = List.of(new Action.Line(Ref.code(sku), places, units));
    Options options = new Options(false, false, split, false);
    return run(new Action.Reserve(session, ++requestId, id, EC, 0, 0, options, "", line));
  }

  /** Moves what is open of {@code "apple@shibuya"} to another location. */
  public Reply reallocate(String id, String pair, String destination) {
    Action.Relocation line =
        new Action.Relocation(sku(pair), location(pair), Ref.code(destination));
    return run(new Action.Reallocate(session, ++requestId, id, List.of(line)));
  }

  /** SKUs of a transfer: {@code "apple=3"}. */
  public Reply requestTransfer(String id, String from, String to, String... skus) {
    return run(
        new Action.TransferRequest(
            session, ++requestId, id, Ref.code(from), Ref.code(to), skuLines(skus)));
  }

  /** No SKUs = all. */
  public Reply transfer(String id, Action.TransferStep step, String... skus) {
    return run(new Action.TransferFact(session, ++requestId, step, id, skuLines(skus)));
  }

  public Reply cancelTransfer(String id) {
    return run(new Action.TransferCancel(session, ++requestId, id));
  }

  private static List<Action.SkuLine> skuLines(String... skus) {
    return Arrays.stream(skus)
        .map(text -> line(text.replace("=", "@=")))
        .map(line -> new Action.SkuLine(line.sku(), line.quantity()))
        .toList();
  }

  public Reply commit(String id) {
    return commit(id, 0, false);
  }

  /** With a pickup deadline, microseconds since the epoch, 0 = none. */
  public Reply commit(String id, long deadline, boolean expires) {
    return run(new Action.Commit(session, ++requestId, id, deadline, expires));
  }

  /** Gives an order another pickup deadline. */
  public Reply extendTo(String id, long deadline) {
    return run(new Action.Extend(session, ++requestId, id, 0, deadline));
  }

  public Reply stage(String id) {
    return run(new Action.Stage(session, ++requestId, id));
  }

  public Reply unstage(String id) {
    return run(new Action.Unstage(session, ++requestId, id));
  }

  public Reply extend(String id, Duration hold) {
    return run(new Action.Extend(session, ++requestId, id, hold.toNanos() / 1_000, 0));
  }

  /** No lines = all that is open; so with the next three. */
  public Reply fulfil(String id, String... lines) {
    return run(new Action.Fulfil(session, ++requestId, id, lines(lines)));
  }

  public Reply shorten(String id, String... lines) {
    return run(new Action.Shorten(session, ++requestId, id, false, lines(lines)));
  }

  public Reply shortenInPlace(String id, String... lines) {
    return run(new Action.Shorten(session, ++requestId, id, true, lines(lines)));
  }

  public Reply release(String id, String... lines) {
    return run(new Action.Release(session, ++requestId, id, lines(lines)));
  }

  /** {@code "apple@shibuya=3"} */
  public static Action.Line line(String text) {
    int at = text.indexOf('@');
    int equals = text.indexOf('=');
    return new Action.Line(
        Ref.code(text.substring(0, at)),
        Ref.code(text.substring(at + 1, equals)),
        Long.parseLong(text.substring(equals + 1)));
  }

  public static List<Action.Line> lines(String... texts) {
    return Arrays.stream(texts).map(EngineFixture::line).toList();
  }

  /** All buckets of a pair, {@code "apple@shibuya"}. */
  public Answer.Stock stock(String pair) {
    return answers.stock(sku(pair), location(pair), Protocol.NO_CHANNEL);
  }

  /** What a channel may promise of a pair. */
  public long ats(String pair, int channel) {
    return answers.stock(sku(pair), location(pair), channel).promise().ats();
  }

  /** What a page without numbers shows of a pair. */
  public Band band(String pair, int channel) {
    return answers.stock(sku(pair), location(pair), channel).promise().band();
  }

  /** Whom the oversell of a pair endangers, by their ids. */
  public List<String> endangered(String pair) {
    int sku = skuHandle(((Ref.Code) sku(pair)).text());
    int location = locationHandle(((Ref.Code) location(pair)).text());
    return ring.endangered(sku, location, List.of(sequence, timeApplied)).reservations().stream()
        .map(Answer.Endangered::id)
        .toList();
  }

  /** What the change feed tells after a sequence, but for levels: {@code "BAND GOOD>LOW"}. */
  public List<String> changesAfter(long sequence) {
    ChangeReader reader = dispatcher.engine().newChangeReader();
    if (!reader.seek(sequence)) {
      throw new AssertionError("cannot follow from " + sequence);
    }
    List<String> told = new ArrayList<>();
    while (reader.next()) {
      ChangeKind kind = ChangeKind.get((short) reader.kind());
      if (kind == ChangeKind.BAND) {
        Band before = Band.get((short) reader.bandBefore());
        told.add(kind + " " + before + ">" + Band.get((short) reader.band()));
      } else if (kind != ChangeKind.LEVEL) {
        told.add(kind.name());
      }
    }
    return told;
  }

  /** The nearest locations where EC has so many units of a SKU, by their codes. */
  public List<String> nearest(String sku, int latitude, int longitude, int least) {
    Answer.NearQuestion question = new Answer.NearQuestion(latitude, longitude, 0, least, 10);
    return answers.nearest(skuHandle(sku), EC, question).stream()
        .map(near -> answers.locationCode(near.location()))
        .toList();
  }

  /** Sum of ATS over all locations. */
  public long networkAts(String sku, int channel) {
    return answers.everywhere(Ref.code(sku), channel).networkAts();
  }

  private static Ref sku(String pair) {
    return Ref.code(pair.substring(0, pair.indexOf('@')));
  }

  private static Ref location(String pair) {
    return Ref.code(pair.substring(pair.indexOf('@') + 1));
  }

  public Answer.Reservation reservation(String id) {
    return ring.reservation(id, List.of(sequence, timeApplied));
  }

  public ReservationState state(String id) {
    return reservation(id).state();
  }

  /** The only line of a reservation. */
  public ReservationLine onlyLine(String id) {
    List<ReservationLine> lines = reservation(id).lines();
    if (lines.size() != 1) {
      throw new AssertionError(id + " has " + lines.size() + " lines");
    }
    return lines.get(0);
  }

  public int skuHandle(String code) {
    return answers.skuHandle(code);
  }

  public int locationHandle(String code) {
    return answers.locationHandle(code);
  }

  /** Session of the client that sends the commands above. */
  public long session() {
    return session;
  }

  /** Request id that the next command above will have. */
  public long nextRequestId() {
    return requestId + 1;
  }

  public long sequence() {
    return sequence;
  }

  public long timeMicros() {
    return time;
  }

  public CommandDispatcher dispatcher() {
    return dispatcher;
  }

  @Override
  public void close() {
    dispatcher.close();
  }
}

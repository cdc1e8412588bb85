package io.zaiko.simulator.action;

import io.zaiko.protocol.sbe.Bucket;
import io.zaiko.protocol.sbe.CatalogKind;
import io.zaiko.protocol.sbe.Disposition;
import io.zaiko.protocol.sbe.SellPolicy;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A command as plain values. Two actions are equal if and only if their messages have the same
 * bytes. Times are microseconds since the epoch, durations microseconds, quantities units.
 */
public sealed interface Action {
  /** Session that it is sent in; 0 where none is needed. */
  long session();

  long requestId();

  /** Where and when it happened; only facts of customers and suppliers say so. */
  default Origin origin() {
    return Origin.HERE_AND_NOW;
  }

  /** Hands itself to the method for its kind. */
  <T> T accept(Visitor<T> visitor);

  /** A line of a command; the quantity is signed for Adjust only. */
  record Line(Ref sku, Ref location, long quantity) {}

  /** A line of a transfer, which knows its locations. */
  record SkuLine(Ref sku, long quantity) {}

  /** A line of Reallocate. */
  record Relocation(Ref sku, Ref location, Ref destination) {}

  /**
   * Where and when a fact happened: occurredAt 0 = now; device "" and sequence 0 = told at once.
   */
  record Origin(long occurredAt, String device, long deviceSequence) {
    public static final Origin HERE_AND_NOW = new Origin(0, "", 0);

    public boolean hasDevice() {
      return !device.isEmpty();
    }
  }

  /** How to reserve. */
  record Options(boolean partial, boolean paid, boolean split, boolean expireAtDeadline) {
    public static final Options NONE = new Options(false, false, false, false);
    public static final Options PARTIAL = new Options(true, false, false, false);
    public static final Options PAID = new Options(false, true, false, false);
  }

  /** The commands that name a location and nothing else. */
  enum LocationStep {
    COUNT_OPEN,
    COUNT_CLOSE,
    SUSPEND,
    REOPEN
  }

  /** The facts of a transfer. */
  enum TransferStep {
    DISPATCH,
    RECEIVE,
    CLOSE
  }

  /** One method for every kind of command. */
  interface Visitor<T> {
    T onRegister(Register register);

    T onTick(Tick tick);

    T onDefineSku(DefineSku defineSku);

    T onDefineLocation(DefineLocation defineLocation);

    T onSetSafety(SetSafety setSafety);

    T onSetQuota(SetQuota setQuota);

    T onSetBands(SetBands setBands);

    T onAtLocation(AtLocation atLocation);

    T onDelete(Delete delete);

    T onReceive(Receive receive);

    T onSell(Sell sell);

    T onReturn(Return returned);

    T onAdjust(Adjust adjust);

    T onCount(Count count);

    T onReserve(Reserve reserve);

    T onCommit(Commit commit);

    T onStage(Stage stage);

    T onUnstage(Unstage unstage);

    T onExtend(Extend extend);

    T onFulfil(Fulfil fulfil);

    T onShorten(Shorten shorten);

    T onRelease(Release release);

    T onReallocate(Reallocate reallocate);

    T onMove(Move move);

    T onTransferRequest(TransferRequest transferRequest);

    T onTransferCancel(TransferCancel transferCancel);

    T onTransferFact(TransferFact transferFact);
  }

  /** Opens or continues the session of a client; needs no session itself. */
  record Register(long session, long requestId, String client) implements Action {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.onRegister(this);
    }
  }

  /** Lets time pass. */
  record Tick(long session, long requestId) implements Action {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.onTick(this);
    }
  }

  record DefineSku(long session, long requestId, String code, String name) implements Action {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.onDefineSku(this);
    }
  }

  /** Channel mask 0 = all channels; region "" = none; coordinates may be Protocol.NO_COORDINATE. */
  record DefineLocation(
      long session,
      long requestId,
      String code,
      String name,
      int channels,
      int latitude,
      int longitude,
      String region)
      implements Action {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.onDefineLocation(this);
    }
  }

  /** Without a SKU: the default of the location. */
  record SetSafety(
      long session, long requestId, Optional<Ref> sku, Ref location, int channel, long quantity)
      implements Action {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.onSetSafety(this);
    }
  }

  /** Quantity -1 = no cap. */
  record SetQuota(long session, long requestId, Ref sku, Ref location, int channel, long quantity)
      implements Action {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.onSetQuota(this);
    }
  }

  /** Without a SKU: for all that have none of their own. Channel 255 = all. */
  record SetBands(
      long session, long requestId, Optional<Ref> sku, int channel, long low, long hysteresis)
      implements Action {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.onSetBands(this);
    }
  }

  /** What names a location and nothing else. */
  record AtLocation(long session, long requestId, LocationStep step, Ref location)
      implements Action {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.onAtLocation(this);
    }
  }

  record Delete(long session, long requestId, CatalogKind kind, Ref target) implements Action {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.onDelete(this);
    }
  }

  record Receive(long session, long requestId, Origin origin, List<Line> lines) implements Action {
    public Receive {
      lines = List.copyOf(lines);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.onReceive(this);
    }
  }

  /** Redeems a reservation, or "" for none. */
  record Sell(
      long session,
      long requestId,
      Origin origin,
      SellPolicy policy,
      String redeems,
      List<Line> lines)
      implements Action {
    public Sell {
      lines = List.copyOf(lines);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.onSell(this);
    }
  }

  /** Names a reservation, or "" for none. */
  record Return(
      long session,
      long requestId,
      Origin origin,
      Disposition disposition,
      String reservation,
      List<Line> lines)
      implements Action {
    public Return {
      lines = List.copyOf(lines);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.onReturn(this);
    }
  }

  record Adjust(long session, long requestId, Origin origin, List<Line> lines) implements Action {
    public Adjust {
      lines = List.copyOf(lines);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.onAdjust(this);
    }
  }

  /** Cut 0 = now. */
  record Count(
      long session,
      long requestId,
      Bucket bucket,
      long cut,
      OptionalLong expected,
      List<Line> lines)
      implements Action {
    public Count {
      lines = List.copyOf(lines);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.onCount(this);
    }
  }

  /** Hold in microseconds, 0 = as configured; deadline 0 = none; supersedes "" = none. */
  record Reserve(
      long session,
      long requestId,
      String reservation,
      int channel,
      long hold,
      long deadline,
      Options options,
      String supersedes,
      List<Line> lines)
      implements Action {
    public Reserve {
      lines = List.copyOf(lines);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.onReserve(this);
    }
  }

  /** Deadline 0 = none. */
  record Commit(
      long session, long requestId, String reservation, long deadline, boolean expireAtDeadline)
      implements Action {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.onCommit(this);
    }
  }

  record Stage(long session, long requestId, String reservation) implements Action {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.onStage(this);
    }
  }

  record Unstage(long session, long requestId, String reservation) implements Action {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.onUnstage(this);
    }
  }

  /** A hold in microseconds, 0 = as configured, or a deadline. */
  record Extend(long session, long requestId, String reservation, long hold, long deadline)
      implements Action {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.onExtend(this);
    }
  }

  /** No lines = all that is open. So with the next two. */
  record Fulfil(long session, long requestId, String reservation, List<Line> lines)
      implements Action {
    public Fulfil {
      lines = List.copyOf(lines);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.onFulfil(this);
    }
  }

  record Shorten(
      long session, long requestId, String reservation, boolean keepSellable, List<Line> lines)
      implements Action {
    public Shorten {
      lines = List.copyOf(lines);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.onShorten(this);
    }
  }

  record Release(long session, long requestId, String reservation, List<Line> lines)
      implements Action {
    public Release {
      lines = List.copyOf(lines);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.onRelease(this);
    }
  }

  record Reallocate(long session, long requestId, String reservation, List<Relocation> lines)
      implements Action {
    public Reallocate {
      lines = List.copyOf(lines);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.onReallocate(this);
    }
  }

  record Move(long session, long requestId, Bucket from, Bucket to, List<Line> lines)
      implements Action {
    public Move {
      lines = List.copyOf(lines);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.onMove(this);
    }
  }

  record TransferRequest(
      long session, long requestId, String transfer, Ref from, Ref to, List<SkuLine> lines)
      implements Action {
    public TransferRequest {
      lines = List.copyOf(lines);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.onTransferRequest(this);
    }
  }

  record TransferCancel(long session, long requestId, String transfer) implements Action {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.onTransferCancel(this);
    }
  }

  /** No lines = all that there is, or for CLOSE none. */
  record TransferFact(
      long session, long requestId, TransferStep step, String transfer, List<SkuLine> lines)
      implements Action {
    public TransferFact {
      lines = List.copyOf(lines);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.onTransferFact(this);
    }
  }
}

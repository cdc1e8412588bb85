package io.zaiko.engine.reference;

import io.zaiko.protocol.sbe.Bucket;
import io.zaiko.protocol.sbe.Disposition;
import io.zaiko.protocol.sbe.SellPolicy;
import java.util.List;
import java.util.Optional;

/**
 * A command as plain values. Two actions are equal if and only if their messages have the same
 * bytes.
 */
public sealed interface Action {
  /** Session that it is sent in; 0 where none is needed. */
  long session();

  long requestId();

  /** Hands itself to the method for its kind. */
  <T> T accept(Visitor<T> visitor);

  /** A line of a command; the quantity is signed for Adjust only. */
  record Line(Ref sku, Ref location, long quantity) {}

  /** One method for every kind of command. */
  interface Visitor<T> {
    T onRegister(Register register);

    T onTick(Tick tick);

    T onDefineSku(DefineSku defineSku);

    T onDefineLocation(DefineLocation defineLocation);

    T onSetSafety(SetSafety setSafety);

    T onReceive(Receive receive);

    T onSell(Sell sell);

    T onReturn(Return returned);

    T onAdjust(Adjust adjust);

    T onCount(Count count);

    T onReserve(Reserve reserve);

    T onCommit(Commit commit);

    T onStage(Stage stage);

    T onUnstage(Unstage unstage);

    T onFulfil(Fulfil fulfil);

    T onShorten(Shorten shorted);

    T onRelease(Release release);

    T onExtend(Extend extend);
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

  /** Channel mask 0 = all channels. */
  record DefineLocation(long session, long requestId, String code, String name, int channels)
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

  record Receive(long session, long requestId, List<Line> lines) implements Action {
    public Receive {
      lines = List.copyOf(lines);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.onReceive(this);
    }
  }

  record Sell(long session, long requestId, SellPolicy policy, List<Line> lines) implements Action {
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
      long session, long requestId, Disposition disposition, String reservation, List<Line> lines)
      implements Action {
    public Return {
      lines = List.copyOf(lines);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.onReturn(this);
    }
  }

  record Adjust(long session, long requestId, List<Line> lines) implements Action {
    public Adjust {
      lines = List.copyOf(lines);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.onAdjust(this);
    }
  }

  record Count(long session, long requestId, Bucket bucket, long cut, List<Line> lines)
      implements Action {
    public Count {
      lines = List.copyOf(lines);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.onCount(this);
    }
  }

  /** Hold in microseconds, 0 = as configured. */
  record Reserve(
      long session,
      long requestId,
      String reservation,
      int channel,
      long hold,
      boolean partial,
      boolean paid,
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

  record Commit(long session, long requestId, String reservation) implements Action {
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

  record Extend(long session, long requestId, String reservation, long hold) implements Action {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.onExtend(this);
    }
  }
}

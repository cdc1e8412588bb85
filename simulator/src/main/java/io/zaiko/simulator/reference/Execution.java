package io.zaiko.simulator.reference;

import io.zaiko.simulator.action.Action;

/** From each kind of command to what runs it. */
final class Execution implements Action.Visitor<Outcome> {
  private final Settings settings;
  private final FactCommands facts;
  private final Selling selling;
  private final Reserving reserving;
  private final Lifecycle lifecycle;
  private final Reallocating reallocating;
  private final Transfers transfers;
  private final TransferFacts transferFacts;

  Execution(
      Settings settings,
      FactCommands facts,
      Selling selling,
      Reserving reserving,
      Lifecycle lifecycle,
      Reallocating reallocating,
      Transfers transfers,
      TransferFacts transferFacts) {
    this.settings = settings;
    this.facts = facts;
    this.selling = selling;
    this.reserving = reserving;
    this.lifecycle = lifecycle;
    this.reallocating = reallocating;
    this.transfers = transfers;
    this.transferFacts = transferFacts;
  }

  @Override
  public Outcome onRegister(Action.Register register) {
    throw new IllegalArgumentException("needs no identity");
  }

  @Override
  public Outcome onTick(Action.Tick tick) {
    throw new IllegalArgumentException("needs no identity");
  }

  @Override
  public Outcome onDefineSku(Action.DefineSku defineSku) {
    return settings.defineSku(defineSku);
  }

  @Override
  public Outcome onDefineLocation(Action.DefineLocation defineLocation) {
    return settings.defineLocation(defineLocation);
  }

  @Override
  public Outcome onSetSafety(Action.SetSafety setSafety) {
    return settings.setSafety(setSafety);
  }

  @Override
  public Outcome onSetQuota(Action.SetQuota setQuota) {
    return settings.setQuota(setQuota);
  }

  @Override
  public Outcome onSetBands(Action.SetBands setBands) {
    return settings.setBands(setBands);
  }

  @Override
  public Outcome onAtLocation(Action.AtLocation atLocation) {
    return settings.atLocation(atLocation);
  }

  @Override
  public Outcome onDelete(Action.Delete delete) {
    return settings.delete(delete);
  }

  @Override
  public Outcome onReceive(Action.Receive receive) {
    return facts.receive(receive);
  }

  @Override
  public Outcome onSell(Action.Sell sell) {
    return selling.sell(sell);
  }

  @Override
  public Outcome onReturn(Action.Return returned) {
    return facts.goodsBack(returned);
  }

  @Override
  public Outcome onAdjust(Action.Adjust adjust) {
    return facts.adjust(adjust);
  }

  @Override
  public Outcome onCount(Action.Count count) {
    return facts.count(count);
  }

  @Override
  public Outcome onReserve(Action.Reserve reserve) {
    return reserving.reserve(reserve);
  }

  @Override
  public Outcome onCommit(Action.Commit commit) {
    return lifecycle.commit(commit);
  }

  @Override
  public Outcome onStage(Action.Stage stage) {
    return lifecycle.stage(stage.reservation());
  }

  @Override
  public Outcome onUnstage(Action.Unstage unstage) {
    return lifecycle.unstage(unstage.reservation());
  }

  @Override
  public Outcome onExtend(Action.Extend extend) {
    return lifecycle.extend(extend);
  }

  @Override
  public Outcome onFulfil(Action.Fulfil fulfil) {
    return lifecycle.fulfil(fulfil);
  }

  @Override
  public Outcome onShorten(Action.Shorten shorten) {
    return lifecycle.shorten(shorten);
  }

  @Override
  public Outcome onRelease(Action.Release release) {
    return lifecycle.release(release);
  }

  @Override
  public Outcome onReallocate(Action.Reallocate reallocate) {
    return reallocating.reallocate(reallocate);
  }

  @Override
  public Outcome onMove(Action.Move move) {
    return settings.move(move);
  }

  @Override
  public Outcome onTransferRequest(Action.TransferRequest transferRequest) {
    return transfers.request(transferRequest);
  }

  @Override
  public Outcome onTransferCancel(Action.TransferCancel transferCancel) {
    return transfers.cancel(transferCancel);
  }

  @Override
  public Outcome onTransferFact(Action.TransferFact transferFact) {
    return transferFacts.record(transferFact);
  }
}

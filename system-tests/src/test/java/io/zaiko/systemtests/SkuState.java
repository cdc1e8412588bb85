package io.zaiko.systemtests;

import io.zaiko.protocol.sbe.ResultCode;
import java.util.Arrays;

/**
 * The sequential specification that histories are checked against: one SKU at one location, written
 * from the domain rules alone. Immutable.
 */
final class SkuState {
  private static final int UNKNOWN = 0;
  private static final int HELD = 1;
  private static final int COMMITTED = 2;
  private static final int CLOSED = 3;

  private final int sellable;
  private final int reserved;
  private final int[] phases;
  private final int[] openUnits;

  private SkuState(int sellable, int[] phases, int[] openUnits) {
    this.sellable = sellable;
    this.phases = phases;
    this.openUnits = openUnits;
    reserved = Arrays.stream(openUnits).sum();
  }

  /**
   * Nothing reserved.
   *
   * @param reservations how many different ones there may ever be
   */
  static SkuState of(int sellable, int reservations) {
    return new SkuState(sellable, new int[reservations], new int[reservations]);
  }

  /** What an operation does to a state, and what it has to be answered. */
  record Step(SkuState next, SkuAnswer answer) {}

  Step apply(SkuOperation operation) {
    int quantity = operation.quantity();
    int reservation = operation.reservation();
    return switch (operation.kind()) {
      case RECEIVE -> fact(sellable + quantity);
      case SELL -> fact(sellable - quantity);
      case SELL_ENFORCED -> quantity > atf() ? insufficient() : fact(sellable - quantity);
      case COUNT -> fact(quantity);
      case RESERVE -> reserve(reservation, quantity);
      case COMMIT -> commit(reservation);
      case FULFIL -> fulfil(reservation);
      case RELEASE -> release(reservation);
      case STOCK -> new Step(this, SkuAnswer.stock(sellable, reserved, ats()));
    };
  }

  private int atf() {
    return sellable - reserved;
  }

  private int ats() {
    return Math.max(0, atf());
  }

  /** Facts are never refused, but an oversell that begins is told (rules 7, 9). */
  private Step fact(int newSellable) {
    SkuState next = new SkuState(newSellable, phases, openUnits);
    return new Step(next, SkuAnswer.ok(atf() >= 0 && next.atf() < 0 ? 1 : 0));
  }

  private Step insufficient() {
    return new Step(this, SkuAnswer.insufficient(ats()));
  }

  /** Rules 3, 12. */
  private Step reserve(int reservation, int quantity) {
    if (phases[reservation] != UNKNOWN) {
      return refused(ResultCode.ALREADY_EXISTS);
    }
    return quantity > ats() ? insufficient() : done(sellable, reservation, HELD, quantity);
  }

  private Step commit(int reservation) {
    return phases[reservation] == HELD
        ? done(sellable, reservation, COMMITTED, openUnits[reservation])
        : refusedAs(reservation);
  }

  private Step fulfil(int reservation) {
    return phases[reservation] == COMMITTED
        ? done(sellable - openUnits[reservation], reservation, CLOSED, 0)
        : refusedAs(reservation);
  }

  private Step release(int reservation) {
    boolean isOpen = phases[reservation] == HELD || phases[reservation] == COMMITTED;
    return isOpen ? done(sellable, reservation, CLOSED, 0) : refusedAs(reservation);
  }

  private Step refusedAs(int reservation) {
    return refused(
        phases[reservation] == UNKNOWN ? ResultCode.UNKNOWN_RESERVATION : ResultCode.ILLEGAL_STATE);
  }

  private Step refused(ResultCode code) {
    return new Step(this, SkuAnswer.refused(code));
  }

  private Step done(int newSellable, int reservation, int phase, int open) {
    int[] newPhases = phases.clone();
    int[] newOpenUnits = openUnits.clone();
    newPhases[reservation] = phase;
    newOpenUnits[reservation] = open;
    return new Step(new SkuState(newSellable, newPhases, newOpenUnits), SkuAnswer.ok(0));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SkuState state
        && sellable == state.sellable
        && Arrays.equals(phases, state.phases)
        && Arrays.equals(openUnits, state.openUnits);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * sellable + Arrays.hashCode(phases)) + Arrays.hashCode(openUnits);
  }
}

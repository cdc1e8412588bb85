package io.zaiko.systemtests;

import io.zaiko.client.CommandAnswer;
import io.zaiko.client.StockAnswer;
import io.zaiko.protocol.sbe.ResultCode;

/**
 * What an operation was answered, as far as the specification says what it has to be.
 *
 * @param first of a command: oversells opened; of STOCK: sellable
 * @param second of a command: units that the refused line could have had, or −1; of STOCK: reserved
 * @param third of STOCK: ATS; else 0
 */
record SkuAnswer(ResultCode code, int first, int second, int third) {
  private static final int NOT_REFUSED = -1;

  static SkuAnswer ok(int oversellsOpened) {
    return new SkuAnswer(ResultCode.OK, oversellsOpened, NOT_REFUSED, 0);
  }

  /** A refusal that lists no lines. */
  static SkuAnswer refused(ResultCode code) {
    return new SkuAnswer(code, 0, NOT_REFUSED, 0);
  }

  static SkuAnswer insufficient(int available) {
    return new SkuAnswer(ResultCode.INSUFFICIENT, 0, available, 0);
  }

  static SkuAnswer stock(int sellable, int reserved, int ats) {
    return new SkuAnswer(ResultCode.OK, sellable, reserved, ats);
  }

  static SkuAnswer of(CommandAnswer answer) {
    int available = answer.lines().isEmpty() ? NOT_REFUSED : answer.lines().get(0).quantity();
    return new SkuAnswer(answer.code(), answer.oversellsOpened(), available, 0);
  }

  static SkuAnswer of(StockAnswer answer) {
    return new SkuAnswer(
        answer.code(),
        answer.levels().sellable(),
        answer.levels().reserved(),
        answer.ats().orElse(NOT_REFUSED));
  }
}

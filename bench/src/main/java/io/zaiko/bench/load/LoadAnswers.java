package io.zaiko.bench.load;

import io.zaiko.protocol.sbe.BasketReplyDecoder;
import io.zaiko.protocol.sbe.CommandReplyDecoder;
import io.zaiko.protocol.sbe.ErrorReplyDecoder;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.protocol.sbe.StockEverywhereReplyDecoder;
import io.zaiko.protocol.sbe.StockReplyDecoder;
import io.zaiko.protocol.sbe.YesNo;
import java.io.IOException;

/** Reads the answers of one connection. One thread. */
final class LoadAnswers {
  private final WireClient client;
  private final CommandReplyDecoder command = new CommandReplyDecoder();
  private final StockReplyDecoder stock = new StockReplyDecoder();
  private final StockEverywhereReplyDecoder everywhere = new StockEverywhereReplyDecoder();
  private final BasketReplyDecoder basket = new BasketReplyDecoder();
  private final ErrorReplyDecoder error = new ErrorReplyDecoder();
  private ResultCode code;

  LoadAnswers(WireClient client) {
    this.client = client;
  }

  /** Takes the next answer, blocking if need be, and returns its ticket. See {@link #code}. */
  long receive() throws IOException {
    int template = client.receive();
    while (template == StockEverywhereReplyDecoder.TEMPLATE_ID && !isLastPart()) {
      template = client.receive();
    }
    switch (template) {
      case CommandReplyDecoder.TEMPLATE_ID -> {
        command.wrapAndApplyHeader(client.in(), client.messageOffset(), client.header());
        code = command.code();
        return command.requestId();
      }
      case StockReplyDecoder.TEMPLATE_ID -> {
        stock.wrapAndApplyHeader(client.in(), client.messageOffset(), client.header());
        code = stock.code();
        return stock.correlationId();
      }
      case StockEverywhereReplyDecoder.TEMPLATE_ID -> {
        code = everywhere.code();
        return everywhere.correlationId();
      }
      case BasketReplyDecoder.TEMPLATE_ID -> {
        basket.wrapAndApplyHeader(client.in(), client.messageOffset(), client.header());
        code = basket.code();
        return basket.correlationId();
      }
      case ErrorReplyDecoder.TEMPLATE_ID -> {
        error.wrapAndApplyHeader(client.in(), client.messageOffset(), client.header());
        code = error.code();
        return error.correlationId();
      }
      default -> throw new IOException("template " + template + " is no answer to this load");
    }
  }

  private boolean isLastPart() {
    everywhere.wrapAndApplyHeader(client.in(), client.messageOffset(), client.header());
    return everywhere.last() == YesNo.YES;
  }

  /** What the answer said. */
  ResultCode code() {
    return code;
  }
}

package io.zaiko.client;

import io.zaiko.protocol.sbe.BasketReplyDecoder;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.protocol.sbe.YesNo;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Asks whether a basket can be had. */
final class PendingBasket extends PendingQuery<BasketAnswer> {
  private final BasketRequest request;

  PendingBasket(ServerLink link, BasketRequest request) {
    super(link);
    this.request = request;
  }

  @Override
  int encode(QueryEncoder encoder, long correlationId) {
    return encoder.basket(
        correlationId, request.lines(), link.welcome().channelIndex(request.channel()));
  }

  @Override
  boolean onAnswer(int templateId, DirectBuffer message) {
    expect(BasketReplyDecoder.TEMPLATE_ID, templateId);
    BasketReplyDecoder reply = link.decoders().basket(message);
    List<BasketLineAnswer> lines = new ArrayList<>();
    ResultCode code = reply.code();
    boolean consistent = reply.consistent() == YesNo.YES;
    boolean available = reply.available() == YesNo.YES;
    for (BasketReplyDecoder.LinesDecoder entry : reply.lines()) {
      if (lines.size() == request.lines().size()) {
        break;
      }
      if (isStale(entry.code())) {
        return true;
      }
      Line line = request.lines().get(lines.size());
      lines.add(new BasketLineAnswer(line, entry.ats(), entry.code()));
    }
    complete(
        new BasketAnswer(
            code,
            request.channel(),
            available,
            lines,
            consistent,
            reply.sequence(),
            reply.time(),
            ""));
    return true;
  }

  @Override
  void refused(ResultCode code, String reason) {
    complete(new BasketAnswer(code, request.channel(), false, List.of(), false, 0, 0, reason));
  }

  @Override
  String describe() {
    return "the question for a basket of " + request.lines().size() + " lines";
  }
}

package io.zaiko.client;

import io.zaiko.protocol.sbe.CatalogKind;
import io.zaiko.protocol.sbe.ResolvedDecoder;
import io.zaiko.protocol.sbe.ResultCode;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Asks which of some codes the server does not know. */
final class PendingUnknownCodes extends PendingQuery<List<String>> {
  private final CatalogKind kind;
  private final List<String> codes;

  PendingUnknownCodes(ServerLink link, CatalogKind kind, List<String> codes) {
    super(link);
    this.kind = kind;
    this.codes = List.copyOf(codes);
    this.codes.forEach(code -> Texts.required("The code", code));
  }

  @Override
  int encode(QueryEncoder encoder, long correlationId) {
    return encoder.resolve(correlationId, kind, codes);
  }

  @Override
  boolean onAnswer(int templateId, DirectBuffer message) {
    expect(ResolvedDecoder.TEMPLATE_ID, templateId);
    List<String> unknown = new ArrayList<>();
    int next = 0;
    for (ResolvedDecoder.HandlesDecoder entry : link.decoders().resolved(message).handles()) {
      if (next < codes.size()) {
        String code = codes.get(next++);
        link.codes().learn(kind, code, entry.handle());
        if (entry.handle() < 0) {
          unknown.add(code);
        }
      }
    }
    if (next < codes.size()) {
      throw new ZaikoProtocolException(
          "The server answered " + describe() + " with " + next + " handles", null, null);
    }
    complete(List.copyOf(unknown));
    return true;
  }

  @Override
  void refused(ResultCode code, String reason) {
    fail(new IllegalArgumentException(code + (reason.isEmpty() ? "" : ": " + reason)));
  }

  @Override
  String describe() {
    return "the question whether " + codes.size() + " codes are known";
  }
}

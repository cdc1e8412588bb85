package io.zaiko.client;

import io.zaiko.protocol.sbe.CatalogKind;
import io.zaiko.protocol.sbe.ResolvedDecoder;
import io.zaiko.protocol.sbe.ResultCode;
import java.util.List;
import org.agrona.DirectBuffer;

/** Asks for the handles of codes in the background; nobody waits for it. */
final class PendingResolve extends PendingQuery<Void> {
  private final CatalogKind kind;
  private final List<String> codes;

  PendingResolve(ServerLink link, CatalogKind kind, List<String> codes) {
    super(link);
    this.kind = kind;
    this.codes = codes;
  }

  @Override
  boolean isInternal() {
    return true;
  }

  @Override
  int encode(QueryEncoder encoder, long correlationId) {
    return encoder.resolve(correlationId, kind, codes);
  }

  @Override
  boolean onAnswer(int templateId, DirectBuffer message) {
    expect(ResolvedDecoder.TEMPLATE_ID, templateId);
    int next = 0;
    for (ResolvedDecoder.HandlesDecoder entry : link.decoders().resolved(message).handles()) {
      if (next < codes.size()) {
        link.codes().learn(kind, codes.get(next++), entry.handle());
      }
    }
    over();
    return true;
  }

  @Override
  void refused(ResultCode code, String reason) {
    over();
  }

  private void over() {
    link.codes().asked(kind);
    complete(null);
  }

  @Override
  String describe() {
    return "RESOLVE of " + codes.size() + " codes";
  }
}

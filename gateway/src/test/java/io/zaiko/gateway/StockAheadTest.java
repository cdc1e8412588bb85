package io.zaiko.gateway;

import static io.zaiko.gateway.ClientMessages.framed;
import static io.zaiko.gateway.ClientMessages.stock;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zaiko.engine.stock.AvailabilityReader;
import io.zaiko.gateway.ClientMessages.Line;
import io.zaiko.protocol.Protocol;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is loaded ahead shows in the sum of it. */
final class StockAheadTest {
  private final FakeEngine engine = new FakeEngine(1024);
  private final AvailabilityReader reader = engine.newReader();
  private final StockAhead ahead = new StockAhead(reader);

  @BeforeEach
  void fill() {
    long session = engine.register("till");
    engine.execute(ClientMessages.defineSku(2, session, "sku-0"));
    engine.execute(ClientMessages.defineLocation(3, session, "store-0"));
    engine.execute(ClientMessages.receive(4, session, new Line(0, 0, 7)));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private long loaded(byte[] frames) {
    ahead.look(new UnsafeBuffer(frames), 0, frames.length);
    return ahead.load();
  }

  private long word() {
    return reader.touch(reader.home(0, 0));
  }

  @Test
  void shouldLoadWhatEachQuestionOfAReadWillLookAt() {
    byte[] one = stock(1, 0, 0, 1);
    assertEquals(3 * word(), loaded(framed(one, one, one)));
  }

  @Test
  void shouldPassOverAllElseAndALoneQuestion() {
    byte[] one = stock(1, 0, 0, 1);
    byte[] byCode = stock(1, Protocol.codeRef(0), 0, 1, "sku-0");
    assertEquals(0, loaded(framed(one)));
    assertEquals(0, loaded(framed(byCode, byCode, ClientMessages.register(1, "a"))));
    assertEquals(2 * word(), loaded(framed(one, byCode, ClientMessages.register(1, "a"), one)));
  }

  @Test
  void shouldEndWhereThereIsNoWholeFrame() {
    byte[] frames = framed(stock(1, 0, 0, 1), stock(2, 0, 0, 1), stock(3, 0, 0, 1));
    assertEquals(2 * word(), loaded(Arrays.copyOf(frames, frames.length - 1)));
    byte[] noise = "GET / HTTP/1.1, and what else comes".repeat(9).getBytes(StandardCharsets.UTF_8);
    assertEquals(2 * word(), loaded(noise), "nothing more");
  }
}

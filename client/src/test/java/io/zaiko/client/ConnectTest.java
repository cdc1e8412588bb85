package io.zaiko.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.Durability;
import io.zaiko.protocol.sbe.HelloDecoder;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import io.zaiko.protocol.sbe.RegisterDecoder;
import io.zaiko.protocol.sbe.ResultCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The first connection: what is said, and what goes wrong. */
class ConnectTest {
  @Test
  void shouldSayWhetherASkuIsInStockAtAStore() {
    try (FakeServer server = new FakeServer();
        ZaikoClient zaiko = ZaikoClient.connect("127.0.0.1", server.port())) {
      server.replies().define("4901234567894", "shibuya");

      StockAnswer answer = zaiko.stock("4901234567894", "shibuya", "EC").join();

      assertTrue(answer.inStock());
      assertEquals(7, answer.ats().getAsInt());
    }
  }

  @Test
  void shouldKnowWhatTheServerSaysOfItself() {
    try (FakeServer server = new FakeServer();
        ZaikoClient zaiko = server.client()) {
      assertEquals(FakeReplies.CHANNELS, zaiko.channels());
      assertEquals(Durability.PROCESS, zaiko.durability());
      assertEquals(new JournalId(1, 1), zaiko.journal());
      assertEquals("00000000-0000-0001-0000-000000000001", zaiko.journal().toString());
    }
  }

  @Test
  void shouldIntroduceItselfByVersionAndName() {
    try (FakeServer server = new FakeServer();
        ZaikoClient zaiko =
            ZaikoClient.connect(server.clientConfig().software("till/2.0").build())) {
      Heard hello = server.heard().get(0);
      HelloDecoder decoder = new HelloDecoder();
      decoder.wrapAndApplyHeader(hello.buffer(), 0, new MessageHeaderDecoder());
      assertEquals(Protocol.PROTOCOL_VERSION, decoder.protocolVersion());
      assertEquals("till/2.0", decoder.software());
      assertEquals(0, zaiko.statistics().commandsSent());
      assertEquals(1, server.heard().size(), "nothing else is said before it is needed");
    }
  }

  @Test
  void shouldRegisterForCommandsOnlyAndOnce() {
    try (FakeServer server = new FakeServer();
        ZaikoClient zaiko =
            ZaikoClient.connect(server.clientConfig().clientName("till-7").build())) {
      Answers.of(zaiko.stock("tea", "shibuya"));
      assertEquals(List.of(), server.heard(RegisterDecoder.TEMPLATE_ID));

      Answers.of(zaiko.commit("R-1"));
      Answers.of(zaiko.commit("R-2"));

      List<Heard> registers = server.heard(RegisterDecoder.TEMPLATE_ID);
      assertEquals(1, registers.size());
      assertEquals("till-7", registers.get(0).texts().get(0));
    }
  }

  @Test
  void shouldMakeUpANameThatNobodyElseHas() {
    ZaikoClientConfig one = ZaikoClientConfig.builder("h", 1).build();
    ZaikoClientConfig other = ZaikoClientConfig.builder("h", 1).connections(64).build();
    assertNotEquals(one.clientName(), other.clientName());
    assertTrue(other.sessionName(63).length() <= Protocol.MAX_CODE_LENGTH);
  }

  @Test
  void shouldRefuseSettingsThatCannotWork() {
    ZaikoClientConfig.Builder builder = ZaikoClientConfig.builder("h", 1);
    assertThrows(IllegalArgumentException.class, () -> ZaikoClientConfig.builder("h", 65_536));
    assertThrows(IllegalArgumentException.class, () -> builder.connections(65));
    assertThrows(IllegalArgumentException.class, () -> builder.maxInFlight(0));
    assertThrows(IllegalArgumentException.class, () -> builder.requestTimeout(Duration.ZERO));
    String name = "x".repeat(Protocol.MAX_CODE_LENGTH);
    assertEquals(name, builder.clientName(name).build().clientName());
    assertThrows(IllegalArgumentException.class, () -> builder.connections(2).build());
  }

  @Test
  void shouldFailWhenNobodyListens() throws IOException {
    int port;
    try (ServerSocket closedSoon = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closedSoon.getLocalPort();
    }
    ZaikoUnreachableException failure =
        assertThrows(ZaikoUnreachableException.class, () -> ZaikoClient.connect("127.0.0.1", port));
    assertTrue(failure.getMessage().contains("127.0.0.1:" + port), failure.getMessage());
    assertFalse(failure.outcomeUnknown());
  }

  @Test
  void shouldFailWithTheReasonOfAGoodbye() {
    ZaikoException failure =
        connectTo(
            message -> {
              FakeReplies replies = new FakeReplies();
              message.peer().send(replies.goodbye(ResultCode.NOT_PERMITTED, "full house"));
              return true;
            });
    assertInstanceOf(ZaikoUnreachableException.class, failure);
    assertTrue(failure.getMessage().contains("NOT_PERMITTED, full house"), failure.getMessage());
  }

  @Test
  void shouldSayThatTheServerStoppedOnAnError() {
    ZaikoException failure =
        connectTo(
            message -> {
              FakeReplies replies = new FakeReplies();
              message.peer().send(replies.goodbye(ResultCode.ENGINE_STOPPED, "see its log"));
              return true;
            });
    assertInstanceOf(ZaikoUnreachableException.class, failure);
    assertTrue(failure.getMessage().contains("stopped on an error"), failure.getMessage());
    assertTrue(failure.getMessage().contains("ENGINE_STOPPED, see its log"), failure.getMessage());
  }

  @Test
  void shouldFailWhenTheServerHangsUpBeforeItsWelcome() {
    ZaikoException failure =
        connectTo(
            message -> {
              message.peer().drop();
              return true;
            });
    assertInstanceOf(ZaikoUnreachableException.class, failure);
  }

  @Test
  void shouldFailWhenTheServerSpeaksAnotherVersion() {
    ZaikoException failure =
        connectTo(
            message -> {
              message.peer().send(new FakeReplies().welcome(Protocol.PROTOCOL_VERSION + 1));
              return true;
            });
    assertInstanceOf(ZaikoProtocolException.class, failure);
    assertTrue(failure.getMessage().contains("version 2"), failure.getMessage());
  }

  @Test
  void shouldFailWhenWhatAnswersIsNoZaikoServer() {
    byte[] http = "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    ZaikoException failure =
        connectTo(
            message -> {
              message.peer().sendRaw(http);
              return true;
            });
    assertInstanceOf(ZaikoProtocolException.class, failure);
  }

  @Test
  void shouldFailWhenTheServerAnswersBeforeItsWelcome() {
    ZaikoException failure =
        connectTo(
            message -> {
              message.peer().send(new FakeReplies().error(message, ResultCode.OVERLOADED, ""));
              return true;
            });
    assertInstanceOf(ZaikoProtocolException.class, failure);
  }

  @Test
  void shouldFailWhenTheServerGrantsNothing() {
    FakeReplies stingy = new FakeReplies();
    stingy.credits(0);
    ZaikoException failure =
        connectTo(
            message -> {
              message.peer().send(stingy.welcome(Protocol.PROTOCOL_VERSION));
              return true;
            });
    assertInstanceOf(ZaikoProtocolException.class, failure);
  }

  @Test
  void shouldNotWaitForAWelcomeForEver() {
    ZaikoException failure = connectTo(message -> true);
    assertInstanceOf(ZaikoUnreachableException.class, failure);
    assertTrue(failure.getMessage().contains("did not welcome"), failure.getMessage());
  }

  private static ZaikoException connectTo(FakeServer.Script script) {
    try (FakeServer server = new FakeServer()) {
      server.script(script);
      ZaikoClientConfig config =
          server.clientConfig().connectTimeout(Duration.ofMillis(300)).build();
      return assertThrows(ZaikoException.class, () -> ZaikoClient.connect(config));
    }
  }
}

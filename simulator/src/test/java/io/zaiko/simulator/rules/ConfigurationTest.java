package io.zaiko.simulator.rules;

import static io.zaiko.protocol.sbe.ResultCode.ILLEGAL_STATE;
import static io.zaiko.protocol.sbe.ResultCode.OK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.engine.core.EngineConfig;
import io.zaiko.protocol.sbe.CommandReplyDecoder;
import io.zaiko.protocol.sbe.Durability;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import io.zaiko.protocol.sbe.MessageHeaderEncoder;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.protocol.sbe.TickEncoder;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The settings that can change an answer: the first record of a journal. */
final class ConfigurationTest {
  private final UnsafeBuffer message = new UnsafeBuffer(new byte[1024]);
  private final UnsafeBuffer reply = new UnsafeBuffer(new byte[CommandDispatcher.MAX_REPLY_LENGTH]);

  @Test
  void shouldConfigureAnEngineFromItsMessage() {
    EngineConfig config = new TestConfig().skus(7).stock(11).sessions(3).clients(5).build();
    int length = CommandDispatcher.encodeConfigure(config, message, 0);

    try (CommandDispatcher engine =
        CommandDispatcher.create(message, 0, length, Durability.PROCESS)) {
      assertEquals(config, engine.config());
    }
  }

  @Test
  void shouldBeConfiguredByTheFirstRecordOnly() {
    int length = CommandDispatcher.encodeConfigure(new TestConfig().build(), message, 0);
    try (CommandDispatcher engine =
        CommandDispatcher.create(message, 0, length, Durability.PROCESS)) {
      assertEquals(OK, apply(engine, 1, length));
      assertEquals(ILLEGAL_STATE, apply(engine, 2, length));
    }
  }

  private ResultCode apply(CommandDispatcher engine, long sequence, int length) {
    engine.apply(sequence, 1, 0, message, 0, length, reply, 0);
    return new CommandReplyDecoder()
        .wrapAndApplyHeader(reply, 0, new MessageHeaderDecoder())
        .code();
  }

  @Test
  void shouldRefuseAJournalThatBeginsWithAnotherMessage() {
    new TickEncoder().wrapAndApplyHeader(message, 0, new MessageHeaderEncoder());

    assertThrows(
        IllegalArgumentException.class,
        () -> CommandDispatcher.create(message, 0, 32, Durability.PROCESS));
  }

  @Test
  void shouldRefuseSettingsOutOfRangeAndNameThem() {
    assertRefused("sku-capacity", new TestConfig().skus(0));
    assertRefused("stock-capacity", new TestConfig().stock(16_000_001));
    assertRefused("reservation-capacity", new TestConfig().reservations(-1));
    assertRefused("line-capacity", new TestConfig().lines(255));
    assertRefused("session-capacity", new TestConfig().sessions(0));
    assertRefused("client-capacity", new TestConfig().sessions(8).clients(8));
    assertRefused("request-window", new TestConfig().requestWindow(0));
    assertRefused("safety-capacity", new TestConfig().safeties(0));
    assertRefused("32000000", new TestConfig().sessions(65_536).clients(65_537).requestWindow(512));
  }

  private static void assertRefused(String setting, TestConfig config) {
    IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, config::build);
    assertTrue(refusal.getMessage().contains(setting), refusal::getMessage);
  }

  @Test
  void shouldHaveSoundDefaults() {
    UUID journal = UUID.fromString("00000000-0000-0001-0000-000000000002");
    EngineConfig defaults =
        EngineConfig.defaults(journal.getMostSignificantBits(), journal.getLeastSignificantBits());

    assertEquals(1, defaults.journalIdHigh());
    assertEquals(2, defaults.journalIdLow());
    assertEquals(7, defaults.channels().size());
    assertEquals(1_024, defaults.requestWindow());
  }

  @Test
  void shouldTakeAsManyChannelsAsAMaskHasBits() {
    assertEquals(16, withChannels(names(16)).channels().size());
    assertThrows(IllegalArgumentException.class, () -> withChannels(names(17)));
    assertThrows(IllegalArgumentException.class, () -> withChannels(List.of()));
  }

  @Test
  void shouldRefuseChannelsThatPeopleCouldNotTellApartOrName() {
    for (String bad : List.of("", " EC", "E C", "EC,POS", "EC@", "E\nC", "x".repeat(33))) {
      assertThrows(IllegalArgumentException.class, () -> withChannels(List.of(bad)), bad);
    }
    assertThrows(IllegalArgumentException.class, () -> withChannels(List.of("EC", "POS", "EC")));
    assertEquals(List.of("店頭", "EC"), withChannels(List.of("店頭", "EC")).channels());
  }

  private static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "C" + i).toList();
  }

  private static EngineConfig withChannels(List<String> channels) {
    return new EngineConfig(
        1, 2, 1, 1, 1, 1, 256, 1, 2, 1, 1_024, 1, 1, 0, 0, 1, 256, 1, 1_024, channels);
  }
}

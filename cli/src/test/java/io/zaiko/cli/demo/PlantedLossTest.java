package io.zaiko.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.cli.input.Address;
import io.zaiko.cli.serve.TestServer;
import io.zaiko.client.CommandAnswer;
import io.zaiko.client.ZaikoClient;
import io.zaiko.client.ZaikoClientConfig;
import io.zaiko.engine.host.DataDirectory;
import io.zaiko.engine.recovery.JournalVerification;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.protocol.sbe.ResultCode;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The comparison of a demo must notice what it is there to notice: a real server's journal against
 * ledgers with something planted in them (rules 21 and 27).
 */
class PlantedLossTest {
  private static final int SOLD = 5;
  private static final int RESERVED = 6;

  private final Assortment assortment = new Assortment(1, 2);
  private final Ledger ledger = new Ledger("ec");
  @TempDir private Path folder;
  private Path data;
  private TestServer server;
  private ChannelDesk desk;

  @BeforeEach
  void trade() {
    data = folder.resolve("data");
    server = new TestServer(data);
    Address address = server.address();
    ZaikoClient client =
        ZaikoClient.connect(
            ZaikoClientConfig.builder(address.host(), address.port()).clientName("ec").build());
    desk = new ChannelDesk(client, "EC", assortment, ledger, new Meter());
    send(Step.DEFINE_STORE, 0, Basket.of(0, 0));
    send(Step.DEFINE_SKU, 0, Basket.of(0, 0));
    send(Step.DEFINE_SKU, 0, Basket.of(1, 0));
    send(Step.RECEIVE, 0, new Basket(new int[] {0, 1}, new int[] {5, 7}));
    assertEquals(SOLD, send(Step.SELL, 0, Basket.of(0, 2)).requestId());
    assertEquals(RESERVED, send(Step.RESERVE, 0, Basket.of(1, 3)).requestId());
    send(Step.COMMIT, RESERVED, Basket.EMPTY);
    send(Step.SELL_IF_THERE, 0, Basket.of(0, 99));
    send(Step.RETURN, RESERVED, Basket.of(1, 1));
  }

  @AfterEach
  void close() {
    desk.close();
    server.close();
  }

  private CommandAnswer send(Step step, int reservation, Basket basket) {
    return desk.send(step, reservation, basket).join();
  }

  @Test
  void shouldFindNothingWrongWhereNothingIs() {
    desk.repeat(SOLD).join();
    JournalComparison comparison = compare(ledger);

    assertEquals(9, comparison.lost().comparedCount());
    assertEquals(10, comparison.contradicted().comparedCount(), "a repeat is compared too");
    assertWrong(comparison, 0, 0, 0);
    assertEquals(ResultCode.INSUFFICIENT, ledger.code(8));
  }

  @Test
  void shouldFindAnAcknowledgedCommandThatTheJournalDoesNotHave() {
    Ledger planted = Ledgers.upTo(ledger, ledger.size());
    int lost = planted.note(Step.SELL, 0, Basket.of(0, 1));
    planted.answered(Ledgers.answer(ResultCode.OK, ledger.session(), lost, 1_000, 1, 0));

    JournalComparison comparison = compare(planted);

    assertWrong(comparison, 1, 0, 0);
    assertTrue(comparison.lost().examples().get(0).contains("ec request " + lost));
  }

  @Test
  void shouldNotCallACommandLostThatNobodyAcknowledged() {
    Ledger planted = Ledgers.upTo(ledger, ledger.size());
    planted.note(Step.SELL, 0, Basket.of(0, 1));

    assertWrong(compare(planted), 0, 0, 0);
  }

  @Test
  void shouldFindARecordThatNobodySent() {
    assertWrong(compare(Ledgers.upTo(ledger, ledger.size() - 1)), 0, 1, 0);
  }

  @Test
  void shouldFindARecordOfAnotherContent() {
    assertWrong(compare(Ledgers.withBasket(ledger, SOLD, Basket.of(0, 1))), 0, 1, 0);
    assertWrong(compare(Ledgers.withBasket(ledger, SOLD, Basket.of(1, 2))), 0, 1, 0);
    assertWrong(compare(Ledgers.withBasket(ledger, SOLD, Basket.EMPTY)), 0, 1, 0);
  }

  @Test
  void shouldFindAnAnswerThatTheJournalContradicts() {
    assertContradicted(
        a -> Ledgers.answer(a.code(), a.session(), SOLD, a.sequence() + 1, a.timeMicros(), 0));
    assertContradicted(
        a -> Ledgers.answer(a.code(), a.session(), SOLD, a.sequence(), a.timeMicros() + 1, 0));
    assertContradicted(
        a ->
            Ledgers.answer(
                ResultCode.INSUFFICIENT, a.session(), SOLD, a.sequence(), a.timeMicros(), 0));
    assertContradicted(
        a -> Ledgers.answer(a.code(), a.session(), SOLD, a.sequence(), a.timeMicros(), 1));
  }

  private void assertContradicted(UnaryOperator<CommandAnswer> change) {
    assertWrong(compare(Ledgers.withAnswer(ledger, SOLD, change)), 0, 0, 1);
  }

  @Test
  void shouldFindAnAnswerThatTheServerContradictsWhenAskedAgain() {
    assertTrue(ServerComparison.repeats(List.of(desk)).isClean());
    Ledger planted =
        Ledgers.withAnswer(
            ledger, SOLD, a -> Ledgers.answer(a.code(), a.session(), SOLD, a.sequence() + 1, 1, 0));

    Findings repeats = ServerComparison.repeats(List.of(withLedger(planted)));

    assertEquals(9, repeats.comparedCount());
    assertEquals(1, repeats.wrongCount(), () -> repeats.examples().toString());
  }

  /** The same client, which believes in another ledger. */
  private ChannelDesk withLedger(Ledger other) {
    return new ChannelDesk(desk.client(), "EC", assortment, other, new Meter());
  }

  private JournalComparison compare(Ledger believed) {
    JournalComparison comparison = new JournalComparison(List.of(believed), assortment);
    JournalVerification verification =
        JournalVerification.of(
            DataDirectory.journalOf(data).scan(), comparison, RecoveryProgress.NONE);
    assertTrue(verification.ok(), verification::problem);
    comparison.finish();
    return comparison;
  }

  private static void assertWrong(
      JournalComparison comparison, long lost, long invented, long contradicted) {
    assertEquals(
        lost, comparison.lost().wrongCount(), () -> "lost " + comparison.lost().examples());
    assertEquals(
        invented,
        comparison.invented().wrongCount(),
        () -> "invented " + comparison.invented().examples());
    assertEquals(
        contradicted,
        comparison.contradicted().wrongCount(),
        () -> "contradicted " + comparison.contradicted().examples());
  }
}

package io.zaiko.engine.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.engine.journal.BatchEncoder;
import io.zaiko.engine.journal.JournalDamagedException;
import io.zaiko.engine.journal.JournalPosition;
import io.zaiko.engine.journal.MemoryJournal;
import io.zaiko.engine.journal.VoidedRecords;
import io.zaiko.engine.pipeline.Messages;
import io.zaiko.engine.stock.AvailabilityReader;
import io.zaiko.protocol.sbe.CommandReplyDecoder;
import io.zaiko.protocol.sbe.Durability;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import io.zaiko.protocol.sbe.RegisterDecoder;
import io.zaiko.protocol.sbe.RegisteredDecoder;
import io.zaiko.protocol.sbe.ResultCode;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rule 26: replaying a journal gives the same answers and the same state. */
final class JournalReplayTest {
  private static final long TIME = 1_577_836_800_000_000L;
  private static final int CONFIGURE = 1;
  private static final int SETUP = 4;

  private final MemoryJournal journal = new MemoryJournal();
  private final Messages messages = new Messages();
  private final BatchEncoder encoder = new BatchEncoder(JournalPosition.START.hash());
  private final UnsafeBuffer reply = new UnsafeBuffer(new byte[CommandDispatcher.MAX_REPLY_LENGTH]);
  private final List<Replayed> opened = new ArrayList<>();
  private CommandDispatcher live;
  private long sequence;
  private long timeMicros = TIME;

  @AfterEach
  void tearDown() {
    opened.forEach(Replayed::close);
    if (live != null) {
      live.close();
    }
  }

  /** A journal of four batches: CONFIGURE; session and catalog; two of three receipts each. */
  private void journalSome() {
    ExpandableArrayBuffer message = new ExpandableArrayBuffer();
    int length = CommandDispatcher.encodeConfigure(Messages.smallConfig(), message, 0);
    live = CommandDispatcher.create(message, 0, length, Durability.PROCESS);
    journalBatch(new UnsafeBuffer(message, 0, length));
    journalBatch(messages.register("till-1"));
    messages.session(
        new RegisteredDecoder().wrapAndApplyHeader(reply, 0, new MessageHeaderDecoder()).session());
    journalBatch(messages.defineSku("sku-1", ""), messages.defineLocation("store-1"));
    receiveThree();
    receiveThree();
  }

  private void receiveThree() {
    journalBatch(
        messages.receive(0, 0, 1, 1), messages.receive(0, 0, 1, 1), messages.receive(0, 0, 1, 1));
  }

  private void journalBatch(DirectBuffer... commands) {
    journalBatch(live.digest(), commands);
    for (DirectBuffer command : commands) {
      sequence++;
      live.apply(sequence, timeMicros, crc32c(command), command, 0, command.capacity(), reply, 0);
    }
  }

  private static int crc32c(DirectBuffer message) {
    byte[] bytes = new byte[message.capacity()];
    message.getBytes(0, bytes);
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  private void journalBatch(long digest, DirectBuffer... commands) {
    for (DirectBuffer command : commands) {
      encoder.add(command, 0, command.capacity());
    }
    timeMicros += 1_000;
    journal.append(encoder.buffer(), 0, encoder.finish(sequence + 1, timeMicros, digest));
    encoder.next();
  }

  private JournalReplay replay() {
    return new JournalReplay(
        journal.scan(), Durability.PROCESS, ReplayHook.NONE, RecoveryProgress.NONE);
  }

  private Replayed keep(Replayed replayed) {
    opened.add(replayed);
    return replayed;
  }

  private static int sellable(Replayed replayed) {
    AvailabilityReader reader = replayed.dispatcher().newReader();
    reader.read(0, 0, AvailabilityReader.NO_CHANNEL);
    return reader.sellable();
  }

  @Test
  void shouldFindNothingInAnEmptyJournal() {
    Replayed replayed = keep(replay().toEnd());
    assertNull(replayed.dispatcher());
    assertEquals(0, replayed.records());
    assertEquals(0, replayed.recordsPerSecond());
    assertEquals(0, replayed.position().sequence());
  }

  @Test
  void shouldLeadToTheSameState() {
    journalSome();
    Replayed replayed = keep(replay().toEnd());
    assertEquals(live.stateHash(), replayed.dispatcher().stateHash());
    assertEquals(live.stateHash(), replayed.dispatcher().recomputeStateHash());
    assertEquals(6, sellable(replayed));
    assertEquals(SETUP + 6, replayed.records());
    assertEquals(5, replayed.digestsChecked());
    assertEquals(SETUP + 6, replayed.position().sequence());
    assertEquals(timeMicros, replayed.position().timeMicros());
    AvailabilityReader reader = replayed.dispatcher().newReader();
    reader.readPosition();
    assertEquals(SETUP + 6, reader.sequence());
    assertEquals(timeMicros, reader.timeMicros());
  }

  @Test
  void shouldStopAtASequenceInTheMiddleOfABatch() {
    journalSome();
    for (int records = CONFIGURE; records <= SETUP + 6; records++) {
      Replayed replayed = keep(replay().toSequence(records));
      assertEquals(records, replayed.records());
      assertEquals(Math.max(0, records - SETUP), records < SETUP ? 0 : sellable(replayed));
    }
    assertEquals(SETUP + 6, keep(replay().toSequence(1_000)).records());
  }

  @Test
  void shouldStopAtATime() {
    journalSome();
    assertNull(keep(replay().toTime(TIME)).dispatcher());
    assertEquals(1, keep(replay().toTime(TIME + 1_000)).records());
    assertEquals(SETUP, keep(replay().toTime(timeMicros - 1_001)).records());
    assertEquals(SETUP + 3, keep(replay().toTime(timeMicros - 1)).records());
    assertEquals(SETUP + 6, keep(replay().toTime(timeMicros)).records());
  }

  @Test
  void shouldShowEveryCommandToTheHook() {
    journalSome();
    List<String> seen = new ArrayList<>();
    keep(
        new JournalReplay(
                journal.scan(),
                Durability.PROCESS,
                (command, dispatcher) -> {
                  int template =
                      new MessageHeaderDecoder()
                          .wrap(command.buffer(), command.offset())
                          .templateId();
                  seen.add(command.sequence() + " " + template + " " + command.code());
                  assertEquals(command.sequence(), dispatcher.engine().sequence());
                  assertEquals(command.timeMicros(), dispatcher.engine().timeMicros());
                  if (template == RegisterDecoder.TEMPLATE_ID) {
                    assertEquals(messages.register("till-1").capacity(), command.length());
                    assertEquals(
                        RegisteredDecoder.TEMPLATE_ID,
                        new MessageHeaderDecoder().wrap(command.reply(), 0).templateId());
                  }
                },
                RecoveryProgress.NONE)
            .toEnd());
    assertEquals(
        List.of(
            "1 10 OK",
            "2 11 OK",
            "3 13 OK",
            "4 14 OK",
            "5 16 OK",
            "6 16 OK",
            "7 16 OK",
            "8 16 OK",
            "9 16 OK",
            "10 16 OK"),
        seen);
  }

  @Test
  void shouldTellHowFarItHasCome() {
    journalSome();
    List<Long> told = new ArrayList<>();
    List<Double> shares = new ArrayList<>();
    keep(
        new JournalReplay(
                journal.scan(),
                Durability.PROCESS,
                ReplayHook.NONE,
                (records, recordsPerSecond, share) -> {
                  told.add(records);
                  shares.add(share);
                })
            .toEnd());
    assertEquals(SETUP + 6L, told.get(told.size() - 1));
    assertEquals(1, shares.get(shares.size() - 1));
  }

  @Test
  void shouldFollowWhatIsAppended() {
    journalSome();
    List<Long> askedAt = new ArrayList<>();
    List<Long> seen = new ArrayList<>();
    List<Double> shares = new ArrayList<>();
    JournalReplay replay =
        new JournalReplay(
            journal.scan(),
            Durability.PROCESS,
            (command, dispatcher) -> seen.add(command.sequence()),
            (records, recordsPerSecond, share) -> shares.add(share));
    Replayed replayed =
        keep(
            replay.follow(
                () -> {
                  askedAt.add(seen.get(seen.size() - 1));
                  if (askedAt.size() == 2) {
                    receiveThree();
                  }
                  return askedAt.size() < 3;
                }));
    assertEquals(List.of(SETUP + 6L, SETUP + 6L, SETUP + 9L), askedAt);
    assertEquals(9, sellable(replayed));
    assertEquals(live.stateHash(), replayed.dispatcher().stateHash());
    assertEquals(1, shares.stream().filter(share -> share == 1).count(), "it arrives once");
  }

  /** All that was there, and a batch more that shows that nothing is missing at the end of it. */
  @ParameterizedTest
  @CsvSource({"0, 9", "20, 24"})
  void shouldComeToAnEndWhileMoreIsAppendedButNotBeforeASequence(int atLeast, int end) {
    journalSome();
    ReplayHook appends = (command, dispatcher) -> receiveThree();
    JournalReplay replay =
        new JournalReplay(journal.scan(), Durability.PROCESS, appends, RecoveryProgress.NONE);
    Replayed replayed = keep(replay.toPresent(SETUP + atLeast));
    assertEquals(SETUP + end, replayed.position().sequence());
  }

  @Test
  void shouldVerifyAGoodJournal() {
    journalSome();
    JournalVerification result =
        JournalVerification.of(journal.scan(), ReplayHook.NONE, RecoveryProgress.NONE);
    assertTrue(result.ok());
    assertNull(result.problem());
    assertNull(result.atSequence());
    assertEquals(SETUP + 6, result.records());
    assertEquals(1, result.firstSequence());
    assertEquals(SETUP + 6, result.lastSequence());
    assertEquals(5, result.digestsChecked());
    assertEquals(live.stateHash(), result.stateHash());
    assertTrue(result.recordsPerSecond() > 0);
  }

  @Test
  void shouldVerifyAnEmptyJournal() {
    JournalVerification result =
        JournalVerification.of(journal.scan(), ReplayHook.NONE, RecoveryProgress.NONE);
    assertTrue(result.ok());
    assertEquals(0, result.firstSequence());
    assertEquals(0, result.lastSequence());
  }

  @Test
  void shouldStopAtDamage() {
    journalSome();
    journal.documents().get(3)[100] ^= 4;
    JournalDamagedException damage =
        assertThrows(JournalDamagedException.class, () -> replay().toEnd());
    assertEquals(SETUP + 1, damage.sequence());
    JournalVerification result =
        JournalVerification.of(journal.scan(), ReplayHook.NONE, RecoveryProgress.NONE);
    assertFalse(result.ok());
    assertEquals(SETUP + 1L, result.atSequence());
    assertEquals(SETUP, result.lastSequence());
    assertEquals(damage.getMessage(), result.problem());
  }

  @Test
  void shouldStopWhereTheStateIsNotWhatItWas() {
    journalSome();
    journalBatch(live.digest() + 1, messages.receive(0, 0, 1, 1));
    ReplayException difference = assertThrows(ReplayException.class, () -> replay().toEnd());
    assertEquals(SETUP + 7, difference.sequence());
    assertTrue(difference.getMessage().contains("digest of the state"), difference.getMessage());
    JournalVerification result =
        JournalVerification.of(journal.scan(), ReplayHook.NONE, RecoveryProgress.NONE);
    assertFalse(result.ok());
    assertEquals(SETUP + 7L, result.atSequence());
    assertEquals(5, result.digestsChecked());
  }

  @Test
  void shouldNameTheRecordThatMakesTheEngineFail() {
    journalSome();
    UnsafeBuffer nonsense = new UnsafeBuffer(new byte[32]);
    journalBatch(live.digest(), messages.receive(0, 0, 1, 1), nonsense);
    ReplayException failure = assertThrows(ReplayException.class, () -> replay().toEnd());
    assertEquals(SETUP + 8, failure.sequence());
    assertTrue(failure.getCause() != null);
    assertTrue(failure.recordFails());
    JournalVerification result =
        JournalVerification.of(journal.scan(), ReplayHook.NONE, RecoveryProgress.NONE);
    assertTrue(result.recordFails());
    assertEquals(SETUP + 8L, result.atSequence());
  }

  private static UnsafeBuffer voidOf(long sequence) {
    UnsafeBuffer buffer = new UnsafeBuffer(new byte[64]);
    return new UnsafeBuffer(buffer, 0, VoidedRecords.encode(sequence, buffer, 0));
  }

  private int applyVoided(DirectBuffer message) {
    return live.applyVoided(
        sequence, timeMicros, crc32c(message), message, 0, message.capacity(), reply, 0);
  }

  /** A record that fails and is taken out, as the next run would say, with receipts around it. */
  private DirectBuffer journalWithAVoid() {
    journalSome();
    DirectBuffer failing = messages.saleThatFails();
    journalBatch(live.digest(), failing);
    sequence++;
    applyVoided(failing);
    journalBatch(voidOf(sequence));
    receiveThree();
    return failing;
  }

  @Test
  void shouldPassOverARecordThatAVoidNames() {
    journalWithAVoid();
    List<String> seen = new ArrayList<>();
    JournalReplay replay =
        new JournalReplay(
            journal.scan(),
            Durability.PROCESS,
            (command, dispatcher) ->
                seen.add(command.sequence() + (command.isVoided() ? " " + command.code() : "")),
            RecoveryProgress.NONE);
    Replayed replayed = keep(replay.toEnd());
    assertEquals(live.stateHash(), replayed.dispatcher().stateHash());
    assertEquals(9, sellable(replayed));
    assertEquals(List.of(SETUP + 7L), replay.passedOver());
    assertEquals(SETUP + 7 + " QUARANTINED", seen.get(SETUP + 6));
    assertEquals(String.valueOf(SETUP + 8), seen.get(SETUP + 7), "the VOID itself");
    JournalVerification result =
        JournalVerification.of(journal.scan(), ReplayHook.NONE, RecoveryProgress.NONE);
    assertTrue(result.ok(), result.problem());
    assertEquals(List.of(SETUP + 7L), result.voided());
  }

  @Test
  void shouldKnowOfAVoidBeforeItComesToIt() {
    journalWithAVoid();
    assertEquals(SETUP + 7, keep(replay().toSequence(SETUP + 7)).records());
  }

  @Test
  void shouldAnswerARepeatOfARecordThatWasPassedOver() {
    DirectBuffer failing = journalWithAVoid();
    CommandDispatcher dispatcher = keep(replay().toEnd()).dispatcher();
    dispatcher.apply(
        sequence + 1, timeMicros, crc32c(failing), failing, 0, failing.capacity(), reply, 0);
    CommandReplyDecoder answer =
        new CommandReplyDecoder().wrapAndApplyHeader(reply, 0, new MessageHeaderDecoder());
    assertEquals(ResultCode.QUARANTINED, answer.code());
    assertTrue(answer.flags().repeated());
    assertEquals(SETUP + 7, answer.sequence());
  }

  @Test
  void shouldLetTimePassAtARecordThatIsPassedOver() {
    journalSome();
    journalBatch(messages.reserve("r-1", 0, 0, 1, 500));
    DirectBuffer nonsense = new UnsafeBuffer(new byte[32]);
    journalBatch(live.digest(), nonsense);
    sequence++;
    applyVoided(nonsense);
    journalBatch(voidOf(sequence));
    assertEquals(Long.MAX_VALUE, live.nextDeadlineMicros(), "rule 15: the hold has ended");
    assertEquals(
        live.stateHash(), keep(replay().toSequence(sequence - 1)).dispatcher().stateHash());
  }

  @Test
  void shouldNotPassOverARecordThatWasAppliedWhenItWasWritten() {
    journalSome();
    receiveThree();
    ReplayException difference =
        assertThrows(ReplayException.class, () -> replay().voiding(List.of(SETUP + 1L)).toEnd());
    assertEquals(SETUP + 4, difference.sequence());
    assertFalse(difference.recordFails());
  }

  @Test
  void shouldRefuseAVoidThatDoesNotStandAtTheBeginning() {
    journalSome();
    journalBatch(messages.receive(0, 0, 1, 1), voidOf(SETUP + 6));
    ReplayException refused = assertThrows(ReplayException.class, () -> replay().toEnd());
    assertEquals(SETUP + 8, refused.sequence());
    assertFalse(refused.recordFails());
  }

  @Test
  void shouldRefuseAJournalThatDoesNotBeginWithItsConfiguration() {
    journalBatch(0, messages.register("till-1"));
    ReplayException failure = assertThrows(ReplayException.class, () -> replay().toEnd());
    assertEquals(1, failure.sequence());
  }
}

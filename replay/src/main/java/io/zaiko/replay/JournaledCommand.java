package io.zaiko.replay;

/**
 * A record of the journal, or what it brought about, in words.
 *
 * @param sequence position in the journal, from 1
 * @param timeMicros engine time, in microseconds since the epoch
 * @param command its name, such as SELL; {@link #EXPIRY} for a hold that ended with this record
 * @param result code that it was answered
 * @param repeated whether it was sent again and got its first answer again; it then moved nothing
 * @param oversellsOpened pairs that its answer says were promised beyond what there is
 * @param session id of the sender's session; 0 = none
 * @param requestId the sender's id of the command; 0 = none
 * @param client name of the sender; null = the server itself, or a session that is gone
 * @param channel who asked, in the sense of sales; of a command on a reservation that one's; null =
 *     not said
 * @param reference what a fact was sent with, else the reservation that it is about; null = none
 * @param referenceTimeMicros the sender's time, in microseconds since the epoch; 0 = not given
 * @param occurredAtMicros business time of a fact, in microseconds since the epoch; 0 = not given
 */
public record JournaledCommand(
    long sequence,
    long timeMicros,
    String command,
    String result,
    boolean repeated,
    int oversellsOpened,
    long session,
    long requestId,
    String client,
    String channel,
    String reference,
    long referenceTimeMicros,
    long occurredAtMicros) {
  /** Name of what no command asked for: time ended a hold or an order (rule 15). */
  public static final String EXPIRY = "EXPIRE";

  /** Name of a record that is not applied, and is no command that this version knows. */
  public static final String UNKNOWN = "UNKNOWN";
}

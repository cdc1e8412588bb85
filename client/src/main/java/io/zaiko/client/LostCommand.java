package io.zaiko.client;

/**
 * A command that was sent and whose outcome is unknown: enough to send the very same bytes again.
 */
final class LostCommand {
  private final ServerLink link;
  private final JournalId journal;
  private final long session;
  private final long requestId;
  private final byte[] message;

  /**
   * Keeps what was sent.
   *
   * @param link the link it was sent on
   * @param journal the journal that its session and its handles belong to
   * @param message the encoded message, which nobody changes
   */
  LostCommand(ServerLink link, JournalId journal, long session, long requestId, byte[] message) {
    this.link = link;
    this.journal = journal;
    this.session = session;
    this.requestId = requestId;
    this.message = message;
  }

  ServerLink link() {
    return link;
  }

  JournalId journal() {
    return journal;
  }

  long session() {
    return session;
  }

  long requestId() {
    return requestId;
  }

  byte[] message() {
    return message;
  }
}

package io.zaiko.bench.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a Redis reads of the client, and the client of a Redis, byte by byte. */
class RespClientTest {
  private ServerSocket server;
  private RespClient client;
  private Socket redis;

  @BeforeEach
  void connect() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    client = new RespClient((InetSocketAddress) server.getLocalSocketAddress());
    redis = server.accept();
    redis.setTcpNoDelay(true);
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    redis.close();
    server.close();
  }

  @Test
  void shouldEncodeArgumentsWithTheirLengths() throws IOException {
    client.begin(5).add(RespClient.bytes("GET")).add(0).add(1_234_567_890_123L);
    client.add(RespClient.bytes("a:"), 90).add(RespClient.bytes("s:"), 12, 345);
    String expected =
        "*5\r\n$3\r\nGET\r\n$1\r\n0\r\n$13\r\n1234567890123\r\n$4\r\na:90\r\n$8\r\ns:12:345\r\n";
    assertEquals(expected.length(), client.unsentBytes());
    client.flush();
    byte[] sent = redis.getInputStream().readNBytes(expected.length());
    assertEquals(expected, new String(sent, StandardCharsets.US_ASCII));
    assertEquals(0, client.unsentBytes());
  }

  @Test
  void shouldReadEveryKindOfReplyHoweverItIsCut() throws IOException {
    String nothing = "$-1\r\n";
    String text = "$12\r\nline\r\n:7\r\n*2\r\n";
    String array = "*4\r\n$2\r\n10\r\n:5\r\n$-1\r\n*1\r\n:3\r\n";
    CompletableFuture<Void> sending = sendByteByByte(":-2\r\n+OK\r\n" + nothing + text + array);

    assertEquals(-2, client.receive());
    assertEquals(0, client.receive());
    assertEquals(0, client.receive());
    assertEquals("$12\r\nline\r\n:7\r\n*2", client.receiveText());
    assertEquals(4, client.receive());
    sending.join();
    assertFalse(client.hasReply());
  }

  @Test
  void shouldTellRepliesThatAreThereAndGoOnBehindAnError() throws IOException {
    sendByteByByte("-ERR no\r\n:1\r\n").join();

    IOException error = assertThrows(IOException.class, () -> client.receive());
    assertTrue(error.getMessage().contains("ERR no"), error.getMessage());
    assertEquals(1, client.receive());
    redis.close();
    assertThrows(EOFException.class, () -> client.receive());
  }

  @Test
  void shouldGoOnAtTheEndOfItsMemory() throws IOException {
    String reply = "*2\r\n$3\r\n123\r\n$1\r\n4\r\n";
    int count = 3 * (1 << 20) / reply.length();
    CompletableFuture<Void> sending =
        CompletableFuture.runAsync(
            () -> {
              try {
                redis
                    .getOutputStream()
                    .write(reply.repeat(count).getBytes(StandardCharsets.US_ASCII));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });

    for (int i = 0; i < count; i++) {
      assertEquals(2, client.receive());
    }
    sending.join();
  }

  private CompletableFuture<Void> sendByteByByte(String replies) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            OutputStream out = redis.getOutputStream();
            for (byte one : replies.getBytes(StandardCharsets.US_ASCII)) {
              out.write(one);
              out.flush();
            }
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}

package io.zaiko.cli.server;

import io.zaiko.client.CommandAnswer;
import io.zaiko.client.CommandRequest;
import io.zaiko.client.DefineLocationRequest;
import io.zaiko.client.DefineSkuRequest;
import io.zaiko.client.ZaikoClient;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Defines the SKUs and locations that a server does not know yet; each code is asked about once.
 * What is known keeps its name and attributes; new locations are stores that serve every channel.
 *
 * <p>Not thread safe.
 */
public final class CatalogDefiner {
  /** Codes in one question or burst of commands; fewer than any server's window. */
  private static final int CODES_AT_ONCE = 256;

  private final ZaikoClient client;
  private final Set<String> seenSkus = new HashSet<>();
  private final Set<String> seenLocations = new HashSet<>();

  /** Defines through this client. */
  public CatalogDefiner(ZaikoClient client) {
    this.client = client;
  }

  /**
   * Sees to it that these SKUs are known; returns when they are. What is no code, and what the
   * server refuses to define, is left to the commands that name it: they get its answer.
   */
  public void defineSkus(Collection<String> codes) {
    define(unseen(codes, seenSkus), client::unknownSkus, code -> new DefineSkuRequest(code, ""));
  }

  /** The same for locations. */
  public void defineLocations(Collection<String> codes) {
    define(unseen(codes, seenLocations), client::unknownLocations, DefineLocationRequest::of);
  }

  private static List<String> unseen(Collection<String> codes, Set<String> seen) {
    return codes.stream().filter(Codes::isCode).filter(seen::add).toList();
  }

  private void define(
      List<String> codes,
      Function<List<String>, CompletableFuture<List<String>>> unknown,
      Function<String, CommandRequest> definition) {
    for (int from = 0; from < codes.size(); from += CODES_AT_ONCE) {
      List<String> asked = codes.subList(from, Math.min(codes.size(), from + CODES_AT_ONCE));
      List<CompletableFuture<CommandAnswer>> answers = new ArrayList<>();
      for (String code : Answers.await(unknown.apply(asked))) {
        answers.add(client.send(definition.apply(code)));
      }
      answers.forEach(Answers::await);
    }
  }
}

package io.zaiko.bench.recover;

import io.zaiko.bench.load.CpuPinning;
import io.zaiko.bench.load.Json;
import io.zaiko.bench.load.Machine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One call of the rig: in every round each kind of recovery takes its turn, with its files in
 * memory and without. Writes into its folder {@code recover-SESSION.jsonl} (a {@link
 * RecoveryResult} a line) and {@code environment-SESSION.json}. One thread.
 */
public final class RecoverySession {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  /**
   * What is done.
   *
   * @param data prepared
   * @param rounds repetitions
   * @param cpus cores to tie the recoveries to, null = any
   * @param command starts {@link RecoveryRun}, without its arguments
   * @param flags the JVM flags in it, to be recorded
   * @param out a folder for the raw files
   */
  public record Settings(
      RecoveryData data,
      int rounds,
      String cpus,
      List<String> command,
      List<String> flags,
      Path out) {}

  private final Settings settings;
  private final String session = NAME.format(Instant.now());

  /** Prepares a session; nothing is started yet. */
  public RecoverySession(Settings settings) {
    this.settings = settings;
  }

  /** The file that gets a line for each recovery. */
  public Path file() {
    return settings.out().resolve("recover-" + session + ".jsonl");
  }

  /**
   * Measures everything.
   *
   * @param listener told of each recovery when it is done
   * @throws IOException when one cannot be started, or breaks off; those done before are kept
   */
  public void run(Consumer<RecoveryResult> listener) throws IOException, InterruptedException {
    Files.createDirectories(settings.out());
    Files.writeString(
        settings.out().resolve("environment-" + session + ".json"),
        Json.writePretty(environment()) + "\n");
    for (int round = 1; round <= settings.rounds(); round++) {
      for (RecoveryKind kind : RecoveryKind.values()) {
        for (CacheState cache : CacheState.values()) {
          RecoveryResult result = recover(round, kind, cache);
          Files.writeString(
              file(), result.toJson() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
          listener.accept(result);
        }
      }
    }
  }

  private Map<String, Object> environment() throws IOException {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("session", session);
    facts.put("started", Instant.now().truncatedTo(ChronoUnit.SECONDS));
    facts.putAll(
        Machine.describe(settings.data().folder(), Runtime.getRuntime().availableProcessors()));
    facts.put("server_flags", settings.flags());
    facts.put("rounds", settings.rounds());
    facts.put("cpus", settings.cpus());
    facts.putAll(settings.data().facts());
    return facts;
  }

  private RecoveryResult recover(int round, RecoveryKind kind, CacheState cache)
      throws IOException, InterruptedException {
    Path directory = settings.data().directory(kind);
    List<Path> files = RecoveryData.files(directory);
    if (cache == CacheState.COLD) {
      PageCache.cool(files);
    } else {
      PageCache.warm(files);
    }
    List<String> command = new ArrayList<>(CpuPinning.prefix(settings.cpus()));
    command.addAll(settings.command());
    command.add(kind.word());
    command.add(directory.toString());
    Path errors = Files.createTempFile("zaiko-recovery-", ".errors");
    try {
      Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IOException("a recovery broke off: " + Files.readString(errors).strip());
      }
      return RecoveryResult.of(
          session, round, kind, cache, settings.cpus(), settings.data(), said.strip());
    } finally {
      Files.delete(errors);
    }
  }
}

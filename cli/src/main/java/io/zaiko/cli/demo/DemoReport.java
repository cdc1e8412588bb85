package io.zaiko.cli.demo;

import io.zaiko.cli.output.Hashes;
import io.zaiko.cli.output.JsonFields;
import io.zaiko.cli.output.Output;
import io.zaiko.cli.output.Table;
import io.zaiko.engine.recovery.JournalVerification;
import io.zaiko.protocol.sbe.ResultCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * What a demo found.
 *
 * @param assortment what there was
 * @param traffic what was counted while the server ran
 * @param seconds how long it ran under traffic
 * @param restart the kill and what followed
 * @param stock what the ledgers say the stock must be in the end
 * @param checks what was compared
 * @param verification of the whole journal
 */
record DemoReport(
    Assortment assortment,
    Meter.Sample traffic,
    double seconds,
    Restart restart,
    StockRecomputation.Totals stock,
    Checks checks,
    JournalVerification verification) {

  /**
   * The kill and what followed.
   *
   * @param acknowledged commands answered before it
   * @param awayNs how long nobody listened, in nanoseconds
   * @param recovered records of the journal read at the start after it
   * @param waited commands that waited for the server to come back
   * @param answeredAgain commands executed before the kill, whose answer came only after it
   * @param longestWaitNs of a command, in nanoseconds
   */
  record Restart(
      long acknowledged,
      long awayNs,
      long recovered,
      long waited,
      long answeredAgain,
      long longestWaitNs) {}

  /** The comparisons of the demo's ledgers with the server and with its journal. */
  record Checks(
      Findings lost, Findings invented, Findings contradicted, Findings repeats, Findings stock) {
    private List<Findings> all() {
      return List.of(lost, invented, contradicted, repeats, stock);
    }
  }

  /** Whether nothing acknowledged was lost, and the hashes agree. */
  boolean isOk() {
    return verification.ok() && checks.all().stream().allMatch(Findings::isClean);
  }

  void print(Output output) {
    if (output.isJson()) {
      output.json(this::json);
      return;
    }
    output.table(table());
    for (String problem : problems()) {
      output.line(output.style().bad("wrong  ") + problem);
    }
    String hash = "state hash " + Hashes.text(verification.stateHash());
    output.line(
        isOk()
            ? output.style().good("ok") + "  nothing acknowledged was lost; " + hash
            : output.style().bad("not ok") + "  " + hash);
  }

  private List<String> problems() {
    List<String> problems = new ArrayList<>();
    checks.all().forEach(findings -> problems.addAll(findings.examples()));
    if (!verification.ok()) {
      problems.add(verification.problem());
    }
    return problems;
  }

  private Table table() {
    Table table = new Table("", "#result", "#wrong");
    addTraffic(table);
    addRestart(table);
    addStock(table);
    addChecks(table);
    return table;
  }

  private void addTraffic(Table table) {
    long insufficient = traffic.refused(ResultCode.INSUFFICIENT);
    long expired = traffic.refused(ResultCode.EXPIRED);
    row(table, "commands answered", traffic.commands());
    row(table, "  per second", Math.round(traffic.commands() / seconds));
    table.row("  p50 / p99 / p99.9 ms", latencies(), null);
    row(table, "queries answered", traffic.queries());
    row(table, "  per second", Math.round(traffic.queries() / seconds));
    row(table, "refused, INSUFFICIENT (在庫不足)", insufficient);
    row(table, "refused, EXPIRED (取り置き期限切れ)", expired);
    row(table, "refused, other codes", traffic.refusedAltogether() - insufficient - expired);
    row(table, "holds (取り置き) that expired", stock.expiredHolds());
    row(table, "oversells (売り越し) that facts opened", traffic.oversellsOpened());
  }

  private String latencies() {
    return LiveDisplay.millis(traffic.p50Ns())
        + " / "
        + LiveDisplay.millis(traffic.p99Ns())
        + " / "
        + LiveDisplay.millis(traffic.p999Ns());
  }

  private void addRestart(Table table) {
    row(table, "commands acknowledged before kill -9", restart.acknowledged());
    table.row("server away, s", oneDecimal(restart.awayNs()), null);
    row(table, "  records it recovered", restart.recovered());
    row(table, "  commands that waited for it", restart.waited());
    row(table, "  of them executed before the kill", restart.answeredAgain());
    table.row("  longest wait, s", oneDecimal(restart.longestWaitNs()), null);
  }

  private static String oneDecimal(long nanos) {
    return String.format(Locale.ROOT, "%.1f", nanos / 1e9);
  }

  private void addStock(Table table) {
    row(table, "stores (店舗)", assortment.storeCount());
    row(table, "SKUs (品番)", assortment.skuCount());
    row(table, "units on hand (手持在庫)", stock.onHand());
    row(table, "units reserved (引当済)", stock.reserved());
    row(table, "units oversold (売り越し)", stock.oversold());
  }

  private void addChecks(Table table) {
    check(table, "acknowledged commands found in the journal", checks.lost());
    check(table, "records of the journal that the demo sent", checks.invented());
    check(table, "answers equal to those of the journal", checks.contradicted());
    check(table, "commands repeated, answered as before", checks.repeats());
    check(table, "stock records as computed from the answers", checks.stock());
    table.row(
        "state hashes compared (replay verify)",
        grouped(verification.digestsChecked()),
        verification.ok() ? "0" : "1");
  }

  private static void row(Table table, String what, long count) {
    table.row(what, grouped(count), null);
  }

  private static void check(Table table, String what, Findings findings) {
    table.row(what, grouped(findings.comparedCount()), grouped(findings.wrongCount()));
  }

  private static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private void json(JsonFields json) {
    Map<String, Long> compared = new TreeMap<>();
    Map<String, Long> wrong = new TreeMap<>();
    addTo(compared, wrong, "acknowledged", checks.lost());
    addTo(compared, wrong, "records", checks.invented());
    addTo(compared, wrong, "answers", checks.contradicted());
    addTo(compared, wrong, "repeats", checks.repeats());
    addTo(compared, wrong, "stock", checks.stock());
    json.number("stores", assortment.storeCount())
        .number("skus", assortment.skuCount())
        .decimal("seconds", seconds)
        .number("commands", traffic.commands())
        .number("commands_per_second", Math.round(traffic.commands() / seconds))
        .number("queries", traffic.queries())
        .number("queries_per_second", Math.round(traffic.queries() / seconds))
        .number("p50_us", TimeUnit.NANOSECONDS.toMicros(traffic.p50Ns()))
        .number("p99_us", TimeUnit.NANOSECONDS.toMicros(traffic.p99Ns()))
        .number("p999_us", TimeUnit.NANOSECONDS.toMicros(traffic.p999Ns()))
        .numbers("refused", traffic.refused())
        .number("holds_expired", stock.expiredHolds())
        .number("oversold_opened", traffic.oversellsOpened())
        .number("acknowledged_before_kill", restart.acknowledged())
        .decimal("away_seconds", restart.awayNs() / 1e9)
        .number("recovered", restart.recovered())
        .number("waited", restart.waited())
        .number("answered_again", restart.answeredAgain())
        .decimal("longest_wait_seconds", restart.longestWaitNs() / 1e9)
        .number("on_hand", stock.onHand())
        .number("reserved", stock.reserved())
        .number("oversold", stock.oversold())
        .numbers("compared", compared)
        .numbers("wrong", wrong)
        .number("digests_checked", verification.digestsChecked())
        .text("state_hash", Hashes.text(verification.stateHash()))
        .flag("ok", isOk())
        .text("problem", problems().isEmpty() ? null : problems().get(0));
  }

  private static void addTo(
      Map<String, Long> compared, Map<String, Long> wrong, String name, Findings findings) {
    compared.put(name, findings.comparedCount());
    wrong.put(name, findings.wrongCount());
  }
}

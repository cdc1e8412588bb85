package io.zaiko.bench.report;

import io.zaiko.bench.load.LatencySummary;
import io.zaiko.bench.load.RunResult;
import java.awt.Color;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The plots of a session as PNG images, for a screen or without one. What has no figures has no
 * plot. Used by one thread.
 */
final class Plots {
  private static final int WIDTH = 960;
  private static final int HEIGHT = 540;
  private static final long SURE = 100;
  private static final double ROUNDING = 1e-6;
  private static final String WHOLE = "#,###";

  private final Path raw;

  /**
   * @param raw the folder with the histogram logs
   */
  Plots(Path raw) {
    this.raw = raw;
    System.setProperty("java.awt.headless", "true");
  }

  /** One image. */
  static final class Plot {
    private final String name;
    private final String caption;
    private final byte[] png;

    private Plot(String name, String caption, byte[] png) {
      this.name = name;
      this.caption = caption;
      this.png = png;
    }

    /** Its file's name, which begins with the session's. */
    String name() {
      return name;
    }

    /** What it shows, for people. */
    String caption() {
      return caption;
    }

    /** Writes it into a folder. */
    void writeTo(Path folder) throws IOException {
      Files.write(folder.resolve(name), png);
    }
  }

  /** All plots of a session. */
  List<Plot> draw(Session session) throws IOException {
    List<Plot> plots = new ArrayList<>();
    int number = 0;
    for (String mix : session.mixes()) {
      number++;
      List<RunGroup> closed = of(session.closed(), mix);
      List<RunGroup> open = of(session.open(), mix);
      String prefix = session.name() + "-" + number + "-";
      addCurves(plots, prefix + "closed-percentiles", mix, "closed loops", closed);
      addCurves(plots, prefix + "open-percentiles", mix, "open loops", open);
      addAgainstLoad(plots, prefix + "latency-against-load", mix, open);
    }
    addThroughput(plots, session);
    return plots;
  }

  private static List<RunGroup> of(List<RunGroup> groups, String mix) {
    return groups.stream().filter(group -> group.plan().mix().equals(mix)).toList();
  }

  private void addCurves(
      List<Plot> plots, String name, String mix, String loops, List<RunGroup> groups)
      throws IOException {
    String title = "Latency by percentile: " + Words.mix(mix) + ", " + loops;
    XYChart chart = newChart(title, "percentile");
    chart.setCustomXAxisTickLabelsFormatter(Plots::percentile);
    chart.getStyler().setXAxisMin(0.0);
    for (RunGroup group : groups) {
      Latencies.Curve curve = Latencies.curve(raw, group);
      if (!curve.nines().isEmpty()) {
        chart.addSeries(label(group), curve.nines(), curve.micros()).setMarker(SeriesMarkers.NONE);
      }
    }
    if (!chart.getSeriesMap().isEmpty()) {
      plots.add(new Plot(name + ".png", title, png(chart)));
    }
  }

  /** The percentile of so many nines: 2 stands for 99 %. Between whole nines there is no label. */
  private static String percentile(double nines) {
    long whole = Math.round(nines);
    if (Math.abs(nines - whole) > ROUNDING) {
      return "";
    }
    return BigDecimal.valueOf(SURE)
            .subtract(BigDecimal.valueOf(SURE).movePointLeft((int) whole))
            .stripTrailingZeros()
            .toPlainString()
        + " %";
  }

  private static String label(RunGroup group) {
    String load =
        group.plan().isOpenLoop()
            ? String.format(Locale.ROOT, "%,d/s", group.plan().rate())
            : "window " + group.plan().window();
    return Words.target(group.plan()) + ", " + load;
  }

  private static void addAgainstLoad(
      List<Plot> plots, String name, String mix, List<RunGroup> groups) throws IOException {
    String title = "Latency against load: " + Words.mix(mix) + " (x: a run missed its rate)";
    XYChart chart = newChart(title, "requests a second that should be sent");
    decades(chart, groups);
    Map<String, ToDoubleFunction<LatencySummary>> figures = new LinkedHashMap<>();
    figures.put("p50", LatencySummary::p50Us);
    figures.put("p99", LatencySummary::p99Us);
    figures.put("p99.9", LatencySummary::p999Us);
    for (String target : groups.stream().map(g -> Words.target(g.plan())).distinct().toList()) {
      List<RunGroup> own =
          groups.stream().filter(g -> Words.target(g.plan()).equals(target)).toList();
      for (Map.Entry<String, ToDoubleFunction<LatencySummary>> figure : figures.entrySet()) {
        List<RunGroup> kept = own.stream().filter(g -> !g.good().isEmpty()).toList();
        if (!kept.isEmpty()) {
          chart
              .addSeries(
                  target + ", " + figure.getKey(),
                  rates(kept),
                  kept.stream()
                      .map(g -> g.latency(figure.getValue()).orElseThrow().median())
                      .toList())
              .setMarker(SeriesMarkers.CIRCLE);
        }
      }
      addMissed(chart, target, own);
    }
    if (!chart.getSeriesMap().isEmpty()) {
      plots.add(new Plot(name + ".png", title, png(chart)));
    }
  }

  /**
   * What a server that cannot keep up makes its clients wait, apart from the figures that count.
   */
  private static void addMissed(XYChart chart, String target, List<RunGroup> groups) {
    List<RunGroup> missed =
        groups.stream()
            .filter(g -> g.failed().stream().anyMatch(run -> p99(run.result()) > 0))
            .toList();
    if (!missed.isEmpty()) {
      XYSeries series =
          chart.addSeries(
              target + ", p99 of failed runs",
              rates(missed),
              missed.stream()
                  .map(g -> g.failed().stream().map(run -> p99(run.result())).toList())
                  .map(values -> Spread.of(values).median())
                  .toList());
      series.setMarker(SeriesMarkers.CROSS);
      series.setLineStyle(SeriesLines.NONE);
    }
  }

  private static double p99(RunResult result) {
    return RunGroup.all(result).p99Us();
  }

  /** From one power of ten to another, since only these have labels. */
  private static void decades(XYChart chart, List<RunGroup> groups) {
    List<Integer> rates = rates(groups);
    chart.getStyler().setXAxisLogarithmic(true).setXAxisDecimalPattern(WHOLE);
    if (!rates.isEmpty()) {
      double least = Math.floor(Math.log10(Collections.min(rates)));
      double most = Math.floor(Math.log10(Collections.max(rates))) + 1;
      chart.getStyler().setXAxisMin(Math.pow(10, least)).setXAxisMax(Math.pow(10, most));
    }
  }

  private static List<Integer> rates(List<RunGroup> groups) {
    return groups.stream().map(group -> group.plan().rate()).toList();
  }

  private static void addThroughput(List<Plot> plots, Session session) throws IOException {
    String title = "Throughput by mix: closed loops, medians";
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .yAxisTitle("requests a second")
            .build();
    style(chart.getStyler());
    chart.getStyler().setYAxisDecimalPattern(WHOLE);
    List<String> mixes = session.mixes();
    Map<String, List<RunGroup>> series = new LinkedHashMap<>();
    session
        .closed()
        .forEach(g -> series.computeIfAbsent(label(g), label -> new ArrayList<>()).add(g));
    series.forEach(
        (label, groups) ->
            chart.addSeries(
                label,
                mixes.stream().map(Words::mix).toList(),
                mixes.stream().map(mix -> medianRate(of(groups, mix))).toList()));
    if (!series.isEmpty()) {
      plots.add(new Plot(session.name() + "-throughput-by-mix.png", title, png(chart)));
    }
  }

  private static double medianRate(List<RunGroup> groups) {
    return groups.stream()
        .flatMap(group -> group.spread(RunResult::perSecond).stream())
        .mapToDouble(Spread::median)
        .findFirst()
        .orElse(0);
  }

  private static XYChart newChart(String title, String xAxis) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(xAxis)
            .yAxisTitle("microseconds")
            .build();
    style(chart.getStyler());
    chart.getStyler().setYAxisLogarithmic(true).setYAxisDecimalPattern(WHOLE);
    return chart;
  }

  private static void style(Styler styler) {
    styler.setLegendPosition(LegendPosition.OutsideE);
    styler.setChartBackgroundColor(Color.WHITE);
  }

  private static byte[] png(Chart<?, ?> chart) throws IOException {
    return BitmapEncoder.getBitmapBytes(chart, BitmapFormat.PNG);
  }
}

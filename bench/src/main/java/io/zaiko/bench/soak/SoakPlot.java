package io.zaiko.bench.soak;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The samples of a soak over time, as one image. Stateless. */
final class SoakPlot {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 320;
  private static final double MIB = 1 << 20;
  private static final double SECONDS_PER_MINUTE = 60;

  private SoakPlot() {}

  /** Draws, if there is anything to draw. */
  static void write(List<SoakSample> samples, Path file) throws IOException {
    if (samples.isEmpty()) {
      return;
    }
    System.setProperty("java.awt.headless", "true");
    List<XYChart> charts = new ArrayList<>();
    XYChart memory = chart("memory", "MiB");
    add(memory, "resident", samples, sample -> sample.residentBytes() / MIB);
    add(memory, "of no file", samples, sample -> sample.anonymousBytes() / MIB);
    charts.add(memory);
    XYChart heap = chart("heap and buffers", "MiB");
    add(heap, "heap after a collection", samples, s -> s.heapAfterCollectionBytes() / MIB);
    add(heap, "direct", samples, sample -> sample.directBytes() / MIB);
    add(heap, "mapped", samples, sample -> sample.mappedBytes() / MIB);
    charts.add(heap);
    XYChart disk = chart("data directory", "MiB");
    add(disk, "disk", samples, sample -> sample.diskBytes() / MIB);
    charts.add(disk);
    XYChart handles = chart("handles and threads", "");
    add(handles, "open handles", samples, SoakSample::handles);
    add(handles, "threads", samples, SoakSample::threads);
    charts.add(handles);
    XYChart files = chart("files so far", "");
    add(files, "rolls", samples, SoakSample::rolls);
    add(files, "snapshots", samples, SoakSample::snapshots);
    charts.add(files);
    XYChart latency = chart("latency between two samples", "ms");
    add(latency, "p99", samples, sample -> sample.p99Us() / 1e3);
    add(latency, "p99.9", samples, sample -> sample.p999Us() / 1e3);
    charts.add(latency);
    BitmapEncoder.saveBitmap(charts, charts.size() / 2, 2, file.toString(), BitmapFormat.PNG);
  }

  private static XYChart chart(String title, String unit) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle("minutes")
            .yAxisTitle(unit)
            .build();
    chart.getStyler().setLegendPosition(LegendPosition.InsideSE);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setYAxisMin(0.0);
    return chart;
  }

  private static void add(
      XYChart chart, String name, List<SoakSample> samples, ToDoubleFunction<SoakSample> value) {
    chart
        .addSeries(
            name,
            samples.stream().map(sample -> sample.seconds() / SECONDS_PER_MINUTE).toList(),
            samples.stream().map(value::applyAsDouble).toList())
        .setMarker(SeriesMarkers.NONE);
  }
}

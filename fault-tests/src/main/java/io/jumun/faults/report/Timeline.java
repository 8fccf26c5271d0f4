package io.jumun.faults.report;

import io.jumun.faults.load.Pulse.Beat;
import io.jumun.faults.load.Pulse.Feeling;
import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A picture of a run: what customers were told each second, how long it took, which fault was on.
 */
final class Timeline {

  private static final int HEIGHT = 420;
  private static final int LONGEST_WIDTH = 6_000;

  private final Report report;
  private final int seconds;

  Timeline(Report report) {
    this.report = report;
    this.seconds = Math.max(1, second(report.ended()));
  }

  void writeTo(Path file) throws IOException {
    BitmapEncoder.saveBitmap(
        List.of(throughput(), latency()), 2, 1, file.toString(), BitmapFormat.PNG);
  }

  private XYChart throughput() {
    var chart = chart("Answers a second; shaded: a fault is on", "answers/s");
    double most = 1;
    for (var feeling : Feeling.values()) {
      most = Math.max(most, Arrays.stream(perSecond(feeling)).max().orElse(0));
    }
    faults(chart, most);
    line(chart, "paid", perSecond(Feeling.PAID), new Color(0x2a7f3f));
    line(chart, "rejected for a reason", perSecond(Feeling.REJECTED), new Color(0x3b6fb6));
    line(chart, "trouble", perSecond(Feeling.TROUBLE), new Color(0xc62828));
    return chart;
  }

  private XYChart latency() {
    var chart = chart("Time to the answer, by the second in which it was asked", "s");
    var worst = perSecond(times -> times.stream().mapToDouble(t -> t).max().orElse(0));
    faults(chart, Math.max(1, Arrays.stream(worst).max().orElse(0)));
    line(chart, "longest", worst, new Color(0xe08e0b));
    line(chart, "median", perSecond(Timeline::median), new Color(0x444444));
    return chart;
  }

  private XYChart chart(String title, String unit) {
    var chart =
        new XYChartBuilder()
            .width(Math.clamp(seconds * 2L, 1_400, LONGEST_WIDTH))
            .height(HEIGHT)
            .title(title)
            .xAxisTitle("seconds since the start")
            .yAxisTitle(unit)
            .build();
    chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
    chart.getStyler().setLegendLayout(LegendLayout.Horizontal);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    return chart;
  }

  /** A step up at the beginning of each fault, down when the shop is well again. */
  private void faults(XYChart chart, double height) {
    var times = new ArrayList<Double>();
    var heights = new ArrayList<Double>();
    for (var strike : report.strikes()) {
      double from = second(strike.began());
      double to = Math.max(from + 0.5, second(strike.ended()));
      times.addAll(List.of(from, from, to, to));
      heights.addAll(List.of(0.0, height, height, 0.0));
    }
    if (!times.isEmpty()) {
      var series = chart.addSeries("fault", times, heights);
      series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Area);
      series.setMarker(SeriesMarkers.NONE);
      series.setFillColor(new Color(200, 60, 60, 40));
      series.setLineColor(new Color(200, 60, 60, 70));
      series.setLineStyle(new BasicStroke(0.5f));
    }
  }

  private static void line(XYChart chart, String name, double[] values, Color color) {
    var times = new double[values.length];
    Arrays.setAll(times, i -> i);
    var series = chart.addSeries(name, times, values);
    series.setMarker(SeriesMarkers.NONE);
    series.setLineColor(color);
    series.setLineStyle(new BasicStroke(1.2f));
  }

  private double[] perSecond(Feeling feeling) {
    var counts = new double[seconds + 1];
    for (var beat : report.beats()) {
      if (beat.feeling() == feeling) {
        counts[Math.min(seconds, second(beat.told()))]++;
      }
    }
    return counts;
  }

  private double[] perSecond(ToDoubleFunction<List<Double>> summary) {
    var times = new ArrayList<List<Double>>();
    for (int i = 0; i <= seconds; i++) {
      times.add(new ArrayList<>());
    }
    for (Beat beat : report.beats()) {
      times.get(Math.min(seconds, second(beat.asked()))).add(beat.latency().toMillis() / 1000.0);
    }
    return times.stream().mapToDouble(summary).toArray();
  }

  private static double median(List<Double> values) {
    return values.isEmpty() ? 0 : values.stream().sorted().toList().get(values.size() / 2);
  }

  private int second(Instant time) {
    return (int) Math.max(0, Duration.between(report.began(), time).toSeconds());
  }
}

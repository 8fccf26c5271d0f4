package io.jumun.benchmarks.report;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Pictures: throughput over clients, latency percentiles, CPU per answer by component. */
final class Plots {

  /** What its files are called, as a glob: others in the directory are somebody else's. */
  static final String NAMES = "*-{throughput,latency,cpu}.png";

  private static final int WIDTH = 1_100;
  private static final int HEIGHT = 600;
  private static final List<String> PERCENTILES = List.of("p50", "p90", "p99", "p99.9");

  private final List<Result> results;

  Plots(List<Result> results) {
    this.results = results;
  }

  void writeTo(Path directory) throws IOException {
    for (var scenario : new LinkedHashSet<>(results.stream().map(Result::scenario).toList())) {
      var points =
          Points.ofScenario(results, scenario).where(result -> !result.workload().isEmpty());
      for (var workload : points.distinct(Result::workload)) {
        var own = points.where(result -> result.workload().equals(workload));
        var name = scenario + "-" + workload;
        var closed = own.where(result -> result.clients() > 0);
        if (!closed.isEmpty()) {
          save(throughput(name, closed), directory.resolve(name + "-throughput.png"));
        }
        for (var load : own.distinct(Report::load)) {
          var at = own.where(result -> Report.load(result).equals(load));
          var file = name + "-" + load.replaceAll("[^0-9a-z]+", "-");
          save(latency(name + ", " + load, at), directory.resolve(file + "-latency.png"));
          if (!at.components().isEmpty()) {
            save(cpu(name + ", " + load, at), directory.resolve(file + "-cpu.png"));
          }
        }
      }
    }
  }

  private static XYChart throughput(String title, Points points) {
    var chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle("clients")
            .yAxisTitle("answers per second, median")
            .build();
    chart.getStyler().setXAxisLogarithmic(points.distinct(Result::clients).size() > 1);
    chart.getStyler().setYAxisMin(0.0);
    for (var system : points.systems()) {
      var clients = new ArrayList<Double>();
      var rates = new ArrayList<Double>();
      var own = points.ofSystem(system);
      for (int count : own.distinct(Result::clients).stream().sorted().toList()) {
        clients.add((double) count);
        rates.add(own.where(result -> result.clients() == count).perSecond().median().orElse(0));
      }
      var _ = chart.addSeries(system, clients, rates);
    }
    return chart;
  }

  private static CategoryChart latency(String title, Points points) {
    var chart = bars(title, "milliseconds, median of the rounds");
    chart.getStyler().setYAxisLogarithmic(true);
    chart.getStyler().setYAxisMin(0.1);
    for (var system : points.systems()) {
      var own = points.ofSystem(system);
      var values =
          PERCENTILES.stream()
              // A logarithm needs something to begin with.
              .map(percentile -> Math.max(0.1, own.millis(percentile).median().orElse(0.1)))
              .toList();
      var _ = chart.addSeries(system, PERCENTILES, values);
    }
    return chart;
  }

  private static CategoryChart cpu(String title, Points points) {
    var chart = bars(title, "CPU milliseconds per answer, median");
    chart.getStyler().setStacked(true);
    for (var component : points.components()) {
      var values =
          points.systems().stream()
              .map(system -> points.ofSystem(system).cpu(component).median().orElse(0))
              .toList();
      var _ = chart.addSeries(component, points.systems(), values);
    }
    return chart;
  }

  private static CategoryChart bars(String title, String unit) {
    return new CategoryChartBuilder()
        .width(WIDTH)
        .height(HEIGHT)
        .title(title)
        .yAxisTitle(unit)
        .build();
  }

  private static void save(Chart<?, ?> chart, Path file) throws IOException {
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
  }
}

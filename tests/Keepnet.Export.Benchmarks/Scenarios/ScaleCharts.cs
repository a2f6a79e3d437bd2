using System.Globalization;
using Keepnet.Export.Benchmarks.Scale;
using ScottPlot;

namespace Keepnet.Export.Benchmarks.Scenarios;

/// <summary>Run time over the number of companies, a line for each number of instances, a chart for each limit of the API.</summary>
internal static class ScaleCharts
{
    private static readonly (double Seconds, string Label)[] Times =
        [(1, "1 s"), (10, "10 s"), (60, "1 min"), (600, "10 min"), (3600, "1 h"), (36_000, "10 h")];

    public static void Save(string folder, IEnumerable<(ScaleCase Case, ScaleResult Result)> nights)
    {
        foreach (var limit in nights.GroupBy(night => night.Case.ApiLimit))
        {
            var name = limit.Key?.ToString("0", CultureInfo.InvariantCulture);
            using var plot = new Plot();
            plot.Title(name is null ? "No limit of the API" : $"The API allows {name} calls a second");
            plot.XLabel("companies");
            plot.YLabel("run time");
            foreach (var line in limit.GroupBy(night => night.Case.Instances))
            {
                var scatter = plot.Add.Scatter(
                    line.Select(night => Math.Log10(night.Case.Companies)).ToArray(), line.Select(night => Math.Log10(night.Result.Seconds)).ToArray());
                scatter.LegendText = line.Key == 1 ? "1 instance" : $"{line.Key} instances";
            }

            plot.Axes.Left.SetTicks([.. Times.Select(time => Math.Log10(time.Seconds))], [.. Times.Select(time => time.Label)]);
            plot.Axes.Bottom.SetTicks([2, 3, 4, 5], ["100", "1,000", "10,000", "100,000"]);
            plot.ShowLegend(Alignment.UpperLeft);
            plot.SavePng(Path.Combine(folder, $"scale-{name ?? "unlimited"}.png"), 640, 400);
        }
    }
}

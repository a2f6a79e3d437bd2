using System.Globalization;
using Keepnet.Export.Benchmarks.Reporting;
using Keepnet.Export.Benchmarks.Scale;

namespace Keepnet.Export.Benchmarks.Scenarios;

/// <summary>Nights of any size, played through in a model: how long, how many calls refused, what it costs.</summary>
internal sealed class ScaleScenario : IScenario
{
    private const double InstanceGigabytes = 2;

    private static readonly int[] Companies = [100, 1_000, 10_000, 100_000];
    private static readonly int[] Instances = [1, 2, 5, 10];
    private static readonly double?[] Limits = [null, 100, 20];

    public string Name => "scale";

    public string Description => "Instances x concurrency x API limit x latency for 100 to 100,000 companies, in a model that is checked against real runs.";

    public async Task<IReadOnlyList<ResultTable>> RunAsync(ScenarioOptions options)
    {
        var check = await ScaleCheck.RunAsync(options);
        var prices = ScalePrices.Read(Path.Combine(AppContext.BaseDirectory, "prices.json"));
        var sizes = Companies.Where(count => count <= (options.Companies ?? Companies[^1])).ToList();
        var nights = Play(sizes);
        var charts = Path.Combine(Path.GetDirectoryName(options.WorkFolder)!, "charts");
        ScaleCharts.Save(Directory.CreateDirectory(charts).FullName, nights);
        return [check, NightTable(nights, prices), ConcurrencyTable()];
    }

    private static List<(ScaleCase Case, ScaleResult Result)> Play(IReadOnlyList<int> sizes) =>
    [
        .. from limit in Limits
           from companies in sizes
           from instances in Instances
           let night = new ScaleCase { Companies = companies, Instances = instances, ApiLimit = limit, ColdStart = 2 }
           select (night, ScaleModel.Run(night)),
    ];

    private static ResultTable NightTable(List<(ScaleCase Case, ScaleResult Result)> nights, ScalePrices prices)
    {
        var table = new ResultTable(
            "A night: 4 companies at once in an instance, 50 ms a call, 50 ms of processor a company",
            "companies", "API limit, calls/s", "instances", "run time", "calls a second", "refused", "cost, $");
        foreach (var (night, result) in nights)
        {
            table.Add(
                Text(night.Companies), Limit(night.ApiLimit), (long)night.Instances, Duration(result.Seconds),
                (result.Calls - result.Refused) / result.Seconds, result.Refused, prices.Of(night.Companies, result, InstanceGigabytes));
        }

        table.Notes.Add("Cost: executions, memory time of 2 GB instances, queue and storage operations, at the prices in `prices.json`; monthly base fees, logs and free grants are left out.");
        return table;
    }

    private static ResultTable ConcurrencyTable()
    {
        var table = new ResultTable("1,000 companies, one instance: what companies at once and latency do", "latency, ms", "companies at once", "API limit, calls/s", "run time", "refused");
        foreach (var (latency, concurrency, limit) in
                 from latency in new[] { 0.02, 0.05, 0.2, 1 }
                 from concurrency in new[] { 1, 2, 4, 8, 16 }
                 from limit in new double?[] { null, 20 }
                 select (latency, concurrency, limit))
        {
            var result = ScaleModel.Run(new ScaleCase { Companies = 1000, Concurrency = concurrency, Latency = latency, ApiLimit = limit });
            table.Add(Text((int)(latency * 1000)), (long)concurrency, Limit(limit), Duration(result.Seconds), result.Refused);
        }

        return table;
    }

    private static string Limit(double? limit) => limit?.ToString("0", CultureInfo.InvariantCulture) ?? "none";

    private static string Text(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Duration(double seconds) => TimeSpan.FromSeconds(seconds) switch
    {
        { TotalHours: >= 1 } time => string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0.0} h"),
        { TotalMinutes: >= 1 } time => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0.0} min"),
        var time => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
    };
}

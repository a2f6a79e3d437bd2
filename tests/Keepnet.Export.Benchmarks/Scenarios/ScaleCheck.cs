using System.Globalization;
using System.Text.Json;
using Keepnet.Export.Benchmarks.Processes;
using Keepnet.Export.Benchmarks.Reporting;
using Keepnet.Export.Benchmarks.Scale;
using Keepnet.Simulator;

namespace Keepnet.Export.Benchmarks.Scenarios;

/// <summary>Small nights of the model beside real runs of the exporter against the simulated tenant.</summary>
internal static class ScaleCheck
{
    private const int Companies = 60;
    private const string Credentials = "benchmark";

    private static readonly (int Concurrency, int LatencyMilliseconds, int Limit)[] Cases =
        [(1, 50, 0), (4, 50, 0), (4, 200, 0), (4, 50, 40), (4, 50, 20), (8, 50, 20)];

    public static async Task<ResultTable> RunAsync(ScenarioOptions options)
    {
        var table = new ResultTable(
            $"The model against real runs, {Companies} companies of the simulated tenant",
            "companies at once, latency, limit", "run, s", "model, s", "run, calls", "model, calls", "run, refused", "model, refused");
        var (startUp, _, _) = await ExportAsync(Companies, 4, 0, 0, options);
        foreach (var (concurrency, latency, limit) in Cases)
        {
            var (seconds, calls, refused) = await ExportAsync(Companies, concurrency, latency, limit, options);
            var model = ScaleModel.Run(new ScaleCase
            {
                Companies = Companies,
                Concurrency = concurrency,
                Latency = latency / 1000.0,
                ApiLimit = limit == 0 ? null : limit,

                // The tenant names no time to wait; then the exporter waits two seconds.
                RetryAfter = 2,
                Stages = await StagesAsync(),

                // What the same run takes when nobody waits for the API.
                ProcessorSeconds = startUp / Companies,
            });
            table.Add(
                string.Create(CultureInfo.InvariantCulture, $"{concurrency}, {latency} ms, {(limit == 0 ? "none" : $"{limit}/s")}"),
                seconds, model.Seconds, calls, model.Calls, refused, model.Refused);
        }

        return table;
    }

    private static async Task<int[]> StagesAsync()
    {
        await using var tenant = await StartAsync(0, 0);
        var companies = tenant.Data.OpenCompanies().Select(company => company.Id).ToList();
        var reports = companies.Average(id => tenant.Data.ReportIds(id).Count);
        var widgets = companies.Average(id => tenant.Data.WidgetIds(id).Count);
        return [1, 1 + (int)Math.Round(reports), (int)Math.Ceiling(widgets / 10)];
    }

    private static async Task<(double Seconds, long Calls, long Refused)> ExportAsync(int companies, int concurrency, int latency, int limit, ScenarioOptions options)
    {
        await using var tenant = await StartAsync(latency, limit);
        var exporter = ExporterProcess.ToFolder(tenant.BaseUrl.ToString(), WorkFolder.Empty(options.WorkFolder));
        var run = await (exporter with { Arguments = [.. exporter.Arguments, "--concurrency", concurrency.ToString(CultureInfo.InvariantCulture)] }).RunAsync();
        WorkFolder.Empty(options.WorkFolder);
        ScenarioOptions.Progress(string.Create(CultureInfo.InvariantCulture, $"{companies} companies, {concurrency} at once, {latency} ms, limit {limit}: {run.Seconds:0.0} s"));
        using var document = JsonDocument.Parse(run.Output);
        var root = document.RootElement;
        return (root.GetProperty("seconds").GetDouble(), root.GetProperty("apiCalls").GetInt64(), root.GetProperty("throttled").GetInt64());
    }

    private static Task<SimulatedTenant> StartAsync(int latency, int limit) => SimulatedTenant.StartAsync(
        new SimulatorOptions
        {
            Companies = Companies,
            ClientId = Credentials,
            ClientSecret = Credentials,
            Latency = TimeSpan.FromMilliseconds(latency),
            RateLimitPerSecond = limit,
        },
        CancellationToken.None);
}

using System.Globalization;
using Keepnet.Export.Benchmarks.Clients;
using Keepnet.Export.Benchmarks.Payloads;
using Keepnet.Export.Benchmarks.Processes;
using Keepnet.Export.Benchmarks.Reporting;
using Keepnet.Export.Benchmarks.Serving;

namespace Keepnet.Export.Benchmarks.Scenarios;

/// <summary>Requests sent against the fewest that fetch everything there is.</summary>
internal sealed class CallsScenario : IScenario
{
    private const int CompaniesPerPage = 100;

    public string Name => "calls";

    public string Description => "API calls of a run in which nothing fails against the minimum the API allows.";

    public async Task<IReadOnlyList<ResultTable>> RunAsync(ScenarioOptions options)
    {
        var companies = options.Companies ?? 150;
        var table = new ResultTable(
            $"API calls, {companies} companies", "settings", "calls", "minimum", "more than the minimum", "calls per company");
        foreach (var (batchSize, withDetails) in new[] { (KeepnetCalls.BatchSize, true), (KeepnetCalls.BatchSize, false), (1, true), (20, true) })
        {
            var shape = TenantShape.Typical(companies, latency: 0);
            var calls = await CountAsync(shape, batchSize, withDetails, options);
            var minimum = Minimum(shape, batchSize, withDetails);
            var settings = string.Create(CultureInfo.InvariantCulture, $"WidgetBatchSize {batchSize}, ReportDetails {(withDetails ? "true" : "false")}");
            table.Add(settings, calls, minimum, calls - minimum, calls / (double)companies);
        }

        table.Notes.Add(
            "The minimum: one token, a page of the list for every hundred companies, and for each company and the reseller itself "
            + "one list of reports, one catalogue, and a call for each batch of widgets; for each company also one for each report.");
        return [table];
    }

    private static async Task<long> CountAsync(TenantShape shape, int batchSize, bool withDetails, ScenarioOptions options)
    {
        await using var server = await ServerProcess.StartAsync(shape);
        var exporter = ExporterProcess.ToFolder(server.Url, WorkFolder.Empty(options.WorkFolder));
        await (exporter with
        {
            Environment = new Dictionary<string, string>(exporter.Environment)
            {
                ["Export__WidgetBatchSize"] = batchSize.ToString(CultureInfo.InvariantCulture),
                ["Export__ReportDetails"] = withDetails ? "true" : "false",
            },
        }).RunAsync();
        WorkFolder.Empty(options.WorkFolder);
        return (await server.TakeWorkAsync()).Requests;
    }

    private static long Minimum(TenantShape shape, int batchSize, bool withDetails)
    {
        var batches = (shape.WidgetBytes.Count + batchSize - 1) / batchSize;
        var pages = (shape.Companies + CompaniesPerPage - 1) / CompaniesPerPage;
        return 1 + pages + ((shape.Companies + 1L) * (2 + batches)) + (withDetails ? (long)shape.Companies * shape.Reports : 0);
    }
}

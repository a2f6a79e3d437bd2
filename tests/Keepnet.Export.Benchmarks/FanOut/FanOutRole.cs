using System.Diagnostics;
using System.Text.Json;
using Keepnet.Api.Reports;
using Keepnet.Export.Queueing;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Execution;
using Keepnet.Export.Runs.Planning;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Keepnet.Export.Benchmarks.FanOut;

/// <summary>Plans a run and puts its messages on a queue, as the function app does at night, in a process of its own.</summary>
internal static class FanOutRole
{
    public const string Name = "fan-out-once";

    public static async Task RunAsync(string url, string folder)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Keepnet:BaseUrl"] = url,
            ["Keepnet:ClientId"] = "benchmark",
            ["Keepnet:ClientSecret"] = "benchmark",
            ["Export:Directory"] = folder,
        });
        var queue = new CountingQueue();
        builder.AddKeepnetExport();
        builder.Services.AddSingleton<IExportQueue>(queue);
        using var host = builder.Build();
        var watch = Stopwatch.StartNew();
        await host.Services.GetRequiredService<RunDispatcher>().StartAsync(Request(), CancellationToken.None);
        Console.WriteLine(JsonSerializer.Serialize(queue.Take() with { Seconds = watch.Elapsed.TotalSeconds }));
    }

    private static RunRequest Request() => new()
    {
        RunId = RunId.ForSlot(DateTimeOffset.UtcNow),
        Trigger = RunTrigger.Schedule,
        Period = ReportPeriod.Default,
        Filters = new CompanyFilters(),
    };
}

using System.CommandLine;
using Keepnet.Export.Cli.Hosting;
using Keepnet.Export.Runs;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Keepnet.Export.Cli.Commands;

/// <summary><c>runs</c>: lists the runs in the store with their outcome counts.</summary>
internal static class RunsCommand
{
    public static Command Create(Terminal terminal)
    {
        var store = new StoreOptions();
        var json = CommonOptions.Json();
        var command = new Command("runs", "Lists the runs in the store with their outcome counts, newest first.") { json };
        store.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            var settings = new Dictionary<string, string?>();
            store.Override(result, settings);
            using var host = ExporterHost.Create(settings);
            StorePresence.Require(host.Settings());
            var runs = await ListAsync(host.Services.GetRequiredService<RunCatalog>(), cancellationToken);
            if (result.GetValue(json))
            {
                terminal.PrintJson(runs);
            }
            else
            {
                Print(terminal, runs);
            }

            return ExitCodes.Succeeded;
        });
        return command;
    }

    private static async Task<RunListing[]> ListAsync(RunCatalog catalog, CancellationToken cancellationToken)
    {
        var runs = new List<RunListing>();
        await foreach (var run in catalog.ListingsAsync(cancellationToken))
        {
            runs.Add(run);
        }

        return [.. runs];
    }

    private static void Print(Terminal terminal, RunListing[] runs)
    {
        if (runs.Length == 0)
        {
            terminal.Print("There are no runs in the store.");
            return;
        }

        var table = new Table().Border(TableBorder.Simple).AddColumns("run", "period", "outcome", "succeeded", "partial", "skipped", "failed", "of");
        foreach (var run in runs)
        {
            var outcome = run.Outcome?.ToString().ToLowerInvariant() ?? "unfinished";
            var counts = new[] { run.Companies.Succeeded, run.Companies.Partial, run.Companies.Skipped, run.Companies.Failed, run.Companies.Expected };
            table.AddRow([run.RunId, run.Period, outcome, .. counts.Select(count => count.ToString(System.Globalization.CultureInfo.InvariantCulture))]);
        }

        terminal.Out.Write(table);
    }
}

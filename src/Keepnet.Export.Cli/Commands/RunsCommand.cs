using System.CommandLine;
using System.Globalization;
using Keepnet.Export.Cli.Display;
using Keepnet.Export.Cli.Hosting;
using Keepnet.Export.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace Keepnet.Export.Cli.Commands;

/// <summary><c>runs</c>: lists the runs in the store with their outcome counts.</summary>
internal static class RunsCommand
{
    private static readonly string[] Header = ["RUN", "PERIOD", "OUTCOME", "COMPANIES", "SUCCEEDED", "PARTIAL", "SKIPPED", "FAILED"];

    public static Command Create(Terminal terminal)
    {
        var store = new StoreOptions();
        var json = CommonOptions.Json();
        var command = new ExplainedCommand(
            "runs",
            "Lists the runs in the store with their outcome counts, newest first.",
            "runs",
            "runs --out ./demo-export --json");
        store.AddTo(command);
        command.Options.Add(json);
        command.SetAction(async (result, cancellationToken) =>
        {
            var settings = new Dictionary<string, string?>();
            store.Override(result, settings);
            using var host = ExporterHost.Create(settings);
            StorePresence.Require(host.Settings());
            // By their instants: ids of one second are in no order.
            var runs = await host.Services.GetRequiredService<RunCatalog>().ListingsAsync(cancellationToken)
                .OrderByDescending(run => run.RequestedAt)
                .ToArrayAsync(cancellationToken);
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

    private static void Print(Terminal terminal, RunListing[] runs)
    {
        if (runs.Length == 0)
        {
            terminal.Print("There are no runs in the store.");
            return;
        }

        foreach (var line in AlignedTable.Lines([Header, .. runs.Select(Row)]))
        {
            terminal.Print(line);
        }
    }

    private static string[] Row(RunListing run)
    {
        var counts = run.Companies;
        int[] numbers = [counts.Expected, counts.Succeeded, counts.Partial, counts.Skipped, counts.Failed];
        var outcome = run.Outcome is { } ended ? OutcomeText.Of(ended) : "unfinished";
        return [run.RunId, run.Period, outcome, .. numbers.Select(number => number.ToString(CultureInfo.InvariantCulture))];
    }
}

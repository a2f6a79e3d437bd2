using System.CommandLine;
using System.Globalization;
using Keepnet.Export.Cli.Display;
using Keepnet.Export.Cli.Hosting;
using Keepnet.Export.Reading;
using Keepnet.Export.Runs.Catalog;
using Keepnet.Export.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace Keepnet.Export.Cli.Commands;

/// <summary><c>runs</c>: lists the runs in the store with their outcome counts.</summary>
internal static class RunsCommand
{
    private static readonly string[] Header = ["RUN", "PERIOD", "OUTCOME", "COMPANIES", "SUCCEEDED", "PARTIAL", "SKIPPED", "FAILED"];

    public static Command Create(Terminal terminal)
    {
        var store = new StoreOptions();
        var wait = new Option<string>("--wait") { Description = "Wait until this run has come to its end, then print its result.", HelpName = "RUN_ID" }.NotEmpty();
        var json = CommonOptions.Json();
        var command = new ExplainedCommand(
            "runs",
            "Lists the runs in the store with their outcome counts, newest first.",
            "runs",
            "runs --out ./demo-export --json",
            "runs --wait 20260701T020000Z-request-1f9c22");
        store.AddTo(command);
        command.Options.Add(wait);
        command.Options.Add(json);
        command.SetAction(async (result, cancellationToken) =>
        {
            var settings = new Dictionary<string, string?>();
            store.Override(result, settings);
            using var host = ExporterHost.Create(settings);
            await StorePresence.RequireAsync(host, cancellationToken);
            var reader = host.Services.GetRequiredService<ExportReader>();
            if (result.GetValue(wait) is { } runId)
            {
                return await WaitAsync(terminal, reader, runId, result.GetValue(json), cancellationToken);
            }

            var runs = await reader.RunsAsync(cancellationToken).ToArrayAsync(cancellationToken);
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

    // Ends as 'export' would have ended.
    private static async Task<int> WaitAsync(Terminal terminal, ExportReader reader, string runId, bool json, CancellationToken cancellationToken)
    {
        if (await reader.FindRunAsync(runId, cancellationToken) is null)
        {
            throw new InvalidSettingsException($"There is no run '{runId}' in the store; 'runs' lists those that are there.");
        }

        var summary = await reader.WaitForRunAsync(runId, every: null, cancellationToken);
        if (json)
        {
            terminal.PrintJson(summary);
        }
        else
        {
            SummaryView.Print(terminal, summary, next: null);
        }

        return ExitCodes.Of(summary.Outcome);
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

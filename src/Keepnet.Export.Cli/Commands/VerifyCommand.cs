using System.CommandLine;
using Keepnet.Export.Cli.Display;
using Keepnet.Export.Cli.Hosting;
using Keepnet.Export.Runs;
using Keepnet.Export.Settings;
using Keepnet.Export.Verification;
using Microsoft.Extensions.DependencyInjection;

namespace Keepnet.Export.Cli.Commands;

/// <summary><c>verify</c>: compares every file with its manifest.</summary>
internal static class VerifyCommand
{
    public static Command Create(Terminal terminal)
    {
        var store = new StoreOptions();
        var run = new Option<string>("--run") { Description = "Only this run.", HelpName = "RUN_ID" };
        var clean = new Option<bool>("--clean") { Description = "Remove attempts that did not win and stale temporary data." };
        var json = CommonOptions.Json();
        var command = new Command("verify", "Re-reads manifests, sizes and hashes; names every file that is missing, changed or not listed.") { run, clean, json };
        store.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            var settings = new Dictionary<string, string?>();
            store.Override(result, settings);
            using var host = ExporterHost.Create(settings);
            StorePresence.Require(host.Settings());
            var runId = result.GetValue(run);
            if (runId is not null && (!RunId.IsValid(runId) || await host.Services.GetRequiredService<RunCatalog>().FindPlanAsync(runId, cancellationToken) is null))
            {
                throw new InvalidSettingsException($"There is no run '{runId}' in the store; 'keepnet-export runs' lists them.");
            }

            var report = await host.Services.GetRequiredService<StoreVerifier>().VerifyAsync(runId, result.GetValue(clean), cancellationToken);
            Print(terminal, report, result.GetValue(json));
            return report.Intact ? ExitCodes.Succeeded : ExitCodes.SomeFailed;
        });
        return command;
    }

    private static void Print(Terminal terminal, VerificationReport report, bool json)
    {
        if (json)
        {
            terminal.PrintJson(report);
            return;
        }

        foreach (var problem in report.Problems)
        {
            terminal.Print($"{problem.Problem,-11}{problem.Path}: {problem.Detail}");
        }

        foreach (var path in report.Cleaned)
        {
            terminal.Print($"removed    {path}");
        }

        terminal.Print(report.Intact
            ? $"All {report.Files} files of {report.Exports} exports are there, unchanged and listed ({ByteText.Of(report.Bytes)}, {report.Store})."
            : $"{report.Problems.Count} problems in {report.Exports} exports with {report.Files} files ({report.Store}).");
    }
}

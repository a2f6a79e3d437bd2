using System.CommandLine;
using System.Globalization;
using Keepnet.Export.Cli.Display;
using Keepnet.Export.Cli.Hosting;
using Keepnet.Export.Reading;
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
        var run = new Option<string>("--run") { Description = "Only this run.", HelpName = "RUN_ID" }.NotEmpty();
        var clean = new Option<bool>("--clean") { Description = "Remove attempts that did not win and stale temporary data." };
        var json = CommonOptions.Json();
        var command = new ExplainedCommand(
            "verify",
            "Re-reads manifests, sizes and hashes; names every file that is missing, changed or not listed.",
            "verify --out ./demo-export",
            "verify --out ./demo-export --clean");
        store.AddTo(command);
        foreach (var option in new Option[] { run, clean, json })
        {
            command.Options.Add(option);
        }

        command.SetAction(async (result, cancellationToken) =>
        {
            var settings = new Dictionary<string, string?>();
            store.Override(result, settings);
            using var host = ExporterHost.Create(settings);
            await StorePresence.RequireAsync(host, cancellationToken);
            var runId = result.GetValue(run);
            if (runId is not null && await host.Services.GetRequiredService<ExportReader>().FindRunAsync(runId, cancellationToken) is null)
            {
                throw new InvalidSettingsException($"There is no run '{runId}' in the store; 'runs' lists those that are there.");
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

        terminal.Print(Verdict(report));
    }

    private static string Verdict(VerificationReport report) => report switch
    {
        { Intact: false } => $"{Count(report.Problems.Count, "problem")} in {Count(report.Exports, "export")} with {Count(report.Files, "file")} ({report.Store}).",
        { Exports: 0 } => $"There are no exports to check ({report.Store}).",
        _ => $"All files are there, unchanged and listed: {Count(report.Files, "file")} of {Count(report.Exports, "export")}, {ByteText.Of(report.Bytes)} ({report.Store}).",
    };

    private static string Count(int count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}

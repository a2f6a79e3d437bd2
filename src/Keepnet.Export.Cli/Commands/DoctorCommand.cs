using System.CommandLine;
using Keepnet.Export.Cli.Hosting;
using Keepnet.Export.Diagnostics;
using Keepnet.Export.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace Keepnet.Export.Cli.Commands;

/// <summary><c>doctor</c>: checks everything a run needs and says how to mend what is wrong.</summary>
internal static class DoctorCommand
{
    public static Command Create(Terminal terminal)
    {
        var store = new StoreOptions();
        var baseUrl = CommonOptions.BaseUrl();
        var json = CommonOptions.Json();
        var command = new ExplainedCommand(
            "doctor",
            "Checks settings, credentials, role, company list, reports and store; says how to mend what is wrong.",
            "doctor",
            "doctor --out ./exports --json");
        store.AddTo(command);
        command.Options.Add(baseUrl);
        command.Options.Add(json);
        command.SetAction(async (result, cancellationToken) =>
        {
            var settings = new Dictionary<string, string?>();
            store.Override(result, settings);
            if (result.GetValue(baseUrl) is { } url)
            {
                settings["Keepnet:BaseUrl"] = url;
            }

            var (report, exitCode) = await CheckAsync(settings, cancellationToken);
            Print(terminal, report, result.GetValue(json));
            return exitCode;
        });
        return command;
    }

    private static async Task<(DoctorReport Report, int ExitCode)> CheckAsync(Dictionary<string, string?> settings, CancellationToken cancellationToken)
    {
        try
        {
            using var host = ExporterHost.Create(settings);
            host.Settings().RequireCredentials();
            var report = await host.Services.GetRequiredService<Doctor>().RunAsync(cancellationToken);
            return (report, report.Healthy ? ExitCodes.Succeeded : ExitCodes.Stopped);
        }
        catch (InvalidSettingsException exception)
        {
            var checks = exception.Sentences.Select(problem => new DoctorCheck("settings", false, problem, FailureCodes.InvalidSettings));
            return (DoctorReport.Of([.. checks]), ExitCodes.WrongUsage);
        }
    }

    private static void Print(Terminal terminal, DoctorReport report, bool json)
    {
        if (json)
        {
            terminal.PrintJson(report);
            return;
        }

        foreach (var check in report.Checks)
        {
            var mark = check switch { { Warning: true } => "warn   ", { Passed: true } => "ok     ", { Passed: false } => "WRONG  ", _ => "-      " };
            terminal.Print($"{mark}{check.Name,-14}{check.Detail}");
        }
    }
}

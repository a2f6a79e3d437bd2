using System.CommandLine;
using Keepnet.Api.Reports;
using Keepnet.Export.Cli.Display;
using Keepnet.Export.Cli.Hosting;
using Keepnet.Export.Runs;
using Keepnet.Export.Runs.Execution;
using Keepnet.Export.Runs.Planning;
using Keepnet.Simulator;
using Microsoft.Extensions.DependencyInjection;

namespace Keepnet.Export.Cli.Commands;

/// <summary><c>demo</c>: the main job with nothing configured, against a simulated tenant in this process.</summary>
internal static class DemoCommand
{
    public static Command Create(Terminal terminal, ProcessSignals signals)
    {
        var directory = new Option<string>("--out") { Description = "Directory to export to.", HelpName = "DIR", DefaultValueFactory = _ => "./demo-export" }.NotEmpty();
        var companies = CommonOptions.SimulatedCompanies(least: 1);
        var command = new ExplainedCommand(
            "demo", "Shows the main job with nothing configured: exports a simulated tenant.", "demo", "demo --out ./demo-export --companies 100")
        {
            directory,
            companies,
        };
        command.SetAction((result, cancellationToken) =>
            RunAsync(terminal, signals, result.GetValue(directory)!, result.GetValue(companies), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        Terminal terminal, ProcessSignals signals, string directory, int companies, CancellationToken cancellationToken)
    {
        await using var tenant = await SimulatedTenant.StartAsync(new SimulatorOptions { Companies = companies }, cancellationToken);
        terminal.Say($"A simulated tenant with {CountsText.Companies(companies)} answers at {tenant.BaseUrl}");
        using var host = ExporterHost.Create(SettingsFor(tenant, directory), isolated: true);
        var now = host.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var request = new RunRequest
        {
            RunId = RunId.Create(RunTrigger.Demo, now),
            Trigger = RunTrigger.Demo,
            RequestedAt = now,
            Period = ReportPeriod.Default,
            Filters = new CompanyFilters(),
        };
        var runner = host.Services.GetRequiredService<LocalRunner>();
        var summary = await RunDisplay.For(terminal).WatchAsync(runner.Monitor, () => runner.RunAsync(request, cancellationToken));
        var isWhole = summary.Outcome is RunOutcome.Succeeded or RunOutcome.Partial;
        SummaryView.Print(terminal, summary, isWhole ? null : "The simulated tenant is gone now; to start afresh, give the same command again.");
        if (isWhole)
        {
            StoreTree.Print(terminal, directory);
            PrintNextSteps(terminal, directory);
        }

        return ExitCodes.Of(summary.Outcome, signals);
    }

    private static Dictionary<string, string?> SettingsFor(SimulatedTenant tenant, string directory) => new()
    {
        ["Keepnet:BaseUrl"] = tenant.BaseUrl.ToString(),
        ["Keepnet:ClientId"] = tenant.Options.ClientId,
        ["Keepnet:ClientSecret"] = tenant.Options.ClientSecret,
        ["Export:Directory"] = directory,
    };

    private static void PrintNextSteps(Terminal terminal, string directory)
    {
        (string What, string[] Arguments)[] steps =
        [
            ("Ask the export in SQL, to begin with which company is at risk:", ["query", "--example", "risk-by-company", "--out", directory]),
            ("Check every file against its manifest:", ["verify", "--out", directory]),
            ("See what is still missing to export your own tenant:", ["doctor"]),
        ];
        terminal.Print("");
        terminal.Print("Three things to try next");
        foreach (var (what, arguments) in steps)
        {
            terminal.Print("");
            terminal.Print(what);
            terminal.Print("  " + Invocation.Of(arguments));
        }
    }
}

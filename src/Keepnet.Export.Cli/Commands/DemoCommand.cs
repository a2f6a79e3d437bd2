using System.CommandLine;
using Keepnet.Api.Reports;
using Keepnet.Export.Cli.Display;
using Keepnet.Export.Cli.Hosting;
using Keepnet.Export.Runs;
using Keepnet.Simulator;
using Microsoft.Extensions.DependencyInjection;

namespace Keepnet.Export.Cli.Commands;

/// <summary><c>demo</c>: the main job with nothing configured, against a simulated tenant in this process.</summary>
internal static class DemoCommand
{
    public static Command Create(Terminal terminal, ProcessSignals signals)
    {
        var directory = new Option<string>("--out") { Description = "Directory to export to.", HelpName = "DIR", DefaultValueFactory = _ => "./demo-export" };
        var companies = new Option<int>("--companies") { Description = "Companies of the simulated tenant.", HelpName = "N", DefaultValueFactory = _ => 24 };
        companies.Validators.Add(result => NumberRules.AtLeast(result, 1));
        var command = new Command("demo", "Shows the main job with nothing configured: exports a simulated tenant.") { directory, companies };
        command.SetAction((result, cancellationToken) =>
            RunAsync(terminal, signals, result.GetValue(directory)!, result.GetValue(companies), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        Terminal terminal, ProcessSignals signals, string directory, int companies, CancellationToken cancellationToken)
    {
        await using var tenant = await SimulatedTenant.StartAsync(new SimulatorOptions { Companies = companies }, cancellationToken);
        terminal.Say($"A simulated tenant with {companies} companies answers at {tenant.BaseUrl}");
        var settings = new Dictionary<string, string?>
        {
            ["Keepnet:BaseUrl"] = tenant.BaseUrl.ToString(),
            ["Keepnet:ClientId"] = tenant.Options.ClientId,
            ["Keepnet:ClientSecret"] = tenant.Options.ClientSecret,
            ["Export:Directory"] = directory,
        };
        using var host = ExporterHost.Create(settings, isolated: true);
        var request = new RunRequest
        {
            RunId = RunId.Create(RunTrigger.Demo, host.Services.GetRequiredService<TimeProvider>().GetUtcNow()),
            Trigger = RunTrigger.Demo,
            Period = ReportPeriod.Default,
            Filters = new CompanyFilters(),
        };
        var runner = host.Services.GetRequiredService<LocalRunner>();
        var summary = await RunDisplay.For(terminal).WatchAsync(runner.Monitor, () => runner.RunAsync(request, cancellationToken));
        SummaryView.Print(terminal, summary);
        if (summary.Outcome is RunOutcome.Succeeded or RunOutcome.Partial)
        {
            StoreTree.Print(terminal, directory);
            PrintNextSteps(terminal, directory);
        }

        return ExitCodes.Of(summary.Outcome, signals);
    }

    private static void PrintNextSteps(Terminal terminal, string directory)
    {
        terminal.Print("");
        terminal.Print("Three things to try next:");
        terminal.Print($"  keepnet-export verify --out {directory}        check every file against its manifest");
        terminal.Print("  keepnet-export simulate --faults all             a tenant that misbehaves, to export from");
        terminal.Print("  keepnet-export doctor                            check your own credentials, then: export");
        terminal.Print("(keepnet-export is short for: dotnet run --project src/Keepnet.Export.Cli --)");
    }
}

using System.CommandLine;
using Keepnet.Export.Cli.Display;
using Keepnet.Simulator;

namespace Keepnet.Export.Cli.Commands;

/// <summary><c>simulate</c>: the simulated tenant alone, to point other clients at.</summary>
internal static class SimulateCommand
{
    public static Command Create(Terminal terminal)
    {
        var urls = new Option<string>("--urls") { Description = "Address to listen on.", HelpName = "URL", DefaultValueFactory = _ => "http://127.0.0.1:5080" };
        var companies = CommonOptions.SimulatedCompanies(least: 0);
        var seed = new Option<int>("--seed") { Description = "The same seed gives the same tenant.", HelpName = "N", DefaultValueFactory = _ => 1 }.Within(int.MinValue, int.MaxValue);
        var limit = new Option<int>("--limit") { Description = "Calls a second before it answers 429; 0 for no limit.", HelpName = "N" }.Within(0, 100_000);
        var faults = Faults();
        urls.Validators.Add(result => ListenAddress.Check(result));
        var command = new ExplainedCommand(
            "simulate",
            "Starts a simulated Keepnet tenant and keeps it until Ctrl-C.",
            "simulate",
            "simulate --urls http://127.0.0.1:5090 --companies 200 --seed 7",
            "simulate --faults all",
            "simulate --faults throttle:0.3,cut",
            "simulate --companies 200 --limit 20")
        {
            urls,
            companies,
            seed,
            limit,
            faults,
        };
        command.SetAction((result, cancellationToken) => RunAsync(
            terminal,
            new SimulatorOptions
            {
                Urls = result.GetValue(urls)!,
                Companies = result.GetValue(companies),
                Seed = result.GetValue(seed),
                RateLimitPerSecond = result.GetValue(limit),
                Faults = result.GetValue(faults) ?? [],
            },
            cancellationToken));
        return command;
    }

    private static Option<string[]> Faults()
    {
        var faults = new Option<string[]>("--faults")
        {
            Description = "How the tenant misbehaves: all, or " + string.Join(", ", FaultProfiles.All.Select(profile => profile.Name))
                + "; name:0.2 sets how often. Several: repeat the option or separate by commas.",
            HelpName = "NAME",
        };
        faults.Validators.Add(result =>
        {
            if (FaultProfiles.FindProblem(result.Tokens.Select(token => token.Value)) is { } problem)
            {
                result.AddError(problem);
            }
        });
        return faults;
    }

    private static async Task<int> RunAsync(Terminal terminal, SimulatorOptions options, CancellationToken cancellationToken)
    {
        await using var tenant = await ListenAddress.BindAsync(options.Urls, () => SimulatedTenant.StartAsync(options, cancellationToken));
        var address = ListenAddress.ForClients(tenant.BaseUrl);
        terminal.Print($"A simulated Keepnet tenant with {CountsText.Companies(options.Companies)} answers at {address}");
        terminal.Print("To export from it, in another terminal:");
        foreach (var (name, value) in new[] { ("Keepnet__ClientId", options.ClientId), ("Keepnet__ClientSecret", options.ClientSecret) })
        {
            terminal.Print(OperatingSystem.IsWindows() ? $"  $env:{name} = \"{value}\"" : $"  export {name}={value}");
        }

        terminal.Print("  " + Invocation.Of(["export", "--base-url", address, "--out", "./simulated-export"]));
        terminal.Print("Ctrl-C ends the tenant.");
        await tenant.WaitForShutdownAsync(cancellationToken);
        return ExitCodes.Succeeded;
    }
}

using System.CommandLine;
using Keepnet.Simulator;

namespace Keepnet.Export.Cli.Commands;

/// <summary><c>simulate</c>: the simulated tenant alone, to point other clients at.</summary>
internal static class SimulateCommand
{
    public static Command Create(Terminal terminal)
    {
        var urls = new Option<string>("--urls") { Description = "Address to listen on.", HelpName = "URL", DefaultValueFactory = _ => "http://127.0.0.1:5080" };
        var companies = new Option<int>("--companies") { Description = "Companies of the tenant.", HelpName = "N", DefaultValueFactory = _ => 24 };
        var seed = new Option<int>("--seed") { Description = "The same seed gives the same tenant.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var faults = new Option<string[]>("--faults")
        {
            Description = "How the tenant misbehaves: all, or " + string.Join(", ", FaultProfiles.All.Select(profile => profile.Name))
                + "; name:0.2 sets how often. Several: repeat the option or separate by commas.",
            HelpName = "NAME",
        };
        companies.Validators.Add(result => NumberRules.AtLeast(result, 0));
        var command = new Command("simulate", "Starts a simulated Keepnet tenant and keeps it until Ctrl-C.") { urls, companies, seed, faults };
        command.SetAction(async (result, cancellationToken) =>
        {
            var options = new SimulatorOptions
            {
                Urls = result.GetValue(urls)!,
                Companies = result.GetValue(companies),
                Seed = result.GetValue(seed),
                Faults = [.. (result.GetValue(faults) ?? []).SelectMany(names => names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))],
            };
            await using var tenant = await SimulatedTenant.StartAsync(options, cancellationToken);
            terminal.Print($"Simulated Keepnet tenant with {options.Companies} companies: {tenant.BaseUrl}");
            terminal.Print($"Client id {options.ClientId}, client secret {options.ClientSecret}. Ctrl-C ends it.");
            await tenant.WaitForShutdownAsync(cancellationToken);
            return ExitCodes.Succeeded;
        });
        return command;
    }
}

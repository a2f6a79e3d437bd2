using System.CommandLine;
using System.Text.Json;
using BenchmarkDotNet.Running;
using Keepnet.Export.Benchmarks.Clients;
using Keepnet.Export.Benchmarks.FanOut;
using Keepnet.Export.Benchmarks.Micro;
using Keepnet.Export.Benchmarks.Payloads;
using Keepnet.Export.Benchmarks.Reporting;
using Keepnet.Export.Benchmarks.Scenarios;
using Keepnet.Export.Benchmarks.Serving;

namespace Keepnet.Export.Benchmarks;

/// <summary>A command for each scenario, and hidden ones for the processes that a scenario starts.</summary>
internal static class BenchmarkCommands
{
    public const string ServerRole = "server";
    public const string ClientRoleName = "client";

    private static readonly IScenario[] Scenarios = 
    [
        new CopyScenario(), new FlattenScenario(), new ThroughputScenario(), new MemoryScenario(), new CallsScenario(), new StartupScenario(), new FanOutScenario(), new ScaleScenario(),
    ];

    private static readonly Option<int?> Companies = new("--companies") { Description = "Companies to export." };
    private static readonly Option<int?> Rounds = new("--rounds") { Description = "Rounds to take the median of." };
    private static readonly Option<string[]> Only = new("--only") { Description = "Only these contenders.", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<DirectoryInfo> Results = new("--results") { Description = "Where tables are kept.", DefaultValueFactory = _ => new DirectoryInfo("artifacts/benchmarks") };

    public static RootCommand Build()
    {
        var root = new RootCommand("Measures keepnet-export against the limit of what it stands on, and against what others would write.");
        foreach (var scenario in Scenarios)
        {
            root.Subcommands.Add(Command(scenario));
        }

        root.Subcommands.Add(Micro());
        root.Subcommands.Add(Role(ServerRole, ["shape"], args => new TenantServer(JsonSerializer.Deserialize<TenantShape>(args[0])!).RunAsync()));
        root.Subcommands.Add(Role(ClientRoleName, ["kind", "job"], args => ClientRole.RunAsync(args[0], args[1])));
        root.Subcommands.Add(Role(FanOutRole.Name, ["url", "folder"], args => FanOutRole.RunAsync(args[0], args[1])));
        return root;
    }

    private static Command Command(IScenario scenario)
    {
        var command = new Command(scenario.Name, scenario.Description) { Companies, Rounds, Only, Results };
        command.SetAction(async (result, _) =>
        {
            var folder = result.GetValue(Results)!.FullName;
            var files = new ResultFiles(folder, scenario.Name);
            var tables = await scenario.RunAsync(new ScenarioOptions
            {
                Companies = result.GetValue(Companies),
                Rounds = result.GetValue(Rounds),
                Only = result.GetValue(Only) ?? [],
                WorkFolder = Path.Combine(folder, "work"),
            });
            var arguments = string.Join(' ', result.Tokens.Select(token => token.Value));
            await files.WriteAsync(tables, $"dotnet run -c Release --project tests/Keepnet.Export.Benchmarks -- {arguments}");
        });
        return command;
    }

    private static Command Micro()
    {
        var command = new Command("micro", "The hot loops of copy under BenchmarkDotNet, with what they allocate.");
        command.SetAction(_ => BenchmarkRunner.Run<AnswerBenchmarks>());
        return command;
    }

    private static Command Role(string name, string[] arguments, Func<string[], Task> runAsync)
    {
        var command = new Command(name) { Hidden = true };
        var given = Array.ConvertAll(arguments, argument => new Argument<string>(argument));
        foreach (var argument in given)
        {
            command.Arguments.Add(argument);
        }

        command.SetAction((result, _) => runAsync(Array.ConvertAll(given, result.GetRequiredValue)));
        return command;
    }
}

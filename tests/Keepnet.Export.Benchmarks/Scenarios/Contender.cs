using System.ComponentModel;
using System.Text.Json;
using Keepnet.Export.Benchmarks.Clients;
using Keepnet.Export.Benchmarks.Payloads;
using Keepnet.Export.Benchmarks.Processes;

namespace Keepnet.Export.Benchmarks.Scenarios;

/// <summary>Somebody who exports the tenant to a folder.</summary>
/// <param name="Name">For the command line.</param>
/// <param name="Description">For the table.</param>
/// <param name="Start">The process that exports from a base URL a tenant of a shape to a folder.</param>
internal sealed record Contender(string Name, string Description, Func<string, TenantShape, string, MeasuredProcess> Start)
{
    public const string Exporter = "exporter";

    /// <summary>Those that can run here; of the others a line says why not.</summary>
    public static async Task<IReadOnlyList<Contender>> ForDiskAsync(ScenarioOptions options)
    {
        var all = new List<Contender>
        {
            new(Exporter, "**keepnet-export**", (url, _, folder) => ExporterProcess.ToFolder(url, folder)),
            OfThisProgram(ClientRole.Wire, "bodies thrown away: server and wire alone"),
            OfThisProgram(ClientRole.Ceiling, "ceiling: bodies hashed and written, nothing else"),
            OfThisProgram(ClientRole.Parallel, "C# in an afternoon, 4 companies at once"),
            OfThisProgram(ClientRole.Sequential, "C# in an afternoon, one by one"),
        };
        if (await ExistsAsync("node"))
        {
            all.Add(new Contender("node", "Node script, 4 companies at once", (url, _, folder) => new MeasuredProcess("node", Beside("node/export.mjs"), url, folder)));
        }

        if (await ExistsAsync("bash") && await ExistsAsync("curl") && await ExistsAsync("jq"))
        {
            all.Add(new Contender("curl", "curl + jq + xargs -P 4", (url, _, folder) => new MeasuredProcess("bash", Beside("shell/export.sh"), url, folder)));
        }

        return options.Only.Count == 0 ? all : [.. all.Where(contender => options.Only.Contains(contender.Name))];
    }

    private static Contender OfThisProgram(string kind, string description) => new(kind, description, (url, shape, folder) =>
        MeasuredProcess.DotNet(
            typeof(Contender).Assembly.Location, BenchmarkCommands.ClientRoleName, kind,
            JsonSerializer.Serialize(new ClientJob { Url = url, Shape = shape, Folder = folder })));

    private static string Beside(string file) => Path.Combine(AppContext.BaseDirectory, file);

    private static async Task<bool> ExistsAsync(string tool)
    {
        try
        {
            await new MeasuredProcess(tool, "--version").RunAsync();
            return true;
        }
        catch (Win32Exception)
        {
            ScenarioOptions.Progress($"{tool} is not installed: left out.");
            return false;
        }
    }
}

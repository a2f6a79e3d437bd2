using System.ComponentModel;
using System.Text.Json;
using Keepnet.Export.Benchmarks.Clients;
using Keepnet.Export.Benchmarks.Payloads;
using Keepnet.Export.Benchmarks.Processes;
using Keepnet.Export.Benchmarks.Targets;

namespace Keepnet.Export.Benchmarks.Scenarios;

/// <summary>Somebody who exports the tenant.</summary>
/// <param name="Name">For the command line.</param>
/// <param name="Description">For the table.</param>
/// <param name="Start">The process that exports from a base URL a tenant of a shape to a destination.</param>
internal sealed record Contender(string Name, string Description, Func<string, TenantShape, Destination, MeasuredProcess> Start)
{
    public const string Exporter = "exporter";

    private static readonly Contender[] Everywhere =
    [
        new(Exporter, "**keepnet-export**", (url, _, destination) => ExporterProcess.To(url, destination)),
        OfThisProgram(ClientRole.Wire, "bodies thrown away: server and wire alone"),
        OfThisProgram(ClientRole.Parallel, "C# in an afternoon, 4 companies at once"),
        OfThisProgram(ClientRole.Sequential, "C# in an afternoon, one by one"),
    ];

    private static readonly Contender[] OnDisk =
    [
        OfThisProgram(ClientRole.Ceiling, "ceiling: bodies hashed and written, nothing else"),
        OfThisProgram(ClientRole.FullCeiling, "the same, as many bytes written as an export writes"),
    ];

    private static readonly Contender Curl = new(
        "curl", "curl + jq + xargs -P 4", (url, _, destination) => new MeasuredProcess("bash", Beside("shell/export.sh"), url, destination.Folder!));

    private static readonly Contender Node = new(
        "node", "Node script, 4 companies at once", (url, _, destination) => new MeasuredProcess("node", Beside("node/export.mjs"), url, destination.Folder ?? "")
        {
            Environment = destination.BlobConnectionString is not { } connection
                ? new Dictionary<string, string>()
                : new Dictionary<string, string> { ["BLOB_CONNECTION"] = connection, ["BLOB_CONTAINER"] = destination.BlobContainer! },
        });

    /// <summary>Those that can run here; of the others a line says why not.</summary>
    public static async Task<IReadOnlyList<Contender>> ForAsync(ITarget target, ScenarioOptions options)
    {
        var isDisk = target is DiskTarget;
        List<Contender> all = [.. Everywhere, .. isDisk ? OnDisk : []];
        if (await ExistsAsync("node") && (isDisk || await TryInstallPackagesAsync()))
        {
            all.Add(Node);
        }

        if (isDisk && await ExistsAsync("bash") && await ExistsAsync("curl") && await ExistsAsync("jq"))
        {
            all.Add(Curl);
        }

        return options.Only.Count == 0 ? all : [.. all.Where(contender => options.Only.Contains(contender.Name))];
    }

    private static Contender OfThisProgram(string kind, string description) => new(kind, description, (url, shape, destination) =>
        MeasuredProcess.DotNet(
            typeof(Contender).Assembly.Location, BenchmarkCommands.ClientRoleName, kind,
            JsonSerializer.Serialize(new ClientJob { Url = url, Shape = shape, Destination = destination })));

    private static string Beside(string file) => Path.Combine(AppContext.BaseDirectory, file);

    private static async Task<bool> TryInstallPackagesAsync()
    {
        try
        {
            await new MeasuredProcess("npm", "ci", "--prefix", Beside("node"), "--ignore-scripts", "--no-audit", "--no-fund").RunAsync();
            return true;
        }
        catch (Exception failure) when (failure is Win32Exception or InvalidOperationException)
        {
            ScenarioOptions.Progress($"The Node script is left out, npm cannot install what it needs: {failure.Message.Split('\n')[0]}");
            return false;
        }
    }

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

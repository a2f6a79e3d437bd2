using System.Runtime.CompilerServices;
using Keepnet.Export.Cli;
using Keepnet.Export.Cli.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Keepnet.Conformance.Tests.Support;

/// <summary>The command line in this process, on a store of its own. Its clock is the real one, so it tries everything once.</summary>
internal sealed class CommandLine : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("keepnet-conformance-").FullName;

    // The command line reads them where users put them; they are the same for all tests and mean nothing to others.
#pragma warning disable CA2255 // A test assembly is started by nobody else.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void SetEnvironment()
    {
        Environment.SetEnvironmentVariable("Keepnet__ClientId", "exporter-01");
        Environment.SetEnvironmentVariable("Keepnet__ClientSecret", Bench.Secret);
        Environment.SetEnvironmentVariable("Keepnet__MaxRetries", "0");
        Environment.SetEnvironmentVariable("Export__RedeliveryDelay", "00:00:00");
        Environment.SetEnvironmentVariable("Export__MaxDeliveries", "1");
    }

    /// <summary><c>export --json</c> of a tenant into the folder.</summary>
    public Task<CliResult> ExportAsync(WireTenant tenant, params string[] arguments) => App.RunAsync(ArgumentsFor(tenant, arguments));

    /// <summary>The same, with a hand on its signals.</summary>
    /// <param name="tenant">The API.</param>
    /// <param name="hold">Gets what takes note of a signal as <see cref="ProcessSignals"/> does.</param>
    /// <param name="arguments">What else to give.</param>
    public async Task<CliResult> ExportAsync(WireTenant tenant, Action<Action<int>> hold, params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        using var signals = new ProcessSignals(new FakeTimeProvider());
        hold(exitCode => signals.Cancel(exitCode));
        var exitCode = await new KeepnetExportApp(new Terminal(output, error), signals).RunAsync(ArgumentsFor(tenant, arguments));
        return new CliResult(exitCode, output.ToString(), error.ToString());
    }

    public IReadOnlyList<string> Files() => [.. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)];

    /// <summary>The text of the only file of this name.</summary>
    public string Text(string name) => File.ReadAllText(Files().Single(file => Path.GetFileName(file) == name));

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private string[] ArgumentsFor(WireTenant tenant, string[] arguments) =>
        ["export", "--base-url", tenant.Address.ToString(), "--out", Folder, "--json", .. arguments];
}

using Microsoft.Extensions.Time.Testing;

namespace Keepnet.Export.Cli.Tests.Support;

/// <summary>The command line inside the test process: quick, and with nothing but text for a terminal.</summary>
internal static class App
{
    public static async Task<CliResult> RunAsync(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        using var signals = new ProcessSignals(new FakeTimeProvider());
        var exitCode = await new KeepnetExportApp(new Terminal(output, error), signals).RunAsync(arguments);
        return new CliResult(exitCode, output.ToString(), error.ToString());
    }
}

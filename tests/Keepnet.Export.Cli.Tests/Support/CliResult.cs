using System.Text.Json;

namespace Keepnet.Export.Cli.Tests.Support;

/// <summary>How a process ended and what it said.</summary>
internal sealed record CliResult(int ExitCode, string Output, string Error)
{
    /// <summary>Standard output as the one JSON document it must be.</summary>
    public JsonElement Document => JsonDocument.Parse(Output).RootElement;
}

using System.CommandLine;

namespace Keepnet.Export.Cli.Commands;

/// <summary>Options that several commands have.</summary>
internal static class CommonOptions
{
    public static Option<bool> Json() => new("--json") { Description = "Print one JSON document on standard output and nothing else there." };

    public static Option<bool> Verbose() => new("--verbose") { Description = "Log every step to standard error." };
}

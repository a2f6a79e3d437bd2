using System.CommandLine;

namespace Keepnet.Export.Cli.Commands;

/// <summary>A command whose help ends with examples.</summary>
internal sealed class ExplainedCommand(string name, string description, params string[] examples) : Command(name, description)
{
    /// <summary>Arguments, from the command's name on.</summary>
    public IReadOnlyList<string> Examples => examples;
}

namespace Keepnet.Export.Cli;

/// <summary>Command lines for people to paste.</summary>
internal static class Invocation
{
    private const string Project = "src/Keepnet.Export.Cli";

    /// <summary>How this program is started: from the sources by <c>dotnet run</c>, elsewhere by its name.</summary>
    public static string Program { get; } = Directory.Exists(Project) ? $"dotnet run --project {Project} --" : "keepnet-export";

    public static string Of(params IEnumerable<string> arguments) => string.Join(' ', arguments.Select(Quote).Prepend(Program));

    /// <summary>An argument as a shell takes it.</summary>
    public static string Quote(string argument) =>
        argument.Length > 0 && argument.All(character => char.IsAsciiLetterOrDigit(character) || "-_./:=,@%+".Contains(character))
            ? argument
            : OperatingSystem.IsWindows() ? $"\"{argument}\"" : $"'{argument.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}

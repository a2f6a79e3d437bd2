namespace Keepnet.Export.Cli.Querying;

/// <summary>The queries that come with the program: a file each, whose first line is a comment that says what it tells.</summary>
internal static class NamedQueries
{
    private const string Prefix = "queries/";
    private const string Suffix = ".sql";

    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(NamedQueries).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^Suffix.Length])
            .Order(StringComparer.Ordinal),
    ];

    public static string SqlOf(string name)
    {
        using var text = new StreamReader(typeof(NamedQueries).Assembly.GetManifestResourceStream(Prefix + name + Suffix)!);
        return text.ReadToEnd().ReplaceLineEndings("\n");
    }

    public static string DescriptionOf(string name) => SqlOf(name).Split('\n')[0].TrimStart('-', ' ');
}

namespace Keepnet.Export.Cli.Querying;

/// <summary>One view: what its files hold, and what of it the user sees. Every column has its type even where no file has the field.</summary>
/// <param name="Name">The view's name.</param>
/// <param name="Fields">Fields of a line and their types, as <c>name TYPE</c>.</param>
/// <param name="Columns">The select list over these fields.</param>
internal sealed record QueryView(string Name, IReadOnlyList<string> Fields, string Columns)
{
    /// <param name="files">Full paths of the files; none gives an empty view.</param>
    public string CreateSql(IReadOnlyList<string> files) =>
        $"CREATE OR REPLACE VIEW {Name} AS SELECT {Columns} FROM {(files.Count == 0 ? Nothing() : Lines(files))}";

    /// <summary>A text as SQL takes it.</summary>
    public static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private string Lines(IReadOnlyList<string> files)
    {
        var fields = Fields.Select(field => field.Split(' ')).Select(field => $"{field[0]}: '{field[1]}'");
        return $"read_json([{string.Join(", ", files.Select(Literal))}], format = 'newline_delimited', hive_partitioning = false, columns = {{{string.Join(", ", fields)}}})";
    }

    private string Nothing()
    {
        var fields = Fields.Select(field => field.Split(' ')).Select(field => $"CAST(NULL AS {field[1]}) AS {field[0]}");
        return $"(SELECT {string.Join(", ", fields)} WHERE false)";
    }
}

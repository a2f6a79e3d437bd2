using System.Text.RegularExpressions;
using DuckDB.NET.Data;
using Keepnet.Export.Cli.Querying;

namespace Keepnet.Export.Cli.Tests.Querying;

public sealed partial class ConsumersDocTests(ExportedTenant tenant) : IClassFixture<ExportedTenant>
{
    private static readonly string Text = File.ReadAllText(Find("docs/consumers.md")).ReplaceLineEndings("\n");

    [Fact]
    public async Task Every_query_of_the_page_runs()
    {
        var queries = Blocks("sql");

        Assert.True(queries.Count >= 8);
        foreach (var sql in queries)
        {
            var result = await tenant.QueryAsync(sql, "--json");
            Assert.Equal((0, ""), (result.ExitCode, result.Error));
        }
    }

    [Fact]
    public void The_page_shows_the_examples_as_they_are()
    {
        var shown = Blocks("sql");

        Assert.Equal(4, NamedQueries.Names.Count);
        Assert.All(NamedQueries.Names, name => Assert.Contains(NamedQueries.SqlOf(name).Split('\n', 2)[1].Trim(), shown));
    }

    [Fact]
    public async Task The_page_lists_every_column_with_its_type()
    {
        foreach (var view in new[] { "metrics", "tables", "latest", "companies", "runs", "changes" })
        {
            var described = await tenant.QueryAsync($"SELECT column_name, data_type FROM information_schema.columns WHERE table_name = '{view}' ORDER BY ordinal_position", "--json");

            var columns = described.Document.EnumerateArray().Select(row => $"`{row.GetProperty("column_name")}` {row.GetProperty("data_type")}");
            Assert.Contains($"| `{view}` | {string.Join(", ", columns)} |", Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Duckdb_alone_finds_the_same_lines()
    {
        // In a folder of a plain name: what the page pastes is a file pattern.
        var store = Directory.CreateTempSubdirectory("keepnet-duckdb-").FullName;
        CopyFolder(tenant.Store, store);
        var expected = await tenant.QueryAsync("SELECT count(*) AS n FROM metrics", "--csv");
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();

        command.CommandText = Assert.Single(Blocks("duckdb")).Replace("./exports", store, StringComparison.Ordinal);
        command.ExecuteNonQuery();
        command.CommandText = "SELECT CAST(count(*) AS VARCHAR) FROM metrics";
        var found = command.ExecuteScalar();

        Assert.Equal(expected.Output.Split("\r\n")[1], found);
        Directory.Delete(store, recursive: true);
    }

    private static List<string> Blocks(string language) =>
        [.. Fence().Matches(Text).Where(match => match.Groups["language"].Value == language).Select(match => match.Groups["text"].Value.Trim())];

    private static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private static string Find(string path)
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, path)))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException($"{path} is above no folder of the tests.");
        }

        return Path.Combine(folder, path);
    }

    [GeneratedRegex("^```(?<language>[a-z]+)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Fence();
}

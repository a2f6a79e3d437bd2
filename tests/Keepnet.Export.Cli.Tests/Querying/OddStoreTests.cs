using Keepnet.Export.Cli.Tests.Support;

namespace Keepnet.Export.Cli.Tests.Querying;

public sealed class OddStoreTests : CliTest
{
    [Fact]
    public async Task Every_view_is_there_in_an_empty_store()
    {
        foreach (var view in new[] { "metrics", "tables", "latest", "companies", "runs", "changes", "all_metrics", "all_tables" })
        {
            var result = await App.RunAsync("query", $"SELECT count(*) AS n FROM {view}", "--csv", "--out", Folder);
            var columns = await App.RunAsync("query", $"SELECT * FROM {view}", "--csv", "--out", Folder);

            Assert.Equal((0, "n\r\n0\r\n"), (result.ExitCode, result.Output));
            Assert.Contains("_id", columns.Output, StringComparison.Ordinal);
        }

        Assert.Equal("No rows.", (await App.RunAsync("query", "--example", "worst-departments", "--out", Folder)).Output.TrimEnd());
    }

    [Fact]
    public async Task Half_a_character_in_the_data_is_read_as_a_replacement()
    {
        await App.RunAsync("demo", "--out", Folder, "--companies", "1");
        var file = Directory.EnumerateFiles(Folder, "metrics.ndjson", SearchOption.AllDirectories).Single();
        var lines = await File.ReadAllLinesAsync(file);
        lines[0] = lines[0].Replace("\"widget_name\":\"", "\"widget_name\":\"\\ud83d \\ud83d\\ude00 \\\\ud83d ", StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, string.Join('\n', lines) + "\n");

        var result = await App.RunAsync("query", "SELECT count(*) AS n, max(widget_name) FILTER (widget_name LIKE '%😀%') AS w FROM metrics", "--csv", "--out", Folder);

        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith($"n,w\r\n{lines.Length},\uFFFD 😀 \\ud83d ", result.Output, StringComparison.Ordinal);
        Assert.Contains("\\ud83d \\ud83d\\ude00", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_that_lack_fields_and_have_new_ones_are_read()
    {
        await App.RunAsync("demo", "--out", Folder, "--companies", "1");
        var file = Directory.EnumerateFiles(Folder, "tables.ndjson", SearchOption.AllDirectories).Single();
        await File.WriteAllTextAsync(file, """{"run_id":"r","company_id":"c","novelty":[1],"date":"not a date","row":0}""" + "\n");

        var result = await App.RunAsync("query", "SELECT company_id, date, date_raw, cells, \"row\" FROM tables", "--csv", "--out", Folder);

        Assert.Equal((0, "company_id,date,date_raw,cells,row\r\nc,,,,0\r\n"), (result.ExitCode, result.Output));
    }

    [Fact]
    public async Task A_file_that_is_gone_is_named_and_never_left_out()
    {
        await App.RunAsync("demo", "--out", Folder, "--companies", "1");
        var file = Directory.EnumerateFiles(Folder, "metrics.ndjson", SearchOption.AllDirectories).Single();
        File.Delete(file);

        var result = await App.RunAsync("query", "SELECT count(*) FROM metrics", "--out", Folder);

        Assert.Equal((3, ""), (result.ExitCode, result.Output));
        Assert.Contains("/metrics.ndjson is not in the store", result.Error, StringComparison.Ordinal);
    }
}

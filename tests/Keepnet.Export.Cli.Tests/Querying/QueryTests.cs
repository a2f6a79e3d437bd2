using System.Globalization;
using Keepnet.Export.Cli.Querying;
using Keepnet.Export.Cli.Tests.Support;

namespace Keepnet.Export.Cli.Tests.Querying;

public sealed class QueryTests(ExportedTenant tenant) : IClassFixture<ExportedTenant>
{
    [Fact]
    public async Task Views_hold_what_the_store_holds()
    {
        var open = tenant.Data.OpenCompanies().Count().ToString(CultureInfo.InvariantCulture);
        var all = tenant.Data.CompanyCount.ToString(CultureInfo.InvariantCulture);

        Assert.Equal([open], await CsvAsync("SELECT count(DISTINCT company_id) FROM metrics"));
        Assert.Equal([open], await CsvAsync("SELECT count(*) FROM latest WHERE outcome = 'succeeded' AND finished_at IS NOT NULL AND widgets_returned > 0"));
        Assert.Equal([all], await CsvAsync("SELECT count(*) FROM companies WHERE company_name IS NOT NULL AND target_users IS NOT NULL"));
        Assert.Equal([$"{all},{open},Last3Months,succeeded,true"], await CsvAsync("SELECT expected, succeeded, period, outcome, complete FROM runs"));
        Assert.Equal(["0"], await CsvAsync("SELECT count(*) FROM latest JOIN runs USING (run_id) WHERE runs.period <> latest.period"));
        Assert.Equal(["true"], await CsvAsync("SELECT count(*) > 100 FROM tables WHERE cells IS NOT NULL"));
        Assert.Equal(["true"], await CsvAsync("SELECT (SELECT count(*) FROM metrics) = (SELECT count(*) FROM all_metrics)"));
        Assert.Equal([$"{open},new,true"], await CsvAsync("SELECT count(DISTINCT company_id), min(change), count(*) > 100 FROM changes WHERE source = 'widget' AND hash IS NOT NULL"));
        Assert.Equal(["true"], await CsvAsync("SELECT count(*) > 0 FROM query_table('met' || 'rics')"));
    }

    [Fact]
    public async Task Filters_leave_other_companies_and_periods_out()
    {
        var one = tenant.Data.OpenCompanies().First().Id;

        var company = await tenant.QueryAsync("SELECT DISTINCT company_id FROM metrics", "--company", one, "--csv");
        var period = await tenant.QueryAsync("SELECT count(*) FROM all_metrics", "--period", "LastYear", "--csv");

        Assert.Equal($"company_id\r\n{one}\r\n", company.Output);
        Assert.Equal("count_star()\r\n0\r\n", period.Output);
    }

    [Theory]
    [InlineData("COPY (SELECT 1) TO '{0}'")]
    [InlineData("COPY (SELECT 1) TO '{0}' (USE_TMP_FILE false)")]
    [InlineData("EXPLAIN ANALYZE COPY (SELECT 1) TO '{0}' (USE_TMP_FILE false)")]
    [InlineData("SELECT 1; COPY (SELECT 1) TO '{0}' (USE_TMP_FILE false)")]
    [InlineData("SELECT 1) UNION ALL (SELECT 2")]
    [InlineData("ATTACH '{0}'")]
    [InlineData("EXPORT DATABASE '{0}'")]
    [InlineData("INSTALL httpfs")]
    [InlineData("LOAD httpfs")]
    [InlineData("SET enable_external_access = true")]
    [InlineData("PRAGMA version")]
    [InlineData("CREATE TABLE t (a INTEGER)")]
    [InlineData("DROP VIEW metrics")]
    [InlineData("SELECT * FROM read_text('{0}')")]
    [InlineData("SELECT * FROM '{0}'")]
    [InlineData("SELECT * FROM glob('/*')")]
    [InlineData("SELECT * FROM read_csv('http://127.0.0.1:9/x.csv')")]
    [InlineData("SELECT * FROM read_parquet('s3://bucket/x')")]
    public async Task Only_reads_and_only_the_views(string sql)
    {
        var file = Directory.EnumerateFiles(tenant.Store, "metrics.ndjson", SearchOption.AllDirectories).First();
        var other = Directory.EnumerateFiles(tenant.Store, "latest.json", SearchOption.AllDirectories).First();
        var before = await File.ReadAllTextAsync(file);
        var target = sql.Contains("TO '", StringComparison.Ordinal) ? file : other;

        var result = await tenant.QueryAsync(sql.Replace("{0}", target.Replace("'", "''", StringComparison.Ordinal), StringComparison.Ordinal) + " -- metrics");

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.NotEmpty(result.Error);
        Assert.Equal(before, await File.ReadAllTextAsync(file));
        Assert.Equal(0, (await App.RunAsync("verify", "--out", tenant.Store)).ExitCode);
    }

    [Fact]
    public async Task The_engine_writes_no_log()
    {
        var folder = Path.Combine(tenant.Store, "logs");

        await tenant.QueryAsync($"SELECT * FROM enable_logging(storage = 'file', storage_path = {QueryView.Literal(folder)}), metrics");

        Assert.False(Directory.Exists(folder));
    }

    [Theory]
    [InlineData("SELECT FROM WHERE", "The query is no SQL that DuckDB understands: ")]
    [InlineData("SELECT nothing_of_the_kind FROM metrics", "Binder Error: Referenced column \"nothing_of_the_kind\" not found in FROM clause!")]
    [InlineData("SELECT * FROM nowhere", "Catalog Error: Table with name nowhere does not exist!")]
    [InlineData("SELECT 1; -- and so on", "Leave out the query's semicolon and what follows it.")]
    [InlineData("-- nothing", "The query must be one SELECT")]
    public async Task A_wrong_query_is_explained(string sql, string explanation)
    {
        var result = await tenant.QueryAsync(sql);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith(explanation, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_that_there_is_no_folder_for_temporary_files()
    {
        var nowhere = Path.Combine(tenant.Store, "nowhere");

        var result = await CliProcess.RunAsync(
            tenant.Store, new Dictionary<string, string> { ["TMPDIR"] = nowhere, ["TMP"] = nowhere }, "query", "SELECT 1", "--out", tenant.Store);

        Assert.Equal((3, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"Cannot make a folder for temporary files in {nowhere}", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_asked_is_told_at_once()
    {
        var nothing = await App.RunAsync("query", "--out", tenant.Store);
        var two = await App.RunAsync("query", "SELECT 1", "--example", "risk-by-company");
        var unknown = await App.RunAsync("query", "--example", "risk-by-compnay");
        var formats = await App.RunAsync("query", "SELECT 1", "--json", "--csv");
        var nowhere = await App.RunAsync("query", "SELECT 1", "--out", Path.Combine(tenant.Store, "nowhere"));
        var list = await App.RunAsync("query", "--list-examples");

        Assert.All(new[] { nothing, two, unknown, formats, nowhere }, result => Assert.Equal((2, ""), (result.ExitCode, result.Output)));
        Assert.StartsWith("There is no example 'risk-by-compnay'; there are: month-over-month, risk-by-company,", unknown.Error, StringComparison.Ordinal);
        Assert.StartsWith("There is no directory ", nowhere.Error, StringComparison.Ordinal);
        Assert.Equal(0, list.ExitCode);
        Assert.Matches("(?m)^risk-by-company +Phishing risk score by company", list.Output);
    }

    [Fact]
    public async Task A_table_shows_markup_and_control_characters_for_what_they_are()
    {
        var result = await tenant.QueryAsync("SELECT '[red]x[/]' AS \"[bold]\", 'a' || chr(27) || '[31mb' AS c, repeat('x', 500) AS long, 1.5 AS n");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("[red]x[/]", result.Output, StringComparison.Ordinal);
        Assert.Contains("[bold]", result.Output, StringComparison.Ordinal);
        Assert.Contains("a\uFFFD[31mb", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", result.Output, StringComparison.Ordinal);
        Assert.Contains(new string('x', 119) + "…", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("1 row.", result.Output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_keeps_types_and_names_apart()
    {
        var result = await tenant.QueryAsync(
            "SELECT 1 AS a, 2 AS a, NULL AS n, 'nan'::DOUBLE AS nan, '-inf'::DOUBLE AS inf, [1, NULL] AS l, {'x': 'y'} AS s, 9007199254740993 AS big, "
            + "TIMESTAMP '2026-01-01 10:00:00' AS t, INTERVAL 1 MONTH AS i, '{\"k\":[1]}'::JSON AS j, '\"' AS \"q\"\"\"", "--json");

        Assert.Equal(
            """[{"a":1,"a_1":2,"n":null,"nan":null,"inf":null,"l":[1,null],"s":{"x":"y"},"big":9007199254740993,"t":"2026-01-01T10:00:00","i":"1 month","j":{"k":[1]},"q\"":"\""}]""",
            result.Output.ReplaceLineEndings(""));
    }

    [Fact]
    public async Task Csv_quotes_what_needs_it_and_starts_no_formula()
    {
        var result = await tenant.QueryAsync("SELECT -1.5 AS n, '=1+1' AS f, '-5' AS t, '@x' AS \"+h\", 'a,\"b\"' AS q, '' AS e, NULL AS z ORDER BY ALL;", "--csv");

        Assert.Equal("n,f,t,'+h,q,e,z\r\n-1.5,'=1+1,-5,'@x,\"a,\"\"b\"\"\",\"\",\r\n", result.Output);
    }

    private async Task<string[]> CsvAsync(string sql)
    {
        var result = await tenant.QueryAsync(sql, "--csv");
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        return [.. result.Output.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1)];
    }
}

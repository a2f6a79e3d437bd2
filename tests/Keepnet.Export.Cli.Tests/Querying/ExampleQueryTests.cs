using System.Text.Json;

namespace Keepnet.Export.Cli.Tests.Querying;

public sealed class ExampleQueryTests(ExportedTenant tenant) : IClassFixture<ExportedTenant>
{
    [Fact]
    public async Task Risk_by_company_is_the_newest_score_of_every_company_and_its_industry()
    {
        var rows = await RowsAsync("risk-by-company");

        var expected = Figures.Of(tenant.Data, Figures.Risk).ToDictionary(
            item => item.Company.Id,
            item => (
                Newest(item.Points, "Company Phishing Risk Score"),
                Newest(item.Points, $"Industry Avg ({item.Company.Industry})"),
                Newest(item.Points, "All Industry Avg")));
        Assert.NotEmpty(expected);
        Assert.Equal(expected, rows.ToDictionary(
            Company, row => (Number(row, "risk_score"), Number(row, "industry_average"), Number(row, "all_industries_average"))));
        Assert.Equal(rows.Select(row => Number(row, "risk_score")).OrderDescending(), rows.Select(row => Number(row, "risk_score")));
    }

    [Fact]
    public async Task Worst_departments_are_those_with_the_highest_scores_of_all_companies()
    {
        var rows = await RowsAsync("worst-departments");

        var all = Figures.Of(tenant.Data, Figures.Departments)
            .SelectMany(item => item.Points.Select(point => (
                item.Company.Id, Department: point.GetProperty("dataObject").GetProperty("department").GetString(),
                Score: Figures.Value(point, 0), Users: Figures.Value(point, 1))))
            .ToList();
        Assert.Equal(all.Select(item => item.Score).OrderDescending().Take(50), rows.Select(row => Number(row, "risk_score")));
        Assert.All(rows, row => Assert.Contains(
            (Company(row), row.GetProperty("department").GetString(), Number(row, "risk_score"), Number(row, "users")), all));
    }

    [Fact]
    public async Task Training_completion_tells_per_cent_and_people_apart()
    {
        var rows = await RowsAsync("training-completion");

        var expected = Figures.Of(tenant.Data, Figures.Training).ToDictionary(item => item.Company.Id, item => (
            Figures.Value(item.Points[0], "Completed"), Figures.Value(item.Points[0], "InProgress"), Figures.Value(item.Points[0], "Incomplete"),
            Figures.Value(item.Points[0], "CompletedCount"), Figures.Value(item.Points[0], "IncompleteCount")));
        Assert.NotEmpty(expected);
        Assert.Equal(expected, rows.ToDictionary(Company, row => (
            Number(row, "completed_percent"), Number(row, "in_progress_percent"), Number(row, "incomplete_percent"),
            Number(row, "completed"), Number(row, "incomplete"))));
    }

    [Fact]
    public async Task Month_over_month_is_each_months_average_and_its_distance_from_the_month_before()
    {
        var rows = await RowsAsync("month-over-month");

        var expected = Figures.Of(tenant.Data, Figures.Risk).SelectMany(item => WithChange(item.Points
            .GroupBy(point => new DateOnly(Figures.Day(point).Year, Figures.Day(point).Month, 1))
            .OrderBy(month => month.Key)
            .Select(month => (item.Company.Id, month.Key, month.Average(point => Figures.Value(point, "Company Phishing Risk Score"))))))
            .ToList();
        Assert.Contains(expected, item => item.Change is not null);
        Assert.Equal(
            expected.ToDictionary(item => (item.Company, item.Month), item => (item.Score, item.Change)),
            rows.ToDictionary(row => (Company(row), DateOnly.Parse(row.GetProperty("month").GetString()!)), row => (Number(row, "risk_score"), Number(row, "change"))));
    }

    private static IEnumerable<(string Company, DateOnly Month, decimal? Score, decimal? Change)> WithChange(
        IEnumerable<(string Company, DateOnly Month, decimal? Score)> months)
    {
        decimal? before = null;
        foreach (var (company, month, score) in months)
        {
            yield return (company, month, score, score - before);
            before = score;
        }
    }

    private static decimal? Newest(List<JsonElement> points, string label) => points
        .OrderBy(Figures.Day)
        .Select(point => Figures.Value(point, label))
        .LastOrDefault(value => value is not null);

    private static string Company(JsonElement row) => row.GetProperty("company_id").GetString()!;

    private static decimal? Number(JsonElement row, string column) =>
        row.GetProperty(column) is { ValueKind: JsonValueKind.Number } number ? number.GetDecimal() : null;

    private async Task<List<JsonElement>> RowsAsync(string example)
    {
        var result = await tenant.QueryAsync("--example", example, "--json");
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        return [.. result.Document.EnumerateArray()];
    }
}

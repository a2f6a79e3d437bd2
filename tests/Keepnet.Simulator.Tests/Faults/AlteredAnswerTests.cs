namespace Keepnet.Simulator.Tests;

public sealed class AlteredAnswerTests
{
    [Fact]
    public async Task Drifts_pages_so_that_rows_repeat_and_none_is_lost()
    {
        await using var test = await TenantTest.StartAsync("page-drift");

        var (ids, totals) = (new List<string>(), new List<int>());
        for (var (page, pages) = (1, 1); page <= pages; page++)
        {
            var answer = await test.Client.PostAsync("api/companies/search",
                TenantClient.AllCompanies.Replace("\"pageNumber\":1,\"pageSize\":100", $"\"pageNumber\":{page},\"pageSize\":5", StringComparison.Ordinal));
            var data = (await answer.JsonAsync()).GetProperty("data");
            pages = data.GetProperty("totalNumberOfPages").GetInt32();
            totals.Add(data.GetProperty("totalNumberOfRecords").GetInt32());
            ids.AddRange(data.GetProperty("results").EnumerateArray().Select(row => row.GetProperty("companyResourceId").GetString()!));
        }

        Assert.Equal(test.Data.TopLevelCompanies().Select(company => company.Id), ids.Distinct());
        Assert.True(ids.Distinct().Count() < ids.Count, "Rows repeat.");
        Assert.True(totals.Distinct().Count() > 1, "Totals move.");
    }

    [Theory]
    [InlineData("shape-b", "isSuccess", "data", "messages")]
    [InlineData("pascal-case", "Data", "Status", "Message", "ValidationMessages")]
    public async Task Wraps_answers_in_another_envelope(string fault, params string[] fields)
    {
        await using var test = await TenantTest.StartAsync(fault);

        var answer = await (await test.Client.ReportsAsync(test.Company.Id)).JsonAsync();

        Assert.Equal(fields, answer.EnumerateObject().Select(field => field.Name));
    }

    [Fact]
    public async Task Reorders_a_batch_and_leaves_one_widget_out_that_it_answers_singly()
    {
        await using var test = await TenantTest.StartAsync("reordered");
        string[] asked = [.. test.Data.CatalogueWidgetIds(test.Company.Id).Take(4)];

        var batch = await test.Client.WidgetsAsync(test.Company.Id, asked);
        var single = await test.Client.WidgetsAsync(test.Company.Id, asked[0]);

        Assert.Equal([asked[3], asked[2], asked[1]], await WidgetIdsAsync(batch));
        Assert.Equal([asked[0]], await WidgetIdsAsync(single));
    }

    [Fact]
    public async Task Leaves_the_id_out_of_a_single_widget()
    {
        await using var test = await TenantTest.StartAsync("ids-missing");
        string[] asked = [.. test.Data.CatalogueWidgetIds(test.Company.Id).Take(2)];

        var single = await test.Client.WidgetsAsync(test.Company.Id, asked[0]);
        var batch = await test.Client.WidgetsAsync(test.Company.Id, asked);

        Assert.Equal([null], await WidgetIdsAsync(single));
        Assert.Equal(asked, await WidgetIdsAsync(batch));
    }

    private static async Task<IEnumerable<string?>> WidgetIdsAsync(HttpResponseMessage answer) =>
        [.. (await answer.JsonAsync()).GetProperty("data").EnumerateArray()
            .Select(widget => widget.TryGetProperty("resourceId", out var id) ? id.GetString() : null)];
}

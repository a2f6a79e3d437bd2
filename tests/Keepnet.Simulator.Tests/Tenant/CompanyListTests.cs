using System.Text.Json;

namespace Keepnet.Simulator.Tests;

public sealed class CompanyListTests
{
    [Fact]
    public async Task Lists_every_company_once_over_pages_and_children()
    {
        await using var test = await TenantTest.StartAsync(new SimulatorOptions { Companies = 100 });

        var ids = new List<string?>();
        for (var (page, pages) = (1, 1); page <= pages; page++)
        {
            var data = await PageAsync(test, page, 7);
            pages = data.GetProperty("totalNumberOfPages").GetInt32();
            ids.AddRange(data.GetProperty("results").EnumerateArray().SelectMany(Ids));
        }

        Assert.Equal(test.Data.Companies().Select(company => company.Id).Order(StringComparer.Ordinal), ids.Order(StringComparer.Ordinal));
        Assert.Empty(test.Tenant.Calls.Mistakes);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(8)]
    public async Task Cuts_the_tree_to_the_number_of_companies(int companies)
    {
        await using var test = await TenantTest.StartAsync(new SimulatorOptions { Companies = companies });

        var data = await PageAsync(test, 1, 50);

        Assert.Equal(companies, data.GetProperty("results").EnumerateArray().SelectMany(Ids).Count());
    }

    [Fact]
    public async Task Nests_companies_several_levels_deep()
    {
        await using var test = await TenantTest.StartAsync();

        var data = await PageAsync(test, 1, 50);

        Assert.Equal(3, data.GetProperty("results").EnumerateArray().Max(Depth));
    }

    [Fact]
    public async Task Cuts_a_page_to_the_largest_size_and_says_so()
    {
        await using var test = await TenantTest.StartAsync(new SimulatorOptions { MaxPageSize = 5 });

        var data = await PageAsync(test, 1, 500);

        Assert.Equal(5, data.GetProperty("pageSize").GetInt32());
        Assert.Equal(5, data.GetProperty("results").GetArrayLength());
    }

    [Fact]
    public async Task Groups_companies_under_a_row_without_id_when_clustered()
    {
        await using var test = await TenantTest.StartAsync();

        var data = await PageAsync(test, 1, 10, ",\"isClustered\":true");

        var group = Assert.Single(data.GetProperty("results").EnumerateArray());
        Assert.Equal(JsonValueKind.Null, group.GetProperty("companyResourceId").ValueKind);
        Assert.Equal(10, group.GetProperty("children").GetArrayLength());
    }

    [Fact]
    public async Task Orders_by_name_downwards_when_asked()
    {
        await using var test = await TenantTest.StartAsync();
        var body = TenantClient.AllCompanies.Replace("CreateTime", "companyName", StringComparison.Ordinal)
            .Replace("\"ascending\":true", "\"ascending\":false", StringComparison.Ordinal);

        var answer = await test.Client.PostAsync("api/companies/search", body);

        var names = (await answer.JsonAsync()).GetProperty("data").GetProperty("results").EnumerateArray()
            .Select(row => row.GetProperty("companyName").GetString()).ToList();
        Assert.Equal(names.OrderDescending(StringComparer.Ordinal), names);
    }

    [Fact]
    public async Task Has_the_odd_values_real_tenants_have()
    {
        await using var test = await TenantTest.StartAsync(new SimulatorOptions { Companies = 200 });

        var rows = (await PageAsync(test, 1, 200)).GetProperty("results").EnumerateArray().SelectMany(Rows).ToList();

        Assert.Equal(
            [JsonValueKind.String, JsonValueKind.Number, JsonValueKind.Null],
            rows.Select(row => row.GetProperty("numberOfUsers").ValueKind).Distinct().Order());
        Assert.Contains(rows, row => row.GetProperty("tags").ValueKind is JsonValueKind.Null);
        Assert.Contains(rows, row => row.GetProperty("tags") is { ValueKind: JsonValueKind.Array } tags && tags.GetArrayLength() == 0);
        Assert.Contains(rows, row => row.GetProperty("children").ValueKind is JsonValueKind.Null);
        Assert.Contains(rows, row => row.GetProperty("licenceExpired").GetBoolean());
        Assert.Contains(rows, row => row.TryGetProperty("modules", out _));
        Assert.All(rows, row => Assert.Matches(@"^\d\d/\d\d/\d{4} \d\d:\d\d$", row.GetProperty("createTime").GetString()));
    }

    private static async Task<JsonElement> PageAsync(TenantTest test, int page, int size, string more = "")
    {
        var answer = await test.Client.PostAsync("api/companies/search",
            $$$"""{"pageNumber":{{{page}}},"pageSize":{{{size}}},"orderBy":"CreateTime","ascending":true,"filter":{"condition":"AND","searchInputTextValue":""}{{{more}}}}""");
        return (await answer.JsonAsync()).GetProperty("data");
    }

    private static IEnumerable<string?> Ids(JsonElement row) => Rows(row).Select(company => company.GetProperty("companyResourceId").GetString());

    private static IEnumerable<JsonElement> Rows(JsonElement row) => Children(row).SelectMany(Rows).Prepend(row);

    private static int Depth(JsonElement row) => 1 + Children(row).Select(Depth).DefaultIfEmpty(0).Max();

    private static JsonElement.ArrayEnumerator Children(JsonElement row) =>
        row.GetProperty("children") is { ValueKind: JsonValueKind.Array } children ? children.EnumerateArray() : default;
}

using System.Text;
using System.Text.Json.Nodes;
using Keepnet.Api.Json;
using Keepnet.Export.Exporting.Privacy;
using static Keepnet.Export.Tests.Exporting.Privacy.PrivacyBench;

namespace Keepnet.Export.Tests.Exporting.Privacy;

public sealed class PrivacyFilterTests
{
    private const string Risk = """{"dataObject":{"fullName":"Ida Sørli","email":"ida.sorli@example.test","department":"Dispatch"}}""";

    [Fact]
    public async Task Returns_the_same_source_and_item_when_everything_is_kept()
    {
        var filter = new PrivacyFilter(PrivacyMode.Keep);
        var source = new TextSource(Encoding.UTF8.GetBytes(Widget("HumanRiskScoreforHighestRiskUsersWidget", Risk)));
        var item = new JsonItem(0, source.Length) { Name = "ida@example.test" };

        await using var rewritten = await filter.RewriteAsync(PrivacySubject.Widget, source, item, CancellationToken.None);

        Assert.Same(source, rewritten.Source);
        Assert.Same(item, rewritten.Item);
        Assert.Null(filter.Receipt);
    }

    [Fact]
    public async Task Returns_the_same_source_and_item_when_nothing_is_personal()
    {
        var filter = new PrivacyFilter(PrivacyMode.Drop);
        var source = new TextSource("""{"resourceId":"a"}"""u8.ToArray());
        var item = new JsonItem(0, source.Length);

        await using var rewritten = await filter.RewriteAsync(PrivacySubject.Report, source, item, CancellationToken.None);

        Assert.Same(source, rewritten.Source);
        Assert.Same(item, rewritten.Item);
    }

    [Fact]
    public async Task Redacts_what_an_item_is_told_apart_by()
    {
        const string name = "View of ida@example.test";
        var source = new TextSource(Encoding.UTF8.GetBytes($$"""{"name":"{{name}}","description":"kim@example.test"}"""));
        var item = new JsonItem(0, source.Length) { ResourceId = "Rk5sV0cWm8Ax", Name = name, ChartType = "kim@example.test" };
        var filter = new PrivacyFilter(PrivacyMode.Drop);

        await using var rewritten = await filter.RewriteAsync(PrivacySubject.Report, source, item, CancellationToken.None);

        Assert.Equal("""{"name":"View of [removed]","description":null}""", Read(rewritten));
        Assert.Equal("View of [removed]", rewritten.Item.Name);
        Assert.Equal("Rk5sV0cWm8Ax", rewritten.Item.ResourceId);
        Assert.Null(rewritten.Item.ChartType);
    }

    [Fact]
    public async Task Counts_values_by_path_and_names_no_one()
    {
        var filter = new PrivacyFilter(PrivacyMode.Pseudonymize, Key);
        var people = Widget("PeopleWidget", """{"dataObject":{"Full Name":"Ida","ida@example.test":{"note":"Ill"},"Ida Sørli":"Ill"}}""");

        await RewriteAsync(filter, Widget("HumanRiskScoreforHighestRiskUsersWidget", $"{Risk},{Risk}"));
        await RewriteAsync(filter, people);

        var receipt = filter.Receipt!;
        Assert.Equal(("pseudonymize", 1, Key.Id), (receipt.Mode, receipt.Rules, receipt.KeyId));
        Assert.Equal(
            new Dictionary<string, long>
            {
                ["widgets[].widgetDatas[].dataObject.*"] = 2,
                ["widgets[].widgetDatas[].dataObject.*.note"] = 1,
                ["widgets[].widgetDatas[].dataObject.Full Name"] = 1,
                ["widgets[].widgetDatas[].dataObject.department"] = 2,
                ["widgets[].widgetDatas[].dataObject.email"] = 2,
                ["widgets[].widgetDatas[].dataObject.fullName"] = 2,
            },
            receipt.Fields);
    }

    [Fact]
    public async Task Keeps_a_report_but_for_addresses_and_persons()
    {
        const string report = """
            {"resourceId":"Rk5s","companyId":4127,"name":"Board view","companyName":"Opal Freight","description":"By ida@example.test",
             "widgetLayout":"[{\"title\":\"To ida\\u0040example.test\",\"x\":0}]","createdBy":"Ida Sørli","userCount":"12","datePeriod":"Last3Months",
             "widgets":[{"name":"Users","widgetType":"HumanRiskScoreforHighestRiskUsersWidget","widgetDatas":[{"dataObject":{"fullName":"Ida"}}]}]}
            """;

        var dropped = await DropAsync(report, PrivacySubject.ReportDetail);

        Assert.Equal(
            report.Replace("By ida@example.test", "By [removed]", StringComparison.Ordinal)
                .Replace("ida\\\\u0040example.test", "[removed]", StringComparison.Ordinal)
                .Replace("\"Ida Sørli\"", "null", StringComparison.Ordinal)
                .Replace("\"fullName\":\"Ida\"", "\"fullName\":null", StringComparison.Ordinal),
            dropped);
    }

    [Fact]
    public async Task Keeps_a_company_but_for_its_people()
    {
        const string company = """
            {"companyName":"Havuz Müzik A.Ş.","companyResourceId":"Qm3vT8rLx2Zd","resellerName":"Fjord MSP","industryName":"Media","licenseTypeName":"Custom","numberOfUsers":"Unlimited","tags":["north","ask kim@example.test"],"region":{"code":"EU","displayName":"Europe"},"contactPerson":{"name":"Ida","phone":"+90 555 123 45 67"},"contactEmail":"ida@example.test","modules":[{"name":"Phishing","resourceId":"m1"}]}
            """;
        var filter = new PrivacyFilter(PrivacyMode.Drop);

        var dropped = await filter.RewriteAsync(PrivacySubject.Company, Encoding.UTF8.GetBytes(company), CancellationToken.None);

        Assert.Equal(
            company.Replace("ask kim@example.test", "ask [removed]", StringComparison.Ordinal)
                .Replace("\"Ida\"", "null", StringComparison.Ordinal)
                .Replace("\"+90 555 123 45 67\"", "null", StringComparison.Ordinal)
                .Replace("\"ida@example.test\"", "null", StringComparison.Ordinal),
            Encoding.UTF8.GetString(dropped.Span));
    }

    [Fact]
    public async Task Takes_addresses_out_of_property_names_and_keeps_the_names_apart()
    {
        const string json = """{"ida@example.test":1,"kim\u0040example.test":2}""";

        var dropped = await DropAsync(json, PrivacySubject.Report);
        var pseudonymized = JsonNode.Parse(await PseudonymizeAsync(json, PrivacySubject.Report))!.AsObject();

        Assert.Equal("""{"[removed-1]":1,"[removed-2]":2}""", dropped);
        Assert.All(pseudonymized, property => Assert.Matches("^email-[0-9a-f]{16}$", property.Key));
    }

    [Fact]
    public async Task Stops_when_canceled()
    {
        var filter = new PrivacyFilter(PrivacyMode.Drop);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            filter.RewriteAsync(PrivacySubject.Report, "{}"u8.ToArray(), new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task Fails_when_the_source_is_cut_short()
    {
        var filter = new PrivacyFilter(PrivacyMode.Drop);
        var source = new TextSource("{\"a\":1"u8.ToArray());

        await Assert.ThrowsAsync<EndOfStreamException>(() =>
            filter.RewriteAsync(PrivacySubject.Report, source, new JsonItem(0, 100), CancellationToken.None));
    }
}

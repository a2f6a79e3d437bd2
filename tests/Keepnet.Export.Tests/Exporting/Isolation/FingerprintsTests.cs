using System.Text;
using System.Text.Json;
using Keepnet.Api.Json;
using Keepnet.Export.Exporting.Isolation;

namespace Keepnet.Export.Tests.Exporting.Isolation;

public sealed class FingerprintsTests
{
    private const string Other = "Yc6hJ4nDg9Rf";

    private readonly RosterNames _roster = new();

    public FingerprintsTests()
    {
        _roster.Add("Qm3vT8rLx2Zd", "Havuz Müzik A.Ş.");
        _roster.Add(Other, "Opal Freight");
        _roster.Add("Bn7wE1yHs5Uk", "Twin");
        _roster.Add("Zz09mKq1LpT4", "Twin");
    }

    [Theory]
    [InlineData("""{"widgetDatas":[{"values":[{"value":23},{"value":17},{"value":5}]}]}""")]
    [InlineData("""{"name":"Industry Phishing Risk Score","widgetDatas":[{"values":[{"value":44.5,"name":"RiskScore"},{"value":312,"name":"TotalMetrics"}]}]}""")]
    [InlineData("""{"widgetDatas":[{"tableValues":[{"department":"Dispatch","riskScore":"44.5%"},{"department":null,"riskScore":12}]}]}""")]
    [InlineData("""{"widgetDatas":[{"dataObject":{"email":"ida.sorli@example.test"},"values":[{"value":81}]}]}""")]
    public void Takes_figures_and_addresses_for_a_companys_own(string widget) =>
        Assert.True(Widget(widget).Weight >= Evidence.Enough);

    [Theory]
    [InlineData("""{"widgetDatas":[]}""")]
    [InlineData("""{"x":1234,"version":5678,"widgetDatas":[]}""")]
    [InlineData("""{"widgetDatas":[{"date":"01/05/2026","values":[{"value":0},{"value":0.0},{"value":null},{"value":0}]}]}""")]
    [InlineData("""{"widgetDatas":[{"date":1751328000000,"values":[{"value":0}]},{"date":1753920000000,"values":[{"value":0}]}]}""")]
    [InlineData("""{"widgetDatas":[{"dataObject":{"year":2026,"month":11},"values":[{"value":0}]},{"dataObject":{"year":2026,"month":12},"values":[{"value":0}]}]}""")]
    [InlineData("""{"widgetDatas":[{"values":[{"value":18,"label":"Industry Avg (Logistics)"},{"value":21,"label":"All Industry Avg"},{"value":19,"name":"IndustryAverage"},{"value":0}]}]}""")]
    [InlineData("""{"widgetDatas":[{"values":[{"value":0},{"value":5,"name":"PLA"}]},{"values":[{"value":0},{"value":5,"name":"PLA"}]},{"values":[{"value":5,"name":"PLA"}]}]}""")]
    [InlineData("""{"widgetDatas":[{"dataObject":{"overallScore":0,"benchmarkScore":2.4,"benchmarkDifference":-2.4,"bands":[{"from":0,"to":1.9},{"from":2,"to":3.4},{"from":3.5,"to":5}]}}]}""")]
    [InlineData("""{"widgetDatas":[{"dataObject":{"ActionRange":5},"values":[{"value":0}]},{"dataObject":{"ActionRange":30},"values":[{"value":0}]},{"dataObject":{"ActionRange":60},"values":[{"value":0}]}]}""")]
    public void Sees_nothing_of_its_own_in_what_dormant_companies_share(string widget) => Assert.Equal(0, Widget(widget).Weight);

    [Theory]
    [InlineData("""{"widgetDatas":[{"values":[{"value":1},{"value":2}]}]}""")]
    [InlineData("""{"widgetDatas":[{"values":[{"value":1,"name":"CountSimulated"},{"value":100,"name":"SimulatedPercentage"},{"value":2},{"value":50}]}]}""")]
    [InlineData("""{"widgetDatas":[{"values":[{"value":1},{"value":1},{"value":1},{"value":1},{"value":1},{"value":1},{"value":1}]}]}""")]
    public void Lets_tiny_companies_have_the_same_by_chance(string widget) => Assert.InRange(Widget(widget).Weight, 1, Evidence.Enough - 1);

    [Fact]
    public void Takes_reports_that_nobody_may_change_for_everybodys()
    {
        Assert.Equal(0, Reports(isEditable: false).Weight);
        Assert.Equal(Evidence.Enough, Reports(isEditable: true).Weight);
    }

    [Fact]
    public void Weighs_of_a_report_only_the_figures_of_its_widgets()
    {
        var empty = Report("""{"companyId":4127,"widgets":[{"x":12,"widgetDatas":[]}],"y":9123}""");
        var full = Report("""{"companyId":4127,"widgets":[{"widgetDatas":[{"values":[{"value":4127},{"value":371}]}]}]}""");

        Assert.Equal((0, 6), (empty.Weight, full.Weight));
    }

    [Fact]
    public void Finds_the_id_of_another_company_anywhere_in_an_answer()
    {
        var answer = Widget($$$"""{"widgetDatas":[{"dataObject":{"link":"https://example.test/c/{{{Other}}}?x=1"}}]}""");

        Assert.Equal([Other], answer.Names);
        Assert.True(answer.NamesById);
        Assert.Empty(Widget($$$"""{"widgetDatas":[{"dataObject":{"link":"x{{{Other}}}y"}}]}""").Names);
    }

    [Theory]
    [InlineData(" Opal Freight ", new[] { Other }, false)]
    [InlineData("Havuz Müzik A.Ş.", new string[0], true)]
    [InlineData("opal freight", new string[0], false)]
    [InlineData("Twin", new string[0], false)]
    public void Finds_the_company_a_report_is_about_where_only_one_has_the_name(string name, string[] others, bool isItself)
    {
        var answer = Report($$"""{"companyName":"{{name}}","widgets":[]}""");

        Assert.Equal(others, answer.Names);
        Assert.Equal((isItself, false), (answer.NamesItself, answer.NamesById));
    }

    [Fact]
    public void Suspects_nothing_where_companies_are_named_by_design()
    {
        const string Ranking = """{"widgetDatas":[{"dataObject":{"Company":"Yc6hJ4nDg9Rf"}}]}""";
        const string Several = """{"widgetDatas":[{"dataObject":{"id":"Yc6hJ4nDg9Rf"}},{"dataObject":{"id":"Bn7wE1yHs5Uk"}}]}""";

        var known = Read(fingerprints => fingerprints.AddWidget(
            new Json.TextJsonSource(Ranking), ItemOf(Ranking) with { WidgetType = "HumanRiskScoreforHighestRiskCompaniesWidget" }));
        var several = Widget(Several);

        Assert.Empty(known.Names);
        Assert.Empty(several.Names);
    }

    private AnswerPrint Widget(string widget) =>
        Read(fingerprints => fingerprints.AddWidget(new Json.TextJsonSource(widget), ItemOf(widget)));

    private AnswerPrint Report(string detail) => Read(fingerprints => fingerprints.AddReport(new Json.TextJsonSource(detail), ItemOf(detail), "r"));

    private AnswerPrint Reports(bool isEditable)
    {
        var report = $$"""{"resourceId":"r","isEditable":{{(isEditable ? "true" : "false")}},"isDeletable":{{(isEditable ? "true" : "false")}}}""";
        return Read(fingerprints => fingerprints.AddReports(new JsonAnswer(new Json.TextJsonSource(report), JsonValueKind.Array, [ItemOf(report)])));
    }

    private AnswerPrint Read(Action<Fingerprints> add)
    {
        var fingerprints = new Fingerprints("Qm3vT8rLx2Zd", _roster);
        add(fingerprints);
        fingerprints.EndWidgets(["w"]);
        return fingerprints.Answers.Single();
    }

    private static JsonItem ItemOf(string json) => new(0, Encoding.UTF8.GetByteCount(json)) { ResourceId = "w" };
}

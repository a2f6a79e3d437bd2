using System.Text.Json;
using Keepnet.Export.Exporting.Checks;

namespace Keepnet.Export.Tests.Exporting.Checks;

public sealed class WidgetCheckTests
{
    [Theory]
    [InlineData("SimulationCoverageWidget", """{"values":[{"name":"SimulatedPercentage","value":120.5}]}""", "percentageRange", "SimulatedPercentage is 120.5, not between 0 and 100 at point 0")]
    [InlineData("TrainingCompletionWidget", """{"values":[{"name":"completed","value":"-3%"}]}""", "percentageRange", "Completed is -3, not between 0 and 100")]
    [InlineData("BrandNewWidget", """{"values":[{"label":"Share of Wren (%)","value":101}]}""", "percentageRange", "a percentage is 101, not")]
    [InlineData("BrandNewWidget", """{"values":[{"label":"Wren","value":"250%"}]}""", "percentageRange", "a percentage is 250, not")]
    [InlineData("BrandNewWidget", """{"dataObject":{"Wren":{"clickPercent":300}}}""", "percentageRange", "a percentage is 300, not")]
    [InlineData("PhishingRiskScoreAcrossIndustriesWidget", """{"values":[{"label":"Industry Avg (Logistics)","value":100.5}]}""", "scoreRange", "a risk score is 100.5, not between 0 and 100")]
    [InlineData("HumanRiskScoreforHighestRiskUsersWidget", """{"values":[{"value":-1}]}""", "scoreRange", "Score is -1, not between 0 and 100")]
    [InlineData("SecurityCultureScoreGaugeWidget", """{"dataObject":{"OverallScore":5.01}}""", "scoreRange", ".overallScore is 5.01, not between 0 and 5")]
    [InlineData("SecurityCultureScoreGaugeWidget", """{"dataObject":{"enrollments":[{"overallScore":7}]}}""", "scoreRange", "a culture score is 7, not between 0 and 5")]
    [InlineData("SecurityCultureScoreGaugeWidget", """{"values":[{"label":"IndustryAverageX100","value":501}]}""", "scoreRange", "IndustryAverageX100 is 501, not between 0 and 500")]
    [InlineData("PhishingActivityWidget", """{"values":[{"label":"Risky Actions","value":-4}]}""", "negative", "RiskyActions is -4, below zero")]
    [InlineData("HumanRiskScoreforHighestRiskDepartmentsWidget", """{"values":[{"value":10},{"value":-2}]}""", "negative", "UserCount is -2, below zero")]
    [InlineData("PhishingDwellTimeAndQuickestResponseTimeWidget", """{"values":[{"name":"QuickestResponse","value":-0.5}]}""", "negative", "QuickestResponse is -0.5, below zero")]
    [InlineData("BrandNewWidget", """{"dataObject":{"mailCount":-1}}""", "negative", "a count is -1, below zero")]
    [InlineData("TrainingCompletionWidget", """{"values":[{"name":"Completed","value":70},{"name":"InProgress","value":20},{"name":"Incomplete","value":"22.5%"}]}""", "sumOfParts", "Completed + InProgress + Incomplete make 112.5, not 100")]
    [InlineData("SimulationCoverageWidget", """{"values":[{"name":"NonSimulatedPercentage","value":30},{"name":"SimulatedPercentage","value":60}]}""", "sumOfParts", "SimulatedPercentage + NonSimulatedPercentage make 90, not 100")]
    [InlineData("PhishingSimulationEngagementReportingTrendsWidget", """{"values":[{"label":"Users Who Clicked And Reported (%)","value":1},{"label":"Users Who Did Not Click And Reported (%)","value":2},{"label":"Users Who Did Not Reported (%)","value":3}]}""", "sumOfParts", "make 6, not 100")]
    [InlineData("SimulationCoverageWidget", """{"values":[{"name":"SimulatedPercentage","value":80},{"name":"CountSimulated","value":10},{"name":"CountNonSimulated","value":30}]}""", "shareOfCount", "SimulatedPercentage is 80, but CountSimulated is 25 per cent of all")]
    [InlineData("TrainingEnrollmentActivityWidget", """{"values":[{"label":"Total","value":10},{"label":"Incomplete","value":11}]}""", "partOverWhole", "Incomplete is 11 of Total 10")]
    [InlineData("IndustryPhishingRiskScoreWidget", """{"values":[{"name":"RiskScore","value":17}],"dataObject":{"riskScore":44.5}}""", "contradiction", "RiskScore is 17, but dataObject.riskScore is 44.5")]
    [InlineData("SecurityCultureScoreGaugeWidget", """{"values":[{"name":"OverallScoreX100","value":120}],"dataObject":{"overallScore":3.1}}""", "contradiction", "OverallScoreX100 is 120, but dataObject.overallScore is 3.1")]
    [InlineData("PhishingDwellTimeDistributionWidget", """{"values":[{"name":"Percentage","value":60}]},{"values":[{"name":"Percentage","value":70}]}""", "sharesOverWhole", "Percentage of 2 points make 130, more than 100")]
    [InlineData("TotalReportedSuspiciousEmailsAndPercentageWidget", """{"values":[{"value":60},{"value":6}]},{"values":[{"value":70},{"value":7}]}""", "sharesOverWhole", "Percentage of 2 points make 130, more than 100")]
    public async Task Names_the_rule_the_widget_and_the_figures_that_look_wrong(string type, string points, string rule, string message)
    {
        var flattening = await FlattenAsync(type, points);

        var finding = Assert.Single(flattening.Checks.Findings);
        Assert.Equal((rule, "W", type, 1), (finding.Rule, finding.WidgetId, finding.WidgetType, finding.Count));
        Assert.StartsWith($"Widget W ({type}", finding.Message, StringComparison.Ordinal);
        Assert.Contains(message, finding.Message, StringComparison.Ordinal);
        Assert.Contains(finding.Message, flattening.Warnings);
    }

    [Theory]
    [InlineData("SimulationCoverageWidget", """{"values":[{"name":"SimulatedPercentage","value":33},{"name":"NonSimulatedPercentage","value":66},{"name":"CountSimulated","value":1},{"name":"CountNonSimulated","value":2}]}""")]
    [InlineData("SimulationCoverageWidget", """{"values":[{"name":"SimulatedPercentage","value":0},{"name":"NonSimulatedPercentage","value":0},{"name":"CountSimulated","value":0},{"name":"CountNonSimulated","value":0}]}""")]
    [InlineData("SimulationCoverageWidget", """{"values":[{"name":"SimulatedPercentage","value":null},{"name":"NonSimulatedPercentage","value":30}]},{"values":null}""")]
    [InlineData("SimulationCoverageWidget", """{"values":[{"name":"SimulatedPercentage","value":50},{"name":"SimulatedPercentage","value":10},{"name":"NonSimulatedPercentage","value":50}]}""")]
    [InlineData("TrainingCompletionWidget", """{"values":[{"name":"Completed","value":33.3},{"name":"InProgress","value":33.3},{"name":"Incomplete","value":"33.3%"}]}""")]
    [InlineData("TrainingCompletionWidget", """{"values":[{"name":"Completed","value":"most"},{"name":"InProgress","value":33.3},{"name":"Incomplete","value":33.3}]}""")]
    [InlineData("TrainingActivityWidget", """{"values":[{"label":"Enrollment","value":10},{"label":"Incomplete","value":10}]}""")]
    [InlineData("SecurityCultureScoreGaugeWidget", """{"dataObject":{"overallScore":5,"benchmarkDifference":-4.2,"bands":[{"from":0,"to":5}]},"values":[{"name":"OverallScoreX100","value":500}]}""")]
    [InlineData("IndustryPhishingRiskScoreWidget", """{"values":[{"name":"RiskScore","value":45}],"dataObject":{"riskScore":44.5}},{"values":[{"name":"RiskScore","value":10}]}""")]
    [InlineData("HumanRiskScoreforHighestRiskDepartmentsWidget", """{"dataObject":{"department":"Dispatch"},"values":[{"value":100},{"value":4000}]}""")]
    [InlineData("ResponseTimesToPhishingActionsWidget", """{"values":[{"name":"Clicked","value":500},{"name":"AverageClickTime","value":1440}]}""")]
    [InlineData("BrandNewWidget", """{"values":[{"label":"Change (%)","value":-30},{"label":"Growth in per cent","value":400},{"name":"Discount","value":-5},{"label":"Temperature","value":-1}]}""")]
    [InlineData("BrandNewWidget", """{"dataObject":[1,-2,{"x":-3}]},-7,null,"text" """)]
    [InlineData("PhishingDwellTimeDistributionWidget", """{"values":[{"name":"Percentage","value":60}]},{"values":[{"name":"Percentage","value":41}]}""")]
    public async Task Is_silent_on_figures_that_may_be_right(string type, string points)
    {
        var flattening = await FlattenAsync(type, points);

        Assert.Empty(flattening.Checks.Findings);
    }

    [Fact]
    public async Task A_million_wrong_points_make_one_finding()
    {
        var points = Enumerable.Repeat("""{"values":[{"name":"PLA","value":101}]}""", 5_000);

        var flattening = await FlattenAsync("RepeatOffendersUsersRateWidget", string.Join(',', points));

        var finding = Assert.Single(flattening.Checks.Findings);
        Assert.Equal(5_000, finding.Count);
        Assert.EndsWith("PLA is 101, not between 0 and 100 at point 0, 5000 times in all.", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_in_findings_are_never_those_that_were_sent()
    {
        var flattening = await FlattenAsync(
            "BrandNewWidget",
            """{"dataObject":{"fullName":"Wren Fabelund","Wren Fabelund":{"riskScore":120}},"values":[{"label":"Wren Fabelund %","name":"Wren Count","value":"-900%"}]}""",
            title: "wren@example.test");

        Assert.Equal(["scoreRange", "negative"], flattening.Checks.Findings.Select(finding => finding.Rule).OrderDescending(StringComparer.Ordinal));
        Assert.DoesNotContain("wren", JsonSerializer.Serialize(flattening.Checks.Findings), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_date_outside_the_period_is_a_finding_and_one_warning()
    {
        var flattening = await FlattenAsync("SimulationCoverageWidget", """{"date":"2019-01-01"},{"date":"2026-06-01"}""");

        Assert.Equal(("dateOutsidePeriod", 1), Assert.Single(flattening.Checks.Findings.Select(finding => (finding.Rule, finding.Count))));
        Assert.Contains("outside the period", Assert.Single(flattening.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_of_a_saved_report_name_the_report()
    {
        var flattening = new Flattening.Flattening();

        await flattening.AddReportAsync("""{"resourceId":"R","datePeriod":"Last3Months","widgets":[{"resourceId":"W","widgetType":"RepeatOffendersUsersRateWidget","widgetDatas":[{"values":[{"name":"PLA","value":-1}]}]}]}""");

        var finding = Assert.Single(flattening.Checks.Findings);
        Assert.Equal("R", finding.ReportId);
        Assert.StartsWith("Widget W (RepeatOffendersUsersRateWidget) in report R: PLA is -1", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void There_is_an_end_to_what_is_listed()
    {
        var warnings = new List<string>();
        var list = new CheckList(warnings.Add);

        for (var number = 0; number < 1_000; number++)
        {
            list.Add(new CheckFinding { Rule = "negative", Message = $"{number}" });
        }

        Assert.Equal((100, 100), (list.Findings.Count, warnings.Count));
    }

    private static async Task<Flattening.Flattening> FlattenAsync(string type, string points, string title = "Title")
    {
        var flattening = new Flattening.Flattening();
        await flattening.AddWidgetAsync($$"""{"widgetDatas":[{{points}}],"resourceId":"W","name":"{{title}}","widgetType":"{{type}}"}""");
        return flattening;
    }
}

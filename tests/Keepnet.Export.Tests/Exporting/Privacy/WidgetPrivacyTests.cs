using System.Text.Json.Nodes;
using Keepnet.Export.Exporting.Privacy;
using static Keepnet.Export.Tests.Exporting.Privacy.PrivacyBench;

namespace Keepnet.Export.Tests.Exporting.Privacy;

/// <summary>What each documented widget type loses and what it keeps.</summary>
public sealed class WidgetPrivacyTests
{
    [Theory]
    [InlineData("PhishingRiskScoreAcrossIndustriesWidget",
        """{"date":"01/05/2026 00:00","dataObject":null,"values":[{"value":23,"label":"Company Phishing Risk Score","name":null,"annotations":{"definition":"Peak"}},{"value":18,"label":"Industry Avg (Logistics)","name":null,"annotations":null}],"tableValues":null,"tableDefinitions":null}""")]
    [InlineData("IndustryPhishingRiskScoreWidget",
        """{"dataObject":{"name":"Autumn campaign","phishingType":"Quishing","startDate":"28/04/2026 05:38","riskScore":12.50,"totalMetrics":4,"totalClickedCount":3},"values":[{"value":12,"name":"RiskScore"}]}""")]
    [InlineData("PhishingDwellTimeAndQuickestResponseTimeWidget",
        """{"dataObject":{"name":"Autumn campaign"},"values":[{"value":12,"name":"AverageDwellTime"},{"value":1,"name":"QuickestResponse"}]}""")]
    [InlineData("PhishingDwellTimeDistributionWidget", """{"dataObject":{"ActionRange":"0-5"},"values":[{"value":7,"name":"Percentage"}]}""")]
    [InlineData("PhishingSimulationEngagementReportingTrendsWidget",
        """{"date":"2025/06/15 00:00","values":[{"value":7,"label":"Users Who Clicked And Reported (%)"},{"value":7,"label":"Users Who Did Not Reported (%)"}]}""")]
    [InlineData("ResponseTimesToPhishingActionsWidget",
        """{"dataObject":{"ActionRange":"60+"},"values":[{"value":7,"name":"SubmittedData"},{"value":7,"name":"industryAverageClickTime"}]}""")]
    [InlineData("RepeatOffendersUsersThresholdWidget", """{"values":[{"value":7,"name":"CountRepeatOffender"}]}""")]
    [InlineData("RepeatOffendersUsersRateWidget", """{"values":[{"value":5,"name":"PLA"}]}""")]
    [InlineData("SimulationCoverageWidget", """{"values":[{"value":7,"name":"NonSimulatedPercentage"}]}""")]
    [InlineData("TotalReportedSuspiciousEmailsAndPercentageWidget",
        """{"dataObject":{"ActionRange":"Simulation","sourceBreakdown":{"incidentResponderCount":3,"campaignCount":2,"campaigns":[{"campaignName":"Parcel","count":2},{"name":"Payroll","reportCount":1}],"sourceSummary":"3 of 5"}},"values":[{"value":60},{"value":3}]}""")]
    [InlineData("TotalReportedSuspiciousEmailsAndPercentageWidget",
        """{"dataObject":{"ActionRange":"Simulation"},"sourceBreakdown":{"campaigns":[{"name":"Payroll","reportCount":1}]},"values":[{"value":60}]}""")]
    [InlineData("ImpactOfPhishingAwarenessTrainingWidget",
        """{"date":"12/31/2025 00:00:00","values":[{"value":7,"name":"Percentage","annotations":{"definition":"Share of users"}},{"value":3,"name":"IndustryAverage","annotations":"Sector"}]}""")]
    [InlineData("TrainingCompletionWidget", """{"values":[{"value":7,"name":"InProgressCount"}]}""")]
    [InlineData("SecurityCultureScoreGaugeWidget",
        """{"dataObject":{"name":"Culture","description":"How we are doing","overallScore":3.40,"benchmarkScore":3.1,"benchmarkLabel":"Sector","benchmarkDifference":0.3,"benchmarkComparisonSentence":"Above the sector","enrollmentCount":1,"participantCount":20,"bands":[{"label":"Weak","from":0,"to":2.0,"description":"Needs work"}],"enrollments":[{"enrollmentId":"a1","enrollmentName":"Spring survey","participantCount":20,"overallScore":3.4}]}}""")]
    [InlineData("PhishingActivityWidget", """{"date":"2026-05-01T00:00:00Z","values":[{"value":7,"label":"Risky Actions"}]}""")]
    [InlineData("TrainingEnrollmentActivityWidget", """{"date":"2026-05-01T00:00:00Z","values":[{"value":7,"label":"Enrollment"}]}""")]
    [InlineData("trainingactivitywidget", """{"date":"2026-05-01T00:00:00Z","values":[{"value":7,"label":"Incomplete"}]}""")]
    public async Task Keeps_what_says_nothing_of_anybody(string type, string point)
    {
        var widget = Widget(type, point);

        var pseudonymized = await PseudonymizeAsync(widget);
        var dropped = await DropAsync(widget);

        Assert.Equal(widget, pseudonymized);
        Assert.Equal(widget, dropped);
    }

    [Theory]
    [InlineData("HumanRiskScoreforHighestRiskUsersWidget",
        """{"date":null,"dataObject":{"fullName":"Ida Sørli","email":"ida.sorli@example.test","department":"Dispatch"},"values":[{"value":81,"label":"Score","name":"RiskScore","annotations":null}]}""",
        """{"date":null,"dataObject":{"fullName":null,"email":null,"department":null},"values":[{"value":81,"label":"Score","name":"RiskScore","annotations":null}]}""")]
    [InlineData("HumanRiskScoreforHighestRiskDepartmentsWidget",
        """{"dataObject":{"department":"Dispatch"},"values":[{"value":81},{"value":4}]}""",
        """{"dataObject":{"department":null},"values":[{"value":81},{"value":4}]}""")]
    [InlineData("HumanRiskScoreforHighestRiskCompaniesWidget",
        """{"dataObject":{"Company":"Opal Freight"},"values":[{"value":81},{"value":4}]}""",
        """{"dataObject":{"Company":null},"values":[{"value":81},{"value":4}]}""")]
    [InlineData("IndustryPhishingRiskScoreWidget",
        """{"dataObject":{"name":"Autumn","full_name":"Ida Sørli","E-Mail":"ida.sorli@example.test","DEPARTMENT":"Dispatch","riskScore":1.50}}""",
        """{"dataObject":{"name":"Autumn","full_name":null,"E-Mail":null,"DEPARTMENT":null,"riskScore":1.50}}""")]
    [InlineData("PhishingDwellTimeAndQuickestResponseTimeWidget",
        """{"dataObject":{"name":"For ida.sorli@example.test only","creator":{"name":"Ida Sørli"},"Full Name":"Ida Sørli"}}""",
        """{"dataObject":{"name":"For [removed] only","creator":{"name":null},"Full Name":null}}""")]
    [InlineData("SecurityCultureScoreGaugeWidget",
        """{"dataObject":{"enrollments":[{"enrollmentName":"Spring","manager":{"id":"isorli","name":"Ida Sørli","status":"Active"}}]}}""",
        """{"dataObject":{"enrollments":[{"enrollmentName":"Spring","manager":{"id":null,"name":null,"status":"Active"}}]}}""")]
    [InlineData("DepartmentOverviewWidget",
        """{"values":null,"tableDefinitions":[{"label":"Department","name":"department"},{"label":"Risk Score","name":"riskScore"}],"tableValues":[{"department":"Dispatch","riskScore":"44.5%"},{"department":null,"riskScore":12}]}""",
        """{"values":null,"tableDefinitions":[{"label":"Department","name":"department"},{"label":"Risk Score","name":"riskScore"}],"tableValues":[{"department":null,"riskScore":"44.5%"},{"department":null,"riskScore":12}]}""")]
    [InlineData("PeopleTableWidget",
        """{"tableValues":[{"name":"Ida Sørli","email":"ida@example.test","hobby":"Chess","status":"Active","since":"01/02/2026","active":true,"range":"0-5","phone":"5551234567","gsm":905551234567,"homePhone":3,"fullName":"","userName":" "}]}""",
        """{"tableValues":[{"name":null,"email":null,"hobby":null,"status":"Active","since":"01/02/2026","active":true,"range":"0-5","phone":null,"gsm":null,"homePhone":3,"fullName":"","userName":" "}]}""")]
    [InlineData("PeopleChartWidget",
        """{"values":[{"value":3,"label":"Ida Sørli","name":"RiskScore","annotations":"of Ida Sørli"},{"value":"n/a","label":"Delivered"}]}""",
        """{"values":[{"value":3,"label":null,"name":"RiskScore","annotations":null},{"value":"n/a","label":"Delivered"}]}""")]
    public async Task Drops_what_is_personal_and_keeps_the_rest(string type, string point, string expected)
    {
        var dropped = await DropAsync(Widget(type, point));

        Assert.Equal(Widget(type, expected), dropped);
    }

    [Fact]
    public async Task Gives_pseudonyms_that_say_what_kind_of_value_they_stand_for()
    {
        var widget = Widget("HumanRiskScoreforHighestRiskUsersWidget",
            """{"dataObject":{"fullName":"Ida Sørli","email":"ida.sorli@example.test","department":"Dispatch","shift":"Nights","Company":"Opal"}}""");

        var data = JsonNode.Parse(await PseudonymizeAsync(widget))!["widgetDatas"]![0]!["dataObject"]!;

        Assert.Matches("^person-[0-9a-f]{16}$", (string?)data["fullName"]);
        Assert.Matches("^email-[0-9a-f]{16}$", (string?)data["email"]);
        Assert.Matches("^department-[0-9a-f]{16}$", (string?)data["department"]);
        Assert.Matches("^value-[0-9a-f]{16}$", (string?)data["shift"]);
        Assert.Matches("^company-[0-9a-f]{16}$", (string?)data["Company"]);
    }

    [Fact]
    public async Task Keeps_labels_of_an_unknown_type_when_every_point_has_only_a_date_and_values()
    {
        var series = Widget("HoursWidget", """{"date":"01/05/2026","values":[{"value":3,"label":"Hours spent"}]},{"dataObject":null,"date":"01/06/2026","values":[]}""");
        var mixed = Widget("HoursWidget", """{"date":"01/05/2026","values":[{"value":3,"label":"Hours spent"}]},{"date":"01/06/2026","dataObject":{"x":1}}""");

        Assert.Equal(series, await DropAsync(series));
        Assert.Contains("\"label\":null", await DropAsync(mixed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finds_a_widgets_type_wherever_it_stands()
    {
        var widget = """{"widgetDatas":[{"dataObject":{"name":"Autumn"},"values":[{"label":"Anything","value":1}]}],"widgetType":"IndustryPhishingRiskScoreWidget"}""";
        var detail = $$"""{"widgets":[{{widget}},{{widget.Replace("Industry", "Other", StringComparison.Ordinal)}}]}""";

        var kept = await DropAsync(widget);
        var mixed = await DropAsync(detail, PrivacySubject.ReportDetail);

        Assert.Equal(widget, kept);
        Assert.StartsWith($$"""{"widgets":[{{widget}},{"widgetDatas":[{"dataObject":{"name":null},"values":[{"label":null""", mixed, StringComparison.Ordinal);
    }
}
